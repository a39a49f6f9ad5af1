"""Kelp: the shop in a theme built like Shopify's free reference themes."""

from html import escape

import a_shop
from a_shop import picture, srcset

HEAD_SECTION = "shopify-section-sections--18490331234567__"
PAGE_SECTION = "template--18490335625479__"
STYLE = """<style>
.visually-hidden{position:absolute!important;overflow:hidden;width:1px;height:1px;margin:-1px;padding:0;border:0;clip:rect(0 0 0 0);word-wrap:normal!important}
.hidden,[hidden]{display:none!important}.page-width{max-width:120rem;margin:0 auto;padding:0 1.5rem}
.drawer,.modal__content,.product-media-modal,.quick-add-modal,.popup-modal{visibility:hidden;position:fixed;z-index:1000}
.drawer{top:0;right:0;width:40rem;height:100dvh}.grid{display:flex;flex-wrap:wrap;list-style:none;padding:0;gap:.8rem}
.header{display:grid;grid-template-columns:auto 1fr auto;align-items:center}.product__title>a{display:none}.header__icons{display:flex;gap:1rem}.slider{overflow:auto;flex-wrap:nowrap}.product__media-item{flex:0 0 100%}.product__media-item img{width:100%;aspect-ratio:4/5}.thumbnail{width:80px}.list-menu--inline{gap:1.5rem;display:inline-flex;flex-wrap:wrap;list-style:none}
.svg-wrapper{display:inline-block;width:20px;height:20px}.product{display:grid;grid-template-columns:1fr 1fr}
@media(max-width:989px){.header__inline-menu{display:none}.product{display:block}.small-hide{display:none!important}}
@media(min-width:990px){header-drawer{display:none}.medium-hide{display:none!important}}
.product-form__input input[type=radio]{clip:rect(0 0 0 0);overflow:hidden;position:absolute;height:1px;width:1px}
</style>"""

ICONS = {
    "search": '<path fill="currentColor" fill-rule="evenodd" d="M11.03 11.68A5.784 5.784 0 1 1 2.85 3.5a5.784 5.784 0 0 1 8.18 8.18m.26 1.12a6.78 6.78 0 1 1 .72-.7l5.4 5.4a.5.5 0 1 1-.71.7z" clip-rule="evenodd"/>',
    "close": '<path fill="currentColor" d="M.865 15.978a.5.5 0 0 0 .707.707l7.433-7.431 7.579 7.282a.501.501 0 0 0 .846-.37L9.712 8.546l7.417-7.416a.5.5 0 1 0-.707-.708L8.991 7.853 1.413.573a.5.5 0 1 0-.693.72l7.563 7.268z"/>',
    "menu": '<path fill="currentColor" d="M1 .5a.5.5 0 1 0 0 1h15.71a.5.5 0 0 0 0-1zM.5 8a.5.5 0 0 1 .5-.5h15.71a.5.5 0 0 1 0 1H1A.5.5 0 0 1 .5 8m0 7a.5.5 0 0 1 .5-.5h15.71a.5.5 0 0 1 0 1H1a.5.5 0 0 1-.5-.5"/>',
    "account": '<path fill="currentColor" fill-rule="evenodd" d="M6 4.5a3 3 0 1 1 6 0 3 3 0 0 1-6 0m3-4a4 4 0 1 0 0 8 4 4 0 0 0 0-8m5.58 12.15c1.12.82 1.83 2.24 1.91 4.85H1.51c.08-2.6.79-4.03 1.9-4.85C4.66 11.75 6.5 11.5 9 11.5s4.35.26 5.58 1.15" clip-rule="evenodd"/>',
    "cart": '<path fill="currentColor" fill-rule="evenodd" d="M20.5 6.5a4.75 4.75 0 0 0-4.75 4.75v.56h-3.16l-.77 11.6a5 5 0 0 0 4.99 5.34h7.38a5 5 0 0 0 4.99-5.33l-.78-11.61h-3.15v-.56a4.75 4.75 0 0 0-4.75-4.75" clip-rule="evenodd"/>',
    "caret": '<path fill="currentColor" fill-rule="evenodd" d="M9.354.646a.5.5 0 0 0-.708 0L5 4.293 1.354.646a.5.5 0 0 0-.708.708l4 4a.5.5 0 0 0 .708 0l4-4a.5.5 0 0 0 0-.708" clip-rule="evenodd"/>',
    "plus": '<path fill="currentColor" fill-rule="evenodd" d="M1 4.51a.5.5 0 0 0 0 1h3.5l.01 3.5a.5.5 0 0 0 1-.01V5.5l3.5-.01a.5.5 0 0 0-.01-1H5.5L5.49.99a.5.5 0 0 0-1 .01v3.5l-3.5.01z" clip-rule="evenodd"/>',
    "minus": '<path fill="currentColor" d="M.5 1C.5.7.7.5 1 .5h8a.5.5 0 1 1 0 1H1A.5.5 0 0 1 .5 1"/>',
    "arrow": '<path fill="currentColor" fill-rule="evenodd" d="M8.537.808a.5.5 0 0 1 .817-.162l4 4a.5.5 0 0 1 0 .708l-4 4a.5.5 0 1 1-.708-.708L11.793 5.5H1a.5.5 0 0 1 0-1h10.793L8.646 1.354a.5.5 0 0 1-.109-.546" clip-rule="evenodd"/>',
    "share": '<path fill="currentColor" d="M1.625 8.125V10.2a1.3 1.3 0 0 0 1.3 1.3h7.15a1.3 1.3 0 0 0 1.3-1.3V8.125"/><path fill="currentColor" d="M6.148 1.271a.5.5 0 0 1 .704 0L9.81 4.23a.5.5 0 1 1-.706.707L6.5 2.332 3.896 4.937a.5.5 0 1 1-.707-.707z"/>',
    "remove": '<path fill="currentColor" d="M14 3h-3.53a3.07 3.07 0 0 0-.6-1.65C9.44.82 8.8.5 8 .5s-1.44.32-1.87.85A3.06 3.06 0 0 0 5.53 3H2a.5.5 0 0 0 0 1h1.25v10c0 .28.22.5.5.5h8.5a.5.5 0 0 0 .5-.5V4H14a.5.5 0 0 0 0-1"/>',
}


def icon(name):
    return f'<span class="svg-wrapper"><svg xmlns="http://www.w3.org/2000/svg" fill="none" class="icon icon-{name}" viewBox="0 0 18 18">{ICONS[name]}</svg></span>'


def money(value, currency=False):
    return f"£{value:.2f}" + (" GBP" if currency else "")


def pages(shop):
    goods = shop["products"]
    made = {}
    for name, handle in (("product", "moorland-crew"), ("product-b", "harbour-overshirt"), ("product-c", "ferry-beanie"),
                         ("product-sold", "tideline-parka"), ("product-phone", "moorland-crew")):  # fmt: skip
        item = goods[handle]
        made[name] = layout(shop, item["title"], "product", product_page(shop, item, name.endswith("phone")), name.endswith("phone"))
    made["home"] = layout(shop, "Fern & Harbour", "index", home_page(shop, False), False)
    made["home-phone"] = layout(shop, "Fern & Harbour", "index", home_page(shop, True), True)
    made["collection"] = layout(shop, "Knitwear", "collection", collection_page(shop), False)
    made["cart"] = layout(shop, "Your Shopping Cart", "cart", cart_page(shop), False)
    return made


def layout(shop, title, kind, main, phone):
    drawer = "" if kind == "cart" else cart_drawer(shop)
    return f"""<!doctype html>
<html class="js" lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="X-UA-Compatible" content="IE=edge">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="theme-color" content="">
<link rel="preconnect" href="https://cdn.shopify.com" crossorigin>
<title>{escape(title)}{"" if kind == "index" else " &ndash; Fern &amp; Harbour"}</title>
<meta property="og:site_name" content="Fern &amp; Harbour">
<meta property="og:title" content="{escape(title)}">
<meta property="og:type" content="{"product" if kind == "product" else "website"}">
<meta id="shopify-digital-wallet" name="shopify-digital-wallet" content="/71190044/digital_wallets/dialog">
<script id="shopify-features" type="application/json">{{"accessToken":"5b1e0c","betas":["rich-media-storefront-analytics"],"domain":"fernandharbour.example","predictiveSearch":true,"shopId":71190044,"locale":"en"}}</script>
<link href="//fernandharbour.example/cdn/shop/t/4/assets/base.css?v=144968985024194912401718" rel="stylesheet" type="text/css" media="all">
{STYLE}
</head>
<body class="gradient{"" if kind != "cart" else " template-cart"} animate--hover-default">
<a @skip_link@ class="skip-to-content-link button visually-hidden" href="#MainContent">Skip to content</a>
{drawer}
<!-- BEGIN sections: header-group -->
{announcement()}
{header(shop, kind, phone)}
<!-- END sections: header-group -->
<main id="MainContent" class="content-for-layout focus-none" role="main" tabindex="-1">
{main}
</main>
<!-- BEGIN sections: footer-group -->
{footer(shop)}
<!-- END sections: footer-group -->
<ul hidden><li id="a11y-refresh-page-message">Choosing a selection results in a full page refresh.</li><li id="a11y-new-window-message">Opens in a new window.</li></ul>
<script>window.shopUrl='https://fernandharbour.example';window.routes={{cart_add_url:'/cart/add',cart_change_url:'/cart/change',cart_update_url:'/cart/update',cart_url:'/cart',predictive_search_url:'/search/suggest'}};window.cartStrings={{error:`There was an error while updating your cart.`}};</script>
</body>
</html>
"""


