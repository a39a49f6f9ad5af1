"""Brine: the shop in a theme built like the paid editorial themes."""

from html import escape

import a_shop
from a_shop import picture, srcset

TOP = "shopify-section-sections--17760093405428__"
HERE = "template--17760090521844__"
STYLE = """<style>
.sr-only{position:absolute;width:1px;height:1px;padding:0;margin:-1px;overflow:hidden;clip:rect(0,0,0,0);white-space:nowrap;border-width:0}
img{max-width:100%;height:auto}[hidden]{display:none!important}x-drawer,x-modal,x-popover,newsletter-popup,search-panel,bag-drawer{display:none!important;position:fixed;z-index:50}.lg-flex ul{display:flex;gap:1.5rem;list-style:none;padding:0}
.lg-flex{display:flex}.container{padding-inline:2rem}.v-stack{display:grid;gap:1rem}.h-stack{display:flex;gap:1rem}.wrap{flex-wrap:wrap}
.product{display:grid;grid-template-columns:7fr 5fr;gap:3rem}.product-list{display:grid;grid-template-columns:repeat(4,1fr);gap:1rem}
.justify-between{justify-content:space-between}.scroll-area{display:flex;overflow:auto hidden}.buy-bar{position:fixed;inset-block-end:0}
@media(min-width:1000px){.lg\\:hidden{display:none}}.product-gallery__media{flex:0 0 100%}.product-gallery__media img{width:100%;height:auto}.product-card__media img{width:100%;height:auto}.product-card__image--secondary{display:none}
@media(max-width:999px){.product{display:block}.product-list{grid-template-columns:1fr 1fr}.lg-flex{display:none}}
</style>"""

LINES = {
    "bag": '<path d="M4 7h14l1 13H3L4 7Z"/><path d="M7.5 9V6a3.5 3.5 0 0 1 7 0v3"/>',
    "x": '<path d="m4 4 14 14M18 4 4 18"/>',
    "burger": '<path d="M1 6h20M1 11h20M1 16h20"/>',
    "left": '<path d="m14 4-7 7 7 7"/>',
    "right": '<path d="m8 4 7 7-7 7"/>',
    "down": '<path d="m5 8 6 6 6-6"/>',
    "heart": '<path d="M11 19S2 13.6 2 7.6A4.6 4.6 0 0 1 11 6a4.6 4.6 0 0 1 9 1.6C20 13.6 11 19 11 19Z"/>',
    "zoom": '<circle cx="9.5" cy="9.5" r="6.5"/><path d="m14.5 14.5 5 5M9.5 7v5M7 9.5h5"/>',
    "share": '<path d="M11 14V2M7 6l4-4 4 4M4 11v8h14v-8"/>',
    "star": '<path d="m11 2 2.8 5.9 6.2.9-4.5 4.5 1 6.4-5.5-3-5.5 3 1-6.4L2 8.8l6.2-.9L11 2Z" fill="currentColor"/>',
    "insta": '<rect x="3" y="3" width="16" height="16" rx="5"/><circle cx="11" cy="11" r="3.6"/>',
    "face": '<path d="M12.6 19v-7.3h2.4l.4-2.9h-2.8V7c0-.8.3-1.4 1.5-1.4h1.4V3a19 19 0 0 0-2.1-.1"/>',
    "grid": '<path d="M3 3h6v6H3zM13 3h6v6h-6zM3 13h6v6H3zM13 13h6v6h-6z"/>',
    "row": '<path d="M3 3h16v7H3zM3 13h16v7H3z"/>',
}


def icon(name, size=22):
    return f'<svg role="presentation" fill="none" stroke="currentColor" stroke-width="1.5" focusable="false" width="{size}" height="{size}" class="icon i-{name}" viewBox="0 0 22 22">{LINES[name]}</svg>'


def money(value):
    return f"£{value}" if value else ""


def pages(shop):
    goods = shop["products"]
    made = {}
    for name, handle in (("product", "moorland-crew"), ("product-b", "harbour-overshirt"), ("product-c", "ferry-beanie"),
                         ("product-sold", "tideline-parka"), ("product-phone", "moorland-crew")):  # fmt: skip
        phone = name.endswith("phone")
        made[name] = layout(shop, goods[handle]["title"], "product", product_page(shop, goods[handle], phone), phone)
    for name in ("home", "home-phone"):
        phone = name.endswith("phone")
        made[name] = layout(shop, "Fern & Harbour | Knitwear and outerwear", "index", home_page(shop, phone), phone)
    made["collection"] = layout(shop, "Knitwear", "collection", collection_page(shop), False)
    made["cart"] = layout(shop, "Your bag", "cart", cart_page(shop), False)
    return made


def layout(shop, title, kind, main, phone):
    return f"""<!doctype html>
<html class="no-touch js" lang="en" dir="ltr" style="--scroll-height: 0px; --header-height: {64 if phone else 84}px;">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1.0, height=device-height, minimum-scale=1.0, maximum-scale=5.0">
    <title>{escape(title)}</title>
    <link rel="canonical" href="https://fernandharbour.example/">
    <link rel="preload" as="font" href="//fernandharbour.example/cdn/fonts/instrument_sans/instrumentsans_n4.woff2" type="font/woff2" crossorigin>
    <meta name="shopify-checkout-api-token" content="91aa7c0">
    <script type="importmap">{{"imports":{{"vendor":"//fernandharbour.example/cdn/shop/t/11/assets/vendor.min.js?v=118","theme":"//fernandharbour.example/cdn/shop/t/11/assets/theme.js?v=551","photoswipe":"//fernandharbour.example/cdn/shop/t/11/assets/photoswipe.min.js?v=132"}}}}</script>
    <link rel="stylesheet" href="//fernandharbour.example/cdn/shop/t/11/assets/theme.css?v=20715">
    {STYLE}
  </head>
  <body class="page-transition zoom-image--enabled template-{kind}" data-button-layout="outline">
    <a @skip_link@ href="#main" class="skip-to-content sr-only focus:not-sr-only">Skip to main content</a>
    {masthead(shop, kind, phone)}
    <main id="main" class="anchor">
{main}
    </main>
    {popup() if kind == "index" else ""}
    {foot(shop, phone)}
    {bag_drawer(shop) if kind != "cart" else ""}
    <div class="shopify-cookie-bar" role="region" aria-label="Cookie notice"><p class="text-sm">We use a few cookies to keep your bag full.</p><div class="h-stack"><button type="button" class="text-sm link">Manage</button><button type="button" class="button button--sm">Accept</button></div></div>
  </body>
</html>
"""


