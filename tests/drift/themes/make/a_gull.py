"""Gull: the shop in a theme built like those of the jQuery years."""

from html import escape

import a_shop
from a_shop import picture

STYLE = """<style>
.visually-hidden,.fallback-text{clip:rect(0,0,0,0);overflow:hidden;position:absolute;height:1px;width:1px}
.drawer,.search-bar,.lightbox,.hide{display:none}.grid{list-style:none;margin:0 0 0 -30px;padding:0;display:flow-root}
.grid__item{float:left;padding-left:30px;width:100%;box-sizing:border-box}.wrapper{max-width:1180px;margin:0 auto;padding:0 30px}
@media(min-width:769px){.medium-up--one-half{width:50%}.medium-up--one-third{width:33.33%}.medium-up--one-quarter{width:25%}.medium-up--two-thirds{width:66.66%}.medium-up--hide{display:none!important}}
@media(max-width:768px){.small--one-half{width:50%}.small--hide{display:none!important}}
.icon{display:inline-block;width:16px;height:16px}.grid-product__image,#ProductPhotoImg{width:100%;aspect-ratio:4/5}.inline-list li{display:inline-block;margin:0}.no-js{display:none}.site-nav li{display:inline-block}
</style>"""


def money(value):
    return f"£{value:.2f}"


def glyph(name, words=""):
    fallback = f'<span class="fallback-text">{words}</span>' if words else ""
    return f'<span class="icon icon-{name}" aria-hidden="true"></span>{fallback}'


def pages(shop):
    goods = shop["products"]
    made = {}
    for name, handle in (("product", "moorland-crew"), ("product-b", "harbour-overshirt"), ("product-c", "ferry-beanie"),
                         ("product-sold", "tideline-parka"), ("product-phone", "moorland-crew")):  # fmt: skip
        phone = name.endswith("phone")
        made[name] = layout(shop, goods[handle]["title"], "product", product_page(shop, goods[handle], phone), phone)
    made["home"] = layout(shop, "Fern & Harbour", "index", home_page(shop, False), False)
    made["home-phone"] = layout(shop, "Fern & Harbour", "index", home_page(shop, True), True)
    made["collection"] = layout(shop, "Knitwear", "collection", collection_page(shop), False)
    made["cart"] = layout(shop, "Your Shopping Cart", "cart", cart_page(shop), False)
    return made


def layout(shop, title, kind, main, phone):
    return f"""<!doctype html>
<!--[if IE 9 ]><html class="ie9 no-js"><![endif]-->
<!--[if (gt IE 9)|!(IE)]><!--> <html class="js{" supports-touch" if phone else " supports-no-touch"}"> <!--<![endif]-->
<head>

  <!-- Basic page needs ================================================== -->
  <meta charset="utf-8">
  <meta http-equiv="X-UA-Compatible" content="IE=edge,chrome=1">
  <link rel="shortcut icon" href="//fernandharbour.example/cdn/shop/t/2/assets/favicon.png?v=9311" type="image/png">

  <!-- Title and description ================================================== -->
  <title>{escape(title)} &ndash; Fern &amp; Harbour</title>

  <!-- Helpers ================================================== -->
  <meta name="viewport" content="width=device-width,initial-scale=1">
  <meta name="theme-color" content="#2e4a3f">

  <!-- CSS ================================================== -->
  <link href="//fernandharbour.example/cdn/shop/t/2/assets/theme.scss.css?v=62391" rel="stylesheet" type="text/css" media="all">
  {STYLE}
  <script>
    var theme = {{
      strings: {{ addToCart: "Add to Cart", soldOut: "Sold Out", unavailable: "Unavailable" }},
      settings: {{ cartType: "drawer", moneyFormat: "£{{{{amount}}}}" }}
    }}
  </script>
  <script src="//ajax.googleapis.com/ajax/libs/jquery/2.2.3/jquery.min.js" type="text/javascript"></script>
  <script src="//fernandharbour.example/cdn/shop/t/2/assets/modernizr.min.js?v=137" type="text/javascript"></script>
</head>

<body id="{title.lower().replace(" ", "-").replace("&", "amp")}" class="template-{kind}">

  <a @skip_link@ class="in-page-link visually-hidden skip-link" href="#MainContent">Skip to content</a>

{nav_drawer(shop, phone)}
{cart_drawer(shop) if kind != "cart" else ""}
  <div id="PageContainer" class="page-container is-moved-by-drawer">
{header(shop, kind, phone)}
    <main class="main-content wrapper" id="MainContent" role="main">
{main}
    </main>
{footer(shop)}
  </div>

  <script src="//fernandharbour.example/cdn/shop/t/2/assets/theme.js?v=2044" type="text/javascript"></script>
  <script id="CartTemplate" type="text/template"><form action="/cart" method="post" novalidate class="cart ajaxcart"><div class="ajaxcart__inner"></div></form></script>
</body>
</html>
"""


def search_form(where, marks=("", "")):
    field, submit = marks
    return f"""<form action="/search" method="get" class="input-group search-bar__form" id="{where}Form" role="search"><input type="hidden" name="type" value="product"><input {field}type="search" name="q" value="" placeholder="Search our store" class="input-group-field" aria-label="Search our store" id="{where}Input"><span class="input-group-btn"><button {submit}type="submit" class="btn icon-fallback-text">{glyph("search", "Search")}</button></span></form>"""


