/** Small pieces of cairn: icon font, the page builder's hashed classes, and the theme's product card. */
import { alt, each, esc, m, money, src, swatches, valuesOf, when } from '../b_lib.mjs';

export const icn = (name) => `<i class="icn icn-${name}" aria-hidden="true"></i>`;

/** Classes as a styled-components build writes them: the same name always gives the same two hashes. */
export const sc = (name) => {
  let seed = [...name].reduce((sum, c) => (sum * 31 + c.charCodeAt(0)) >>> 0, 7);
  const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ';
  const word = (n) => Array.from({ length: n }, () => {
    seed = (seed * 1103515245 + 12345) >>> 0;
    return letters[(seed >>> 8) % letters.length];
  }).join('');
  return `sc-${word(6)} ${word(6)}`;
};
/** An element of the page builder; `more` are further attributes. */
export const brick = (type, name, inner, more = '', tag = 'div') =>
  `<${tag} data-pgb-type="${type}" class="${sc(name)} pgb-${(name.length * 7919).toString(16)}"${more}>${inner}</${tag}>`;
export const section = (name, inner) =>
  brick('Section', `section-${name}`, `<div class="${sc(`wrap-${name}`)} pgb-c-container">${inner}</div>`);

export const heart = (product, mark) => `<div class="wlh-btn wlh-btn--card" role="button" tabindex="0" data-wlh-product="${product.id}" aria-label="Add to Wishlist"${m(mark)}><svg class="wlh-icon" viewBox="0 0 24 24" width="18" height="18"><path d="M12 21C5 15 2 12 2 8a5 5 0 0 1 10-1.500A5 5 0 0 1 22 8c0 4-3 7-10 13z"></path></svg></div>`;

export const badge = (product) => `<div class="rvw-preview-badge" data-average-rating="${product.rating}" data-number-of-reviews="${product.reviews}"><span class="rvw-stars" aria-hidden="true">${'<span class="rvw-star rvw--on"></span>'.repeat(5)}</span> <span class="rvw-badge-text">(${product.reviews})</span></div>`;

/** The theme's own card, as on collections and on the front page. */
export const card = (product, { link = [], quick = [], wish, swatch }) => `<div class="prd prd--style2 prd-labels--max prd-labels-shadow" data-product='{"id":${product.id},"handle":"${product.handle}"}'><div class="prd-inside">
<div class="prd-img-area"><a href="/products/${product.handle}" class="prd-img image-hover-scale image-container" style="padding-bottom:128.48%"><img class="js-prd-img fade-up lazyloaded" src="${src(product, 1, 540)}" data-srcset="${src(product, 1, 270)}" alt="${alt(product, 1)}"><div class="foxic-loader"></div>${when(product.compare, `<div class="prd-big-squared-labels"><div class="label-sale"><span>-${Math.round(100 - (product.price / (product.compare ?? 1)) * 100)}% <span class="sale-text">Sale</span></span></div></div>`)}${when(!product.available, '<div class="label-sold-out"><span>SOLD OUT</span></div>')}</a>
<div class="prd-circle-labels">${heart(product, wish)}<a href="#" class="circle-label-qview js-prd-quickview" data-src="/products/${product.handle}?view=quick">${icn('eye')}<span>QUICK VIEW</span></a></div>
${when(valuesOf(product, 'Colour').length, `<ul class="list-options color-swatch">${each(valuesOf(product, 'Colour'), (c, i) => `<li data-image="${src(product, i + 1, 540)}"${when(i === 0, ' class="active"')}><a href="#" class="js-color-toggle" data-toggle="tooltip" data-original-title="${c}" style="background:${swatches[c]}"${when(i === 0, m(swatch))}><img src="${src(product, i + 1, 40)}" alt="${c}"></a></li>`)}</ul>`)}</div>
<div class="prd-info"><div class="prd-info-wrap"><div class="prd-info-top"><div class="prd-rating">${badge(product)}</div></div><h2 class="prd-title"><a href="/products/${product.handle}"${m(...link)}>${product.title}</a></h2><div class="prd-description">${esc(product.text[0])}</div></div>
<div class="prd-hovers"><div class="prd-price">${when(product.compare, `<div class="price-old"><span class="money">${money(product.compare ?? 0)}</span></div>`)}<div class="price-new"><span class="money">${money(product.price)}</span></div></div>
<div class="prd-action"><div class="prd-action-left">${product.available ? (product.options.length ? `<a href="/products/${product.handle}" class="btn js-prd-options"${m(...quick)}>Select options</a>` : `<form action="/cart/add" method="post"><input type="hidden" name="id" value="${product.variant}"><button class="btn js-prd-addtocart" type="submit" data-fancybox data-src="#modalCheckOut"${m(...quick)}>Add To Cart</button></form>`) : '<a href="#" class="btn disabled">Sold Out</a>'}</div></div></div></div>
</div></div>`;
