/** What every page of the theme does: cart drawer, AJAX removal, search suggestions, wish list, steppers. */
const $ = (css, root = document) => root.querySelector(css);

const drawer = {
  get element() { return $('[data-cart-drawer]'); },
  open() {
    this.element.classList.add('drawer--active');
    $('.drawer__inner', this.element).focus();
  },
  close() { this.element.classList.remove('drawer--active'); },
  async refresh() {
    const answer = await fetch('/cart?section_id=cart-drawer');
    this.element.innerHTML = await answer.text();
    const { item_count: count } = await (await fetch('/cart.js')).json();
    const bubble = $('[data-cart-count]');
    bubble.textContent = count;
    bubble.hidden = count === 0;
  },
};
window.theme = { drawer };

async function post(path, body) {
  return fetch(path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
}

async function removeLine(line) {
  await post('/cart/change.js', { line, quantity: 0 });
  await drawer.refresh();
}

document.addEventListener('click', (event) => {
  const { target } = event;
  if (target.closest('[data-drawer-close]')) drawer.close();
  const remove = target.closest('[data-remove-line]');
  if (remove) removeLine(Number(remove.dataset.removeLine));
  const opener = target.closest('[data-dialog]');
  if (opener) document.getElementById(opener.dataset.dialog).showModal();
  const cartIcon = target.closest('.header__icon--cart');
  if (cartIcon && !document.body.classList.contains('template-cart')) {
    event.preventDefault();
    drawer.refresh().then(() => drawer.open());
  }
  const share = target.closest('[data-share]');
  if (share) {
    // Without the permission the address bar still has it.
    navigator.clipboard?.writeText(location.href).catch(() => {});
    share.querySelector('span').textContent = 'Link copied';
  }
  const step = target.closest('.quantity__button');
  if (step) {
    const input = $('input', step.parentElement);
    if (step.name === 'plus') input.stepUp();
    else input.stepDown();
    input.dispatchEvent(new Event('change', { bubbles: true }));
  }
});

document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') drawer.close();
});

/* The heart keeps its click to itself: nothing further up may take it for a click on the card. */
for (const wish of document.querySelectorAll('[data-wish]')) {
  wish.addEventListener('click', async (event) => {
    event.stopPropagation();
    event.preventDefault();
    const { wished } = await (await post(`/wishlist/${wish.dataset.wish}`, {})).json();
    wish.setAttribute('aria-pressed', String(wished));
  });
}

const search = $('.header__search-input');
const suggestions = $('[data-suggestions]');
search?.addEventListener('input', async () => {
  const query = search.value.trim();
  if (!query) { suggestions.hidden = true; return; }
  const answer = await fetch(`/search/suggest.json?q=${encodeURIComponent(query)}`);
  const { products } = (await answer.json()).resources.results;
  suggestions.replaceChildren(...products.map(({ title, url }) => {
    const link = document.createElement('a');
    link.href = url;
    link.className = 'predictive-search__item';
    link.textContent = title;
    return link;
  }));
  suggestions.hidden = products.length === 0;
});
search?.addEventListener('blur', () => setTimeout(() => { suggestions.hidden = true; }, 150));

document.addEventListener('change', (event) => {
  const facets = event.target.closest('.facets');
  if (facets) facets.requestSubmit();
});