def nav_drawer(shop, phone):
    rows = "".join(
        f"""          <li class="mobile-nav__item{" mobile-nav__item--active" if key == "knitwear" else ""}"><a {"@drawer_nav_" + key + "@ " if key in ("knitwear", "story") else ""}href="{url}" class="mobile-nav__link">{label}</a></li>\n"""
        for label, url, key in shop["menu"]
    )
    account = "@account_link@ " if phone else ""
    return f"""  <div id="NavDrawer" class="drawer drawer--left">
      <div class="drawer__fixed-header"><div class="drawer__header"><div class="drawer__title h2">Browse</div><div class="drawer__close js-drawer-close"><button type="button" class="icon-fallback-text">{glyph("x", "Close menu")}</button></div></div></div>
      <div class="drawer__inner">
        <div class="mobile-nav__search">{search_form("DrawerSearch", ("@search_input@ ", "@search_submit@ ") if phone else ("", ""))}</div>
        <ul class="mobile-nav">
{rows}          <li class="mobile-nav__item mobile-nav__item--secondary"><a {account}href="/account/login" id="customer_login_link">Log In</a></li>
          <li class="mobile-nav__item"><a href="/account/register" id="customer_register_link">Create Account</a></li>
        </ul>
      </div>
  </div>"""


def cart_drawer(shop):
    rows = ""
    for n, (item, values, quantity, variant, key) in enumerate(a_shop.cart_lines(shop), 1):
        rows += f"""        <div class="ajaxcart__product"><div class="ajaxcart__row" data-line="{n}"><div class="grid"><div class="grid__item one-quarter"><a href="{item["url"]}?variant={variant["id"]}" class="ajaxcart__product-image"><img src="{picture(item, 1, 240)}" alt=""></a></div><div class="grid__item three-quarters"><p><a href="{item["url"]}?variant={variant["id"]}" class="ajaxcart__product-name">{item["title"]}</a><span class="ajaxcart__product-meta">{" / ".join(values)}</span></p><div class="grid--full display-table"><div class="grid__item display-table-cell one-half"><div class="ajaxcart__qty"><button type="button" class="ajaxcart__qty-adjust ajaxcart__qty--minus icon-fallback-text" data-id="{key}" data-qty="{quantity - 1}" data-line="{n}">{glyph("minus")}<span class="fallback-text">&minus;</span></button><input type="text" class="ajaxcart__qty-num" value="{quantity}" min="0" data-id="{key}" data-line="{n}" aria-label="quantity" pattern="[0-9]*"><button type="button" class="ajaxcart__qty-adjust ajaxcart__qty--plus icon-fallback-text" data-id="{key}" data-line="{n}" data-qty="{quantity + 1}">{glyph("plus")}<span class="fallback-text">+</span></button></div></div><div class="grid__item display-table-cell one-half text-right"><span class="ajaxcart__price">{money(item["price"] * quantity)}</span></div></div></div></div></div></div>\n"""
    return f"""  <div id="CartDrawer" class="drawer drawer--right">
      <div class="drawer__fixed-header"><div class="drawer__header"><div class="drawer__title h2">Shopping Cart</div><div class="drawer__close js-drawer-close"><button @cart_drawer_close@ type="button" class="icon-fallback-text">{glyph("x", '"Close Cart"')}</button></div></div></div>
      <div id="CartContainer"><form action="/cart" method="post" novalidate class="cart ajaxcart"><div class="ajaxcart__inner">
{rows}      </div><div class="ajaxcart__footer"><div class="grid--full"><div class="grid__item two-thirds"><p>Subtotal</p></div><div class="grid__item one-third text-right"><p>{money(126)}</p></div></div><p class="text-center">Shipping &amp; taxes calculated at checkout</p><button @cart_drawer_checkout@ type="submit" class="btn btn--secondary btn--full cart__checkout" name="checkout">Check Out {glyph("arrow-right")}</button></div></form></div>
  </div>"""


def header(shop, kind, phone):
    links = "".join(
        f"""            <li{' class="site-nav--active"' if key == "knitwear" and kind == "collection" else ""}><a {"@nav_" + key + "@ " if key != "accessories" else ""}href="{url}" class="site-nav__link">{label}</a></li>\n"""
        for label, url, key in shop["menu"]
    )
    brand = f"""<a @logo@ href="/" itemprop="url" class="site-header__logo-link"><img src="//fernandharbour.example/cdn/shop/t/2/assets/logo.png?v=311" alt="Fern &amp; Harbour" itemprop="logo"></a>"""
    tag = "h1" if kind == "index" else "div"
    desktop = "" if phone else f"""
          <div class="grid__item medium-up--one-half medium-up--text-right"><span class="site-header__links top-links"><a @account_link@ href="/account/login" id="customer_login_link_top">Log in</a> <span class="site-header__spacer">or</span> <a href="/account/register">Create account</a></span>
            <a @cart_link@ href="/cart" class="site-header__cart cart-toggle js-drawer-open-right" aria-controls="CartDrawer" aria-expanded="false">{glyph("cart")} Cart (<span id="CartCount">3</span>)</a>
            <div class="site-header__search">{search_form("HeaderSearch", ("@search_input@ ", "@search_submit@ "))}</div></div>"""
    bar = f"""<div class="mobile-nav-bar medium-up--hide"><div class="header-bar__left"><button @menu_toggle@ type="button" class="mobile-nav-trigger icon-fallback-text site-nav__link js-drawer-open-left" id="MobileNavTrigger" aria-controls="NavDrawer" aria-expanded="false">{glyph("hamburger")}Menu</button></div>""" + (
        f"""<div class="header-bar__right"><a @cart_link@ href="/cart" class="js-drawer-open-right cart-page-link mobile-cart-page-link" aria-controls="CartDrawer" aria-expanded="false">{glyph("cart", "Cart")} <span class="cart-count header-bar__cart-count">3</span></a></div></div>""" if phone else """<a href="/cart" class="cart-page-link mobile-cart-page-link">Cart <span class="cart-count">3</span></a></div>"""
    )
    return f"""    <div id="shopify-section-header" class="shopify-section"><div data-section-id="header" data-section-type="header-section">
      <div class="announcement-bar"><a @announcement_link@ href="/collections/new-in" class="announcement-bar__message">New season in store now — have a look</a></div>
      <header class="site-header" role="banner"><div class="wrapper">
        {bar}
        <div class="grid grid--table"><div class="grid__item medium-up--one-half"><{tag} class="site-header__logo" itemscope itemtype="http://schema.org/Organization">{brand}</{tag}></div>{desktop}
        </div></div></header>
      <nav class="nav-bar small--hide" role="navigation"><div class="wrapper">
          <ul class="site-nav" id="AccessibleNav">
{links}          </ul></div></nav>
    </div></div>"""