def masthead(shop, kind, phone):
    def item(label, url, key):
        mark = f"@nav_{key}@ " if key != "accessories" else ""
        if key == "outerwear":
            return f"""<li class="header__primary-nav-item" data-title="{label}"><dropdown-menu trigger="hover" class="relative"><a {mark}href="{url}" class="link-faded block" aria-expanded="false" aria-haspopup="true">{label}</a><ul class="header__dropdown v-stack" role="list" hidden><li><a href="/collections/outerwear?filter.p.product_type=Parkas" class="link-faded">Parkas</a></li><li><a href="/collections/outerwear?filter.p.product_type=Overshirts" class="link-faded">Overshirts</a></li></ul></dropdown-menu></li>"""
        return f"""<li class="header__primary-nav-item" data-title="{label}"><a {mark}href="{url}" class="link-faded block">{label}</a></li>"""

    nav = "\n".join(item(*one) for one in shop["menu"])
    primary = "" if phone else f"""<nav class="header__primary-nav lg-flex" aria-label="Primary navigation"><ul class="contents unstyled-list h-stack gap-6" role="list">
{nav}</ul></nav>"""
    slides = "".join(
        f"""<li class="v-stack"><a {"@drawer_nav_" + key + "@ " if key in ("knitwear", "story") else ""}href="{url}" class="group panel__link h3"><span class="reversed-link">{label}</span></a></li>\n"""
        for label, url, key in shop["menu"]
    )
    drawer = f"""<x-drawer class="navigation-drawer drawer drawer--lg" id="sidebar-menu" role="dialog" aria-modal="true" aria-label="Menu" open-from="left"><div slot="header"><button type="button" class="tap-area" data-action="close" aria-label="Close menu">{icon("x", 16)}</button></div><div class="panel-list__wrapper"><div class="panel"><div class="panel__wrapper v-stack"><ul class="v-stack gap-4" role="list">
{slides}</ul><div class="panel-footer v-stack gap-5"><ul class="unstyled-list h-stack"><li><a @account_link@ href="/account" class="with-icon text-sm">Sign in</a></li><li><a href="/pages/contact" class="text-sm">Get in touch</a></li></ul></div></div></div></div></x-drawer>""" if phone else ""
    mark = "@logo@ "
    name = f"""<a {mark}href="/" class="header__logo"><span class="sr-only">Fern &amp; Harbour</span><img src="//fernandharbour.example/cdn/shop/files/wordmark.svg?v=16&amp;width=280" alt="" width="280" height="40" class="header__logo-image"></a>"""
    if kind == "index":
        name = f"""<h1 class="header__logo-wrapper">{name}</h1>"""
    words = "sr-only" if phone else "text-sm"
    return f"""<aside id="{TOP}announcement-bar" class="shopify-section shopify-section-group-header-group shopify-section--announcement-bar"><height-observer variable="announcement-bar"><div class="announcement-bar"><announcement-bar-carousel allow-swipe autoplay="5" id="carousel-announcement" class="announcement-bar__carousel"><p class="prose heading is-selected">Complimentary UK delivery over £75</p><p class="prose heading">Mended for life, free of charge</p></announcement-bar-carousel></div></height-observer></aside>
    <header id="{TOP}header" class="shopify-section shopify-section-group-header-group shopify-section--header"><height-observer variable="header"><store-header class="header" sticky>
      <div class="header__wrapper container h-stack justify-between">
        <div class="header__main-nav h-stack">
          <div class="header__icon-list"><button @menu_toggle@ type="button" class="tap-area lg:hidden" aria-controls="sidebar-menu" aria-haspopup="dialog" aria-expanded="false"><span class="sr-only">Open navigation</span>{icon("burger")}</button></div>
          {primary}
        </div>
        {name}
        <div class="header__secondary-nav h-stack gap-5">
          <a @search_toggle@ href="/search" class="tap-area" aria-controls="search-panel-header" aria-haspopup="dialog"><span class="{words}">Search</span>{icon("zoom") if phone else ""}</a>
          {"" if phone else '<a @account_link@ href="/account" class="tap-area"><span class="text-sm">Account</span></a>'}
          <a @cart_link@ href="/cart" class="relative tap-area" data-no-instant{' aria-controls="bag-drawer" aria-haspopup="dialog"' if kind != "cart" else ""}><span class="{words}">{"Open bag" if phone else "Bag"}</span>{icon("bag") if phone else ""}<span class="header__cart-count count-bubble"> <span class="sr-only">Items in bag: </span>{"" if phone else "("}<cart-count>3</cart-count>{"" if phone else ")"}</span></a>
        </div>
      </div>
      <search-panel class="header-search v-stack" id="search-panel-header" role="dialog" aria-modal="true" aria-label="Search our store"><div class="container"><form id="predictive-search-form" action="/search" method="GET" aria-owns="header-predictive-search" class="header-search__form" role="search"><div class="header-search__form-control"><input type="hidden" name="type" value="product"><label for="header-search-field" class="sr-only">Search for</label><input @search_input@ type="search" id="header-search-field" name="q" spellcheck="false" class="header-search__input h5 sm:h4" placeholder="What are you looking for?"><dialog-close-button class="contents"><button type="button"><span class="sr-only">Close</span>{icon("x", 16)}</button></dialog-close-button></div></form><predictive-search id="header-predictive-search" class="predictive-search" section-id="predictive-search"><div slot="idle"><p class="text-subdued">Popular: <a href="/search?q=jumper" class="link">jumper</a>, <a href="/search?q=parka" class="link">parka</a></p></div></predictive-search></div></search-panel>
      {drawer}
    </store-header></height-observer></header>"""


def bag_drawer(shop):
    lines = ""
    for item, values, quantity, variant, key in a_shop.cart_lines(shop):
        lines += f"""<line-item class="line-item h-stack"><div class="line-item__media-wrapper"><img src="{picture(item, 1, 200)}" alt="{item["title"]}" loading="lazy" width="96"></div><div class="line-item__info v-stack"><div class="h-stack justify-between"><a href="{item["url"]}?variant={variant["id"]}" class="product-title h6">{item["title"]}</a><sale-price class="text-subdued">{money(item["price"])}</sale-price></div><p class="text-sm text-subdued">{" / ".join(values)}</p><div class="h-stack justify-between"><line-item-quantity class="line-item__quantity"><input class="quantity-input" type="number" is="quantity-input" inputmode="numeric" min="0" data-line-key="{key}" aria-label="Change quantity" value="{quantity}"></line-item-quantity><a href="/cart/change?id={key}&amp;quantity=0" class="link text-sm">Remove</a></div></div></line-item>\n"""
    return f"""<bag-drawer id="bag-drawer" class="cart-drawer drawer drawer--lg" role="dialog" aria-modal="true" aria-labelledby="bag-drawer-title"><div class="drawer__header h-stack justify-between"><p class="h4" id="bag-drawer-title">Bag <span class="text-subdued">3</span></p><button @cart_drawer_close@ type="button" class="tap-area drawer__close"><span class="sr-only">Close bag</span>{icon("x", 16)}</button></div><form action="/cart" method="post" id="bag-drawer-form" class="drawer__body v-stack">
{lines}</form><div class="drawer__footer v-stack"><div class="h-stack justify-between"><span class="h5">Subtotal</span><span class="h5">£126</span></div><p class="text-sm text-subdued">Tax included and delivery worked out at checkout</p><div class="button-group"><a href="/cart" class="button button--outline">View bag</a><button @cart_drawer_checkout@ type="submit" class="button button--solid" name="checkout" form="bag-drawer-form">Checkout</button></div></div></bag-drawer>"""


