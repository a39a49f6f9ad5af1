/** The marram theme: the document around every page. What each kind of page shows lives beside this file. */
import { platformHead, shop, when } from '../b_lib.mjs';
import { header } from './header.mjs';
import { drawers } from './drawers.mjs';
import { footer } from './footer.mjs';
import { productPage } from './product.mjs';
import { homePage } from './home.mjs';
import { collectionPage } from './collection.mjs';
import { cartPage } from './cart.mjs';

const mains = { product: productPage, home: homePage, collection: collectionPage, cart: cartPage };
const titles = { home: 'Fern &amp; Harbour | Knitwear and coats', collection: 'Knitwear', cart: 'Your basket' };

export const draw = (page) => `<!doctype html>
<html class="js" lang="en" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1.0, height=device-height, minimum-scale=1.0, maximum-scale=1.0">
<title>${page.product?.title ?? titles[page.kind]}</title>
<link rel="stylesheet" href="//${shop.domain}/cdn/shop/t/21/assets/theme.css?v=551">
<style>:root { --default-color-list: #f3efe6; --text-font-bold-weight: 700; --heading-color: 28, 28, 28; --text-color: 28, 28, 28; --background: 251, 249, 244; --primary-button-background: 42, 72, 62; --header-height: 88px; --announcement-bar-height: 40px; --enable-sticky-header: 1; --transition-duration: 0.25s; }</style>
<script>window.themeVariables = { settings: { direction: "ltr", pageType: "${page.kind === 'home' ? 'index' : page.kind}", cartCount: 3, moneyFormat: "£{{amount}}", currencyCodeEnabled: false, discountMode: "saving", discountBadge: "outlined", cartType: "drawer", searchMode: "product,article,collection", showPageTransition: false }, routes: { host: "${shop.domain}", rootUrl: "\\/", cartUrl: "\\/cart", cartAddUrl: "\\/cart\\/add", predictiveSearchUrl: "\\/search\\/suggest", productRecommendationsUrl: "\\/recommendations\\/products" }, strings: { addToCartButton: "Add to basket", soldOutButton: "Sold out", preOrderButton: "Pre-order", shippingEstimatorNoResults: "We do not post to this address.", addOrderNote: "Add order note", editOrderNote: "Edit order note" } };</script>
${platformHead('Marram', 141887602993, page.name)}
</head>
<body class="no-focus-outline features--image-zoom warehouse--v1" data-instant-intensity="viewport">
<svg class="visually-hidden" aria-hidden="true"><linearGradient id="rating-star-gradient-half"><stop offset="50%" stop-color="var(--product-star-rating)"></stop><stop offset="50%" stop-color="var(--text-color)" stop-opacity="0.3"></stop></linearGradient></svg>
<a href="#main" class="visually-hidden skip-to-content" wm="skip_link">Skip to main content</a>
<loading-bar class="loading-bar"></loading-bar>
${header(page)}
${drawers(page)}
<div id="main" role="main" class="anchor">
${mains[page.kind](page)}
</div>
${footer(page)}
${when(page.kind === 'home', popup)}
<cookie-bar section="cookie-bar" hidden class="cookie-bar text--xsmall" role="dialog" aria-live="polite" aria-label="Cookie notice"><div class="cookie-bar__inner"><p>We count visits, nothing else.</p><div class="cookie-bar__actions"><button class="button button--text text--underlined text--xsmall" data-action="accept-policy">Accept</button><button class="button button--text text--xsmall" data-action="decline-policy">Decline</button></div></div></cookie-bar>
</body>
</html>
`;

const popup = `<div id="shopify-section-sections--19022-overlay-group__newsletter" class="shopify-section shopify-section-group-overlay-group shopify-section--popup"><newsletter-popup section="sections--19022-overlay-group__newsletter" only-once apparition-delay="6" class="popup popup--corner" open role="dialog" aria-modal="false" aria-label="Newsletter">
<button is="close-button" class="popup__close tap-area" aria-label="Close" wm="newsletter_popup_close"><svg role="presentation" focusable="false" stroke-width="2" width="14" height="14" class="icon icon-close" viewBox="0 0 16 16"><path d="m1 1 14 14M1 15 15 1" stroke="currentColor" fill="none"></path></svg></button>
<div class="v-stack gap-4"><p class="h4">A letter from the quay</p><p>Ten pounds off a first order, then two letters a year.</p>
<form method="post" action="/contact#contact_form" id="contact_form_popup" accept-charset="UTF-8" class="form"><input type="hidden" name="form_type" value="customer"><input type="hidden" name="utf8" value="✓"><input type="hidden" name="contact[tags]" value="newsletter"><div class="form-control"><input id="popup-email" class="input is-floating" type="email" dir="ltr" name="contact[email]" placeholder=" " autocomplete="email" required wm="newsletter_popup_email"><label for="popup-email" class="floating-label">E-mail</label></div><button type="submit" is="custom-button" class="button w-full"><div>Subscribe</div></button></form></div></newsletter-popup></div>`;
