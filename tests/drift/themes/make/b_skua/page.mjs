/** The skua theme: the document around every page. What each kind of page shows lives beside this file. */
import { platformHead, shop } from '../b_lib.mjs';
import { header } from './header.mjs';
import { footer } from './footer.mjs';
import { productPage } from './product.mjs';
import { homePage } from './home.mjs';
import { collectionPage } from './collection.mjs';
import { cartPage } from './cart.mjs';

const mains = { product: productPage, home: homePage, collection: collectionPage, cart: cartPage };
const titles = { home: 'Fern &amp; Harbour', collection: 'Knitwear &ndash; Fern &amp; Harbour', cart: 'Your Shopping Cart &ndash; Fern &amp; Harbour' };
const modules = ['utilities', 'component', 'section-renderer', 'variant-picker', 'product-form', 'facets', 'cart-drawer', 'header-menu', 'localization', 'quick-add'];

export const draw = (page) => `<!doctype html>
<html class="${page.phone ? '' : 'no-touch'}" lang="en">
<head>
<link rel="expect" href="#MainContent" blocking="render" id="view-transition-render-blocker">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="theme-color" content="">
<title>${page.product ? `${page.product.title} &ndash; Fern &amp; Harbour` : titles[page.kind]}</title>
<link href="//${shop.domain}/cdn/shop/t/33/assets/base.css?v=1905" rel="stylesheet" type="text/css" media="all">
<script type="importmap">{"imports":{${modules.map((name) => `"@theme/${name}":"//${shop.domain}/cdn/shop/t/33/assets/${name}.js?v=8${name.length}1"`).join(',')}}}</script>
${modules.map((name) => `<link rel="modulepreload" href="//${shop.domain}/cdn/shop/t/33/assets/${name}.js?v=8${name.length}1" fetchpriority="low">`).join('\n')}
<script>const Theme = { translations: { placeholder_image: "Placeholder image", added: "Added", recipient_form_fields_visible: "Recipient form fields are now visible" }, routes: { cart_add_url: "/cart/add", cart_change_url: "/cart/change", cart_update_url: "/cart/update", cart_url: "/cart", predictive_search_url: "/search/suggest", search_url: "/search" }, template: { name: "${page.kind === 'home' ? 'index' : page.kind}" } };</script>
<style data-shopify>:root { --font-body--family: Inter, sans-serif; --page-width: 120rem; --style-border-radius-buttons-primary: 14px; --minimum-touch-target: 44px; --animation-speed: 0.125s; --layer-header: 8; --drawer-width: 26rem; } .color-scheme-1 { --color-background: rgb(255 255 255 / 1.0); --color-foreground: rgb(0 0 0 / 0.81); }</style>
${platformHead('Skua', 178840142211, page.name)}
</head>
<body class="page-width-wide card-hover-effect-subtle-zoom template-${page.kind === 'home' ? 'index' : page.kind}">
<a class="skip-to-content-link button" href="#MainContent" wm="skip_link">Skip to content</a>
<div id="header-group">
${header(page)}
</div>
<script type="module">import { calculateHeaderGroupHeight } from "@theme/utilities";</script>
<main id="MainContent" class="content-for-layout" role="main" data-page-transition-enabled="true" data-product-transition="true" data-template="${page.kind}">
${mains[page.kind](page)}
</main>
<footer>
${footer(page)}
</footer>
<quick-add-dialog class="quick-add__dialog-wrapper"><dialog ref="dialog" class="quick-add-modal dialog-modal" scroll-lock aria-label="Quick add"><button class="button button-unstyled close-button quick-add-modal__close" on:click="quick-add-dialog/closeDialog" aria-label="Close dialog"><span class="svg-wrapper"><svg viewBox="0 0 20 20" fill="none"><path d="M14 6 6 14M6 6l8 8" stroke="currentColor"></path></svg></span></button><div id="quick-add-modal-content" class="quick-add-modal__content"></div></dialog></quick-add-dialog>
<theme-drawer id="recipient" hidden></theme-drawer>
</body>
</html>
`;