def popup():
    return f"""<aside id="shopify-section-sections--17760093372660__newsletter-popup" class="shopify-section shopify-section--popup"><newsletter-popup class="pop-up" apparition-delay="8" role="dialog" aria-modal="true" aria-label="Ten percent off"><button @newsletter_popup_close@ type="button" class="pop-up__close tap-area"><span class="sr-only">Close</span>{icon("x", 12)}</button><div class="pop-up__content v-stack"><p class="h3">Ten per cent off your first coat</p><form method="post" action="/contact#popup-form" id="popup-form" accept-charset="UTF-8" class="form"><input type="hidden" name="form_type" value="customer"><input type="hidden" name="utf8" value="✓"><div class="form-control"><input @newsletter_popup_email@ id="popup-email" class="input is-floating" type="email" dir="ltr" name="contact[email]" placeholder=" " autocomplete="email" required><label for="popup-email" class="floating-label">Your e-mail</label></div><button type="submit" class="button button--xl">Claim my code</button></form></div></newsletter-popup></aside>"""


def foot(shop, phone):
    def block(title, links, number):
        rows = "".join(
            f"""<li><a @footer_{key}{" footer_policy_links" if url.startswith("/policies") else ""}@ href="{url}" class="inline-block link-faded break-all">{escape(label)}</a></li>\n""" for label, url, key in links
        )
        if phone:
            return f"""<footer-accordion class="footer__block footer__block--menu accordion"><button type="button" class="accordion__toggle h-stack justify-between" aria-controls="footer-menu-{number}" aria-expanded="false"><span class="footer__title h6">{title}</span>{icon("down", 10)}</button><div class="accordion__content" id="footer-menu-{number}" hidden><ul class="v-stack gap-3 unstyled-list" role="list">{rows}</ul></div></footer-accordion>"""
        return f"""<div class="footer__block footer__block--menu v-stack gap-4"><p class="h6">{title}</p><ul class="v-stack gap-3 unstyled-list" role="list">{rows}</ul></div>"""

    countries = "".join(
        f"""<button type="submit" class="popover__choice h-stack{" is-active" if code == "GB" else ""}" name="country_code" value="{code}"><span>{name} ({currency} {sign})</span></button>""" for code, name, currency, sign in shop["countries"]
    )
    return f"""<footer id="shopify-section-sections--17760093372660__footer" class="shopify-section shopify-section-group-footer-group shopify-section--footer"><div class="footer bg-custom text-custom"><div class="container"><div class="footer__wrapper v-stack">
<div class="footer__block-list {"v-stack" if phone else "h-stack justify-between wrap"}">
<div class="footer__block footer__block--newsletter v-stack"><p class="h4">Letters from the harbour</p><p>Once a month, never more.</p><form method="post" action="/contact#contact_form" id="contact_form" accept-charset="UTF-8" class="footer__newsletter-form form"><input type="hidden" name="form_type" value="customer"><input type="hidden" name="utf8" value="✓"><input type="hidden" name="contact[tags]" value="newsletter"><div class="h-stack"><div class="form-control"><input @newsletter_email@ id="input-newsletter-footer" class="input is-floating" type="email" dir="ltr" name="contact[email]" placeholder=" " autocomplete="email" enterkeyhint="send" required><label for="input-newsletter-footer" class="floating-label text-xs">E-mail</label></div><button @newsletter_submit@ type="submit" class="button button--outline" is="custom-button"><span class="button__text">Sign up</span></button></div></form>
<ul class="social-media unstyled-list h-stack" role="list"><li class="social-media__item"><a @instagram@ href="https://www.instagram.com/fernandharbour" class="tap-area" target="_blank" rel="noopener" aria-label="Follow on Instagram">{icon("insta")}</a></li><li class="social-media__item"><a @facebook@ href="https://www.facebook.com/fernandharbour" class="tap-area" target="_blank" rel="noopener" aria-label="Follow on Facebook">{icon("face")}</a></li></ul></div>
{block("Help", shop["footer"][:4], 1)}
{block("Small print", shop["footer"][4:], 2)}
</div>
<div class="footer__aside h-stack justify-between"><div class="footer__localization"><div class="relative"><button @country_select@ type="button" class="localization-toggle heading text-xxs link-faded" aria-controls="popover-localization-footer-country" aria-label="Change country or currency" aria-haspopup="dialog" aria-expanded="false">United Kingdom (GBP £){icon("down", 10)}</button><x-popover id="popover-localization-footer-country" role="dialog" aria-label="Country" class="popover"><p class="h4">Country</p><form method="post" action="/localization" id="localization-form-footer-country" accept-charset="UTF-8" class="shopify-localization-form" enctype="multipart/form-data"><input type="hidden" name="form_type" value="localization"><input type="hidden" name="_method" value="put"><input type="hidden" name="return_to" value="/">{countries}</form></x-popover></div></div><p class="text-xs text-subdued">© 2024 Fern &amp; Harbour. A shop on Shopify.</p></div>
</div></div></div></footer>"""