def announcement():
    return f"""<section id="{HEAD_SECTION}announcement-bar" class="shopify-section shopify-section-group-header-group announcement-bar-section">
<div class="utility-bar color-scheme-4 gradient utility-bar--bottom-border">
<div class="page-width utility-bar__grid">
<slideshow-component class="announcement-bar" role="region" aria-roledescription="Carousel" aria-label="Announcement bar">
<div class="announcement-bar-slider slider-buttons">
<button type="button" class="slider-button slider-button--prev" name="previous" aria-label="Previous announcement" aria-controls="Slider-announcement">{icon("caret")}</button>
<div class="grid grid--1-col slider slider--everywhere" id="Slider-announcement" aria-live="polite" aria-atomic="true" data-autoplay="true" data-speed="5">
<div class="slideshow__slide slider__slide grid__item grid--1-col" id="Slide-announcement-1" role="group" aria-roledescription="Announcement" aria-label="1 of 2" tabindex="-1">
<div class="announcement-bar__announcement" role="region" aria-label="Announcement"><a @announcement_link@ href="/policies/shipping-policy" class="announcement-bar__link link link--text focus-inset animate-arrow"><p class="announcement-bar__message h5"><span>Free UK delivery on orders over £75</span>{icon("arrow")}</p></a></div></div>
<div class="slideshow__slide slider__slide grid__item grid--1-col" id="Slide-announcement-2" role="group" aria-roledescription="Announcement" aria-label="2 of 2" tabindex="-1" aria-hidden="true">
<div class="announcement-bar__announcement" role="region" aria-label="Announcement"><p class="announcement-bar__message h5"><span>Repairs for life on all our knitwear</span></p></div></div>
</div>
<button type="button" class="slider-button slider-button--next" name="next" aria-label="Next announcement" aria-controls="Slider-announcement">{icon("caret")}</button>
</div></slideshow-component>
</div></div></section>"""


def header(shop, kind, phone):
    links = "".join(
        f'<li><a @nav_{key}@ id="HeaderMenu-{label.lower().replace(" ", "-")}" href="{url}" class="header__menu-item list-menu__item link link--text focus-inset"><span>{label}</span></a></li>\n'
        for label, url, key in shop["menu"] if key != "accessories"
    ).replace("</span></a></li>\n<li><a @nav_journal@", '</span></a></li>\n<li><a id="HeaderMenu-accessories" href="/collections/accessories" class="header__menu-item list-menu__item link link--text focus-inset"><span>Accessories</span></a></li>\n<li><a @nav_journal@')
    drawer = "".join(
        f'<li><a {"@drawer_nav_" + key + "@ " if key in ("knitwear", "story") else ""}id="HeaderDrawer-{label.lower().replace(" ", "-")}" href="{url}" class="menu-drawer__menu-item list-menu__item link link--text focus-inset">{label}</a></li>\n'
        for label, url, key in shop["menu"]
    )
    logo = f'<a @logo@ href="/" class="header__heading-link link link--text focus-inset"><div class="header__heading-logo-wrapper"><img src="//fernandharbour.example/cdn/shop/files/logo.png?v=1716&amp;width=600" alt="Fern &amp; Harbour" srcset="//fernandharbour.example/cdn/shop/files/logo.png?v=1716&amp;width=160 160w, //fernandharbour.example/cdn/shop/files/logo.png?v=1716&amp;width=240 240w" width="160" height="42" loading="eager" class="header__heading-logo motion-reduce"></div></a>'
    if kind == "index":
        logo = f'<h1 class="header__heading">{logo}</h1>'
    return f"""<div id="{HEAD_SECTION}header" class="shopify-section shopify-section-group-header-group section-header shopify-section-header-sticky">
<sticky-header data-sticky-type="on-scroll-up" class="header-wrapper color-scheme-1 gradient header-wrapper--border-bottom">
<header class="header header--middle-left header--mobile-center page-width header--has-menu header--has-social header--has-account">
<header-drawer data-breakpoint="tablet">
<details id="Details-menu-drawer-container" class="menu-drawer-container{" menu-opening" if phone else ""}">
<summary @menu_toggle@ class="header__icon header__icon--menu header__icon--summary link focus-inset" aria-label="Menu" role="button" aria-expanded="false" aria-controls="menu-drawer"><span>{icon("menu")}{icon("close")}</span></summary>
<div id="menu-drawer" class="gradient menu-drawer motion-reduce color-scheme-1"><div class="menu-drawer__inner-container"><div class="menu-drawer__navigation-container">
<nav class="menu-drawer__navigation"><ul class="menu-drawer__menu has-submenu list-menu" role="list">
{drawer}</ul></nav>
<div class="menu-drawer__utility-links"><a href="/account/login" class="menu-drawer__account link focus-inset h5 medium-hide large-up-hide" rel="nofollow">{icon("account")}Log in</a>
<ul class="list list-social list-unstyled" role="list"><li class="list-social__item"><a href="https://www.instagram.com/fernandharbour" class="list-social__link link">{icon("plus")}<span class="visually-hidden">Instagram</span></a></li></ul></div>
</div></div></div>
</details></header-drawer>
{logo}
<nav class="header__inline-menu"><ul class="list-menu list-menu--inline" role="list">
{links}</ul></nav>
<div class="header__icons header__icons--localization">
<details-modal class="header__search"><details>
<summary @search_toggle@ class="header__icon header__icon--search header__icon--summary link focus-inset modal__toggle" aria-haspopup="dialog" aria-label="Search" role="button" aria-expanded="false"><span>{icon("search").replace("icon icon-search", "modal__toggle-open icon icon-search")}{icon("close").replace("icon icon-close", "modal__toggle-close icon icon-close")}</span></summary>
<div class="search-modal modal__content gradient" role="dialog" aria-modal="true" aria-label="Search"><div class="modal-overlay"></div>
<div class="search-modal__content search-modal__content-bottom" tabindex="-1">
<predictive-search class="search-modal__form" data-loading-text="Loading...">
<form action="/search" method="get" role="search" class="search search-modal__form">
<div class="field"><input @search_input@ class="search__input field__input" id="Search-In-Modal" type="search" name="q" value="" placeholder="Search" role="combobox" aria-expanded="false" aria-owns="predictive-search-results" aria-controls="predictive-search-results" aria-haspopup="listbox" aria-autocomplete="list" autocorrect="off" autocomplete="off" autocapitalize="off" spellcheck="false">
<label class="field__label" for="Search-In-Modal">Search</label>
<input type="hidden" name="type" value="product"><input type="hidden" name="options[prefix]" value="last">
<button type="reset" class="reset__button field__button hidden" aria-label="Clear search term">{icon("close")}</button>
<button @search_submit@ class="search__button field__button" aria-label="Search">{icon("search")}</button></div>
<div class="predictive-search predictive-search--header" tabindex="-1" data-predictive-search><div class="predictive-search__loading-state"></div></div>
<span class="predictive-search-status visually-hidden" role="status" aria-hidden="true"></span>
</form></predictive-search>
<button type="button" class="search-modal__close-button modal__close-button link link--text focus-inset" aria-label="Close">{icon("close")}</button>
</div></div></details></details-modal>
<a @account_link@ href="/account/login" class="header__icon header__icon--account link focus-inset small-hide" rel="nofollow"><account-icon>{icon("account")}</account-icon><span class="visually-hidden">Log in</span></a>
<a @cart_link@ href="/cart" class="header__icon header__icon--cart link focus-inset" id="cart-icon-bubble"{"" if kind == "cart" else ' role="button" aria-haspopup="dialog"'}>{icon("cart")}<span class="visually-hidden">Cart</span><div class="cart-count-bubble"><span aria-hidden="true">3</span><span class="visually-hidden">3 items</span></div></a>
</div></header></sticky-header>
<script type="application/ld+json">{{"@context":"http://schema.org","@type":"Organization","name":"Fern & Harbour","sameAs":["https://www.instagram.com/fernandharbour"],"url":"https://fernandharbour.example"}}</script>
</div>"""


def quantity_input(label, name, value, line=None, marks=("", "", "")):
    minus, field, plus = marks
    ids = f'id="Drawer-quantity-{line}"' if name == "" else f'id="Quantity-{line}"'
    return f"""<quantity-input class="quantity cart-quantity"><button {minus}class="quantity__button" name="minus" type="button"><span class="visually-hidden">Decrease quantity for {label}</span>{icon("minus")}</button>
<input {field}class="quantity__input" type="number" {f'name="{name}"' if name else 'name="updates[]"'} value="{value}" min="0" data-min="0" step="1" aria-label="Quantity for {label}" {ids} data-index="{line}">
<button {plus}class="quantity__button" name="plus" type="button"><span class="visually-hidden">Increase quantity for {label}</span>{icon("plus")}</button></quantity-input>"""


