/** What every page of today's theme does: cart drawer, steppers, wish list, search suggestions, facets, share. */
import { cart, suggest, toggleWish } from './shop.js';
import { StoreLocator } from './elements.js';

customElements.define('store-locator', StoreLocator);

const element = document.querySelector('[data-cart-drawer]');

export const drawer = {
  open() {
    element.classList.add('drawer--active');
    element.querySelector('.drawer__inner').focus();
  },
  close() { element.classList.remove('drawer--active'); },
  async refresh() {
    element.innerHTML = await cart.drawer();
    const count = await cart.count();
    const bubble = document.querySelector('[data-cart-count]');
    bubble.textContent = count;
    bubble.hidden = count === 0;
  },
};

function step(button) {
  const input = button.parentElement.querySelector('input');
  if (button.name === 'plus') input.stepUp();
  else input.stepDown();
  input.dispatchEvent(new Event('change', { bubbles: true }));
}

function share(button) {
  // Without the permission the address bar still has it.
  navigator.clipboard?.writeText(location.href).catch(() => {});
  button.querySelector('span').textContent = 'Link copied';
}

const clicks = {
  '[data-drawer-close]': () => drawer.close(),
  '[data-remove-line]': (button) => cart.setLine(Number(button.dataset.removeLine), 0).then(drawer.refresh),
  '[data-dialog]': (button) => document.getElementById(button.dataset.dialog).showModal(),
  '[data-share]': share,
  '.quantity__button': step,
  'body:not(.template-cart) .header__icon--cart': (link, event) => {
    event.preventDefault();
    drawer.refresh().then(drawer.open);
  },
};

document.addEventListener('click', (event) => {
  for (const [css, act] of Object.entries(clicks)) {
    const hit = event.target.closest(css);
    if (hit) act(hit, event);
  }
});

document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') drawer.close();
});

document.addEventListener('change', (event) => {
  event.target.closest('.facets')?.requestSubmit();
});

/* The heart keeps its click to itself: nothing further up may take it for a click on the card. */
for (const wish of document.querySelectorAll('[data-wish]')) {
  wish.addEventListener('click', async (event) => {
    event.stopPropagation();
    wish.setAttribute('aria-pressed', String(await toggleWish(wish.dataset.wish)));
  });
}

const search = document.querySelector('.header__search-input');
const suggestions = document.querySelector('[data-suggestions]');
search.addEventListener('input', async () => {
  const query = search.value.trim();
  const products = query ? await suggest(query) : [];
  suggestions.replaceChildren(...products.map(({ title, url }) => {
    const link = document.createElement('a');
    link.href = url;
    link.className = 'predictive-search__item';
    link.textContent = title;
    return link;
  }));
  suggestions.hidden = products.length === 0;
});
document.addEventListener('pointerdown', (event) => {
  if (!event.target.closest('.header__search')) suggestions.hidden = true;
});