def tile(item, section, link="", quick="", heart="", swatch=""):
    badge = f"""<badge-list class="badge-list"><on-sale-badge class="badge badge--on-sale">Save {money(item["compare"] - item["price"])}</on-sale-badge></badge-list>""" if item["compare"] else ""
    if not item["available"]:
        badge = '<badge-list class="badge-list"><sold-out-badge class="badge badge--sold-out">Sold out</sold-out-badge></badge-list>'
    swatches = ""
    if colours := item["options"].get("Colour"):
        inputs = "".join(
            f"""<label class="thumbnail-swatch is-rounded" style="--swatch-background: var(--c-{c.lower()})" data-option-value><input {swatch if n == 0 else ""}class="sr-only" type="radio" name="{section}-{item["id"]}-colour" value="{c}"{" checked" if n == 0 else ""}><span class="sr-only">{c}</span></label>""" for n, c in enumerate(colours)
        )
        swatches = f"""<fieldset class="product-card__swatches h-stack" data-product-id="{item["id"]}"><legend class="sr-only">Colour</legend>{inputs}</fieldset>"""
    if not item["available"]:
        action = ""
    elif item["options"]:
        action = f"""<div class="product-card__quick-buy"><button {quick}type="button" class="button button--sm product-card__quick-add-button" is="custom-button" aria-controls="product-quick-buy-{item["id"]}-{section}" aria-haspopup="dialog" aria-label="Quick buy {item["title"]}"><span class="button__text">Quick buy</span></button><quick-buy-modal handle="{item["handle"]}" id="product-quick-buy-{item["id"]}-{section}" class="quick-buy-modal modal" hidden></quick-buy-modal></div>"""
    else:
        action = f"""<div class="product-card__quick-buy"><form method="post" action="/cart/add" id="qb_{section}{item["id"]}" accept-charset="UTF-8" class="shopify-product-form" enctype="multipart/form-data" is="product-form"><input type="hidden" name="form_type" value="product"><input type="hidden" name="id" value="{item["first_variant"]}"><input type="hidden" name="quantity" value="1"><button {quick}type="submit" name="add" class="button button--sm product-card__quick-add-button" is="custom-button" aria-label="Quick buy {item["title"]}"><span class="button__text">Quick buy</span></button></form></div>"""
    was = f"""<compare-at-price class="text-subdued line-through"><span class="sr-only">Was</span>{money(item["compare"])}</compare-at-price>""" if item["compare"] else ""
    return f"""<product-card class="product-card" handle="{item["handle"]}"><div class="product-card__figure">{badge}<button {heart}type="button" class="product-card__save tap-area" data-handle="{item["handle"]}" aria-pressed="false"><span class="sr-only">Save {item["title"]}</span>{icon("heart", 18)}</button><a href="{item["url"]}" class="product-card__media" tabindex="-1" aria-hidden="true" draggable="false"><img src="{picture(item, 1, 1000)}" alt="{item["title"]}" srcset="{srcset(item, 1, (200, 400, 800))}" width="1000" height="1250" loading="lazy" sizes="(max-width: 699px) 74vw, 23vw" class="product-card__image product-card__image--primary aspect-tall"><img src="{picture(item, 2, 1000)}" alt="" width="1000" height="1250" loading="lazy" fetchpriority="low" class="product-card__image product-card__image--secondary"></a>{action}</div><div class="product-card__info v-stack"><div class="v-stack gap-0.5 w-full"><span class="product-card__title"><a {link}href="{item["url"]}" class="bold" data-instant>{item["title"]}</a></span><price-list class="price-list"><sale-price class="text-subdued{" text-on-sale" if was else ""}"><span class="sr-only">Price</span>{money(item["price"])}</sale-price>{was}</price-list></div>{swatches}</div></product-card>"""


def photo_wall(item, phone):
    cells = ""
    for n in range(1, item["images"] + 1):
        cells += f"""<div class="product-gallery__media snap-center{" is-selected" if n == 1 else ""}" data-media-type="image" data-media-id="{item["id"] * 10 + n}" role="group" aria-label="Item {n}"><img {"@gallery_main@ " if n == 1 else ""}src="{picture(item, n, 1600)}" alt="{item["title"]}, view {n}" srcset="{srcset(item, n, (200, 300, 400, 500, 600, 800, 1000, 1200, 1400, 1600))}" width="1600" height="2000"{' loading="eager" fetchpriority="high"' if n == 1 else ' loading="lazy"'} sizes="(max-width: 740px) calc(100vw - 40px), (max-width: 999px) calc(100vw - 64px), min(730px, 40vw)" class="rounded"></div>\n"""
    if phone:
        dots = "".join(f"""<button type="button" class="tap-area"{' aria-current="true"' if n == 1 else ' aria-current="false"'}><span class="sr-only">Go to item {n}</span></button>""" for n in range(1, item["images"] + 1))
        controls = f"""<page-dots class="page-dots align-self-center" aria-controls="product-gallery-carousel">{dots}</page-dots>"""
    else:
        controls = f"""<div class="product-gallery__controls h-stack"><button @gallery_prev@ type="button" class="circle-button" is="prev-button" aria-controls="product-gallery-carousel" disabled><span class="sr-only">Previous</span>{icon("left", 16)}</button><button @gallery_next@ type="button" class="circle-button" is="next-button" aria-controls="product-gallery-carousel"><span class="sr-only">Next</span>{icon("right", 16)}</button></div>"""
    return f"""<product-gallery class="product-gallery" form="product-form-{item["id"]}" allow-zoom="3"><div class="product-gallery__ar-wrapper"><div class="product-gallery__media-list-wrapper relative"><button @gallery_zoom@ type="button" class="product-gallery__zoom-button circle-button" data-action="open-photoswipe"><span class="sr-only">Zoom</span>{icon("zoom", 18)}</button><media-carousel id="product-gallery-carousel" class="product-gallery__media-list scroll-area full-bleed" role="region">
{cells}</media-carousel>{controls}</div></div></product-gallery>"""


def fold(number, key, title, body):
    return f"""<accordion-disclosure class="accordion"><h3 class="accordion__heading"><button {key}type="button" class="accordion__toggle bold h-stack justify-between" id="fold-{number}" aria-controls="fold-content-{number}" aria-expanded="false"><span>{title}</span>{icon("down", 12)}</button></h3><div class="accordion__content prose" id="fold-content-{number}" role="region" aria-labelledby="fold-{number}" hidden>{body}</div></accordion-disclosure>"""


