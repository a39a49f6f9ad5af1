/** Small pieces that marram's sections share: icons, popovers, quantity selectors and product items. */
import { alt, each, m, money, slug, src, srcset, swatches, valuesOf, when } from '../b_lib.mjs';

const shapes = {
  close: 'm1 1 14 14M1 15 15 1', chevron: 'm1 1 5 5 5-5', search: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12Zm9 3-4.5-4.5',
  account: 'M10 9a4 4 0 1 0 0-8 4 4 0 0 0 0 8Zm-8 9c0-4 3.6-6 8-6s8 2 8 6', cart: 'M4 6h13l-1 9H6L4 1H1', hamburger: 'M0 1h18M0 7h18M0 13h18',
  left: 'M6 1 1 6l5 5', right: 'm1 1 5 5-5 5', plus: 'M6 0v12M0 6h12', minus: 'M0 6h12', filters: 'M0 4h16M0 12h16M4 1v6m8 2v6',
  lock: 'M3 7V5a4 4 0 0 1 8 0v2M1 7h12v8H1z', play: 'M0 0v20l17-10z', share: 'M8 1v10M4 5l4-4 4 4M1 9v6h14V9', grid: 'M0 0h6v6H0zm8 0h6v6H8z',
  instagram: 'M10 2c3 0 3.300 0 4.500.100M10 6a4 4 0 1 0 0 8 4 4 0 0 0 0-8', facebook: 'M11 10h3l.400-3H11V5.500c0-1 .300-1.500 1.500-1.500H14V1',
};
export const icon = (name, size = 16) =>
  `<svg focusable="false" width="${size}" height="${size}" class="icon icon--${name}" viewBox="0 0 ${size} ${size}" role="presentation"><path d="${shapes[name]}" fill="none" stroke="currentColor" stroke-width="2"></path></svg>`;
export const hidden = (text) => `<span class="visually-hidden">${text}</span>`;

/** A choice that other themes give a `select`: a button, and a listbox of buttons in a popover. */
export const listbox = ({ id, title, name, values, chosen, buttonMarks = [], optionMarks = () => [] }) => `<div class="popover-container">
<button type="button" class="select" id="${id}-button" aria-controls="${id}" aria-expanded="false" aria-haspopup="listbox"${m(...buttonMarks)}><span id="${id}-selected-value">${chosen}</span>${icon('chevron', 12)}</button>
<x-popover id="${id}" class="popover" anchor-horizontal="end" hidden><header class="popover__header"><span class="popover__title heading h6">${title}</span></header><x-listbox class="popover-listbox" role="listbox" aria-owns="${id}-selected-value">
${each(values, ([value, text]) => `<button type="${name === 'sort_by' ? 'submit' : 'button'}" class="popover-listbox__option" role="option" value="${value}" aria-selected="${text === chosen}"${when(name, ` name="${name}"`)}${m(...optionMarks(value))}>${text}</button>`)}
</x-listbox></x-popover></div>`;

export const quantitySelector = ({ value, attributes, marks = [] }) => `<quantity-selector class="quantity-selector"><button type="button" class="quantity-selector__button" aria-label="Decrease quantity"${m(marks[1])}>${icon('minus', 12)}</button><input is="quantity-input" type="text" class="quantity-selector__input" autocomplete="off" inputmode="numeric" value="${value}" size="2" aria-label="Quantity" ${attributes}${m(marks[0])}><button type="button" class="quantity-selector__button" aria-label="Increase quantity"${m(marks[2])}>${icon('plus', 12)}</button></quantity-selector>`;

export const priceList = (product, mark) => `<div class="price-list">${product.compare ? `<span class="price price--highlight"${m(mark)}>${hidden('Sale price')}${money(product.price)}</span><span class="price price--compare">${hidden('Regular price')}${money(product.compare)}</span>` : `<span class="price"${m(mark)}>${hidden('Sale price')}${money(product.price)}</span>`}</div>`;

export const stars = (product) => `<div class="rating__stars" role="img" aria-label="${product.rating} out of 5.0 stars">${'<svg fill="none" focusable="false" width="14" height="13" class="rating__star rating__star--full icon" viewBox="0 0 14 13"><path d="M7 0l1.600 4.800H14l-4.100 3 1.500 4.900L7 9.700l-4.300 3L4.100 7.800 0 4.800h5.400z" fill="currentColor"></path></svg>'.repeat(5)}</div>`;

/** A product in a list: a form of its own when it can be added at once. */
export const item = (product, { phone, link = [], quick = [], swatch }) => {
  const choices = product.options.length > 0;
  const button = `class="button button--outline button--full hidden-touch"${m(...quick)}>`;
  return `<product-item class="product-item${when(!product.available, ' product-item--sold-out')}" reveal><div class="product-item__image-wrapper product-item__image-wrapper--multiple">
${when(product.compare, `<div class="product-item__label-list label-list"><span class="label label--highlight">Save ${money((product.compare ?? 0) - product.price)}</span></div>`)}${when(!product.available, '<div class="product-item__label-list label-list"><span class="label label--subdued">Sold out</span></div>')}
<a href="/products/${product.handle}" data-instant class="product-item__aspect-ratio aspect-ratio aspect-ratio--natural" tabindex="-1" aria-hidden="true"><img class="product-item__primary-image" loading="lazy" sizes="(max-width: 740px) calc(50vw - 24px), 300px" src="${src(product, 1, 600)}" srcset="${srcset(product, 1, [200, 300, 400, 600])}" alt="${alt(product, 1)}"><img class="product-item__secondary-image" loading="lazy" src="${src(product, 2, 600)}" alt="${alt(product, 2)}"></a>
${when(product.available, choices ? `<div class="product-item__cta-wrapper"><button type="button" is="toggle-button" loader aria-controls="product-${product.id}-quick-buy" aria-expanded="false" ${phone ? `class="product-item__quick-buy-button"${m(...quick)}>${hidden('Choose options')}${icon('plus', 12)}` : `${button}+ Quick buy`}</button></div>` : `<form method="post" action="/cart/add" is="product-form" class="product-item__quick-form"><input type="hidden" name="id" value="${product.variant}"><input type="hidden" name="quantity" value="1"><button is="loader-button" type="submit" ${button}+ Add to basket</button></form>`)}
</div><div class="product-item__info product-item__info--with-button"><div class="product-item-meta"><a class="product-item-meta__vendor heading heading--xxsmall" href="/collections/vendors?q=Fern">Fern &amp; Harbour</a><a href="/products/${product.handle}" data-instant class="product-item-meta__title"${m(...link)}>${product.title}</a><div class="product-item-meta__price-list-container" role="region">${priceList(product)}</div>
${when(valuesOf(product, 'Colour').length, `<div class="product-item-meta__swatch-list color-swatch-list">${each(valuesOf(product, 'Colour'), (c, i) => `<div class="color-swatch"><input class="color-swatch__radio visually-hidden" type="radio" name="item-${product.id}-color" id="item-${product.id}-${slug(c)}" value="${c}"${when(i === 0, ' checked')} data-variant-url="/products/${product.handle}?variant=${product.variant}"${when(i === 0, m(swatch))}><label class="color-swatch__item" for="item-${product.id}-${slug(c)}" style="--swatch-background: ${swatches[c]}">${hidden(c)}</label></div>`)}</div>`)}
</div></div></product-item>`;
};
