/** Pebble's cart page: lines on the left, the order on the right. */
import { besideCart, cart, cartTotal, each, m, money, src, alt } from '../b_lib.mjs';
import { card, quantityBox } from './parts.mjs';

const line = ({ product, variant, quantity, key, total }, i) => `<div class="cart__item" data-key="${key}" data-max="12">
<div class="cart__image"><a href="/products/${product.handle}?variant=${variant.id}" class="image-wrap image-wrap__thumbnail" tabindex="-1"><img src="${src(product, 1, 360)}" alt="${alt(product, 1)}"></a></div>
<div class="cart__item-details"><div class="cart__item-title"><a href="/products/${product.handle}?variant=${variant.id}" class="cart__item-name h5"${m(i === 0 && 'line_1_link')}>${product.title}</a><div class="cart__item--variants">${each(product.options, ([name], n) => `<div><span>${name}:</span> ${variant.options[n]}</div>`)}</div></div>
<div class="cart__item-sub"><div><label for="cart_updates_${variant.id}" class="hidden-label">Quantity</label>${quantityBox({ id: `cart_updates_${variant.id}`, name: 'updates[]', value: quantity, attributes: `data-id="${key}"`, marks: i ? ['line_2_quantity'] : ['line_1_quantity', 'line_1_minus', 'line_1_plus'] })}
<div class="cart__remove"><a href="/cart/change?id=${key}&amp;quantity=0" class="text-link"${m(`line_${i + 1}_remove`, 'line_removes')}>Remove</a></div></div>
<div class="cart__item-price-col text-right"><span aria-hidden="true" class="cart__price">${money(total)}</span></div></div></div></div>`;

export const cartPage = () => `<div id="shopify-section-template--18494__main" class="shopify-section"><div class="page-width page-content"><header class="section-header text-center"><h1 class="section-header__title">Cart</h1><p class="cart__continue-line"><a href="/collections/all" class="text-link" wm="continue_shopping">Continue shopping</a></p></header>
<form action="/cart" method="post" novalidate data-location="page" id="CartPageForm"><div class="cart__page"><div data-products class="cart__page-col"><div class="cart__items" data-count="2">${each(cart, line)}</div></div>
<div class="cart__page-col"><div><label for="CartNote">Order note</label><textarea name="note" class="input-full cart-notes" id="CartNote" wm="cart_note"></textarea></div>
<div data-discounts></div><div class="cart__item-sub cart__item-row"><div class="cart__subtotal">Subtotal</div><div data-subtotal>${money(cartTotal)}</div></div>
<div class="cart__item-row cart__terms"><input type="checkbox" id="CartTerms" class="cart__terms-checkbox" wm="terms_checkbox"><label for="CartTerms">I agree with the <a href="/policies/terms-of-service" target="_blank">terms and conditions</a></label></div>
<div class="cart__item-row cart__checkout-wrapper"><button type="submit" name="checkout" data-terms-required="true" class="btn cart__checkout" wm="checkout">Check out</button>
<div class="additional-checkout-buttons additional-checkout-buttons--vertical"><div class="dynamic-checkout__content" data-shopify="dynamic-checkout-cart"><shopify-accelerated-checkout-cart wallet-configs="[]"></shopify-accelerated-checkout-cart></div></div></div>
<div class="cart__item-row text-center"><small>Shipping, taxes, and discount codes calculated at checkout.<br></small></div></div></div></form></div></div>
<div id="shopify-section-template--18494__recommendations" class="shopify-section"><div class="page-width"><header class="section-header"><h3 class="section-header__title">Goes with these</h3></header><div class="new-grid product-grid" data-view="4-2">${each(besideCart, (p, i) => card(p, { link: [i === 0 && 'cart_recommended_1'] }))}</div></div></div>`;
