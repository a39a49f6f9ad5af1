/** What every page of the redesign does: sheets, bag, hearts, newsletter card, search, filters. */
import { cart, suggest, toggleWish } from './shop.js';
import { StoreLocator } from './elements.js';

customElements.define('store-locator', StoreLocator);

const sheet = (id) => document.getElementById(id);

async function fillBag() {
  sheet('bag').innerHTML = await cart.drawer();
  document.querySelector('[data-bag-count]').textContent = await cart.count();
}

export async function openBag() {
  await fillBag();
  if (!sheet('bag').open) sheet('bag').showModal();
}

document.addEventListener('click', async (event) => {
  const opener = event.target.closest('[data-opens]');
  if (opener?.dataset.opens === 'bag') {
    event.preventDefault();
    await openBag();
  } else if (opener) {
    sheet(opener.dataset.opens).showModal();
  }
  const drop = event.target.closest('[data-drop]');
  if (drop) {
    await cart.setLine(Number(drop.dataset.drop), 0);
    await fillBag();
  }
  // A click on the backdrop lands on the dialog itself.
  if (event.target.matches('dialog')) event.target.close();
  if (event.target.closest('.pop__x')) {
    pop.hidden = true;
    sessionStorage.setItem('pop-closed', '1');
  }
});

for (const heart of document.querySelectorAll('[data-keep]')) {
  heart.addEventListener('click', async (event) => {
    event.stopPropagation();
    heart.setAttribute('aria-pressed', String(await toggleWish(heart.dataset.keep)));
  });
}

const pop = document.querySelector('.pop');
if (pop) pop.hidden = sessionStorage.getItem('pop-closed') === '1';

document.querySelector('.finder__input').addEventListener('input', async ({ target }) => {
  const query = target.value.trim();
  const products = query ? await suggest(query) : [];
  document.querySelector('[data-found]').replaceChildren(...products.map(({ title, url }) => {
    const link = document.createElement('a');
    link.href = url;
    link.textContent = title;
    return link;
  }));
});

document.querySelector('.sift')?.addEventListener('change', ({ currentTarget }) => currentTarget.requestSubmit());