def cart_drawer(shop):
    rows = ""
    for n, (item, values, quantity, variant, key) in enumerate(a_shop.cart_lines(shop), 1):
        rows += f"""<tr id="CartDrawer-Item-{n}" class="cart-item" role="row">
<td class="cart-item__media" role="cell" headers="CartDrawer-ColumnProductImage"><a href="{item["url"]}?variant={variant["id"]}" class="cart-item__link" tabindex="-1" aria-hidden="true"></a><img class="cart-item__image" src="{picture(item, 1, 300)}" alt="{item["title"]}" loading="lazy" width="150" height="188"></td>
<td class="cart-item__details" role="cell" headers="CartDrawer-ColumnProduct"><a href="{item["url"]}?variant={variant["id"]}" class="cart-item__name h4 break">{item["title"]}</a><div class="product-option">{money(item["price"])}</div><dl>{"".join(f'<div class="product-option"><dt>{o}: </dt><dd>{v}</dd></div>' for o, v in zip(item["options"], values))}</dl></td>
<td class="cart-item__totals right" role="cell" headers="CartDrawer-ColumnTotal"><div class="cart-item__price-wrapper"><span class="price price--end">{money(item["price"] * quantity)}</span></div></td>
<td class="cart-item__quantity" role="cell" headers="CartDrawer-ColumnQuantity"><div class="cart-item__quantity-wrapper">{quantity_input(item["title"], "", quantity, n)}<cart-remove-button id="CartDrawer-Remove-{n}" data-index="{n}"><button type="button" class="button button--tertiary cart-remove-button" aria-label="Remove {item["title"]} - {variant["title"]}">{icon("remove")}</button></cart-remove-button></div></td></tr>"""
    return f"""<cart-drawer class="drawer"><div id="CartDrawer" class="cart-drawer"><div id="CartDrawer-Overlay" class="cart-drawer__overlay"></div>
<div class="drawer__inner gradient color-scheme-1" role="dialog" aria-modal="true" aria-label="Your cart" tabindex="-1">
<div class="drawer__header"><h2 class="drawer__heading">Your cart</h2><button @cart_drawer_close@ class="drawer__close" type="button" onclick="this.closest('cart-drawer').close()" aria-label="Close">{icon("close")}</button></div>
<cart-drawer-items><form action="/cart" id="CartDrawer-Form" class="cart__contents cart-drawer__form" method="post"><div id="CartDrawer-CartItems" class="drawer__contents js-contents"><div class="drawer__cart-items-wrapper"><table class="cart-items" role="table"><thead role="rowgroup"><tr role="row"><th id="CartDrawer-ColumnProductImage" role="columnheader"><span class="visually-hidden">Product image</span></th><th id="CartDrawer-ColumnProduct" class="caption-with-letter-spacing" scope="col" role="columnheader">Product</th><th id="CartDrawer-ColumnTotal" class="right caption-with-letter-spacing" scope="col" role="columnheader">Total</th><th id="CartDrawer-ColumnQuantity" role="columnheader"><span class="visually-hidden">Quantity</span></th></tr></thead><tbody role="rowgroup">{rows}</tbody></table></div><p id="CartDrawer-LiveRegionText" class="visually-hidden" role="status"></p></div><div id="CartDrawer-CartErrors" role="alert"></div></form></cart-drawer-items>
<div class="drawer__footer"><details id="Details-CartDrawer"><summary><span class="summary__title">Order special instructions{icon("caret")}</span></summary><cart-note class="cart__note field"><label class="visually-hidden" for="CartDrawer-Note">Order special instructions</label><textarea id="CartDrawer-Note" class="text-area text-area--resize-vertical field__input" name="note" placeholder="Order special instructions"></textarea></cart-note></details>
<div class="cart-drawer__footer"><div class="totals" role="status"><h2 class="totals__total">Estimated total</h2><p class="totals__total-value">£126.00 GBP</p></div><small class="tax-note caption-large rte">Taxes included. Discounts and <a href="/policies/shipping-policy">shipping</a> calculated at checkout.</small></div>
<div class="cart__ctas"><button @cart_drawer_checkout@ type="submit" id="CartDrawer-Checkout" class="cart__checkout-button button" name="checkout" form="CartDrawer-Form">Check out</button></div></div>
</div></div></cart-drawer>"""


def card(item, section, link="", quick="", lazy=True):
    sale = item["compare"]
    badge = '<span class="badge badge--bottom-left color-scheme-5">Sale</span>' if sale else ""
    if not item["available"]:
        badge = '<span class="badge badge--bottom-left color-scheme-3">Sold out</span>'
    plain = not item["options"]
    if plain:
        form = f"""<product-form data-section-id="{section}"><form method="post" action="/cart/add" id="quick-add-{section}{item["id"]}" accept-charset="UTF-8" class="form" enctype="multipart/form-data" novalidate="novalidate" data-type="add-to-cart-form"><input type="hidden" name="form_type" value="product"><input type="hidden" name="utf8" value="✓"><input type="hidden" name="id" value="{item["first_variant"]}" class="product-variant-id"><button {quick}id="quick-add-{section}{item["id"]}-submit" type="submit" name="add" class="quick-add__submit button button--full-width button--secondary" aria-haspopup="dialog" aria-labelledby="quick-add-{section}{item["id"]}-submit title-{section}-{item["id"]}" aria-live="polite" data-sold-out-message="true"><span>Add to cart</span><span class="sold-out-message hidden">Sold out</span><div class="loading__spinner hidden"><svg aria-hidden="true" focusable="false" class="spinner" viewBox="0 0 66 66"><circle class="path" fill="none" stroke-width="6" cx="33" cy="33" r="30"></circle></svg></div></button></form></product-form>"""
    else:
        form = f"""<modal-opener data-modal="#QuickAdd-{item["id"]}"><button {quick}id="quick-add-{section}{item["id"]}-submit" type="submit" name="add" class="quick-add__submit button button--full-width button--secondary" aria-haspopup="dialog" aria-labelledby="quick-add-{section}{item["id"]}-submit title-{section}-{item["id"]}" data-product-url="{item["url"]}"{"" if item["available"] else " disabled"}>{"Choose options" if item["available"] else "Sold out"}<div class="loading__spinner hidden"><svg aria-hidden="true" focusable="false" class="spinner" viewBox="0 0 66 66"><circle class="path" fill="none" stroke-width="6" cx="33" cy="33" r="30"></circle></svg></div></button></modal-opener>"""
    return f"""<div class="card-wrapper product-card-wrapper underline-links-hover"><div class="card card--standard card--media" style="--ratio-percent: 125.0%;">
<div class="card__inner color-scheme-2 gradient ratio"><div class="card__media"><div class="media media--transparent media--hover-effect"><img srcset="{srcset(item, 1, (165, 360, 533))}" src="{picture(item, 1, 533)}" sizes="(min-width: 1200px) 267px, 50vw" alt="{item["title"]}" class="motion-reduce"{' loading="lazy"' if lazy else ""} width="1600" height="2000"></div></div><div class="card__content"><div class="card__information"><h3 class="card__heading"><a href="{item["url"]}" id="StandardCardNoMediaLink-{section}-{item["id"]}" class="full-unstyled-link" tabindex="-1" aria-hidden="true" hidden>{item["title"]}</a></h3></div><div class="card__badge bottom left">{badge}</div></div></div>
<div class="card__content"><div class="card__information"><h3 class="card__heading h5" id="title-{section}-{item["id"]}"><a {link}href="{item["url"]}" id="CardLink-{section}-{item["id"]}" class="full-unstyled-link" aria-labelledby="CardLink-{section}-{item["id"]} Badge-{section}-{item["id"]}">{item["title"]}</a></h3>
<div class="card-information"><span class="caption-large light"></span>{price(item)}</div></div>
<div class="quick-add no-js-hidden">{form}</div><div class="card__badge bottom left">{badge.replace('<span class', f'<span id="Badge-{section}-{item["id"]}" class')}</div></div></div></div>"""


def price(item, mark="", extra=""):
    was = item["compare"]
    return f"""<div {mark}class="price {extra}{"price--on-sale " if was else ""}{"" if item["available"] else "price--sold-out "}"><div class="price__container"><div class="price__regular"><span class="visually-hidden visually-hidden--inline">Regular price</span><span class="price-item price-item--regular">{money(was or item["price"], True)}</span></div><div class="price__sale"{"" if was else " hidden"}><span class="visually-hidden visually-hidden--inline">Regular price</span><span><s class="price-item price-item--regular">{money(was, True) if was else ""}</s></span><span class="visually-hidden visually-hidden--inline">Sale price</span><span class="price-item price-item--sale price-item--last">{money(item["price"], True)}</span></div></div></div>"""


