/** The redesign's product page: options, pictures, adding to the bag, votes, the dock, its apps' elements. */
import { cart, findVariant, recoloured } from './shop.js';
import { DeliveryEstimator, StockCounter } from './elements.js';
import { openBag } from './strand.js';

const item = document.querySelector('.item');
const variants = JSON.parse(item.dataset.variants);
const form = item.querySelector('.buy');
const oops = form.querySelector('.buy__oops');
const shot = item.querySelector('[data-shot]');
const adders = [...document.querySelectorAll('.buy__go, .dock__go')];

function choose() {
  const colour = form.querySelector('[name="opt-colour"]:checked')?.value ?? null;
  const variant = findVariant(variants, colour, form.elements['opt-size']?.value ?? null);
  form.elements.id.value = variant.id;
  for (const button of adders) {
    button.disabled = !variant.available;
    button.firstElementChild.textContent = variant.available ? 'Add to bag' : 'Gone for now';
  }
}

form.addEventListener('change', ({ target }) => {
  if (target.dataset.slug) {
    for (const button of item.querySelectorAll('.shot-btn')) {
      button.dataset.src = recoloured(button.dataset.src, target.dataset.slug);
      button.firstElementChild.src = button.dataset.src;
    }
    shot.src = recoloured(shot.getAttribute('src'), target.dataset.slug);
  }
  choose();
});

item.addEventListener('click', ({ target }) => {
  const button = target.closest('.shot-btn');
  if (button) shot.src = button.dataset.src;
});

form.addEventListener('submit', async (event) => {
  if (event.submitter?.name === 'return_to') return;
  event.preventDefault();
  const refused = await cart.add(Number(form.elements.id.value), 1);
  oops.hidden = !refused;
  oops.textContent = refused ?? '';
  if (!refused) await openBag();
});

for (const vote of document.querySelectorAll('.voice__up')) {
  vote.addEventListener('click', () => {
    vote.firstElementChild.textContent = Number(vote.dataset.ups) + 1;
    vote.disabled = true;
  });
}

/* The dock shows while the button that it doubles is out of sight. */
new IntersectionObserver(([entry]) => {
  document.querySelector('[data-dock]').classList.toggle('dock--up', !entry.isIntersecting);
}).observe(form.querySelector('.buy__go'));

customElements.define('stock-ticker', class extends StockCounter {
  static words = { left: (count) => `Only ${count} in this batch`, hold: 'Reserve yours', held: 'Reserved' };
  static buttonClass = 'ticker__btn';
});

customElements.define('delivery-promise', class extends DeliveryEstimator {
  static label = 'Check date';
  static buttonClass = 'promise__btn';
});
