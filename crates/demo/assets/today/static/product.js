/** Today's product page: variants, gallery, AJAX add, tabs, reviews, and the elements its apps bring. */
import { cart, findVariant, recoloured } from './shop.js';
import { DeliveryEstimator, StockCounter } from './elements.js';
import { drawer } from './theme.js';

const main = document.querySelector('.product');
const variants = JSON.parse(main.dataset.product);
const form = main.querySelector('.product-form');
const submit = form.querySelector('.product-form__submit');
const error = form.querySelector('.product-form__error');
const thumbnails = [...main.querySelectorAll('.thumbnail')];

function showPicture(url) {
  main.querySelector('#MainImage').src = url;
  for (const thumbnail of thumbnails) thumbnail.toggleAttribute('aria-current', thumbnail.dataset.picture === url);
}

function recolour(slug) {
  for (const thumbnail of thumbnails) {
    thumbnail.dataset.picture = recoloured(thumbnail.dataset.picture, slug);
    thumbnail.firstElementChild.src = thumbnail.dataset.picture;
  }
  showPicture(thumbnails[0].dataset.picture);
}

function chosen(option) {
  return main.querySelector(`input[name="${option}"]:checked`)?.value ?? null;
}

function choose() {
  const variant = findVariant(variants, chosen('Colour'), chosen('Size'));
  form.elements.id.value = variant.id;
  submit.disabled = !variant.available;
  submit.querySelector('[data-submit-label]').textContent = variant.available ? 'Add to cart' : 'Sold out';
  const colour = main.querySelector('[data-chosen="colour"]');
  if (colour) colour.textContent = variant.colour.name;
  history.replaceState(null, '', `?variant=${variant.id}`);
}

main.addEventListener('change', ({ target }) => {
  if (target.name === 'Colour') recolour(target.dataset.slug);
  if (target.name === 'Colour' || target.name === 'Size') choose();
});

main.addEventListener('click', ({ target }) => {
  const thumbnail = target.closest('.thumbnail');
  if (thumbnail) showPicture(thumbnail.dataset.picture);
});

form.addEventListener('submit', async (event) => {
  if (event.submitter?.name === 'return_to') return;
  event.preventDefault();
  submit.classList.add('loading');
  const refused = await cart.add(Number(form.elements.id.value), Number(form.elements.quantity.value));
  submit.classList.remove('loading');
  error.hidden = !refused;
  error.textContent = refused ?? '';
  if (refused) return;
  await drawer.refresh();
  drawer.open();
});

const tabs = [...document.querySelectorAll('[role="tab"]')];
for (const tab of tabs) {
  tab.addEventListener('click', () => {
    for (const other of tabs) {
      other.setAttribute('aria-selected', String(other === tab));
      document.getElementById(other.getAttribute('aria-controls')).hidden = other !== tab;
    }
  });
}

for (const button of document.querySelectorAll('.review__helpful')) {
  button.addEventListener('click', () => {
    button.lastElementChild.textContent = `Helpful (${Number(button.dataset.count) + 1})`;
    button.disabled = true;
  });
}

customElements.define('stock-counter', class extends StockCounter {
  static words = { left: (count) => `${count} left at the mill`, hold: 'Hold one for me', held: 'Held for an hour' };
  static buttonClass = 'stock-counter__button';
});

customElements.define('delivery-estimator', class extends DeliveryEstimator {
  static label = 'Estimate delivery';
  static buttonClass = 'delivery__button';
});