def footer(shop):
    columns = ["", ""]
    for label, url, key in shop["footer"]:
        policy = key in ("shipping", "refund", "privacy", "terms")
        columns[policy] += f'<li><a @footer_{key}{" footer_policy_links" if policy else ""}@ href="{url}" class="link link--text list-menu__item list-menu__item--link">{escape(label)}</a></li>\n'
    social = "".join(
        f'<li class="list-social__item"><a @{key}@ href="{url}" class="list-social__link link">{icon("share").replace("icon-share", "icon-" + key)}<span class="visually-hidden">{label}</span></a></li>'
        for label, url, key in shop["social"]
    )
    countries = "".join(
        f'<li class="disclosure__item" tabindex="-1"><a class="link link--text disclosure__link caption-large focus-inset{" disclosure__link--active" if code == "GB" else ""}" href="#" data-value="{code}" id="{name}-footer"{" aria-current=true" if code == "GB" else ""}><span class="svg-wrapper{"" if code == "GB" else " visibility-hidden"}">✓</span><span class="country">{name}</span><span class="localization-form__currency motion-reduce">{currency} {sign}</span></a></li>'
        for code, name, currency, sign in shop["countries"]
    ).replace('id="United Kingdom-', 'id="United-Kingdom-').replace('id="United States-', 'id="United-States-')
    return f"""<div id="shopify-section-sections--18490331201799__footer" class="shopify-section shopify-section-group-footer-group">
<footer class="footer color-scheme-1 gradient section-footer-padding">
<div class="footer__content-top page-width"><div class="footer__blocks-wrapper grid grid--1-col grid--2-col grid--4-col-tablet">
<div class="footer-block grid__item footer-block--menu"><h2 class="footer-block__heading inline-richtext">Quick links</h2><ul class="footer-block__details-content list-unstyled">
{columns[0]}</ul></div>
<div class="footer-block grid__item"><h2 class="footer-block__heading inline-richtext">Our mission</h2><div class="footer-block__details-content rte"><p>Clothes for wet walks and warm kitchens, made within a day's drive of our door.</p></div></div></div>
<div class="footer-block--newsletter"><div class="footer-block__newsletter"><h2 class="footer-block__heading inline-richtext">Subscribe to our emails</h2>
<form method="post" action="/contact#contact_form" id="ContactFooter" accept-charset="UTF-8" class="footer__newsletter newsletter-form"><input type="hidden" name="form_type" value="customer"><input type="hidden" name="utf8" value="✓"><input type="hidden" name="contact[tags]" value="newsletter">
<div class="newsletter-form__field-wrapper"><div class="field"><input @newsletter_email@ id="NewsletterForm--sections--18490331201799__footer" type="email" name="contact[email]" class="field__input" value="" aria-required="true" autocorrect="off" autocapitalize="off" autocomplete="email" placeholder="Email" required><label class="field__label" for="NewsletterForm--sections--18490331201799__footer">Email</label><button @newsletter_submit@ type="submit" class="newsletter-form__button field__button" name="commit" id="Subscribe" aria-label="Subscribe">{icon("arrow")}</button></div></div></form></div>
<ul class="footer__list-social list-unstyled list-social" role="list">{social}</ul></div></div>
<div class="footer__content-bottom"><div class="footer__content-bottom-wrapper page-width"><div class="footer__column footer__localization isolate">
<localization-form><form method="post" action="/localization" id="FooterCountryForm" accept-charset="UTF-8" class="localization-form" enctype="multipart/form-data"><input type="hidden" name="form_type" value="localization"><input type="hidden" name="_method" value="put"><input type="hidden" name="return_to" value="/">
<div><h2 class="caption-large text-body" id="FooterCountryLabel">Country/region</h2><div class="disclosure"><button @country_select@ type="button" class="disclosure__button localization-form__select localization-selector link link--text caption-large" aria-expanded="false" aria-controls="FooterCountryList" aria-describedby="FooterCountryLabel"><span>United Kingdom | GBP £</span>{icon("caret")}</button><div class="disclosure__list-wrapper country-selector" hidden><ul id="FooterCountryList" role="list" class="disclosure__list list-unstyled">{countries}</ul></div></div><input type="hidden" name="country_code" value="GB"></div></form></localization-form></div>
<div class="footer__column footer__column--info"><div class="footer__payment"><span class="visually-hidden">Payment methods</span><ul class="list list-payment" role="list">{"".join(f'<li class="list-payment__item"><svg class="icon icon--full-color" viewBox="0 0 38 24" role="img" width="38" height="24" aria-labelledby="pi-{p.lower()}"><title id="pi-{p.lower()}">{p}</title><path opacity=".07" d="M35 0H3C1.3 0 0 1.3 0 3v18c0 1.7 1.4 3 3 3h32c1.7 0 3-1.3 3-3V3c0-1.7-1.4-3-3-3z"></path></svg></li>' for p in ("Visa", "Mastercard", "Maestro", "PayPal"))}</ul></div></div></div>
<div class="footer__content-bottom-wrapper page-width footer__content-bottom-wrapper--center"><div class="footer__copyright caption"><small class="copyright__content">&copy; 2024, <a href="/" title="">Fern &amp; Harbour</a></small><small class="copyright__content"><a target="_blank" rel="nofollow" href="https://www.shopify.com?utm_campaign=poweredby">Powered by Shopify</a></small>
<ul class="policies list-unstyled">{columns[1]}</ul></div></div></div>
</footer></div>"""


def gallery(item, section, phone):
    slides = thumbs = dialog = ""
    for n in range(1, item["images"] + 1):
        media = f"{section}-{30211 + item['id'] % 100 * 7 + n}"
        slides += f"""<li id="Slide-{media}" class="product__media-item grid__item slider__slide{" is-active" if n == 1 else ""} scroll-trigger" data-media-id="{media}"><div class="product-media-container media-type-image media-fit-contain constrain-height gradient"><modal-opener class="product__modal-opener product__modal-opener--image" data-modal="#ProductModal-{section}"><span class="product__media-icon motion-reduce quick-add-hidden product__media-icon--lightbox" aria-hidden="true">{icon("plus")}</span><div class="product__media media media--transparent"><img {"@gallery_main@ " if n == 1 else ""}src="{picture(item, n, 1946)}" alt="{item["title"]}" srcset="{srcset(item, n, (246, 493, 600, 990, 1946))}" width="1946" height="2432" sizes="(min-width: 1200px) 605px, calc(100vw - 4rem)" class="image-magnify-lightbox"{"" if n == 1 else ' loading="lazy"'}></div><button {"@gallery_zoom@ " if n == 1 else ""}class="product__media-toggle quick-add-hidden product__media-zoom-lightbox" type="button" aria-haspopup="dialog" data-media-id="{media}"><span class="visually-hidden">Open media {n} in modal</span></button></modal-opener></div></li>\n"""
        mark = "" if phone else f"@gallery_thumbs{' gallery_thumb_2' if n == 2 else ''}@ "
        thumbs += f"""<li id="Slide-Thumbnails-{media}-{n}" class="thumbnail-list__item slider__slide" data-target="{media}" data-media-position="{n}"><button {mark}class="thumbnail global-media-settings global-media-settings--no-shadow" aria-label="Load image {n} in gallery view"{' aria-current="true"' if n == 1 else ""} aria-controls="GalleryViewer-{section}"><img src="{picture(item, n, 416)}" alt="{item["title"]}" srcset="{srcset(item, n, (54, 162, 416))}" width="416" height="520" loading="lazy"></button></li>\n"""
        dialog += f'<img class="global-media-settings" srcset="{srcset(item, n, (550, 1100))}" src="{picture(item, n, 1445)}" alt="{item["title"]}" loading="lazy" width="1100" height="1375" data-media-id="{media}">'
    strip = "" if phone else f"""<slider-component id="GalleryThumbnails-{section}" class="thumbnail-slider slider-mobile-gutter quick-add-hidden small-hide"><button type="button" class="slider-button slider-button--prev small-hide medium-hide large-up-hide" name="previous" aria-label="Slide left" aria-controls="GalleryThumbnails-{section}" hidden>{icon("caret")}</button><ul id="Slider-Thumbnails-{section}" class="thumbnail-list list-unstyled slider slider--mobile">{thumbs}</ul></slider-component>"""
    return f"""<div class="grid__item product__media-wrapper"><media-gallery id="MediaGallery-{section}" role="region" class="product__column-sticky" aria-label="Gallery Viewer" data-desktop-layout="thumbnail_slider">
<div id="GalleryStatus-{section}" class="visually-hidden" role="status"></div>
<slider-component id="GalleryViewer-{section}" class="slider-mobile-gutter"><a class="skip-to-content-link button visually-hidden quick-add-hidden" href="#ProductInfo-{section}">Skip to product information</a>
<ul id="Slider-Gallery-{section}" class="product__media-list contains-media grid grid--peek list-unstyled slider slider--mobile" role="list">
{slides}</ul>
<div class="slider-buttons quick-add-hidden{"" if phone else " small-hide"}"><button @gallery_prev@ type="button" class="slider-button slider-button--prev" name="previous" aria-label="Slide left"{' disabled="disabled"' if phone else ""}>{icon("caret")}</button><div class="slider-counter caption"><span class="slider-counter--current">1</span><span aria-hidden="true"> / </span><span class="visually-hidden">of</span><span class="slider-counter--total">{item["images"]}</span></div><button @gallery_next@ type="button" class="slider-button slider-button--next" name="next" aria-label="Slide right">{icon("caret")}</button></div></slider-component>
{strip}</media-gallery></div>""", f"""<product-modal id="ProductModal-{section}" class="product-media-modal media-modal"><div class="product-media-modal__dialog color-scheme-1 gradient" role="dialog" aria-label="Media gallery" aria-modal="true" tabindex="-1"><button id="ModalClose-{section}" type="button" class="product-media-modal__toggle" aria-label="Close">{icon("close")}</button><div class="product-media-modal__content" role="document" aria-label="Media gallery" tabindex="0">{dialog}</div></div></product-modal>"""