def product_page(shop, item, phone):
    variant = a_shop.first_variant(item)
    sold = not item["available"]
    form_id = f"product-form-{item['id']}"
    was = f"""<compare-at-price class="h4 text-subdued line-through"><span class="sr-only">Regular price</span>{money(item["compare"])}</compare-at-price>""" if item["compare"] else ""
    colour = size = ""
    if colours := item["options"].get("Colour"):
        labels = "".join(
            f"""<input @colour_options{" colour_" + c.lower() if c in ("Moss", "Oat") else ""}@ class="sr-only" type="radio" name="option1" form="{form_id}" id="option-value-{n}-{item["id"]}-colour" value="{c}" data-option-position="1"{" checked" if n == 1 else ""}><label class="color-swatch" for="option-value-{n}-{item["id"]}-colour" style="--swatch-background: var(--c-{c.lower()})" data-tooltip="{c}"><span class="sr-only">{c}</span></label>\n"""
            for n, c in enumerate(colours, 1)
        )
        colour = f"""<fieldset class="variant-picker__option v-stack"><div class="variant-picker__option-info h-stack"><legend class="text-subdued">Colour:</legend><span>{colours[0]}</span></div><div class="variant-picker__option-values h-stack wrap" data-option-selector>{labels}</div></fieldset>"""
    if sizes := item["options"].get("Size"):
        choices = "".join(
            f"""<button @size_options{" size_" + s.lower() if s in ("S", "M") else ""}@ type="button" class="popover-listbox__option{"" if item["available"] else " is-disabled"}" role="option" value="{s}" data-option-position="{len(item["options"])}" aria-selected="{"true" if s in variant["options"] else "false"}">{s}</button>""" for s in sizes
        )
        size = f"""<fieldset class="variant-picker__option v-stack"><div class="variant-picker__option-info h-stack justify-between"><legend class="text-subdued">Size:</legend><button @size_guide@ type="button" class="text-sm link" aria-controls="size-drawer" aria-haspopup="dialog" aria-expanded="false">Fit &amp; sizing</button></div><div class="relative"><button @size_select@ type="button" class="select w-full" aria-controls="popover-variant-size" aria-haspopup="listbox" aria-expanded="false"><span id="popover-variant-size-value">M</span>{icon("down", 10)}</button><x-popover id="popover-variant-size" class="popover" initial-focus="[aria-selected='true']"><x-listbox class="popover-listbox" role="listbox" aria-owns="popover-variant-size-value">{choices}</x-listbox></x-popover></div></fieldset>"""
    picker = f"""<variant-picker class="variant-picker v-stack" handle="{item["handle"]}" section-id="{HERE}main" form-id="{form_id}">{colour}{size}<script data-variant type="application/json">{a_shop.json.dumps(variant)}</script></variant-picker>""" if colour or size else ""
    drawer = f"""<x-drawer id="size-drawer" class="drawer drawer--lg" role="dialog" aria-modal="true" aria-label="Fit and sizing"><div class="prose"><table><thead><tr><th>UK</th><th>Chest</th><th>Sleeve</th></tr></thead><tbody><tr><td>S</td><td>92 cm</td><td>60 cm</td></tr><tr><td>M</td><td>98 cm</td><td>62 cm</td></tr><tr><td>L</td><td>104 cm</td><td>64 cm</td></tr></tbody></table></div></x-drawer>""" if size else ""
    if sold:
        buy = f"""<div class="v-stack"><button type="button" class="button w-full" disabled>Sold out</button><form method="post" action="/contact#back-in-stock" id="back-in-stock" accept-charset="UTF-8" class="contact-form v-stack"><input type="hidden" name="form_type" value="contact"><input type="hidden" name="contact[body]" value="Please tell me when {item["title"]} is back."><p class="bold">Tell me when it is back</p><div class="h-stack"><label for="bis-email" class="sr-only">Your e-mail</label><input @back_in_stock_email@ type="email" class="input" id="bis-email" name="contact[email]" placeholder="Your e-mail" required><button @back_in_stock_submit@ type="submit" class="button button--subdued">Notify me</button></div></form></div>"""
        sticky = ""
    else:
        buy = f"""<form method="post" action="/cart/add" id="{form_id}" accept-charset="UTF-8" class="shopify-product-form" enctype="multipart/form-data" is="product-form"><input type="hidden" name="form_type" value="product"><input type="hidden" name="utf8" value="✓"><input type="hidden" name="id" value="{variant["id"]}"><div class="v-stack gap-4"><div class="h-stack"><quantity-selector class="quantity-selector"><button @quantity_minus@ type="button" class="quantity-selector__button" aria-label="Decrease quantity" disabled>−</button><input @quantity@ type="text" is="quantity-input" inputmode="numeric" class="quantity-selector__input" name="quantity" value="1" min="1" autocomplete="off" aria-label="Quantity" form="{form_id}"><button @quantity_plus@ type="button" class="quantity-selector__button" aria-label="Increase quantity">+</button></quantity-selector></div>
<buy-buttons class="buy-buttons" template="" form="{form_id}"><button @add_to_cart@ type="submit" name="add" class="button button--secondary w-full" is="custom-button"><span class="button__text">Add to bag</span><span class="button__loader" hidden><span></span><span></span><span></span></span></button><div data-shopify="payment-button" class="shopify-payment-button"><div><button @buy_now@ type="button" class="shopify-payment-button__button shopify-payment-button__button--unbranded" data-testid="Checkout-button">Buy it now</button></div></div></buy-buttons></div></form>"""
        sticky = f"""<product-sticky-form form="{form_id}" class="buy-bar bg-custom"><div class="container h-stack justify-between"><div class="h-stack">{"" if phone else f'<img src="{picture(item, 1, 100)}" alt="" width="40">'}<p class="bold truncate-text">{item["title"]}</p></div><buy-buttons class="buy-buttons--sticky"><button @sticky_add_to_cart@ type="submit" class="button button--secondary" is="custom-button" form="{form_id}"><span class="button__text">{"Add to bag · " + money(item["price"]) if phone else "Add to bag"}</span></button></buy-buttons></div></product-sticky-form>"""
    if phone:
        saving = f"""<button @wishlist@ type="button" class="circle-button" data-wishlist aria-pressed="false" aria-label="Save for later">{icon("heart")}</button>"""
    else:
        saving = f"""<button @wishlist@ type="button" class="link h-stack" data-wishlist aria-pressed="false">{icon("heart", 16)}Save for later</button>"""
    quotes = "".join(
        f"""<article class="review v-stack"><div class="h-stack justify-between"><p class="bold">{title}</p><span class="rating" role="img" aria-label="{stars} out of 5">{icon("star", 12) * stars}</span></div><p>{body}</p><p class="text-xs text-subdued">{who}</p></article>\n""" for who, stars, title, body in shop["reviews"]
    )
    also = "\n".join(
        tile(other, "also", f"@recommended_links{f' recommended_{n}_link' if n < 3 else ''}@ ", "@recommended_1_quick_add@ " if n == 1 else "") for n, other in enumerate(a_shop.recommended(shop, item), 1)
    )
    return f"""<section id="shopify-section-{HERE}main" class="shopify-section shopify-section--main-product"><div class="section section--tight section-blends container"><nav aria-label="Breadcrumb" class="breadcrumb text-xs"><ol class="h-stack" role="list"><li><a href="/">Home</a></li><li><a href="/collections/{item["kind"].lower()}">{item["kind"]}</a></li><li aria-current="page">{item["title"]}</li></ol></nav>
<product-rerender id="product-info-{item["id"]}-{HERE}main" observe-form="{form_id}" class="product">
{photo_wall(item, phone)}
<safe-sticky class="product-info v-stack">
<div class="product-info__badge-list"></div>
<div class="h-stack justify-between"><h1 @product_title@ class="product-title h3">{item["title"]}</h1>{saving if phone else ""}</div>
<div class="product-info__price h-stack"><price-list @product_price@ class="price-list price-list--product"><sale-price class="h4{" text-on-sale" if was else " text-subdued"}"><span class="sr-only">Sale price</span>{money(item["price"])}</sale-price>{was}</price-list></div>
<a @rating_link@ href="#reviews" class="rating h-stack text-sm"><span class="rating__stars" role="img" aria-label="{item["rating"]} out of 5.0 stars">{icon("star", 14) * 5}</span><span class="rating__caption">{item["reviews"]} reviews</span></a>
<expandable-text class="product-info__description prose"><p>{item["description"]}</p><p class="is-clipped">{item["more"]}</p><button @description_more@ type="button" class="link text-sm" aria-expanded="false">Read more</button></expandable-text>
<div class="product-info__separator"></div>
{picker}
{buy}
<p class="text-sm text-subdued">Tax included. <a @shipping_link@ class="link" href="/policies/shipping-policy">Delivery</a> worked out at checkout.</p>
{"" if phone else saving}
<div class="product-info__folds">
{fold(1, "", "Cloth and origin", "<p>Natural fibres wherever we can, and a list of mills on every label.</p>")}
{fold(2, "@accordion_care@ ", "Looking after it", f"<p>{item['care']}</p>")}
{fold(3, "@accordion_shipping@ ", "Delivery and returns", "<p>Sent within two working days. Thirty days to change your mind.</p>")}
</div>
<div class="h-stack justify-between text-sm"><div class="relative"><button @share@ type="button" class="link h-stack" aria-controls="popover-share" aria-haspopup="dialog" aria-expanded="false">{icon("share", 14)}Share</button><x-popover id="popover-share" class="popover" role="dialog" aria-label="Share"><ul role="list" class="v-stack unstyled-list"><li><a href="https://www.facebook.com/sharer.php?u=https://fernandharbour.example{item["url"]}">Post it</a></li><li><a href="https://pinterest.com/pin/create/button/?url=https://fernandharbour.example{item["url"]}">Pin it</a></li><li><button @share_copy_link@ type="button" is="copy-button" data-text="https://fernandharbour.example{item["url"]}" data-success="Copied">Copy link</button></li></ul></x-popover></div>
<button @ask_question@ type="button" class="link" aria-controls="ask-modal" aria-haspopup="dialog" aria-expanded="false">Need a hand? Ask us</button></div>
</safe-sticky></product-rerender></div>
{sticky}{drawer}
<x-modal id="ask-modal" class="modal" role="dialog" aria-modal="true" aria-label="Ask us"><form method="post" action="/contact#ask" id="ask" accept-charset="UTF-8" class="contact-form v-stack"><input type="hidden" name="form_type" value="contact"><input type="text" class="input" name="contact[name]" aria-label="Name"><textarea class="textarea" name="contact[body]" aria-label="Message"></textarea><button type="submit" class="button">Send message</button></form></x-modal>
<script type="application/json" data-product>{a_shop.product_json(item)}</script><script type="application/ld+json">{a_shop.json_ld(item)}</script></section>
<section id="shopify-section-{HERE}reviews" class="shopify-section shopify-section--apps"><div class="section container v-stack" id="reviews"><div class="section-header h-stack justify-between"><h2 class="h3">What people say</h2><div class="h-stack"><label for="reviews-sort" class="sr-only">Sort reviews</label><select @review_sort@ id="reviews-sort" class="select select--native"><option value="recent">Most recent</option><option value="high">Highest rated</option><option value="low">Lowest rated</option></select><button @review_write@ type="button" class="button button--outline button--sm" aria-expanded="false">Write a review</button></div></div>
{quotes}<div class="reviews__pages h-stack"><button type="button" class="circle-button" disabled><span class="sr-only">Earlier reviews</span>{icon("left", 14)}</button><button @review_next@ type="button" class="circle-button"><span class="sr-only">More reviews</span>{icon("right", 14)}</button></div></div></section>
<section id="shopify-section-{HERE}related-products" class="shopify-section shopify-section--related-products"><product-recommendations class="block" product="{item["id"]}" limit="4" intent="related"><div class="section section-blends container"><div class="section-stack v-stack"><div class="section-header"><h2 class="h2">Goes well with</h2></div><scroll-carousel class="product-list scroll-area" id="also-carousel">
{also}</scroll-carousel></div></div></product-recommendations></section>"""


