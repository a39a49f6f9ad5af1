/** The pebble theme: the document around every page. What each kind of page shows lives beside this file. */
import { when, platformHead, shop } from '../b_lib.mjs';
import { drawers } from './drawers.mjs';
import { header } from './header.mjs';
import { footer } from './footer.mjs';
import { productPage } from './product.mjs';
import { homePage } from './home.mjs';
import { collectionPage } from './collection.mjs';
import { cartPage } from './cart.mjs';

const mains = { product: productPage, home: homePage, collection: collectionPage, cart: cartPage };
const templates = { product: 'template-product', home: 'template-index', collection: 'template-collection', cart: 'template-cart' };

export function draw(page) {
  const title = page.product?.title ?? { home: shop.name, collection: 'Knitwear', cart: 'Your cart' }[page.kind];
  return `<!doctype html>
<html class="js ${page.phone ? 'supports-touch' : 'no-touch'}" lang="en" dir="ltr">
<head>
<meta charset="utf-8">
<meta http-equiv="X-UA-Compatible" content="IE=edge,chrome=1">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="theme-color" content="#233a35">
<title>${title} &ndash; Fern &amp; Harbour</title>
<link href="//${shop.domain}/cdn/shop/t/14/assets/theme.css?v=9312" rel="stylesheet" media="all">
<script>document.documentElement.className = document.documentElement.className.replace('no-js', 'js');
window.theme = window.theme || {}; theme.routes = { home: "/", cart: "/cart.js", cartPage: "/cart", cartAdd: "/cart/add.js", cartChange: "/cart/change.js", search: "/search", predictiveSearch: "/search/suggest" };
theme.strings = { soldOut: "Sold Out", unavailable: "Unavailable", inStockLabel: "In stock, ready to ship", willNotShipUntil: "Ready to ship [date]", cartTermsConfirmation: "You must agree with the terms and conditions of sales to check out", searchCollections: "Collections", searchPages: "Pages" };
theme.settings = { cartType: "drawer", isCustomerTemplate: false, moneyFormat: "£{{amount}}", saveType: "dollar", productImageSize: "portrait", productImageCover: true, predictiveSearch: true, quickView: true, themeName: "Pebble", themeVersion: "6.2.0" };</script>
${platformHead('Pebble', 138204418242, page.name)}
</head>
<body class="${templates[page.kind]}" data-center-text="true" data-button_style="round-slight" data-type_header_capitalize="false" data-type_headers_align_text="true" data-type_product_capitalize="true" data-swatch_style="round" data-disable-animations="true">
<a class="in-page-link visually-hidden skip-link" href="#MainContent" wm="skip_link">Skip to content</a>
<div id="PageContainer" class="page-container">
<div class="transition-body">
${drawers(page)}
${header(page)}
<main class="main-content" id="MainContent">
${mains[page.kind](page)}
</main>
${footer(page)}
</div>
</div>
${popups(page)}
<tool-tip data-tool-tip=""><div class="tool-tip__inner" data-tool-tip-inner><button class="tool-tip__close" data-tool-tip-close=""><svg aria-hidden="true" focusable="false" role="presentation" class="icon icon-close" viewBox="0 0 64 64"><path d="m19 17.61 27.12 27.13m0-27.12L19 44.74"></path></svg></button><div class="tool-tip__content" data-tool-tip-content></div></div></tool-tip>
<ul hidden><li id="a11y-refresh-page-message">choosing a selection results in a full page refresh</li></ul>
<script src="//${shop.domain}/cdn/shop/t/14/assets/vendor-scripts-v11.js" defer></script>
</body>
</html>
`;
}

/** The newsletter reminder and popup; on product pages the popup waits, closed. */
const popups = (page) => {
  const home = page.kind === 'home';
  return `<div id="shopify-section-sections--17249-popup-group__newsletter-popup" class="shopify-section shopify-section-group-popup-group index-section--hidden">
<div id="NewsletterPopup-sections--17249-popup-group__newsletter-popup" class="modal modal--square modal--mobile-friendly${when(home, ' modal--is-active')}" data-section-id="sections--17249-popup-group__newsletter-popup" data-section-type="newsletter-popup" data-delay-days="30" data-has-reminder="true" data-delay-seconds="8" data-test-mode="false">
<div class="modal__inner"><div class="modal__centered medium-up--text-center"><div class="modal__centered-content newsletter--has-image">
<div class="newsletter newsletter-popup newsletter-popup--image-left">
<div class="newsletter-popup__image-wrapper small--hide" style="background-image:url(//${shop.domain}/cdn/shop/files/quayside.jpg?v=17&amp;width=600)"></div>
<div class="newsletter-popup__content">
<h3 class="h1">Ten pounds off your first jumper</h3>
<div class="rte"><p>Join the list for early drops, mending notes and the odd photograph of the sea.</p></div>
<div class="popup-cta"><form method="post" action="/contact#contact_form" id="newsletter-popup" accept-charset="UTF-8" class="contact-form"><input type="hidden" name="form_type" value="customer"><input type="hidden" name="utf8" value="✓"><input type="hidden" name="contact[tags]" value="prospect,newsletter">
<div class="input-group newsletter__input-group"><input type="email" value="" placeholder="Enter your email" name="contact[email]" id="NewsletterPopup-email" class="input-group-field newsletter__input" autocorrect="off" autocapitalize="off"${when(home, ' wm="newsletter_popup_email"')}><div class="input-group-btn"><button type="submit" class="btn" name="commit"><span class="form__submit--large">Subscribe</span><span class="form__submit--small"><svg aria-hidden="true" class="icon icon-chevron-right" viewBox="0 0 284.49 498.98"><path d="M35 498.98a35 35 0 0 1-24.75-59.75l189.74-189.74L10.25 59.75a35.002 35.002 0 0 1 49.5-49.5l214.49 214.49a35 35 0 0 1 0 49.5L59.75 488.73A34.9 34.9 0 0 1 35 498.98Z"></path></svg></span></button></div></div></form></div>
<a href="#" class="btn btn--tertiary newsletter-button js-modal-close">No thanks</a>
</div></div></div>
<button type="button" class="modal__close js-modal-close text-link"${when(home, ' wm="newsletter_popup_close"')}><svg aria-hidden="true" focusable="false" role="presentation" class="icon icon-close" viewBox="0 0 64 64"><path d="m19 17.61 27.12 27.13m0-27.12L19 44.74"></path></svg><span class="icon__fallback-text">"Close (esc)"</span></button>
</div></div></div></div>`;
};