def pickers(item, section):
    shown = a_shop.first_variant(item)["options"]
    out = ""
    for place, (option, values) in enumerate(item["options"].items()):
        swatch = option == "Colour"
        radios = ""
        for n, value in enumerate(values):
            keys = f"{option.lower()}_options"
            if (option, value) in (("Colour", "Moss"), ("Colour", "Oat"), ("Size", "S"), ("Size", "M")):
                keys += f" {option.lower()}_{value.lower()}"
            one = f'id="{section}-{place + 1}-{n}" name="{option}-{place + 1}"'
            checked = ' checked="checked"' if shown[place] == value else ""
            off = "" if item["available"] else ' class="disabled"'
            if swatch:
                radios += f"""<input @{keys}@ type="radio" {one} value="{value}" form="product-form-{section}" class="swatch-input__input"{checked} data-product-url="" data-option-value-id="8123{place}{n}"><label for="{section}-{place + 1}-{n}" title="{value}" class="swatch-input__label"><span class="swatch" style="--swatch--background: var(--{value.lower()});"></span><span class="visually-hidden">{value}<span class="visually-hidden label-unavailable">Variant sold out or unavailable</span></span></label>\n"""
            else:
                radios += f"""<input @{keys}@ type="radio" {one} value="{value}" form="product-form-{section}"{checked}{off} data-option-value-id="8123{place}{n}"><label for="{section}-{place + 1}-{n}">{value}<span class="visually-hidden label-unavailable">Variant sold out or unavailable</span></label>\n"""
        legend = f'{option}: <span data-selected-value>{shown[place]}</span>' if swatch else option
        out += f"""<fieldset class="js product-form__input product-form__input--{"swatch" if swatch else "pill"}"><legend class="form__label">{legend}</legend>
{radios}</fieldset>\n"""
    if not out:
        return ""
    return f"""<variant-selects id="variant-selects-{section}" data-section="{section}">{out}<script type="application/json" data-selected-variant>{a_shop.json.dumps(a_shop.first_variant(item))}</script></variant-selects>"""


def accordion(section, number, key, title, body, opened=False):
    return f"""<div class="product__accordion accordion quick-add-hidden"><details id="Details-collapsible-row-{number}-{section}"{" open" if opened else ""}><summary {key}role="button" aria-expanded="{"true" if opened else "false"}" aria-controls="ProductAccordion-collapsible-row-{number}-{section}"><div class="summary__title">{icon("share").replace("icon-share", "icon-accordion")}<h2 class="h4 accordion__title inline-richtext">{title}</h2></div>{icon("caret")}</summary><div class="accordion__content rte" id="ProductAccordion-collapsible-row-{number}-{section}">{body}</div></details></div>"""


def product_page(shop, item, phone):
    section = PAGE_SECTION + "main"
    pictures, modal = gallery(item, section, phone)
    variant = a_shop.first_variant(item)
    sold = not item["available"]
    sized = "Size" in item["options"]
    form_id = f"product-form-{section}"
    stars = f"""<div class="rating-wrapper"><div class="rating" role="img" aria-label="{item["rating"]} out of 5.0 stars"><span aria-hidden="true" class="rating-star" style="--rating: {item["rating"]}; --rating-max: 5.0;"></span></div><p class="rating-text caption"><span aria-hidden="true">{item["rating"]} / 5.0</span></p><p class="rating-count caption"><span aria-hidden="true">({item["reviews"]})</span><span class="visually-hidden">{item["reviews"]} total reviews</span></p></div>"""
    size_guide = f"""<modal-opener class="product-popup-modal__opener quick-add-hidden" data-modal="#PopupModal-size-chart"><button @size_guide@ id="ProductPopup-size-chart" class="product-popup-modal__button link" type="button" aria-haspopup="dialog">Size chart</button></modal-opener>""" if sized else ""
    size_popup = f"""<modal-dialog id="PopupModal-size-chart" class="product-popup-modal popup-modal" data-section="{section}"><div role="dialog" aria-label="Size chart" aria-modal="true" class="product-popup-modal__content" tabindex="-1"><button id="ModalClose-size-chart" type="button" class="product-popup-modal__toggle" aria-label="Close">{icon("close")}</button><div class="product-popup-modal__content-info rte"><h1 class="h2">Size chart</h1><table><tbody><tr><td>Size</td><td>Chest (cm)</td></tr><tr><td>S</td><td>92</td></tr><tr><td>M</td><td>98</td></tr><tr><td>L</td><td>104</td></tr></tbody></table></div></div></modal-dialog>""" if sized else ""
    payment = "" if sold else """<div data-shopify="payment-button" class="shopify-payment-button"><shopify-accelerated-checkout recommended="null" fallback="{}" access-token="5b1e0c" buyer-country="GB" buyer-locale="en" buyer-currency="GBP"><div class="shopify-payment-button__button" role="presentation"><button @buy_now@ type="button" class="shopify-payment-button__button shopify-payment-button__button--unbranded" data-testid="Checkout-button">Buy it now</button></div><button @more_payment_options@ type="button" class="shopify-payment-button__more-options" data-testid="sheet-open-button" aria-haspopup="dialog">More payment options</button></shopify-accelerated-checkout></div>"""
    pickup = "" if sold else f"""<pickup-availability class="product__pickup-availabilities quick-add-hidden" available data-root-url="/" data-variant-id="{variant["id"]}" data-has-only-default-variant="{"false" if item["options"] else "true"}"><div class="pickup-availability-preview">{icon("share")}<div class="pickup-availability-info"><p class="caption-large">Pickup available at <span class="color-foreground">Harbour Street</span></p><p class="caption">Usually ready in 24 hours</p><button @pickup_info@ id="ShowPickupAvailabilityDrawer" class="pickup-availability-button link link--text underlined-link" aria-haspopup="dialog">View store information</button></div></div></pickup-availability>"""
    quick = a_shop.recommended(shop, item)
    related = "".join(
        f"""<li class="grid__item">{card(other, PAGE_SECTION + "related", f"@recommended_links{' recommended_%d_link' % n if n < 3 else ''}@ ", "@recommended_1_quick_add@ " if n == 1 else "")}</li>\n"""
        for n, other in enumerate(quick, 1)
    )
    return f"""<section id="shopify-section-{section}" class="shopify-section section"><product-info id="MainProduct-{section}" class="section-{section}-padding gradient color-scheme-1" data-section="{section}" data-product-id="{item["id"]}" data-update-url="true" data-url="{item["url"]}"><div class="page-width">
<div class="product product--medium product--left product--thumbnail_slider product--mobile-{"show" if phone else "hide"} grid grid--1-col grid--2-col-tablet">
{pictures}
<div class="product__info-wrapper grid__item"><section id="ProductInfo-{section}" class="product__info-container product__column-sticky">
<p class="product__text inline-richtext caption-with-letter-spacing"><a @vendor_or_shop_link@ href="/collections/vendors?q=Fern%20%26%20Harbour" class="link" title="Fern &amp; Harbour">Fern &amp; Harbour</a></p>
<div class="product__title"><h1 @product_title@>{item["title"]}</h1><a href="{item["url"]}" class="product__title"><h2 class="h1">{item["title"]}</h2></a></div>
<div id="price-{section}" role="status">{price(item, "@product_price@ ", "price--large price--show-badge ")}</div>
<div class="product__tax caption rte">Taxes included. <a @shipping_link@ href="/policies/shipping-policy">Shipping</a> calculated at checkout.</div>
<div><form method="post" action="/cart/add" id="product-form-installment-{section}" accept-charset="UTF-8" class="installment caption-large" enctype="multipart/form-data"><input type="hidden" name="form_type" value="product"><input type="hidden" name="utf8" value="✓"><input type="hidden" name="id" value="{variant["id"]}"></form></div>
{stars}
{pickers(item, section)}
{size_guide}
<div id="Quantity-Form-{section}" class="product-form__input product-form__quantity"><label class="quantity__label form__label" for="Quantity-{section}">Quantity<span class="quantity__rules-cart hidden"><span>(<span class="quantity-cart">0</span> in cart)</span></span></label><div class="price-per-item__container"><quantity-input class="quantity" data-url="{item["url"]}" data-section="{section}"><button @quantity_minus@ class="quantity__button" name="minus" type="button"><span class="visually-hidden">Decrease quantity for {item["title"]}</span>{icon("minus")}</button><input @quantity@ class="quantity__input" type="number" name="quantity" id="Quantity-{section}" data-cart-quantity="0" data-min="1" min="1" step="1" value="1" form="{form_id}"><button @quantity_plus@ class="quantity__button" name="plus" type="button"><span class="visually-hidden">Increase quantity for {item["title"]}</span>{icon("plus")}</button></quantity-input></div></div>
<div><product-form class="product-form" data-hide-errors="false" data-section-id="{section}"><div class="product-form__error-message-wrapper" role="alert" hidden><span class="product-form__error-message"></span></div>
<form method="post" action="/cart/add" id="{form_id}" accept-charset="UTF-8" class="form" enctype="multipart/form-data" novalidate="novalidate" data-type="add-to-cart-form"><input type="hidden" name="form_type" value="product"><input type="hidden" name="utf8" value="✓"><input type="hidden" name="id" value="{variant["id"]}"{" disabled" if sold else ""} class="product-variant-id">
<div class="product-form__buttons"><button @add_to_cart@ id="ProductSubmitButton-{section}" type="submit" name="add" class="product-form__submit button button--full-width {"button--primary" if sold else "button--secondary"}"{" disabled" if sold else ""}><span>{"Sold out" if sold else "Add to cart"}</span><div class="loading__spinner hidden"><svg aria-hidden="true" focusable="false" class="spinner" viewBox="0 0 66 66"><circle class="path" fill="none" stroke-width="6" cx="33" cy="33" r="30"></circle></svg></div></button>{payment}</div>
<input type="hidden" name="product-id" value="{item["id"]}"><input type="hidden" name="section-id" value="{section}"></form></product-form></div>
{pickup}
<div class="product__description rte quick-add-hidden"><p>{item["description"]}</p><p>{item["more"]}</p></div>
{accordion(section, 1, "", "Materials", "<p>Natural fibres wherever we can, and a list of mills on every label.</p>")}
{accordion(section, 2, "@accordion_shipping@ ", "Shipping &amp; returns", "<p>Sent within two working days. Thirty days to change your mind.</p>")}
{accordion(section, 3, "@accordion_care@ ", "Care instructions", f"<p>{item['care']}</p>")}
<share-button id="Share-{section}" class="share-button quick-add-hidden"><button class="share-button__button hidden">{icon("share")}Share</button><details id="Details-share-{section}"><summary @share@ class="share-button__button" role="button" aria-expanded="false" aria-controls="Article-share-{section}">{icon("share")}Share</summary><div class="share-button__fallback motion-reduce"><div class="field"><span id="ShareMessage-{section}" class="share-button__message hidden" role="status"></span><input type="text" class="field__input" id="ShareUrl-{section}" value="https://fernandharbour.example{item["url"]}" placeholder="Link" onclick="this.select();" readonly><label class="field__label" for="ShareUrl-{section}">Link</label></div><button class="share-button__close hidden">{icon("close")}<span class="visually-hidden">Close share</span></button><button @share_copy_link@ class="share-button__copy" type="button">{icon("share")}<span class="visually-hidden">Copy link</span></button></div></details></share-button>
<modal-opener class="product-popup-modal__opener quick-add-hidden" data-modal="#PopupModal-ask"><button @ask_question@ id="ProductPopup-ask" class="product-popup-modal__button link" type="button" aria-haspopup="dialog">Ask us about this product</button></modal-opener>
<a href="{item["url"]}" class="link product__view-details animate-arrow" hidden>View full details{icon("arrow")}</a>
</section></div></div>
{modal}{size_popup}
<modal-dialog id="PopupModal-ask" class="product-popup-modal popup-modal" data-section="{section}"><div role="dialog" aria-label="Ask us about this product" aria-modal="true" class="product-popup-modal__content" tabindex="-1"><button id="ModalClose-ask" type="button" class="product-popup-modal__toggle" aria-label="Close">{icon("close")}</button><div class="product-popup-modal__content-info rte"><h1 class="h2">Contact</h1><p>Write to hello at fernandharbour.example and we will answer the same day.</p></div></div></modal-dialog>
<script type="application/ld+json">{a_shop.json_ld(item)}</script></div></product-info></section>
<section id="shopify-section-{PAGE_SECTION}related" class="shopify-section section"><product-recommendations class="related-products page-width isolate product-grid-{PAGE_SECTION}related" data-url="/recommendations/products?limit=4" data-product-id="{item["id"]}"><h2 class="related-products__heading inline-richtext h1">You may also like</h2><ul class="grid product-grid grid--4-col-desktop grid--2-col-tablet-down" role="list">
{related}</ul></product-recommendations></section>
<pickup-availability-drawer tabindex="-1" role="dialog" aria-modal="true" aria-labelledby="PickupAvailabilityHeading" class="gradient drawer"><div class="pickup-availability-header"><h2 class="h3 pickup-availability-drawer-title" id="PickupAvailabilityHeading">{item["title"]}</h2><button class="pickup-availability-drawer-button" type="button" aria-label="Close">{icon("close")}</button></div><ul class="pickup-availability-list list-unstyled" role="list"><li class="pickup-availability-list__item"><h3 class="h4">Harbour Street</h3><address class="pickup-availability-address"><p>4 Harbour Street<br>Oban</p></address></li></ul></pickup-availability-drawer>
{quick_modal(quick[0])}"""


