/** What waits closed at the edges of every page: navigation, cart and store availability. */
import { cart, cartTotal, each, m, money, shop, src, alt, when } from '../b_lib.mjs';
import { hiddenWord, icon, quantityBox } from './parts.mjs';

const drawerHead = (title, word, mark) => `<div class="drawer__fixed-header"><div class="drawer__header"><div class="h2 drawer__title">${title}</div><div class="drawer__close"><button type="button" class="drawer__close-button js-drawer-close"${m(mark)}>${icon('close')}${hiddenWord(word)}</button></div></div></div>`;

const mobileItem = ([text, href, key], i) => {
  const sub = ['knitwear', 'outerwear'].includes(key);
  const link = `<a href="${href}" class="mobile-nav__link mobile-nav__link--top-level"${when(!sub || key === 'knitwear', m(['knitwear', 'story'].includes(key) && `drawer_nav_${key}`))} id="Label-collections-${key}${i + 1}">${text}</a>`;
  return `<li class="mobile-nav__item">${sub ? `<div class="mobile-nav__has-sublist">${link}<div class="mobile-nav__toggle"><button type="button" aria-controls="Linklist-${key}${i + 1}" aria-labelledby="Label-collections-${key}${i + 1}" class="collapsible-trigger collapsible--auto-height"><span class="collapsible-trigger__icon collapsible-trigger__icon--open" role="presentation">${icon('chevron-down')}</span></button></div></div><div id="Linklist-${key}${i + 1}" class="mobile-nav__sublist collapsible-content collapsible-content--all"><div class="collapsible-content__inner"><ul class="mobile-nav__sublist"><li class="mobile-nav__item"><div class="mobile-nav__child-item"><a href="${href}/all" class="mobile-nav__link">See everything</a></div></li></ul></div></div>` : link}</li>`;
};

const line = ({ product, variant, quantity, key, total }) => `<div class="cart__item" data-key="${key}" data-max="0">
<div class="cart__image"><a href="/products/${product.handle}?variant=${variant.id}" class="image-wrap"><img src="${src(product, 1, 180)}" alt="${alt(product, 1)}" loading="lazy"></a></div>
<div class="cart__item-details"><div class="cart__item-title"><a href="/products/${product.handle}?variant=${variant.id}" class="cart__item-name">${product.title}</a><div class="cart__item--variants">${each(product.options, ([name], i) => `<div><span>${name}:</span> ${variant.options[i]}</div>`)}</div></div>
<div class="cart__item-sub"><div>${quantityBox({ id: `cart_drawer_${variant.id}`, name: 'updates[]', value: quantity, attributes: `data-id="${key}"` })}</div><div class="cart__item-price-col text-right"><span class="cart__price">${money(total)}</span></div></div></div></div>`;

export const drawers = (page) => `<div id="NavDrawer" class="drawer drawer--left"><div class="drawer__contents">
${drawerHead('', 'Close menu')}
<div class="drawer__scrollable"><ul class="mobile-nav mobile-nav--heading-style" role="navigation" aria-label="Primary">${each(shop.menu, mobileItem)}
<li class="mobile-nav__item mobile-nav__item--secondary"><div class="grid"><div class="grid__item one-half"><a href="/account" class="mobile-nav__link">Log in</a></div></div></li></ul>
<ul class="mobile-nav__social no-bullets social-icons"><li class="mobile-nav__social-item"><a target="_blank" rel="noopener" href="${shop.instagram}" title="Fern &amp; Harbour on Instagram">${icon('instagram')}${hiddenWord('Instagram')}</a></li><li class="mobile-nav__social-item"><a target="_blank" rel="noopener" href="${shop.facebook}" title="Fern &amp; Harbour on Facebook">${icon('facebook')}${hiddenWord('Facebook')}</a></li></ul>
</div></div></div>
${when(page.kind !== 'cart', `<div id="CartDrawer" class="drawer drawer--right"><form id="CartDrawerForm" action="/cart" method="post" novalidate class="drawer__contents" data-location="cart-drawer">
${drawerHead('Cart', 'Close cart', 'cart_drawer_close')}
<div class="drawer__inner"><div class="drawer__scrollable"><div data-products><div class="cart__items" data-count="${cart.length}">${each(cart, line)}</div></div>
<div><label for="CartNoteDrawer">Order note</label><textarea name="note" class="input-full cart-notes" id="CartNoteDrawer"></textarea></div></div>
<div class="drawer__footer"><div data-discounts></div><div class="cart__item-sub cart__item-row"><div class="ajaxcart__subtotal">Subtotal</div><div data-subtotal>${money(cartTotal)}</div></div>
<div class="cart__item-row text-center ajaxcart__note"><small>Shipping, taxes, and discount codes calculated at checkout.<br></small></div>
<div class="cart__item-row cart__terms"><input type="checkbox" id="CartTermsDrawer" class="cart__terms-checkbox"><label for="CartTermsDrawer" class="text-label"><small>I agree with the <a href="/policies/terms-of-service" target="_blank">terms and conditions</a></small></label></div>
<div class="cart__checkout-wrapper"><button type="submit" name="checkout" data-terms-required="true" class="btn cart__checkout" wm="cart_drawer_checkout">Check out</button><div class="additional-checkout-buttons additional-checkout-buttons--vertical"><div class="dynamic-checkout__content" id="dynamic-checkout-cart" data-shopify="dynamic-checkout-cart"></div></div></div></div></div>
</form></div>`)}`;