def footer(shop):
    info = "".join(f"""            <li><a @footer_{key}{" footer_policy_links" if url.startswith("/policies") else ""}@ href="{url}">{escape(label)}</a></li>\n""" for label, url, key in shop["footer"])
    social = "".join(
        f"""<li><a @{key}@ class="icon-fallback-text" href="{url}" title="Fern &amp; Harbour on {label}">{glyph(key, label)}</a></li>\n""" for label, url, key in reversed(shop["social"])
    )
    countries = "".join(f'<option value="{code}"{" selected" if code == "GB" else ""}>{name} ({currency} {sign})</option>' for code, name, currency, sign in shop["countries"])
    return f"""    <div id="shopify-section-footer" class="shopify-section">
      <footer class="site-footer small--text-center" role="contentinfo"><div class="wrapper">
        <div class="grid-uniform grid">
          <div class="grid__item medium-up--one-third"><h4>Information</h4><ul class="site-footer__links">
{info}          </ul></div>
          <div class="grid__item medium-up--one-third"><h4>Get in touch</h4><p>4 Harbour Street, Oban</p><ul class="inline-list social-icons">
{social}          </ul></div>
          <div class="grid__item medium-up--one-third"><h4>Newsletter</h4><p>Be the first to hear about new stock.</p>
            <form method="post" action="/contact#contact_form" id="contact_form" class="contact-form" accept-charset="UTF-8"><input type="hidden" value="customer" name="form_type"><input type="hidden" name="utf8" value="✓"><input type="hidden" name="contact[tags]" value="prospect,newsletter">
              <label for="Email" class="hidden-label visually-hidden">Email address</label><div class="input-group"><input @newsletter_email@ type="email" value="" placeholder="your-email@example.com" name="contact[email]" id="Email" class="input-group-field" autocorrect="off" autocapitalize="off"><span class="input-group-btn"><input @newsletter_submit@ type="submit" class="btn" name="subscribe" id="subscribe" value="Subscribe"></span></div></form></div>
        </div>
        <hr class="hr--large">
        <div class="grid"><div class="grid__item medium-up--one-half"><form method="post" action="/localization" id="localization_form" class="selectors-form" accept-charset="UTF-8"><input type="hidden" name="form_type" value="localization"><input type="hidden" name="_method" value="put"><label for="CountrySelector" class="visually-hidden">Country</label><select @country_select@ name="country_code" id="CountrySelector" class="selectors-form__select" onchange="this.form.submit()">{countries}</select></form></div>
          <div class="grid__item medium-up--one-half medium-up--text-right"><small>Copyright &copy; 2024, <a href="/" title="">Fern &amp; Harbour</a>. <a target="_blank" rel="nofollow" href="https://www.shopify.com">Powered by Shopify</a></small><ul class="inline-list payment-icons"><li>{glyph("visa", "visa")}</li><li>{glyph("master", "master")}</li><li>{glyph("paypal", "paypal")}</li></ul></div></div>
      </div></footer></div>"""


def grid_product(item, width, link="", base=""):
    sale = """<span class="badge badge--sale"><span>Sale</span></span>""" if item["compare"] else ""
    if not item["available"]:
        sale = """<span class="badge badge--sold-out"><span class="badge__text">Sold Out</span></span>"""
    was = f"""<span class="visually-hidden">Regular price</span><s class="grid-product__price--was">{money(item["compare"])}</s> <span class="visually-hidden">Sale price</span>""" if item["compare"] else """<span class="visually-hidden">Regular price</span>"""
    return f"""        <div class="grid__item grid-product small--one-half {width}{"" if item["available"] else " sold-out"}"><div class="grid-product__wrapper"><div class="grid-product__image-wrapper"><a class="grid-product__image-link" href="{base}{item["url"]}" tabindex="-1"><img src="{picture(item, 1).replace(".jpg", "_large.jpg")}" alt="{item["title"]}" class="grid-product__image lazyloaded" data-src="{picture(item, 1).replace(".jpg", "_{width}x.jpg")}" data-widths="[180, 360, 540, 720, 900, 1080]" data-aspectratio="0.8"></a>{sale}</div>
          <a {link}href="{base}{item["url"]}" class="grid-product__meta"><span class="grid-product__title">{item["title"]}</span> <span class="grid-product__price-wrap"><span class="long-dash">&mdash;</span> <span class="grid-product__price">{was}{money(item["price"])}</span></span></a></div></div>\n"""