def quick_modal(item):
    return f"""<quick-add-modal id="QuickAdd-{item["id"]}" class="quick-add-modal"><div role="dialog" aria-label="Choose options for {item["title"]}" aria-modal="true" class="quick-add-modal__content global-settings-popup" tabindex="-1"><button id="ModalClose-{item["id"]}" type="button" class="quick-add-modal__toggle" aria-label="Close">{icon("close")}</button><div id="QuickAddInfo-{item["id"]}" class="quick-add-modal__content-info"></div></div></quick-add-modal>"""


def home_page(shop, phone):
    goods = [shop["products"][h] for h in shop["featured"]]
    section = PAGE_SECTION + "featured_collection"
    cards = "".join(
        f"""<li id="Slide-{section}-{n}" class="grid__item{" slider__slide" if phone else ""}">{card(g, section, f"@featured_{n}_link@ " if n < 3 else "", "@featured_1_quick_add@ " if n == 1 else "")}</li>\n"""
        for n, g in enumerate(goods, 1)
    )
    buttons = f"""<div class="slider-buttons"><button type="button" class="slider-button slider-button--prev" name="previous" aria-label="Slide left" disabled>{icon("caret")}</button><div class="slider-counter caption"><span class="slider-counter--current">1</span> / 4</div><button type="button" class="slider-button slider-button--next" name="next" aria-label="Slide right">{icon("caret")}</button></div>""" if phone else ""
    tiles = "".join(
        f"""<li class="collection-list__item grid__item"><div class="card-wrapper animate-arrow collection-card-wrapper"><div class="card card--standard card--media" style="--ratio-percent: 100%;"><div class="card__inner color-scheme-2 gradient ratio"><div class="card__media"><div class="media media--transparent"><img src="//fernandharbour.example/cdn/shop/collections/{key}.jpg?v=1718&amp;width=1500" alt="{label}" loading="lazy" width="3000" height="3000" class="motion-reduce"></div></div></div><div class="card__content"><div class="card__information"><h3 class="card__heading"><a {"@category_tile_outerwear@ " if key == "outerwear" else ""}href="{url}" class="full-unstyled-link">{label}<span class="icon-wrap">{icon("arrow")}</span></a></h3></div></div></div></div></li>\n"""
        for label, url, key in shop["menu"][1:4]
    )
    posts = "".join(
        f"""<div id="Slide-{PAGE_SECTION}blog-{n}" class="blog__post grid__item article slideshow__slide slider__slide"><div class="article-card-wrapper card-wrapper underline-links-hover"><div class="card article-card card--standard article-card__image--medium card--media"><div class="card__inner color-scheme-2 gradient ratio"><div class="article-card__image-wrapper card__media"><div class="article-card__image media media--hover-effect"><img src="//fernandharbour.example/cdn/shop/articles/note-{n}.jpg?v=1715&amp;width=533" alt="{title}" loading="lazy"></div></div></div><div class="card__content"><div class="card__information"><h3 class="card__heading h2"><a {"@journal_link_1@ " if n == 1 else ""}href="{url}" class="full-unstyled-link">{title}</a></h3><div class="article-card__info caption-with-letter-spacing h5"><span class="circle-divider"><time datetime="2024">{date}</time></span></div><p class="article-card__excerpt rte-width">{words}</p></div></div></div></div></div>\n"""
        for n, (title, url, date, words) in enumerate(shop["articles"], 1)
    )
    return f"""<section id="shopify-section-{PAGE_SECTION}slideshow" class="shopify-section section"><slideshow-component class="slider-mobile-gutter mobile-text-below" role="region" aria-roledescription="Carousel" aria-label="Slideshow about our brand">
<div class="slideshow banner banner--medium grid grid--1-col slider slider--everywhere" id="Slider-{PAGE_SECTION}slideshow" aria-live="polite" aria-atomic="true" data-autoplay="true" data-speed="5">
<div class="slideshow__slide grid__item grid--1-col slider__slide" id="Slide-{PAGE_SECTION}slideshow-1" role="group" aria-roledescription="Slide" aria-label="1 of 2" tabindex="-1"><div class="slideshow__media banner__media media"><img src="//fernandharbour.example/cdn/shop/files/hero-1.jpg?v=1718&amp;width=3840" alt="" width="3840" height="2160"></div><div class="slideshow__text-wrapper banner__content page-width"><div class="slideshow__text banner__box content-container color-scheme-3"><h2 class="banner__heading inline-richtext h0">Wool for the long way round</h2><div class="banner__text rte"><p>The autumn knits have landed.</p></div><div class="banner__buttons"><a @hero_button@ href="/collections/knitwear" class="button button--primary">Shop knitwear</a></div></div></div></div>
<div class="slideshow__slide grid__item grid--1-col slider__slide" id="Slide-{PAGE_SECTION}slideshow-2" role="group" aria-roledescription="Slide" aria-label="2 of 2" tabindex="-1" aria-hidden="true"><div class="slideshow__media banner__media media"><img src="//fernandharbour.example/cdn/shop/files/hero-2.jpg?v=1718&amp;width=3840" alt="" loading="lazy"></div><div class="slideshow__text-wrapper banner__content page-width"><div class="slideshow__text banner__box content-container color-scheme-3"><h2 class="banner__heading inline-richtext h0">Rain, considered</h2><div class="banner__buttons"><a href="/collections/outerwear" class="button button--primary" tabindex="-1">Shop outerwear</a></div></div></div></div></div>
<div class="slideshow__controls slider-buttons"><button type="button" class="slider-button slider-button--prev" name="previous" aria-label="Previous slide" aria-controls="Slider-{PAGE_SECTION}slideshow">{icon("caret")}</button><div class="slider-counter slider-counter--dots"><div class="slideshow__control-wrapper"><button class="slider-counter__link slider-counter__link--active slider-counter__link--dots link" aria-label="Load slide 1 of 2" aria-controls="Slider-{PAGE_SECTION}slideshow" aria-current="true"><span class="dot"></span></button><button class="slider-counter__link slider-counter__link--dots link" aria-label="Load slide 2 of 2" aria-controls="Slider-{PAGE_SECTION}slideshow"><span class="dot"></span></button></div></div><button @hero_next@ type="button" class="slider-button slider-button--next" name="next" aria-label="Next slide" aria-controls="Slider-{PAGE_SECTION}slideshow">{icon("caret")}</button><button @hero_pause@ type="button" class="slideshow__autoplay slider-button" aria-label="Pause slideshow">{icon("minus")}</button></div></slideshow-component></section>
<section id="shopify-section-{PAGE_SECTION}rich_text" class="shopify-section section"><div class="isolate page-width"><div class="rich-text content-container"><div class="rich-text__wrapper"><div class="rich-text__blocks center"><h2 class="rich-text__heading rte inline-richtext h1">Made slowly, mended gladly</h2><div class="rich-text__text rte"><p>Two people, one harbour and a good many sheep.</p></div></div></div></div></div></section>
<section id="shopify-section-{section}" class="shopify-section section"><div class="color-scheme-1 isolate gradient"><div class="collection page-width"><div class="collection__title title-wrapper title-wrapper--no-top-margin"><h2 class="title inline-richtext h1">Featured products</h2></div><slider-component class="slider-mobile-gutter slider-component-full-width"><ul id="Slider-{section}" data-id="{section}" class="grid product-grid contains-card contains-card--product contains-card--standard grid--4-col-desktop grid--2-col-tablet-down" role="list" aria-label="Slider">
{cards}</ul>{buttons}</slider-component><div class="center collection__view-all"><a @featured_view_all@ href="/collections/new-in" class="button" aria-label="View all products in the New in collection">View all</a></div></div></div></section>
<section id="shopify-section-{PAGE_SECTION}collection_list" class="shopify-section section"><div class="collection-list-wrapper page-width isolate"><div class="title-wrapper-with-link"><h2 class="collection-list-title inline-richtext h1">Collections</h2></div><ul class="collection-list contains-card contains-card--collection grid grid--3-col-tablet" role="list">
{tiles}</ul></div></section>
<section id="shopify-section-{PAGE_SECTION}video" class="shopify-section section"><div class="video-section isolate page-width"><div class="title-wrapper"><h2 class="title inline-richtext h1">Inside the knitting shed</h2></div><deferred-media class="video-section__media deferred-media gradient global-media-settings" data-media-id="8812"><button @video_play@ id="Deferred-Poster-Modal-8812" class="video-section__poster media deferred-media__poster" type="button"><span class="deferred-media__poster-button motion-reduce"><span class="svg-wrapper"><svg class="icon icon-play" viewBox="0 0 10 14"><path fill-rule="evenodd" d="M1.48177 0.814643C0.81532 0.448245 0 0.930414 0 1.69094V12.2081" fill="currentColor"></path></svg></span><span class="visually-hidden">Load video: Inside the knitting shed</span></span><img src="//fernandharbour.example/cdn/shop/files/shed.jpg?v=1718&amp;width=1500" alt="Inside the knitting shed" loading="lazy"></button></deferred-media></div></section>
<section id="shopify-section-{PAGE_SECTION}blog" class="shopify-section section"><div class="blog color-scheme-1 gradient"><div class="page-width-desktop isolate"><div class="title-wrapper-with-link"><h2 id="SectionHeading-{PAGE_SECTION}blog" class="blog__title inline-richtext h1">Journal</h2></div><slider-component class="slider-mobile-gutter"><div id="Slider-{PAGE_SECTION}blog" class="blog__posts articles-wrapper contains-card contains-card--article grid grid--peek grid--2-col-tablet grid--3-col-desktop slider slider--mobile" role="list">
{posts}</div></slider-component><div class="blog__view-all center small-hide medium-hide"><a href="/blogs/journal" id="ViewAll-{PAGE_SECTION}blog" class="blog__button button" aria-labelledby="ViewAll-{PAGE_SECTION}blog SectionHeading-{PAGE_SECTION}blog">View all</a></div></div></div></section>
{quick_modal(goods[0])}{quick_modal(goods[1])}"""


