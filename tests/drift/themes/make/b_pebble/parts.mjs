/** Small pieces that pebble's sections share: icons, quantity boxes and grid cards. */
import { each, m, money, src, srcset, alt, firstVariant, swatches, slug, valuesOf, when } from '../b_lib.mjs';

const paths = {
  close: 'm19 17.61 27.12 27.13m0-27.12L19 44.74',
  search: 'M47.16 28.58A18.58 18.58 0 1 1 28.58 10a18.58 18.58 0 0 1 18.58 18.58M54 54 41.94 42',
  user: 'M35 39.84v-2.53c3.3-1.91 6-6.66 6-11.42C41 18.23 36.52 15 32 15s-9 3.23-9 10.89c0 4.76 2.7 9.51 6 11.42v2.53c-10.18.85-18 6-18 12.16h42c0-6.19-7.82-11.31-18-12.16Z',
  bag: 'M25.23 22.64V17.1a6.77 6.77 0 0 1 13.54 0v5.54M14.57 19.66h34.86l2.92 34.02H11.65Z',
  hamburger: 'M7 15h51M7 32h43M7 49h51',
  'chevron-down': 'M3.27 10.76 15 22.9l11.73-12.14',
  'chevron-right': 'm10.76 3.27 12.14 11.73-12.14 11.73',
  'chevron-left': 'M22.9 3.27 10.76 15 22.9 26.73',
  filter: 'M48 42h10M48 42a5 5 0 1 1-5-5 5 5 0 0 1 5 5ZM7 42h31M16 22H6M16 22a5 5 0 1 1 5 5 5 5 0 0 1-5-5ZM57 22H26',
  plus: 'M32 9v46m23-23H9', minus: 'M55 32H9',
  facebook: 'M18.05.811q.439 0 .744.305t.305.744v16.637q0 .439-.305.744t-.744.305h-4.732v-7.221h2.415l.342-2.854h-2.757v-1.83q0-.659.293-1t1.073-.342h1.488V3.762q-.976-.098-2.171-.098-1.634 0-2.635.964t-1 2.72V9.47H7.951v2.854h2.415v7.221H1.413q-.439 0-.744-.305t-.305-.744V1.859q0-.439.305-.744T1.413.81H18.05z',
  instagram: 'M16 3.094c4.206 0 4.7.019 6.363.094 1.538.069 2.369.325 2.925.544.738.287 1.262.625 1.813 1.175s.894 1.075 1.175 1.813c.212.556.475 1.387.544 2.925.075 1.662.094 2.156.094 6.363z',
  zoom: 'M9 9h12M9 9v12M55 55H43m12 0V43M9 9l18 18m28 28L37 37', tick: 'M8 33l15 15 33-33',
};
export const icon = (name) =>
  `<svg aria-hidden="true" focusable="false" role="presentation" class="icon icon-${name}" viewBox="0 0 64 64"><path d="${paths[name]}"></path></svg>`;
export const hiddenWord = (text) => `<span class="icon__fallback-text">${text}</span>`;

/** The box with its two buttons; `marks` names which key each of the three is. */
export const quantityBox = ({ id, name, value, attributes = '', marks = [] }) => `<div class="js-qty__wrapper">
<input type="text" id="${id}" class="js-qty__num" value="${value}" min="1" aria-label="quantity" pattern="[0-9]*" name="${name}" ${attributes}${m(marks[0])}>
<button type="button" class="js-qty__adjust js-qty__adjust--minus" aria-label="Reduce item quantity by one"${m(marks[1])}>${icon('minus')}<span class="icon__fallback-text" aria-hidden="true">&minus;</span></button>
<button type="button" class="js-qty__adjust js-qty__adjust--plus" aria-label="Increase item quantity by one"${m(marks[2])}>${icon('plus')}<span class="icon__fallback-text" aria-hidden="true">+</span></button>
</div>`;

export const trigger = (id, text, more = '', open = false) =>
  `<button type="button" class="label collapsible-trigger collapsible-trigger-btn collapsible-trigger-btn--borders collapsible--auto-height${when(open, ' is-open')}" aria-controls="${id}" aria-expanded="${open}"${more}>${text}<span class="collapsible-trigger__icon collapsible-trigger__icon--open" role="presentation">${icon('chevron-down')}</span></button>`;

/** A product in a grid, with its "Quick shop" button over the picture. */
export const card = (product, { phone, link, quick, swatch, base = '' }) => `<div class="grid-item grid-product" data-product-handle="${product.handle}" data-product-id="${product.id}">
<div class="grid-item__content">
${when(!phone, `<button type="button" class="quick-product__btn js-modal-open-quick-modal-${product.id} small--hide" data-handle="${product.handle}"${m(...(quick ?? []))}><span class="quick-product__label">Quick shop</span></button>`)}
<a href="${base}/products/${product.handle}" class="grid-item__link"${m(...(link ?? []))}>
<div class="grid-product__image-wrap">
${when(!product.available || product.compare, `<div class="grid-product__tags"><div class="grid-product__tag ${product.compare ? 'grid-product__tag--sale">Sale' : 'grid-product__tag--sold-out">Sold Out'}</div></div>`)}
<div class="grid__image-ratio grid__image-ratio--portrait"><image-element data-aos="image-fade-in"><img src="${src(product, 1, 720)}" srcset="${srcset(product, 1, [360, 540, 720])}" alt="${alt(product, 1)}" width="720" height="900" loading="lazy" class="image-style--" sizes="(min-width: 769px) 25vw, 39vw"></image-element></div>
<div class="grid-product__secondary-image small--hide"><image-element><img src="${src(product, 2, 720)}" alt="${alt(product, 2)}" loading="lazy"></image-element></div>
</div>
<div class="grid-item__meta"><div class="grid-item__meta-main"><div class="grid-product__title">${product.title}</div></div>
<div class="grid-item__meta-secondary"><div class="grid-product__price">${product.compare ? `<span class="visually-hidden">Regular price</span><span class="grid-product__price--original">${money(product.compare)}</span><span class="visually-hidden">Sale price</span><span class="grid-product__price--current">${money(product.price)}</span><span class="grid-product__price--savings">Save ${money(product.compare - product.price)}</span>` : `<span class="grid-product__price--current">${money(product.price)}</span>`}</div></div></div>
</a>
${when(valuesOf(product, 'Colour').length, `<div class="grid-product__colors grid-product__colors--${product.id}">${each(valuesOf(product, 'Colour'), (colour, i) => `<a href="/products/${product.handle}?variant=${firstVariant(product).id + i * 33}" class="color-swatch color-swatch--small color-swatch--${slug(colour)} color-swatch--with-image" data-url="/products/${product.handle}" data-variant-id="${firstVariant(product).id + i * 33}" style="background-color:${swatches[colour]}"${when(i === 0, m(swatch))}><span class="visually-hidden">${colour}</span></a>`)}</div>`)}
</div></div>`;