def product_page(shop, item, phone):
    variant = a_shop.first_variant(item)
    sold = not item["available"]
    thumbs = "" if phone else "".join(
        f"""            <li class="grid__item small--one-half medium-up--one-quarter"><a @gallery_thumbs{" gallery_thumb_2" if n == 2 else ""}@ href="{picture(item, n, 1024)}" class="product-single__thumbnail" data-image-id="{item["id"] * 10 + n}"><img src="{picture(item, n, 160)}" alt="{item["title"]}"></a></li>\n"""
        for n in range(1, item["images"] + 1)
    )
    if phone:
        slides = "".join(f"""<div class="slick-slide{" slick-current slick-active" if n == 1 else ""}" data-slick-index="{n - 1}" aria-hidden="{"false" if n == 1 else "true"}" tabindex="-1" role="option"><img {'@gallery_main@ id="ProductPhotoImg" ' if n == 1 else ""}src="{picture(item, n, 640)}" alt="{item["title"]}"></div>""" for n in range(1, item["images"] + 1))
        dots = "".join(f"""<li{' class="slick-active"' if n == 1 else ""} role="presentation"><button type="button" data-role="none" role="button" tabindex="0">{n}</button></li>""" for n in range(1, item["images"] + 1))
        photos = f"""<div class="product-single__photos slick-initialized slick-slider slick-dotted" id="ProductPhoto"><div class="slick-list draggable"><div class="slick-track" role="listbox">{slides}</div></div><ul class="slick-dots" role="tablist">{dots}</ul></div>"""
    else:
        photos = f"""<div class="product-single__photos" id="ProductPhoto"><a @gallery_zoom@ href="{picture(item, 1, 2048)}" class="product-single__photo-wrapper js-zoom" data-mfp-src="{picture(item, 1, 2048)}" title="Click to enlarge"><img @gallery_main@ src="{picture(item, 1, 1024)}" alt="{item["title"]}" id="ProductPhotoImg" data-image-id="{item["id"] * 10 + 1}"></a></div>
          <ul class="product-single__thumbnails grid-uniform grid" id="ProductThumbs">
{thumbs}          </ul>"""
    options = "".join(
        f"""<option {'selected="selected" ' if v["id"] == variant["id"] else ""}{"" if v["available"] else 'disabled="disabled" '}data-sku="FH-{v["id"] % 10000}" value="{v["id"]}">{v["title"]} - {money(item["price"])} GBP</option>\n""" for v in item["variants"]
    )
    selectors = ""
    for n, (option, values) in enumerate(item["options"].items()):
        choices = "".join(f'<option value="{v}"{" selected" if v in variant["options"] else ""}>{v}</option>' for v in values)
        chart = """ <a @size_guide@ href="#SizeChart" class="size-chart-link js-lightbox">Size Chart</a>""" if option == "Size" else ""
        selectors += f"""            <div class="radio-wrapper selector-wrapper js product-form__item"><label class="single-option-radio__label" for="SingleOptionSelector-{n}">{option}</label>{chart}<select @{option.lower()}_select@ class="single-option-selector single-option-selector-product-template" id="SingleOptionSelector-{n}" data-index="option{n + 1}">{choices}</select></div>\n"""
    if sold:
        button = """<button @add_to_cart@ type="submit" name="add" id="AddToCart" class="btn btn--disabled product-single__add" disabled="disabled"><span id="AddToCartText">Sold Out</span></button>"""
        notify = f"""<form method="post" action="/contact#notify" id="notify-me" class="contact-form notify-me" accept-charset="UTF-8"><input type="hidden" value="contact" name="form_type"><input type="hidden" name="contact[body]" value="Please notify me when {item["title"]} becomes available"><p>Notify me when this product is available:</p><div class="input-group"><input @back_in_stock_email@ type="email" name="contact[email]" placeholder="your-email@example.com" class="input-group-field" id="NotifyEmail"><span class="input-group-btn"><input @back_in_stock_submit@ class="btn" type="submit" value="Send"></span></div></form>"""
    else:
        button = """<button @add_to_cart@ type="submit" name="add" id="AddToCart" class="btn product-single__add"><span class="icon icon-cart"></span> <span id="AddToCartText">Add to Cart</span></button>
            <div data-shopify="payment-button" class="shopify-payment-button"><button @buy_now@ type="button" class="shopify-payment-button__button shopify-payment-button__button--unbranded">BUY IT NOW</button></div>"""
        notify = ""
    was = f"""<span id="ComparePriceA11y" class="visually-hidden">Regular price</span><s id="ComparePrice" class="product-single__price--compare">{money(item["compare"])}</s>""" if item["compare"] else ""
    tabs = (("Description", f"<p>{item['description']}</p><p>{item['more']}</p>", "tab-description", ""),
            ("Delivery", "<p>Sent within two working days. Thirty days to change your mind.</p>", "tab-delivery", "@accordion_shipping@ "),
            ("Washing", f"<p>{item['care']}</p>", "tab-washing", "@accordion_care@ "))  # fmt: skip
    if phone:
        panel = "".join(f"""<div class="tab-accordion"><button {mark}type="button" class="tab-accordion__trigger" data-target="#{name}">{title}{glyph("plus")}</button><div id="{name}" class="tab-content rte">{body}</div></div>\n""" for title, body, name, mark in tabs)
    else:
        heads = "".join(f"""<li{' class="active"' if n == 0 else ""}><a {mark}href="#{name}" class="tab-link" data-toggle="tab">{title}</a></li>""" for n, (title, body, name, mark) in enumerate(tabs))
        panel = f"""<ul class="tabs inline-list" id="ProductTabs">{heads}</ul>""" + "".join(f"""<div id="{name}" class="tab-content rte{"" if n == 0 else " hide"}"{' itemprop="description"' if n == 0 else ""}>{body}</div>\n""" for n, (title, body, name, mark) in enumerate(tabs))
    spr = "".join(
        f"""<div class="spr-review" id="spr-review-{7740 + n}"><div class="spr-review-header"><span class="spr-starratings spr-review-header-starratings" aria-label="{stars} of 5 stars" role="img">{'<i class="spr-icon spr-icon-star" aria-hidden="true"></i>' * stars}</span><h3 class="spr-review-header-title">{title}</h3><span class="spr-review-header-byline"><strong>{who}</strong> on <strong>May {n + 3}, 2024</strong></span></div><div class="spr-review-content"><p class="spr-review-content-body">{body}</p></div><div class="spr-review-footer"><a href="#" class="spr-review-reportreview" id="report_{7740 + n}">Report as Inappropriate</a></div></div>\n""" for n, (who, stars, title, body) in enumerate(shop["reviews"])
    )
    related = "".join(grid_product(other, "medium-up--one-quarter", f"@recommended_links{f' recommended_{n}_link' if n < 3 else ''}@ ", f"/collections/{item['kind'].lower()}") for n, other in enumerate(a_shop.recommended(shop, item), 1))
    kind = item["kind"]
    return f"""<div id="shopify-section-product-template" class="shopify-section"><div class="product-template__container" itemscope itemtype="http://schema.org/Product" id="ProductSection-product-template" data-section-id="product-template" data-section-type="product-template" data-enable-history-state="true">
      <meta itemprop="url" content="https://fernandharbour.example{item["url"]}"><meta itemprop="image" content="https:{picture(item, 1, 800)}">
      <nav class="breadcrumb" role="navigation" aria-label="breadcrumbs"><a href="/" title="Back to the frontpage">Home</a> <span aria-hidden="true" class="breadcrumb__sep">/</span> <a href="/collections/{kind.lower()}">{kind}</a> <span aria-hidden="true" class="breadcrumb__sep">/</span> <span>{item["title"]}</span></nav>
      <div class="grid product-single">
        <div class="grid__item medium-up--one-half">
          {photos}
        </div>
        <div class="grid__item medium-up--one-half"><div class="product-single__meta">
          <h2 class="product-single__vendor" itemprop="brand"><a @vendor_or_shop_link@ href="/collections/vendors?q=Fern%20%26%20Harbour" title="Fern &amp; Harbour">Fern &amp; Harbour</a></h2>
          <h1 @product_title@ class="product-single__title" itemprop="name">{item["title"]}</h1>
          <span class="shopify-product-reviews-badge" data-id="{item["id"]}"><span class="spr-badge" id="spr_badge_{item["id"]}" data-rating="{item["rating"]}"><span class="spr-starrating spr-badge-starrating">{'<i class="spr-icon spr-icon-star"></i>' * 5}</span><span class="spr-badge-caption">{item["reviews"]} reviews</span></span></span>
          <div itemprop="offers" itemscope itemtype="http://schema.org/Offer"><meta itemprop="priceCurrency" content="GBP"><link itemprop="availability" href="http://schema.org/{"OutOfStock" if sold else "InStock"}">
          <p class="product-single__prices">{was}<span id="PriceA11y" class="visually-hidden">{"Sale" if was else "Regular"} price</span> <span @product_price@ id="ProductPrice" class="product-single__price{" product-single__price--sale" if was else ""}" itemprop="price" content="{item["price"]}.0">{money(item["price"])}</span></p>
          <div class="product-single__policies rte"><a @shipping_link@ href="/policies/shipping-policy">Shipping</a> calculated at checkout.</div>
          <hr class="hr--small">
          <form method="post" action="/cart/add" id="AddToCartForm" accept-charset="UTF-8" class="product-form-product-template product-single__form" enctype="multipart/form-data"><input type="hidden" name="form_type" value="product"><input type="hidden" name="utf8" value="✓">
{selectors}            <select name="id" id="ProductSelect" class="product-single__variants no-js">
{options}</select>
            <div class="product-single__quantity"><label for="Quantity" class="product-single__quantity-label js-quantity-selector">Qty</label><div class="js-qty"><button @quantity_minus@ type="button" class="js-qty__adjust js-qty__adjust--minus icon-fallback-text" data-qty="0">{glyph("minus")}<span class="fallback-text">&minus;</span></button><input @quantity@ type="text" class="js-qty__num" value="1" min="1" data-id="" aria-label="quantity" pattern="[0-9]*" name="quantity" id="Quantity"><button @quantity_plus@ type="button" class="js-qty__adjust js-qty__adjust--plus icon-fallback-text" data-qty="2">{glyph("plus")}<span class="fallback-text">+</span></button></div></div>
            <div class="product-single__add-to-cart">{button}</div></form></div>
          {notify}
          <p class="product-single__extras"><a @wishlist@ class="wishlist-add" href="#" data-product="{item["id"]}" data-ptitle="{item["title"]}">{glyph("heart")} Add to Wishlist</a> | <a @ask_question@ href="/pages/contact?product={item["handle"]}">Have a question?</a></p>
          <div class="product-single__tabs">{panel}</div>
          <div class="social-sharing is-{"default" if phone else "large"}" data-permalink="https://fernandharbour.example{item["url"]}"><a @share@ href="#" class="btn btn--share js-share-toggle">{glyph("share")} Share</a><div class="social-sharing__links hide"><a target="_blank" href="//www.facebook.com/sharer.php?u=https://fernandharbour.example{item["url"]}" class="share-facebook" title="Share on Facebook">{glyph("facebook")}<span class="share-title" aria-hidden="true">Share</span></a> <a target="_blank" href="//twitter.com/share?text={item["title"]}" class="share-twitter" title="Tweet on Twitter">{glyph("twitter")}<span class="share-title">Tweet</span></a> <a target="_blank" href="//pinterest.com/pin/create/button/?url={item["url"]}" class="share-pinterest" title="Pin on Pinterest">{glyph("pinterest")}<span class="share-title">Pin it</span></a></div></div>
        </div></div>
      </div>
      <div id="SizeChart" class="lightbox mfp-hide"><table><tr><th>Size</th><th>Chest</th></tr><tr><td>S</td><td>92</td></tr><tr><td>M</td><td>98</td></tr><tr><td>L</td><td>104</td></tr></table></div>
      <div id="shopify-product-reviews" data-id="{item["id"]}"><div class="spr-container"><div class="spr-header"><h2 class="spr-header-title">Customer Reviews</h2><div class="spr-summary"><span class="spr-summary-caption">Based on {item["reviews"]} reviews</span><span class="spr-summary-actions"><a @review_write@ href="#" class="spr-summary-actions-newreview" onclick="SPR.toggleForm({item["id"]});return false">Write a review</a></span></div></div><div class="spr-content"><div class="spr-form" id="form_{item["id"]}" style="display: none"></div><div class="spr-reviews" id="reviews_{item["id"]}">
{spr}<div class="spr-pagination"><div><span class="spr-pagination-page is-active">1</span> <span class="spr-pagination-page"><a href="#" onclick="SPR.paginateReviews(2);return false">2</a></span> <span class="spr-pagination-next"><a @review_next@ href="#" onclick="SPR.paginateReviews(2);return false">Next &#8594;</a></span></div></div></div></div></div></div>
      <hr class="hr--clear">
      <div class="related-products"><div class="section-header section-header--small"><h4 class="section-header__title">More from this collection</h4><a @view_all_recommended@ href="/collections/{kind.lower()}" class="section-header__link">See more</a></div><div class="grid grid-uniform">
{related}      </div></div>
      <div class="text-center return-link-wrapper"><a href="/collections/{kind.lower()}" class="btn btn--secondary return-link">&larr; Back to {kind}</a></div>
      <script type="application/json" id="ProductJson-product-template">{a_shop.product_json(item)}</script>
    </div></div>"""