def collection_page(shop):
    section = PAGE_SECTION + "product-grid"
    cards = ""
    for n, handle in enumerate(shop["collection"], 1):
        link = "card_links" + (f" card_{n}_link" if n < 3 else "")
        quick = "card_quick_adds" + (" card_1_quick_add" if n == 1 else "")
        cards += f"""<li class="grid__item scroll-trigger animate--slide-in" data-cascade style="--animation-order: {n};">{card(shop["products"][handle], section, f"@{link}@ ", f"@{quick}@ ", n > 2)}</li>\n"""

    def boxes(prefix, name, values, marks=None):
        out = ""
        for n, (value, label, count) in enumerate(values, 1):
            mark = (marks or {}).get(label, "")
            out += f"""<li class="list-menu__item facets__item"><label for="{prefix}-{n}" class="facets__label facet-checkbox"><input {mark}type="checkbox" name="{name}" value="{value}" id="{prefix}-{n}"><svg width="1.6rem" height="1.6rem" viewBox="0 0 16 16" aria-hidden="true" focusable="false"><rect width="16" height="16" stroke="currentColor" fill="none" stroke-width="1"></rect></svg><span class="facet-checkbox__text" aria-hidden="true"><span class="facet-checkbox__text-label">{label}</span> ({count})</span><span class="visually-hidden">{label} ({count} products)</span></label></li>\n"""
        return out

    stock = [("1", "In stock", 7), ("0", "Out of stock", 1)]
    colours = [(c, c, 2) for c in ("Moss", "Oat", "Slate", "Navy", "Sand")]

    def facet(prefix, number, title, body):
        return f"""<details id="{prefix}-{number}-{section}" class="{"mobile-facets__details" if prefix == "Details-Mobile" else "disclosure-has-popup facets__disclosure"} js-filter" data-index="{number}"><summary class="facets__summary caption-large focus-offset" aria-label="{title} (0 selected)"><div><span class="facets__summary-label">{title}</span>{icon("caret")}</div></summary><div class="facets__display"><div class="facets__header"><span class="facets__selected">0 selected</span><facet-remove><a href="/collections/knitwear?sort_by=manual" class="facets__reset link underlined-link">Reset</a></facet-remove></div>{body}</div></details>"""

    price_range = f"""<price-range class="facets__price"><span class="field-currency">£</span><div class="field"><input class="field__input" name="filter.v.price.gte" id="Filter-Price-GTE" type="text" inputmode="decimal" placeholder="0" data-min="0" data-max="265.00"><label class="field__label" for="Filter-Price-GTE">From</label></div><span class="field-currency">£</span><div class="field"><input @filter_price_max@ class="field__input" name="filter.v.price.lte" id="Filter-Price-LTE" type="text" inputmode="decimal" placeholder="265.00" data-min="0" data-max="265.00"><label class="field__label" for="Filter-Price-LTE">To</label></div></price-range>"""
    options = "".join(
        f'<option value="{v}"{" selected" if v == "manual" else ""}>{t}</option>'
        for v, t in (("manual", "Featured"), ("best-selling", "Best selling"), ("title-ascending", "Alphabetically, A-Z"), ("price-ascending", "Price, low to high"), ("price-descending", "Price, high to low"), ("created-descending", "Date, new to old"))
    )
    return f"""<section id="shopify-section-{PAGE_SECTION}banner" class="shopify-section section"><div class="collection-hero color-scheme-1 gradient"><div class="collection-hero__inner page-width"><div class="collection-hero__text-wrapper"><h1 class="collection-hero__title"><span class="visually-hidden">Collection: </span>Knitwear</h1><div class="collection-hero__description rte"><p>Jumpers, scarves and hats from four small mills.</p></div></div></div></div></section>
<section id="shopify-section-{section}" class="shopify-section section"><div class="section-{section}-padding gradient color-scheme-1"><div>
<facet-filters-form class="facets small-hide"><form id="FacetFiltersForm" class="facets__form"><div class="facets__wrapper"><h2 class="facets__heading caption-large text-body" id="verticalTitle" tabindex="-1">Filter:</h2>
{facet("Details", 1, "Availability", f'<fieldset class="facets-wrap parent-wrap"><legend class="visually-hidden">Availability</legend><ul class="facets__list list-unstyled no-js-hidden" role="list">{boxes("Filter-Availability", "filter.v.availability", stock, {"In stock": "@filter_availability@ "})}</ul></fieldset>')}
{facet("Details", 2, "Price", price_range)}
{facet("Details", 3, "Colour", f'<fieldset class="facets-wrap parent-wrap"><legend class="visually-hidden">Colour</legend><ul class="facets__list list-unstyled no-js-hidden" role="list">{boxes("Filter-Colour", "filter.p.m.custom.colour", colours, {"Moss": "@filter_colour_moss@ "})}</ul></fieldset>')}
<div class="active-facets active-facets-desktop"><facet-remove><a class="active-facets__button active-facets__button--light" href="/collections/knitwear?filter.v.price.lte=200"><span class="active-facets__button-inner button button--tertiary">Availability: In stock{icon("close")}<span class="visually-hidden">Remove filter</span></span></a></facet-remove><facet-remove class="active-facets__button-wrapper"><a @filter_clear@ href="/collections/knitwear" class="active-facets__button-remove underlined-link"><span>Remove all</span></a></facet-remove></div></div>
<div class="facet-filters sorting caption"><div class="facet-filters__field"><h2 class="facet-filters__label caption-large text-body"><label for="SortBy">Sort by:</label></h2><div class="select"><select @sort_by@ name="sort_by" class="facet-filters__sort select__select caption-large" id="SortBy" aria-describedby="a11y-refresh-page-message">{options}</select>{icon("caret")}</div></div></div><div class="product-count light" role="status"><h2 class="product-count__text text-body"><span id="ProductCountDesktop">8 products</span></h2></div></form></facet-filters-form>
<menu-drawer class="mobile-facets__wrapper" data-breakpoint="mobile"><details class="mobile-facets__disclosure disclosure-has-popup"><summary @filter_toggle@ class="mobile-facets__open-wrapper focus-offset"><span class="mobile-facets__open"><span class="svg-wrapper"><svg class="icon icon-filter" viewBox="0 0 20 20"><path fill="currentColor" d="M4.833 6.5a1.667 1.667 0 1 1 3.334 0"></path></svg></span><span class="mobile-facets__open-label button-label">Filter and sort</span></span></summary><facet-filters-form><form id="FacetFiltersFormMobile" class="mobile-facets"><div class="mobile-facets__inner gradient"><div class="mobile-facets__header"><div class="mobile-facets__header-inner"><h2 class="mobile-facets__heading medium-hide">Filter and sort</h2><p class="mobile-facets__count">8 products</p></div></div><div class="mobile-facets__main has-submenu gradient">{facet("Details-Mobile", 1, "Availability", f'<ul class="mobile-facets__list list-unstyled" role="list">{boxes("Filter-Availability-mobile", "filter.v.availability", stock)}</ul>')}<div class="mobile-facets__footer"><a href="/collections/knitwear" class="mobile-facets__clear underlined-link">Clear all</a><button type="button" class="button button--primary" onclick="this.closest('.mobile-facets__wrapper').querySelector('summary').click()">Apply</button></div></div></div></form></facet-filters-form></details></menu-drawer>
<div class="product-grid-container" id="ProductGridContainer"><div class="collection page-width"><div class="loading-overlay gradient"></div><ul id="product-grid" data-id="{section}" class="grid product-grid grid--2-col-tablet-down grid--4-col-desktop" role="list">
{cards}</ul>
<div class="pagination-wrapper"><nav class="pagination" role="navigation" aria-label="Pagination"><ul class="pagination__list list-unstyled" role="list"><li><a role="link" aria-disabled="true" class="pagination__item pagination__item--current light" aria-current="page" aria-label="Page 1">1</a></li><li><a @pager_2@ href="/collections/knitwear?page=2" class="pagination__item link" aria-label="Page 2">2</a></li><li><a href="/collections/knitwear?page=3" class="pagination__item link" aria-label="Page 3">3</a></li><li><a @pager_next@ href="/collections/knitwear?page=2" class="pagination__item pagination__item--prev pagination__item-arrow link motion-reduce" aria-label="Next page">{icon("caret")}</a></li></ul></nav></div></div></div></div></div></section>"""