def home_page(shop, phone):
    goods = [shop["products"][h] for h in shop["featured"]]
    cards = "\n".join(tile(g, "featured", f"@featured_{n}_link@ " if n < 3 else "", "@featured_1_quick_add@ " if n == 1 else "") for n, g in enumerate(goods, 1))
    arrows = "" if phone else f"""<button type="button" class="slideshow__arrow circle-button" is="prev-button" aria-controls="hero-carousel"><span class="sr-only">Previous slide</span>{icon("left")}</button><button @hero_next@ type="button" class="slideshow__arrow circle-button" is="next-button" aria-controls="hero-carousel"><span class="sr-only">Next slide</span>{icon("right")}</button>"""
    dots = """<page-dots class="page-dots" aria-controls="hero-carousel"><button type="button" class="tap-area" aria-current="true"><span class="sr-only">Go to slide 1</span></button><button type="button" class="tap-area" aria-current="false"><span class="sr-only">Go to slide 2</span></button></page-dots>"""
    tiles = "".join(
        f"""<a {"@category_tile_outerwear@ " if key == "outerwear" else ""}href="{url}" class="collection-card group"><img src="//fernandharbour.example/cdn/shop/collections/{key}.jpg?v=1718&amp;width=1200" alt="" loading="lazy" width="1200" height="1500" class="zoom-image"><div class="collection-card__content v-stack"><p class="h3">{label}</p><span class="text-with-arrow">Explore{icon("right", 12)}</span></div></a>\n"""
        for label, url, key in shop["menu"][1:4]
    )
    posts = "".join(
        f"""<blog-post-card class="blog-post-card v-stack"><a href="{url}" class="overflow-hidden" tabindex="-1" aria-hidden="true"><img src="//fernandharbour.example/cdn/shop/articles/note-{n}.jpg?v=1715&amp;width=800" alt="" loading="lazy"></a><p class="text-xs text-subdued">{date}</p><p class="h5"><a {"@journal_link_1@ " if n == 1 else ""}href="{url}" class="reversed-link">{title}</a></p><p>{words}</p><a href="{url}" class="link text-sm" aria-label="Read {title}">Read on</a></blog-post-card>\n"""
        for n, (title, url, date, words) in enumerate(shop["articles"], 1)
    )
    return f"""<section id="shopify-section-{HERE}slideshow" class="shopify-section shopify-section--slideshow"><div class="slideshow relative"><slideshow-carousel id="hero-carousel" class="slideshow__carousel" autoplay="6" allow-swipe role="region">
<div class="slideshow__slide is-selected" role="group" aria-label="Slide 1"><picture><source media="(max-width: 699px)" srcset="//fernandharbour.example/cdn/shop/files/shore-tall.jpg?v=1718&amp;width=900"><img src="//fernandharbour.example/cdn/shop/files/shore.jpg?v=1718&amp;width=2800" alt="" width="2800" height="1400"></picture><div class="slideshow__slide-content container v-stack"><p class="subheading">Autumn, chapter one</p><h2 class="h0">Made for weather</h2><a @hero_button@ href="/collections/new-in" class="button button--xl">Discover new arrivals</a></div></div>
<div class="slideshow__slide" role="group" aria-label="Slide 2" aria-hidden="true"><picture><img src="//fernandharbour.example/cdn/shop/files/loom.jpg?v=1718&amp;width=2800" alt="" loading="lazy"></picture><div class="slideshow__slide-content container v-stack"><h2 class="h0">From the loom</h2><a href="/collections/knitwear" class="button button--xl">See the knits</a></div></div></slideshow-carousel>{arrows}{dots}</div></section>
<section id="shopify-section-{HERE}collection-tiles" class="shopify-section shopify-section--collection-list"><div class="section container"><h2 class="h2">Find your layer</h2><div class="collection-list h-stack">
{tiles}</div></div></section>
<section id="shopify-section-{HERE}featured" class="shopify-section shopify-section--featured-collections"><div class="section container v-stack"><div class="section-header h-stack justify-between"><h2 class="h2">Worn on the water</h2><a @featured_view_all@ href="/collections/all" class="text-with-arrow">Shop all{icon("right", 12)}</a></div><scroll-carousel class="product-list" id="featured-carousel">
{cards}</scroll-carousel></div></section>
<section id="shopify-section-{HERE}image-with-text" class="shopify-section shopify-section--media-with-text"><div class="section container h-stack"><img src="//fernandharbour.example/cdn/shop/files/shed.jpg?v=1718&amp;width=1200" alt="The knitting shed" loading="lazy" width="600"><div class="v-stack prose"><h2 class="h2">Inside the shed</h2><p>Six frames, one kettle and a view of the ferry.</p><a href="/pages/our-story" class="button button--outline">Read about us</a></div></div></section>
<section id="shopify-section-{HERE}blog" class="shopify-section shopify-section--blog-posts"><div class="section container v-stack"><div class="section-header"><h2 class="h2">Reading</h2></div><div class="blog-post-list h-stack">
{posts}</div></div></section>
<section id="shopify-section-{HERE}press" class="shopify-section shopify-section--press"><div class="section container"><blockquote class="h3">“The jumper I reach for.” <cite class="text-sm">Isla M.</cite></blockquote></div></section>"""