def home_page(shop, phone):
    goods = [shop["products"][h] for h in shop["featured"]]
    cards = "".join(grid_product(g, "medium-up--one-quarter", f"@featured_{n}_link@ " if n < 3 else "", "/collections/frontpage") for n, g in enumerate(goods, 1))
    tiles = "".join(
        f"""        <div class="grid__item medium-up--one-third"><div class="collection-grid-item"><a {"@category_tile_outerwear@ " if key == "outerwear" else ""}href="{url}" class="collection-grid-item__link"><div class="collection-grid-item__overlay" style="background-image: url('//fernandharbour.example/cdn/shop/collections/{key}_600x600.jpg?v=15');"></div><h3 class="collection-grid-item__title">{label}</h3></a></div></div>\n"""
        for label, url, key in shop["menu"][1:4]
    )
    posts = "".join(
        f"""        <li class="grid__item medium-up--one-third"><a {"@journal_link_1@ " if n == 1 else ""}href="{url}" class="article__list-link"><div class="article__grid-image"><img src="//fernandharbour.example/cdn/shop/articles/note-{n}_345x.jpg?v=15" alt="{title}"></div><h3 class="article__title h4">{title}</h3></a><span class="article__date">{date}</span><div class="rte article__excerpt">{words}</div></li>\n"""
        for n, (title, url, date, words) in enumerate(shop["articles"], 1)
    )
    arrows = ("", "") if phone else (
        """<button type="button" data-role="none" class="slick-prev slick-arrow" aria-label="Previous" role="button">Previous</button>""",
        """<button @hero_next@ type="button" data-role="none" class="slick-next slick-arrow" aria-label="Next" role="button">Next</button>""",
    )
    trust = "".join(f"""<div class="grid__item medium-up--one-quarter text-center">{glyph(name)}<h4>{title}</h4><p>{words}</p></div>\n""" for name, title, words in (("truck", "Free delivery", "On UK orders over £75."), ("return", "Easy returns", "Thirty days, no fuss."), ("needle", "Repairs", "We mend what we sell."), ("leaf", "Natural", "Wool, linen, cotton.")))
    return f"""<div id="shopify-section-slideshow" class="shopify-section index-section--flush"><div class="slideshow-wrapper" data-section-id="slideshow" data-section-type="slideshow-section"><button @hero_pause@ type="button" class="visually-hidden slideshow__pause" data-id="slideshow" aria-live="polite"><span class="slideshow__pause-stop">{glyph("pause")}<span class="icon__fallback-text">Pause slideshow</span></span></button>
      <div id="Slideshow" class="slideshow slideshow--medium slick-initialized slick-slider slick-dotted" role="toolbar">{arrows[0]}<div class="slick-list draggable" aria-live="polite"><div class="slick-track" role="listbox">
        <div class="slideshow__slide slick-slide slick-current slick-active" data-slick-index="0" aria-hidden="false"><div class="slideshow__image" style="background-image: url('//fernandharbour.example/cdn/shop/files/slide_1_1944x.jpg?v=15')"></div><div class="slideshow__text-wrap"><div class="wrapper"><h2 class="h1 mega-title slideshow__title">Knitwear that lasts</h2><span class="mega-subtitle">Winter is coming to the coast</span><a @hero_button@ href="/collections/knitwear" class="btn slideshow__btn">Shop Now</a></div></div></div>
        <div class="slideshow__slide slick-slide" data-slick-index="1" aria-hidden="true" tabindex="-1"><div class="slideshow__image" style="background-image: url('//fernandharbour.example/cdn/shop/files/slide_2_1944x.jpg?v=15')"></div><div class="slideshow__text-wrap"><div class="wrapper"><h2 class="h1 mega-title slideshow__title">Coats for four seasons</h2><a href="/collections/outerwear" class="btn slideshow__btn" tabindex="-1">Shop Now</a></div></div></div>
      </div></div>{arrows[1]}<ul class="slick-dots" role="tablist"><li class="slick-active" role="presentation"><button type="button" data-role="none" role="button" tabindex="0">1</button></li><li role="presentation"><button type="button" data-role="none" role="button" tabindex="0">2</button></li></ul></div></div></div>
    <div id="shopify-section-1523456789012" class="shopify-section index-section"><div class="grid grid-uniform">
{trust}    </div></div>
    <div id="shopify-section-collection-list" class="shopify-section index-section"><div class="section-header text-center"><h2>Shop by category</h2></div><div class="grid grid-uniform collection-grid">
{tiles}    </div></div>
    <div id="shopify-section-featured-products" class="shopify-section index-section"><div class="section-header text-center"><h2>Featured Products</h2></div><div class="grid grid-uniform" data-section-id="featured-products">
{cards}    </div><div class="text-center"><a @featured_view_all@ href="/collections/frontpage" class="btn">View All Products</a></div></div>
    <div id="shopify-section-rich-text" class="shopify-section index-section"><div class="text-center rte rte-setting"><h2>About us</h2><p>A small shop by the water. We knit, sew and mend, and we answer the phone ourselves.</p></div></div>
    <div id="shopify-section-blog-posts" class="shopify-section index-section"><div class="section-header"><h2>Latest from the journal</h2></div><ul class="grid grid-uniform">
{posts}    </ul></div>
    <div id="NewsletterModal" class="lightbox newsletter-modal" data-delay="5000"><div class="newsletter-modal__content text-center"><h3>Join the crew</h3><form method="post" action="/contact#newsletter_modal" id="newsletter_modal" class="contact-form" accept-charset="UTF-8"><input type="hidden" value="customer" name="form_type"><input @newsletter_popup_email@ type="email" name="contact[email]" id="ModalEmail" placeholder="Email address" class="input-full"><input type="submit" class="btn btn--full" value="Sign me up"></form></div><button @newsletter_popup_close@ title="Close (Esc)" type="button" class="mfp-close">×</button></div>"""