def cart_page(shop):
    section = PAGE_SECTION + "cart-items"
    rows = ""
    for n, (item, values, quantity, variant, key) in enumerate(a_shop.cart_lines(shop), 1):
        marks = ("@line_1_minus@ " if n == 1 else "", f"@line_{n}_quantity@ ", "@line_1_plus@ " if n == 1 else "")
        rows += f"""<tr class="cart-item" id="CartItem-{n}"><td class="cart-item__media"><a href="{item["url"]}?variant={variant["id"]}" class="cart-item__link" aria-hidden="true" tabindex="-1"></a><div class="cart-item__image-container gradient global-media-settings"><img src="{picture(item, 1, 300)}" class="cart-item__image" alt="{item["title"]}" loading="lazy" width="150" height="188"></div></td>
<td class="cart-item__details"><a {"@line_1_link@ " if n == 1 else ""}href="{item["url"]}?variant={variant["id"]}" class="cart-item__name h4 break">{item["title"]}</a><div class="product-option">{money(item["price"])}</div><dl>{"".join(f'<div class="product-option"><dt>{o}: </dt><dd>{v}</dd></div>' for o, v in zip(item["options"], values))}</dl><ul class="discounts list-unstyled" role="list" aria-label="Discount"></ul></td>
<td class="cart-item__totals right medium-hide large-up-hide"><div class="cart-item__price-wrapper"><span class="price price--end">{money(item["price"] * quantity)}</span></div></td>
<td class="cart-item__quantity"><quantity-popover><div class="cart-item__quantity-wrapper"><label class="visually-hidden" for="Quantity-{n}">Quantity</label>{quantity_input(item["title"], "updates[]", quantity, n, marks)}<cart-remove-button id="Remove-{n}" data-index="{n}"><a @line_{n}_remove line_removes@ href="/cart/change?id={key}&amp;quantity=0" class="button button--tertiary" aria-label="Remove {item["title"]} - {variant["title"]}">{icon("remove")}</a></cart-remove-button></div><div class="cart-item__error" id="Line-item-error-{n}" role="alert"><small class="cart-item__error-text"></small></div></quantity-popover></td>
<td class="cart-item__totals right small-hide"><div class="cart-item__price-wrapper"><div class="loading__spinner hidden"></div><span class="price price--end">{money(item["price"] * quantity)}</span></div></td></tr>\n"""
    also = [shop["products"][h] for h in ("pier-scarf", "ferry-beanie", "cove-tote", "quay-shirt")]
    more = "".join(f"""<li class="grid__item">{card(g, PAGE_SECTION + "featured", "@cart_recommended_1@ " if n == 1 else "")}</li>\n""" for n, g in enumerate(also, 1))
    return f"""<section id="shopify-section-{section}" class="shopify-section section"><div class="gradient color-scheme-1 isolate"><cart-items class="page-width"><div class="title-wrapper-with-link"><h1 class="title title--primary">Your cart</h1><a @continue_shopping@ href="/collections/all" class="underlined-link">Continue shopping</a></div><div class="cart__warnings" hidden><h1 class="cart__empty-text">Your cart is empty</h1><a href="/collections/all" class="button">Continue shopping</a></div>
<form action="/cart" class="cart__contents critical-hidden" method="post" id="cart"><div class="cart__items" id="main-cart-items" data-id="{section}"><div class="js-contents"><table class="cart-items"><caption class="visually-hidden">Your cart</caption><thead><tr><th class="caption-with-letter-spacing" colspan="2" scope="col">Product</th><th class="medium-hide large-up-hide right caption-with-letter-spacing" colspan="1" scope="col">Total</th><th class="cart-items__heading--wide cart-items__heading--quantity small-hide caption-with-letter-spacing" colspan="1" scope="col">Quantity</th><th class="small-hide right caption-with-letter-spacing" colspan="1" scope="col">Total</th></tr></thead><tbody>
{rows}</tbody></table></div></div><p class="visually-hidden" id="cart-live-region-text" aria-live="polite" role="status"></p></form></cart-items></div></section>
<section id="shopify-section-{PAGE_SECTION}cart-footer" class="shopify-section section"><div class="page-width" id="main-cart-footer" data-id="{PAGE_SECTION}cart-footer"><div><div class="cart__footer-wrapper"><div class="cart__footer isolate"><cart-note class="cart__note field"><label for="Cart-note">Order special instructions</label><textarea @cart_note@ class="text-area field__input" name="note" form="cart" id="Cart-note" placeholder="Order special instructions"></textarea></cart-note>
<div class="cart__blocks"><div class="js-contents"><div class="totals"><h2 class="totals__total">Estimated total</h2><p class="totals__total-value">£126.00 GBP</p></div><small class="tax-note caption-large rte">Taxes included. Discounts and <a href="/policies/shipping-policy">shipping</a> calculated at checkout.</small></div>
<div class="cart__ctas"><button @cart_update@ type="submit" class="cart__update-button button button--secondary" form="cart">Update</button><button @checkout@ type="submit" id="checkout" class="cart__checkout-button button" name="checkout" form="cart">Check out</button></div><div class="cart__dynamic-checkout-buttons additional-checkout-buttons"><div class="dynamic-checkout__content" id="dynamic-checkout-cart" data-shopify="dynamic-checkout-cart"></div></div></div></div></div></div></div></section>
<section id="shopify-section-{PAGE_SECTION}featured" class="shopify-section section"><div class="collection page-width"><div class="collection__title title-wrapper"><h2 class="title inline-richtext h1">Before you go</h2></div><ul class="grid product-grid grid--4-col-desktop" role="list">
{more}</ul></div></section>"""