def collection_page(shop):
    cards = ""
    for n, handle in enumerate(shop["collection"], 1):
        item = shop["products"][handle]
        cards += tile(
            item, "grid", f"@card_links{f' card_{n}_link' if n < 3 else ''}@ ", f"@card_quick_adds{' card_1_quick_add' if n == 1 else ''}@ ",
            "@card_1_wishlist@ " if n == 1 else "", "@card_3_swatch@ " if n == 3 else "",
        ) + "\n"  # fmt: skip

    def box(name, value, label, mark=""):
        return f"""<div class="checkbox-control"><input {mark}type="checkbox" class="checkbox" is="facet-input" name="{name}" id="facet-{label.lower().replace(" ", "-")}" value="{value}"><label for="facet-{label.lower().replace(" ", "-")}">{label}</label></div>"""

    colours = "".join(box("filter.p.m.custom.colour", c, c, "@filter_colour_moss@ " if c == "Moss" else "") for c in ("Moss", "Oat", "Slate", "Navy", "Sand", "Ecru", "Rust"))
    sorts = "".join(f'<button type="button" role="option" class="popover-listbox__option" value="{v}" aria-selected="{"true" if v == "manual" else "false"}">{t}</button>' for v, t in (("manual", "Our picks"), ("best-selling", "Most loved"), ("price-ascending", "Price: low to high"), ("price-descending", "Price: high to low"), ("created-descending", "Newest")))
    return f"""<section id="shopify-section-{HERE}collection-banner" class="shopify-section shopify-section--collection-banner"><div class="content-over-media"><img src="//fernandharbour.example/cdn/shop/collections/knitwear-wide.jpg?v=1718&amp;width=2400" alt="" width="2400" height="800"><div class="container v-stack"><h1 class="h1">Knitwear</h1><p>Jumpers, scarves and hats from four small mills.</p></div></div></section>
<section id="shopify-section-{HERE}main" class="shopify-section shopify-section--main-collection"><div class="section container"><collection-layout class="collection">
<div class="collection__toolbar h-stack justify-between"><button @filter_toggle@ type="button" class="button button--subdued h-stack" aria-controls="facets-drawer" aria-haspopup="dialog" aria-expanded="false">Filter<span class="count-bubble">1</span></button><p class="text-subdued text-sm">8 pieces</p><div class="h-stack"><layout-switch class="h-stack"><button type="button" class="is-active" value="large" aria-label="Large pictures">{icon("row", 18)}</button><button @layout_toggle@ type="button" value="compact" aria-label="Small pictures">{icon("grid", 18)}</button></layout-switch><div class="relative"><button @sort_by@ type="button" class="heading text-sm h-stack" aria-controls="sort-by-popover" aria-haspopup="listbox" aria-expanded="false">Sort by{icon("down", 10)}</button><x-popover id="sort-by-popover" class="popover"><sort-by class="contents"><input type="hidden" name="sort_by" value="manual" form="facets-form"><x-listbox role="listbox" class="popover-listbox">{sorts}</x-listbox></sort-by></x-popover></div></div></div>
<x-drawer id="facets-drawer" class="facets-drawer drawer" role="dialog" aria-modal="true" aria-label="Filters" open-from="left"><div class="drawer__header h-stack justify-between"><p class="h5">Filters</p><button type="button" class="tap-area"><span class="sr-only">Close filters</span>{icon("x", 14)}</button></div><facets-form class="facets"><form id="facets-form" action="/collections/knitwear" method="get"><div class="active-filters h-stack"><a href="/collections/knitwear?sort_by=manual" class="removable-facet">In stock{icon("x", 8)}</a><a @filter_clear@ href="/collections/knitwear" class="link text-sm" is="facet-link">Clear all</a></div>
<accordion-disclosure class="accordion"><button type="button" class="accordion__toggle" aria-controls="facet-panel-1" aria-expanded="true">Availability</button><div class="accordion__content" id="facet-panel-1"><div class="checkbox-control"><label class="h-stack"><input @filter_availability@ type="checkbox" class="switch" is="facet-input" name="filter.v.availability" value="1" checked>In stock only</label></div></div></accordion-disclosure>
<accordion-disclosure class="accordion"><button type="button" class="accordion__toggle" aria-controls="facet-panel-2" aria-expanded="false">Price</button><div class="accordion__content" id="facet-panel-2"><price-range class="price-range v-stack"><div class="range-group"><input type="range" aria-label="From price" class="range" min="0" max="265" value="0"><input type="range" aria-label="To price" class="range" min="0" max="265" value="265"></div><div class="h-stack"><div class="input-prefix"><span>£</span><input class="field" inputmode="numeric" type="number" name="filter.v.price.gte" placeholder="0" aria-label="From"></div><span>to</span><div class="input-prefix"><span>£</span><input @filter_price_max@ class="field" inputmode="numeric" type="number" name="filter.v.price.lte" placeholder="265" aria-label="To"></div></div></price-range></div></accordion-disclosure>
<accordion-disclosure class="accordion"><button type="button" class="accordion__toggle" aria-controls="facet-panel-3" aria-expanded="false">Colour</button><div class="accordion__content v-stack" id="facet-panel-3">{colours}</div></accordion-disclosure>
<div class="facets__footer"><button type="button" class="button w-full" data-action="close">Show 8 pieces</button></div></form></facets-form></x-drawer>
<reveal-items class="product-list" role="list" id="collection-grid">
{cards}</reveal-items>
<pagination-more class="pagination v-stack"><p class="text-sm text-subdued">You have seen 8 of 20</p><a @pager_next@ href="/collections/knitwear?page=2" class="button button--outline" data-action="load-more">Load more</a></pagination-more></collection-layout></div></section>"""