def collection_page(shop):
    cards = "".join(
        grid_product(shop["products"][h], "medium-up--one-third", f"@card_links{f' card_{n}_link' if n < 3 else ''}@ ", "/collections/knitwear") for n, h in enumerate(shop["collection"], 1)
    )

    def row(name, value, label, count, mark=""):
        return f"""<li><input {mark}type="checkbox" name="{name}" value="{value}" id="{name.replace(".", "-")}-{value.lower()}" class="filter-checkbox"> <label for="{name.replace(".", "-")}-{value.lower()}">{label} ({count})</label></li>\n"""

    colours = "".join(row("filter.p.m.custom.colour", c, c, 2, "@filter_colour_moss@ " if c == "Moss" else "") for c in ("Moss", "Oat", "Slate", "Navy", "Sand"))
    sorts = "".join(f'<option value="{v}"{" selected" if v == "manual" else ""}>{t}</option>' for v, t in (("manual", "Featured"), ("best-selling", "Best Selling"), ("title-ascending", "Alphabetically, A-Z"), ("title-descending", "Alphabetically, Z-A"), ("price-ascending", "Price, low to high"), ("price-descending", "Price, high to low"), ("created-descending", "Date, new to old")))
    return f"""<div id="shopify-section-collection-template" class="shopify-section"><div data-section-id="collection-template" data-section-type="collection-template">
      <header class="section-header"><h1 class="section-header__title section-header__left">Knitwear</h1><div class="rte rte--header">Jumpers, scarves and hats from four small mills.</div></header>
      <div class="collection-controls grid"><div class="grid__item medium-up--one-half"><div class="form-horizontal"><label for="SortBy">Sort by</label><select @sort_by@ name="sort_by" id="SortBy" class="btn--tertiary">{sorts}</select></div></div>
        <div class="grid__item medium-up--one-half medium-up--text-right"><div class="collection-view"><a title="Grid view" class="change-view collection-view--active" data-view="grid" href="/collections/knitwear?view=grid">{glyph("grid-view", "Grid view")}</a> <a @layout_toggle@ title="List view" class="change-view" data-view="list" href="/collections/knitwear?view=list">{glyph("list-view", "List view")}</a></div><span class="filters-toolbar__product-count">8 products</span></div></div>
      <div class="grid">
      <aside class="grid__item medium-up--one-quarter sidebar" id="Sidebar"><a @filter_toggle@ href="#FilterForm" class="btn btn--small sidebar__toggle js-toggle-filters">Refine</a>
        <form action="/collections/knitwear" method="get" id="FilterForm" class="sidebar-filters"><h4 class="sidebar__title">Availability</h4><ul class="no-bullets">{row("filter.v.availability", "1", "In stock", 7, "@filter_availability@ ")}{row("filter.v.availability", "0", "Sold out", 1)}</ul>
        <h4 class="sidebar__title">Price</h4><p class="sidebar__price"><label for="PriceMin">From £</label> <input type="number" id="PriceMin" name="filter.v.price.gte" min="0" size="4"> <label for="PriceMax">to £</label> <input @filter_price_max@ type="number" id="PriceMax" name="filter.v.price.lte" min="0" size="4"></p>
        <h4 class="sidebar__title">Colour</h4><ul class="no-bullets">{colours}</ul><input type="submit" class="btn btn--small" value="Apply"> <a @filter_clear@ href="/collections/knitwear" class="clear-filters">Clear</a></form></aside>
      <div class="grid__item medium-up--two-thirds"><div class="grid grid-uniform" id="CollectionGrid">
{cards}      </div>
      <hr class="hr--clear"><div class="pagination text-center"><span class="page current">1</span> <span class="page"><a @pager_2@ href="/collections/knitwear?page=2" title="">2</a></span> <span class="page"><a href="/collections/knitwear?page=3" title="">3</a></span> <span class="next"><a @pager_next@ href="/collections/knitwear?page=2" title="Next &raquo;">&rarr;</a></span></div></div></div>
    </div></div>"""


