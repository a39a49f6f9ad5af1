/** The cairn theme: a bought-in theme, a page builder and a row of apps, each with names of its own. */
import { platformHead, shop, when } from '../b_lib.mjs';
import { header } from './header.mjs';
import { footer } from './footer.mjs';
import { overlays } from './overlays.mjs';
import { productPage } from './product.mjs';
import { homePage } from './home.mjs';
import { collectionPage } from './collection.mjs';
import { cartPage } from './cart.mjs';

const mains = { product: productPage, home: homePage, collection: collectionPage, cart: cartPage };

export const draw = (page) => `<!DOCTYPE html>
<html lang="en" class="${page.phone ? 'is-mobile touch' : 'is-desktop no-touch'} flexbox js csstransforms">
<head>
<meta charset="UTF-8">
<meta name="viewport" content="width=device-width, initial-scale=1.0, maximum-scale=5.0">
<title>${page.product ? `${page.product.title} | Fern &amp; Harbour` : 'Fern &amp; Harbour'}</title>
<link rel="stylesheet" href="//${shop.domain}/cdn/shop/t/9/assets/vendor-bootstrap.min.css?v=11">
<link rel="stylesheet" href="//${shop.domain}/cdn/shop/t/9/assets/style-core.scss.css?v=77">
<link rel="stylesheet" href="//${shop.domain}/cdn/shop/t/9/assets/icn-font.css?v=3">
<link rel="stylesheet" href="https://cdn.pagebrick.example/css/main.css?v=4.2.1">
<style id="pgb-styles">.pgb-root{--pgb-gap:16px}.pgb-3f9a{padding:24px 0}.pgb-3f9b{display:flex;flex-wrap:wrap}@media (max-width:767px){.pgb-3f9b{flex-direction:column}}</style>
${platformHead('cairn-live (page builder) 2.4', 124410773610, page.name)}
<script id="rvw-settings" type="application/json">{"per_page":5,"star_color":"#c8912e","widget_title":"What people say","sort":"most-recent"}</script>
<script id="wlh-settings" type="application/json">{"position":"product_form","icon":"heart","login":"optional","counter":true}</script>
<script id="satc-settings" type="application/json">{"position":"bottom","show_on":"all","animation":"shake","btn":"ADD TO CART"}</script>
</head>
<body class="fullwidth ${page.kind} ${page.kind === 'home' ? 'template-index' : `template-${page.kind}`} has-smround-btns win no-loader pgb-active" data-currency="GBP">
${when(page.kind !== 'cart', `<div class="body-preloader" style="display:none"><div class="loader-wrap"><div class="dots"><div class="dot one"></div><div class="dot two"></div></div></div></div>`)}
${header(page)}
<div class="page-content">
${mains[page.kind](page)}
</div>
${footer(page)}
${overlays(page)}
</body>
</html>
`;