def cart_page(shop):
    lines = ""
    for n, (item, values, quantity, variant, key) in enumerate(a_shop.cart_lines(shop), 1):
        lines += f"""<div class="order-line h-stack" role="listitem"><div class="line-item__media-wrapper"><img src="{picture(item, 1, 400)}" alt="{item["title"]}" srcset="{srcset(item, 1, (80, 160, 240, 320))}" width="160"></div><div class="line-item__info v-stack"><p><a {"@line_1_link@ " if n == 1 else ""}href="{item["url"]}?variant={variant["id"]}" class="bold">{item["title"]}</a></p><p class="text-subdued text-sm">{" / ".join(values)}</p><sale-price class="text-sm">{money(item["price"])}</sale-price></div><div class="v-stack"><line-item-quantity class="quantity-selector"><button {"@line_1_minus@ " if n == 1 else ""}type="button" class="quantity-selector__button" data-line-key="{key}" aria-label="Take one away">−</button><input @line_{n}_quantity@ class="quantity-selector__input" type="text" is="quantity-input" inputmode="numeric" name="updates[]" data-line-key="{key}" value="{quantity}" aria-label="Change quantity"><button {"@line_1_plus@ " if n == 1 else ""}type="button" class="quantity-selector__button" data-line-key="{key}" aria-label="Add one more">+</button></line-item-quantity><a @line_{n}_remove line_removes@ href="/cart/change?id={key}&amp;quantity=0" class="link text-xs text-subdued">Remove</a></div><p class="order-line__total">{money(item["price"] * quantity)}</p></div>\n"""
    also = "\n".join(tile(shop["products"][h], "cartalso", "@cart_recommended_1@ " if n == 0 else "") for n, h in enumerate(("pier-scarf", "ferry-beanie", "cove-tote", "quay-shirt")))
    return f"""<section id="shopify-section-{HERE}main" class="shopify-section shopify-section--main-cart"><div class="section container v-stack"><div class="section-header text-center"><h1 class="h2">Your bag</h1><free-shipping-bar class="free-shipping-bar" threshold="7500"><span class="text-sm">Your delivery is on us</span><progress-bar class="progress-bar" role="progressbar" aria-valuenow="100" aria-valuemin="0" aria-valuemax="100"></progress-bar></free-shipping-bar></div>
<div class="cart h-stack justify-between"><form action="/cart" method="post" id="cart-form" class="cart-order v-stack" role="list">
{lines}<a @continue_shopping@ href="/collections/all" class="text-with-arrow">Keep browsing{icon("right", 12)}</a></form>
<safe-sticky class="cart-order__recap v-stack"><div class="rounded bg-secondary v-stack"><p class="h5">Summary</p><div class="h-stack justify-between"><span>Subtotal</span><span>£126</span></div><div class="h-stack justify-between"><span class="h5">Total</span><span class="h5">£126</span></div><p class="text-sm text-subdued">Tax included and <a href="/policies/shipping-policy" class="link">delivery</a> worked out at checkout</p>
<div class="form-control"><textarea @cart_note@ is="cart-note" form="cart-form" class="textarea is-floating" name="note" rows="3" placeholder=" " id="cart-instructions"></textarea><label for="cart-instructions" class="floating-label">A note for the packer</label></div>
<div class="checkbox-control"><input @terms_checkbox@ type="checkbox" class="checkbox" id="agree" required form="cart-form" name="attributes[Terms]"><label for="agree">I agree to the <a href="/policies/terms-of-service" class="link">terms</a></label></div>
<button @checkout@ type="submit" class="button button--xl w-full" is="custom-button" name="checkout" form="cart-form"><span class="button__text">Go to checkout</span></button></div><div class="additional-checkout-buttons"><div class="dynamic-checkout__content" id="dynamic-checkout-cart"></div></div></safe-sticky></div></div></section>
<section id="shopify-section-{HERE}cart-also" class="shopify-section shopify-section--featured-collections"><div class="section container v-stack"><h2 class="h3">Pairs nicely</h2><div class="product-list">
{also}</div></div></section>"""