def cart_page(shop):
    rows = ""
    for n, (item, values, quantity, variant, key) in enumerate(a_shop.cart_lines(shop), 1):
        rows += f"""          <tr class="cart__row cart-line-item border-bottom"><td class="cart__image-wrapper"><a href="{item["url"]}?variant={variant["id"]}"><img class="cart__image" src="{picture(item, 1, 190)}" alt="{item["title"]} - {variant["title"]}"></a></td>
            <td class="cart__meta small--text-left"><div class="list-view-item__title"><a {"@line_1_link@ " if n == 1 else ""}href="{item["url"]}?variant={variant["id"]}" class="h4">{item["title"]}</a></div><div class="cart__meta-text">{"<br>".join(f"{o}: {v}" for o, v in zip(item["options"], values))}</div><p class="small--hide"><a @line_{n}_remove line_removes@ href="/cart/change?line={n}&amp;quantity=0" class="btn btn--small btn--secondary cart__remove">Remove</a></p></td>
            <td class="cart__price-wrapper" data-label="Price"><span class="money">{money(item["price"])}</span></td>
            <td class="cart__update-wrapper cart-flex-item text-right" data-label="Quantity"><label for="updates_{n}" class="visually-hidden">Quantity</label><input @line_{n}_quantity@ class="cart__quantity-selector" type="number" name="updates[]" id="updates_{n}" value="{quantity}" min="0"></td>
            <td class="text-right" data-label="Total"><span class="cart__line-total money">{money(item["price"] * quantity)}</span></td></tr>\n"""
    also = "".join(grid_product(shop["products"][h], "medium-up--one-quarter", "@cart_recommended_1@ " if n == 0 else "") for n, h in enumerate(("pier-scarf", "ferry-beanie", "cove-tote", "quay-shirt")))
    counties = "".join(f"<option>{name}</option>" for code, name, currency, sign in shop["countries"])
    return f"""<div id="shopify-section-cart-template" class="shopify-section"><div data-section-id="cart-template" data-section-type="cart-template">
      <div class="section-header text-center"><h1>Shopping Cart</h1></div>
      <form action="/cart" method="post" novalidate class="cart" id="CartPageForm"><table class="responsive-table cart-table"><thead class="cart__row cart__header"><tr><th colspan="2">Product</th><th>Price</th><th class="text-right">Quantity</th><th class="text-right">Total</th></tr></thead><tbody>
{rows}        </tbody></table>
        <footer class="cart__footer"><div class="grid"><div class="grid__item medium-up--one-half"><label for="CartSpecialInstructions" class="cart-note__label">Add a note to your order</label><textarea @cart_note@ name="note" id="CartSpecialInstructions" class="cart-note__input"></textarea></div>
          <div class="grid__item medium-up--one-half medium-up--text-right"><p><span class="cart__subtotal-title h3">Subtotal</span> <span class="cart__subtotal money">{money(126)}</span></p><div class="cart__shipping rte">Taxes included, <a href="/policies/shipping-policy">shipping</a> calculated at checkout</div>
            <p class="cart__terms"><input @terms_checkbox@ type="checkbox" id="CartTerms" name="terms"> <label for="CartTerms">I have read the <a href="/policies/terms-of-service">terms and conditions</a></label></p>
            <p><a @continue_shopping@ href="/collections/all" class="text-link cart__continue">Continue shopping</a></p><input @cart_update@ type="submit" name="update" class="btn btn--secondary cart__update" value="Update Cart"> <input @checkout@ type="submit" name="checkout" class="btn cart__checkout-button" value="Check Out" id="CheckoutButton"></div></div></footer></form>
      <div id="shipping-calculator" class="shipping-calculator"><h3>Get shipping estimates</h3><p class="field"><label for="address_country">Country</label> <select id="address_country" name="address[country]">{counties}</select></p><p class="field"><label for="address_zip">Postal code</label> <input type="text" id="address_zip" name="address[zip]"></p><p><input @shipping_estimate@ type="button" class="get-rates btn" value="Calculate shipping"></p><div id="wrapper-response"></div></div>
      <div class="related-products"><h4 class="section-header__title">You might also like</h4><div class="grid grid-uniform">
{also}      </div></div>
    </div></div>"""
