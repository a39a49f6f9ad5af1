"""Dune: the shop as a headless React storefront draws it, on Shopify's paths."""

import json
from html import escape
from urllib.parse import urlencode

import a_shop

CDN = "https://cdn.shopify.com/s/files/1/0711/9004/4101/files"
STYLE = """<style>
.sr-only{position:absolute;width:1px;height:1px;padding:0;margin:-1px;overflow:hidden;clip:rect(0,0,0,0);white-space:nowrap;border-width:0}
.Aside_overlay__p3Xq1{visibility:hidden;position:fixed;inset:0;z-index:10}.hidden{display:none}.flex{display:flex}.grid{display:grid}
.gap-2{gap:.5rem}.gap-6{gap:1.5rem}.gap-8{gap:2rem}.justify-between{justify-content:space-between}.grid-cols-2{grid-template-columns:repeat(2,minmax(0,1fr))}
.grid-cols-4{grid-template-columns:repeat(4,minmax(0,1fr))}.items-center{align-items:center}.flex-col{flex-direction:column}.flex-wrap{flex-wrap:wrap}
.size-4{width:1rem;height:1rem}.size-5{width:1.25rem;height:1.25rem}.size-6{width:1.5rem;height:1.5rem}.size-8{width:2rem;height:2rem}.size-10{width:2.5rem;height:2.5rem}.size-12{width:3rem;height:3rem}
.relative{position:relative}.absolute{position:absolute}.left-2{left:.5rem}.right-2{right:.5rem}.top-2{top:.5rem}.bottom-2{bottom:.5rem}.top-1\\/2{top:50%}.grow{flex-grow:1}.Gallery_thumb__e4Rr0{width:80px}
.fixed{position:fixed}.bottom-0{bottom:0}.w-full{width:100%}
</style>"""

PATHS = {
    "menu": "M3.75 9h16.5m-16.5 6.75h16.5",
    "search": "m21 21-5.197-5.197m0 0A7.5 7.5 0 1 0 5.196 5.196a7.5 7.5 0 0 0 10.607 10.607Z",
    "user": "M15.75 6a3.75 3.75 0 1 1-7.5 0 3.75 3.75 0 0 1 7.5 0ZM4.501 20.118a7.5 7.5 0 0 1 14.998 0",
    "basket": "M15.75 10.5V6a3.75 3.75 0 1 0-7.5 0v4.5m11.356-1.993 1.263 12c.07.665-.45 1.243-1.119 1.243H4.25",
    "close": "M6 18 18 6M6 6l12 12",
    "heart": "M21 8.25c0-2.485-2.099-4.5-4.688-4.5-1.935 0-3.597 1.126-4.312 2.733",
    "down": "m19.5 8.25-7.5 7.5-7.5-7.5",
    "left": "M15.75 19.5 8.25 12l7.5-7.5",
    "right": "m8.25 4.5 7.5 7.5-7.5 7.5",
    "minus": "M5 12h14",
    "plus": "M12 4.5v15m7.5-7.5h-15",
    "link": "M13.19 8.688a4.5 4.5 0 0 1 1.242 7.244l-4.5 4.5a4.5 4.5 0 0 1-6.364-6.364l1.757-1.757",
    "bin": "m14.74 9-.346 9m-4.788 0L9.26 9m9.968-3.21c.342.052.682.107 1.022.166",
    "play": "M5.25 5.653c0-.856.917-1.398 1.667-.986l11.54 6.347a1.125 1.125 0 0 1 0 1.972",
    "pause": "M15.75 5.25v13.5m-7.5-13.5v13.5",
    "filter": "M10.5 6h9.75M10.5 6a1.5 1.5 0 1 1-3 0m3 0a1.5 1.5 0 1 0-3 0M3.75 6H7.5",
    "star": "M11.48 3.499a.562.562 0 0 1 1.04 0l2.125 5.111a.563.563 0 0 0 .475.345l5.518.442",
}


def svg(name, size="size-5"):
    return f'<svg xmlns="http://www.w3.org/2000/svg" fill="none" viewBox="0 0 24 24" stroke-width="1.5" stroke="currentColor" aria-hidden="true" data-slot="icon" class="{size}"><path stroke-linecap="round" stroke-linejoin="round" d="{PATHS[name]}"></path></svg>'


def image(item, number, sizes, marks="", eager=False):
    src = f"{CDN}/{item['handle']}-{number}.jpg?v=17180{item['id'] % 100}"
    steps = ", ".join(f"{src}&amp;width={w}&amp;height={w * 5 // 4}&amp;crop=center {w}w" for w in (200, 400, 600, 800, 1200, 1600))
    return f'<img {marks}alt="{item["title"]}" decoding="async" height="125" loading="{"eager" if eager else "lazy"}" sizes="{sizes}" src="{src}&amp;width=100&amp;height=125&amp;crop=center" srcset="{steps}" width="100" style="width: 100%; aspect-ratio: 4 / 5;">'


def money(value, marks="", style=""):
    return f'<div {marks}class="{style}">£{value:.2f}</div>'


def variant_url(item, values):
    return escape(f"{item['url']}?{urlencode(dict(zip(item['options'], values)))}") if item["options"] else item["url"]


def pages(shop):
    goods = shop["products"]
    made = {}
    for name, handle in (("product", "moorland-crew"), ("product-b", "harbour-overshirt"), ("product-c", "ferry-beanie"),
                         ("product-sold", "tideline-parka"), ("product-phone", "moorland-crew")):  # fmt: skip
        phone = name.endswith("phone")
        item = goods[handle]
        made[name] = layout(shop, item["title"], product_page(shop, item, phone), phone, product_data(shop, item))
    made["home"] = layout(shop, "Home", home_page(shop, False), False, shop["featured"])
    made["home-phone"] = layout(shop, "Home", home_page(shop, True), True, shop["featured"])
    made["collection"] = layout(shop, "Knitwear", collection_page(shop), False, shop["collection"])
    made["cart"] = layout(shop, "Basket", cart_page(shop), False, shop["cart"], aside=False)
    return made


def product_data(shop, item):
    return {
        "product": {
            "id": f"gid://shopify/Product/{item['id']}",
            "title": item["title"],
            "handle": item["handle"],
            "descriptionHtml": f"<p>{item['description']}</p>",
            "selectedOrFirstAvailableVariant": {"id": f"gid://shopify/ProductVariant/{a_shop.first_variant(item)['id']}"},
            "adjacentVariants": [
                {
                    "id": f"gid://shopify/ProductVariant/{v['id']}",
                    "title": v["title"],
                    "availableForSale": v["available"],
                    "price": {"amount": f"{item['price']}.0", "currencyCode": "GBP"},
                    "selectedOptions": [{"name": n, "value": x} for n, x in zip(item["options"] or ["Title"], v["options"])],
                }
                for v in item["variants"]
            ],
        }
    }


def layout(shop, title, main, phone, data, aside=True):
    context = json.dumps({"basename": "/", "future": {"v3_singleFetch": True}, "isSpaMode": False, "state": {"loaderData": {"root": {"shop": {"name": shop["name"]}, "consent": {"country": "GB", "language": "EN"}}, "routes/page": data}}}).replace("<", "\\u003c")
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><link rel="stylesheet" href="https://cdn.shopify.com/oxygen-v2/28471/14960/30822/assets/tailwind-B3xQeF1a.css"><link rel="stylesheet" href="https://cdn.shopify.com/oxygen-v2/28471/14960/30822/assets/app-DkV0pa2c.css"><title>{escape(title)} | Fern &amp; Harbour</title><meta name="description" content="Knitwear and outerwear from the harbour"><link rel="preconnect" href="https://cdn.shopify.com"><link rel="modulepreload" href="https://cdn.shopify.com/oxygen-v2/28471/14960/30822/assets/entry.client-Cv9sVd0L.js">{STYLE}</head><body class="antialiased bg-stone-50 text-stone-900">
<div class="contents" data-analytics-root="true">
<a @skip_link@ href="#mainContent" class="sr-only">Skip to content</a>
{asides(shop, phone, aside)}
{header(shop, phone)}
<main id="mainContent" role="main" class="flex-grow">
{main}
</main>
{footer(shop)}
</div>
<div aria-live="assertive" aria-atomic="true" role="status" class="sr-only" id="route-announcer"></div>
<script nonce="a81c0f2d7be94f">window.__remixContext = {context};</script>
<script nonce="a81c0f2d7be94f" type="module" async>import "https://cdn.shopify.com/oxygen-v2/28471/14960/30822/assets/manifest-1fe4b0c2.js";</script>
</body></html>
"""


def asides(shop, phone, with_cart):
    menu = "".join(
        f"""<a {"@drawer_nav_" + key + "@ " if key in ("knitwear", "story") else ""}class="block py-2 text-xl" data-discover="true" href="{url}"><span class="font-medium">{label}</span></a>""" for label, url, key in shop["menu"]
    )
    mobile = f"""<div aria-modal="true" class="Aside_overlay__p3Xq1" role="dialog" aria-label="Menu" data-aside="mobile"><button class="Aside_closeOutside__t7Lm2" tabindex="-1" aria-hidden="true"></button><aside class="Aside_panel__w0Zc8 flex flex-col"><header class="flex justify-between"><h3 class="sr-only">MENU</h3><button class="reset p-2" aria-label="Close">{svg("close")}</button></header><main><nav class="flex flex-col" role="navigation">{menu}</nav></main></aside></div>""" if phone else ""
    lines = "".join(
        f"""<li class="flex gap-2 py-4">{image(item, 1, "92px")}<div class="grow"><p><a data-discover="true" href="{variant_url(item, values)}"><strong>{item["title"]}</strong></a></p>{money(item["price"] * quantity)}<ul>{"".join(f"<li><small>{o}: {v}</small></li>" for o, v in zip(item["options"], values))}</ul><small>Qty {quantity}</small></div></li>""" for item, values, quantity, variant, key in a_shop.cart_lines(shop)
    )
    basket = f"""<div aria-modal="true" class="Aside_overlay__p3Xq1" role="dialog" aria-label="Basket" data-aside="cart"><button class="Aside_closeOutside__t7Lm2" tabindex="-1" aria-hidden="true"></button><aside class="Aside_panel__w0Zc8 flex flex-col"><header class="flex justify-between"><h3 class="text-lg">Basket</h3><button @cart_drawer_close@ class="reset p-2" aria-label="Close basket">{svg("close")}</button></header><main><ul class="divide-y" aria-label="Basket lines">{lines}</ul><dl class="flex justify-between py-4"><dt>Subtotal</dt><dd>£126.00</dd></dl><a @cart_drawer_checkout@ class="Button_root__aQ19d Button_primary__Zk0sE w-full" href="https://checkout.fernandharbour.example/cart/c/Z2NwLWV1cm9wZQ?key=7b1c" target="_self"><p>Continue to checkout</p></a></main></aside></div>""" if with_cart else ""
    search = f"""<div aria-modal="true" class="Aside_overlay__p3Xq1" role="dialog" aria-label="Search" data-aside="search"><button class="Aside_closeOutside__t7Lm2" tabindex="-1" aria-hidden="true"></button><aside class="Aside_panel__w0Zc8"><header class="flex justify-between"><h3>Search</h3><button class="reset p-2" aria-label="Close">{svg("close")}</button></header><main><div class="predictive-search"><form method="get" action="/search" data-discover="true"><label class="sr-only" for=":R1mkp:">Search products</label><input @search_input@ id=":R1mkp:" type="search" name="q" placeholder="Search jumpers, coats…" autocomplete="off" list=":R2mkp:" class="w-full border-b"><input type="hidden" name="type" value="product">&nbsp;<button @search_submit@ type="submit" class="Button_root__aQ19d">Go</button></form><datalist id=":R2mkp:"></datalist></div></main></aside></div>"""
    return basket + search + mobile


def header(shop, phone):
    nav = "" if phone else f"""<nav aria-label="Main" class="Header_nav__Yh2c0 flex gap-6" role="navigation">{"".join(f'<a {"@nav_" + key + "@ " if key != "accessories" else ""}class="hover:underline underline-offset-4" data-discover="true" href="{url}">{label}</a>' for label, url, key in shop["menu"])}</nav>"""
    toggle = f"""<button @menu_toggle@ class="reset size-10" type="button" aria-label="Open menu">{svg("menu", "size-6")}</button>""" if phone else ""
    account = f"""<a @account_link@ class="p-2" data-discover="true" href="/account" rel="prefetch">{svg("user") + '<span class="sr-only">Your account</span>' if phone else "Account"}</a>"""
    search = f"""<button @search_toggle@ type="button" class="reset p-2" aria-label="Open search">{svg("search")}</button>"""
    return f"""<div class="bg-emerald-950 text-stone-50 text-center text-sm py-2" role="region" aria-label="Notice"><p>Free UK delivery over £75 · Mended for life</p></div>
<header role="banner" class="Header_root__L8f3v sticky top-0 flex items-center justify-between h-16 px-6">{toggle}<a @logo@ class="Header_logo__c1Vx7 font-serif text-2xl" data-discover="true" href="/">Fern &amp; Harbour</a>{nav}<div class="Header_ctas__0aWq2 flex items-center gap-2" role="group">{search}{account}<button @cart_link@ type="button" class="relative reset p-2" aria-haspopup="dialog" aria-expanded="false" aria-label="Basket, 3 items">{svg("basket")}<span class="absolute -top-1 -right-1 text-xs" aria-hidden="true">3</span></button></div></header>"""


def footer(shop):
    links = "".join(
        f"""<a @footer_{key}{" footer_policy_links" if url.startswith("/policies") else ""}@ class="text-sm hover:underline" data-discover="true" href="{url}">{escape(label)}</a>""" for label, url, key in shop["footer"]
    )
    social = "".join(f"""<a @{key}@ class="text-sm hover:underline" href="{url}" rel="noopener noreferrer" target="_blank">{label} ↗</a>""" for label, url, key in shop["social"])
    countries = "".join(f"""<form method="post" action="/locale" data-discover="true"><input type="hidden" name="country" value="{code}"><button type="submit" class="block w-full text-left p-2">{name} ({currency} {sign})</button></form>""" for code, name, currency, sign in shop["countries"])
    return f"""<footer role="contentinfo" class="Footer_root__Nn4s1 bg-stone-100 px-6 py-12"><section class="Footer_signup__b2Hk9 flex flex-col gap-2"><h3 class="font-serif text-xl" id=":R9kp:">Stay in touch</h3><form method="post" action="/contact#contact_form" aria-labelledby=":R9kp:" data-discover="true" class="flex"><input type="hidden" name="form_type" value="customer"><input @newsletter_email@ type="email" name="contact[email]" required placeholder="Email address" aria-label="Email address" class="border px-4 py-2"><button @newsletter_submit@ type="submit" class="Button_root__aQ19d">Join</button></form></section>
<div class="grid grid-cols-4 gap-8"><nav aria-label="Footer" class="flex flex-col gap-2" role="navigation">{links}</nav><div class="flex flex-col gap-2">{social}</div><div class="relative"><p class="text-sm text-stone-500">Ship to</p><details class="border rounded"><summary @country_select@ class="flex items-center justify-between p-2 cursor-pointer">United Kingdom (GBP £)</summary><div class="absolute bottom-12 overflow-auto">{countries}</div></details></div></div><p class="text-xs text-stone-500">© 2024 Fern &amp; Harbour Ltd</p></footer>"""


def card(item, list_name, link="", quick="", heart="", swatch="", eager=False):
    was = f"""<s class="text-stone-400">£{item["compare"]:.2f}</s>""" if item["compare"] else ""
    colours = "".join(
        f"""<a {swatch if n == 0 else ""}aria-label="{item["title"]} in {c}" class="size-4 rounded-full border" data-discover="true" href="{item["url"]}?Colour={c}" style="background-color: var(--{c.lower()});"></a>""" for n, c in enumerate(item["options"].get("Colour", []))
    )
    if item["available"]:
        action = f"""<button {quick}type="button" class="absolute bottom-2 right-2 size-10 rounded-full bg-white" aria-label="Add {item["title"]} to basket">{svg("plus")}</button>"""
    else:
        action = """<span class="absolute bottom-2 left-2 text-xs bg-white px-2">Sold out</span>"""
    return f"""<article class="ProductCard_root__u6Tt2 flex flex-col gap-2" data-list="{list_name}"><div class="relative"><a data-discover="true" href="{item["url"]}" aria-hidden="true" tabindex="-1">{image(item, 1, "(min-width: 45em) 20vw, 50vw", eager=eager)}</a><div {heart}role="button" tabindex="0" class="absolute top-2 right-2 cursor-pointer" aria-pressed="false" aria-label="Save {item["title"]}">{svg("heart")}</div>{action}</div><div class="flex justify-between"><h4 class="text-sm"><a {link}data-discover="true" href="{item["url"]}" class="hover:underline">{item["title"]}</a></h4><small class="flex gap-2">{was}{money(item["price"])}</small></div><div class="flex gap-2">{colours}</div></article>\n"""


def gallery(item, phone):
    if phone:
        slides = "".join(f"""<div class="swiper-slide{" swiper-slide-active" if n == 1 else " swiper-slide-next" if n == 2 else ""}" style="width: 390px;" role="group" aria-label="{n} / {item["images"]}">{image(item, n, "100vw", "@gallery_main@ " if n == 1 else "", n == 1)}</div>""" for n in range(1, item["images"] + 1))
        dots = "".join(f"""<span class="swiper-pagination-bullet{" swiper-pagination-bullet-active" if n == 1 else ""}" tabindex="0" role="button" aria-label="Go to slide {n}"{' aria-current="true"' if n == 1 else ""}></span>""" for n in range(1, item["images"] + 1))
        return f"""<div class="Gallery_root__x1Bw5"><div class="swiper swiper-initialized swiper-horizontal"><div class="swiper-wrapper" aria-live="polite" id="swiper-wrapper-4b3ffd1021f">{slides}</div><div class="swiper-pagination swiper-pagination-clickable swiper-pagination-bullets">{dots}</div></div></div>"""
    thumbs = "".join(f"""<button @gallery_thumbs{" gallery_thumb_2" if n == 2 else ""}@ type="button" class="Gallery_thumb__e4Rr0" aria-label="View image {n}" aria-pressed="{"true" if n == 1 else "false"}">{image(item, n, "80px")}</button>""" for n in range(1, item["images"] + 1))
    return f"""<div class="Gallery_root__x1Bw5 flex gap-2"><div class="Gallery_rail__hh7S3 flex flex-col gap-2" role="group" aria-label="Product images">{thumbs}</div><div class="relative grow"><div @gallery_zoom@ role="button" tabindex="0" class="cursor-zoom-in" aria-label="Enlarge image">{image(item, 1, "(min-width: 45em) 50vw, 100vw", "@gallery_main@ ", True)}</div><div @gallery_prev@ role="button" tabindex="0" class="absolute left-2 top-1/2 cursor-pointer" aria-label="Previous image">{svg("left")}</div><div @gallery_next@ role="button" tabindex="0" class="absolute right-2 top-1/2 cursor-pointer" aria-label="Next image">{svg("right")}</div></div></div>"""


def disclosure(number, mark, title, body):
    return f"""<div data-state="closed" data-orientation="vertical" class="border-b"><h3 data-orientation="vertical" data-state="closed" class="flex"><button {mark}type="button" aria-controls="radix-:r{number}b:" aria-expanded="false" data-state="closed" data-orientation="vertical" id="radix-:r{number}a:" class="flex grow items-center justify-between py-4" data-radix-collection-item="">{title}{svg("down", "size-4")}</button></h3><div data-state="closed" id="radix-:r{number}b:" role="region" aria-labelledby="radix-:r{number}a:" data-orientation="vertical" class="overflow-hidden text-sm"><div class="pb-4">{body}</div></div></div>"""


def product_page(shop, item, phone):
    variant = a_shop.first_variant(item)
    sold = not item["available"]
    pickers = ""
    for place, (option, values) in enumerate(item["options"].items()):
        links = ""
        for value in values:
            chosen = [value if n == place else v for n, v in enumerate(variant["options"])]
            keys = f"{option.lower()}_options" + (f" {option.lower()}_{value.lower()}" if value in ("Moss", "Oat", "S", "M") else "")
            on = value in variant["options"]
            face = f"""<div class="size-8 rounded-full" aria-label="{value}" style="background-color: var(--{value.lower()});"></div>""" if option == "Colour" else value
            links += f"""<a @{keys}@ class="ProductForm_option__Gm2k6{" ProductForm_selected__v0Dq4" if on else ""}" data-discover="true" data-replace="true" href="{variant_url(item, chosen)}" style="border: 1px solid {"black" if on else "transparent"}; opacity: {"0.3" if sold else "1"};"{' aria-current="true"' if on else ""}>{face}</a>"""
        guide = """<button @size_guide@ type="button" class="text-sm underline" aria-haspopup="dialog" aria-expanded="false" aria-controls="radix-:rsg:" data-state="closed">Find your size</button>""" if option == "Size" else ""
        pickers += f"""<div class="ProductForm_group__k0Za8"><div class="flex justify-between"><h5 class="text-sm">{option}</h5>{guide}</div><div class="flex flex-wrap gap-2">{links}</div></div>"""
    line = escape(json.dumps({"action": "LinesAdd", "inputs": {"lines": [{"merchandiseId": f"gid://shopify/ProductVariant/{variant['id']}", "quantity": 1}]}}))
    if sold:
        buy = f"""<div class="flex flex-col gap-2"><p class="text-sm text-rose-800" role="status">Out of stock</p><form method="post" action="/api/notify" data-discover="true" class="flex"><label class="sr-only" for=":rbs:">Email for stock alert</label><input @back_in_stock_email@ id=":rbs:" type="email" name="email" placeholder="Email address" class="border px-4 py-2"><button @back_in_stock_submit@ type="submit" class="Button_root__aQ19d">Email me when available</button></form></div>"""
    else:
        buy = f"""<div class="ProductForm_actions__Rr8w2 flex gap-2"><div class="flex items-center border" role="group" aria-label="Quantity"><button @quantity_minus@ type="button" class="size-10" aria-label="Decrease" disabled>{svg("minus", "size-4")}</button><label class="sr-only" for=":r1c:">Quantity</label><input @quantity@ id=":r1c:" class="w-10 text-center" inputmode="numeric" value="1" min="1"><button @quantity_plus@ type="button" class="size-10" aria-label="Increase">{svg("plus", "size-4")}</button></div><form action="/cart" method="post" class="grow"><input type="hidden" name="cartFormInput" value="{line}"><input type="hidden" name="analytics" value="{{}}"><button @add_to_cart@ type="submit" class="Button_root__aQ19d Button_primary__Zk0sE w-full"><span>Add to basket</span><span> · </span><span>£{item["price"]:.2f}</span></button></form></div><a @buy_now@ class="Button_root__aQ19d Button_ghost__mB70f w-full" href="https://checkout.fernandharbour.example/cart/{variant["id"]}:1?payment=shop_pay" rel="nofollow">Buy with one click</a>"""
    was = f"""<s class="text-stone-400">£{item["compare"]:.2f}</s>""" if item["compare"] else ""
    bar = f"""<div class="StickyBar_root__s9Kd1 fixed bottom-0 w-full flex items-center justify-between p-4 bg-white"><span class="text-sm">{item["title"]} – {variant["title"]}</span><div @sticky_add_to_cart@ role="button" tabindex="0" class="Button_root__aQ19d Button_primary__Zk0sE">Add to basket</div></div>""" if phone and not sold else ""
    also = "".join(card(o, "also", f"@recommended_links{f' recommended_{n}_link' if n < 3 else ''}@ ", "@recommended_1_quick_add@ " if n == 1 else "") for n, o in enumerate(a_shop.recommended(shop, item), 1))
    said = "".join(f"""<li class="py-6 flex flex-col gap-2"><div class="flex gap-2" aria-label="{stars} stars" role="img">{svg("star", "size-4") * stars}</div><h4 class="font-medium">{title}</h4><p>{body}</p><span class="text-xs text-stone-500">{who}</span></li>""" for who, stars, title, body in shop["reviews"])
    return f"""<div class="ProductPage_root__d0Xc4"><div class="ProductPage_columns__q8Ej2 {"flex flex-col" if phone else "grid grid-cols-2"} gap-8">
{gallery(item, phone)}
<section class="ProductPage_info__1hVb9 flex flex-col gap-6"><header class="flex justify-between"><div><h1 @product_title@ class="font-serif text-4xl">{item["title"]}</h1><div @product_price@ class="ProductPrice_root__77Wa1 flex gap-2" aria-label="Price" role="group">{money(item["price"])}{was}</div></div><div @wishlist@ role="button" tabindex="0" class="cursor-pointer p-2" aria-label="Add to favourites" aria-pressed="false">{svg("heart", "size-6")}</div></header>
<a @rating_link@ href="#reviews" class="flex items-center gap-2 text-sm">{svg("star", "size-4")}<span>{item["rating"]} ({item["reviews"]})</span></a>
<div class="prose text-sm">{item["description"]}</div>
<div class="ProductForm_root__f5Nn7 flex flex-col gap-6">{pickers}{buy}</div>
<div data-orientation="vertical" class="border-t">{disclosure(4, "", "Details", f"<p>{item['more']}</p>")}{disclosure(5, "@accordion_care@ ", "Care", f"<p>{item['care']}</p>")}{disclosure(6, "@accordion_shipping@ ", "Delivery &amp; returns", '<p>Sent within two working days. Thirty days to change your mind. <a data-discover="true" class="underline" href="/policies/refund-policy">Read more</a></p>')}</div>
<button @share_copy_link@ type="button" class="flex items-center gap-2 text-sm">{svg("link", "size-4")}Copy link</button></section></div>
{bar}
<section id="reviews" class="px-6 py-12"><div class="flex justify-between"><h2 class="font-serif text-2xl">Reviews</h2><div class="flex gap-2"><label class="text-sm" for=":r2s:">Order</label><select @review_sort@ id=":r2s:" class="border text-sm"><option>Newest</option><option>Best</option><option>Worst</option></select><div @review_write@ role="button" tabindex="0" class="Button_root__aQ19d">Leave a review</div></div></div><ul class="divide-y">{said}</ul><button @review_next@ type="button" class="underline text-sm">Show more reviews</button></section>
<section class="px-6 py-12" aria-labelledby=":R5also:"><h2 class="font-serif text-2xl" id=":R5also:">Complete the look</h2><div class="{"flex" if phone else "grid grid-cols-4"} gap-6">
{also}</div></section></div>"""


def home_page(shop, phone):
    goods = [shop["products"][h] for h in shop["featured"]]
    cards = "".join(card(g, "featured", f"@featured_{n}_link@ " if n < 3 else "", "@featured_1_quick_add@ " if n == 1 else "") for n, g in enumerate(goods, 1))
    tiles = "".join(
        f"""<a {"@category_tile_outerwear@ " if key == "outerwear" else ""}class="Tile_root__z3Gg5 relative" data-discover="true" href="{url}"><img alt="{label}" loading="lazy" decoding="async" src="{CDN}/c-{key}.jpg?width=600" width="600" height="600"><h3 class="absolute bottom-4 left-4 text-white text-2xl">{label}</h3></a>\n""" for label, url, key in shop["menu"][1:4]
    )
    posts = "".join(
        f"""<a {"@journal_link_1@ " if n == 1 else ""}class="flex flex-col gap-2" data-discover="true" href="{url}"><img alt="" loading="lazy" src="{CDN}/note-{n}.jpg?width=600" width="600" height="400"><h3 class="font-serif text-xl">{title}</h3><p class="text-sm">{words}</p><small>{date}</small></a>\n""" for n, (title, url, date, words) in enumerate(shop["articles"], 1)
    )
    film = f"{CDN}/shore-{'tall' if phone else 'wide'}.mp4"
    return f"""<section class="Hero_root__n0Yt6 relative"><video class="w-full" src="{film}" autoplay loop muted playsinline poster="{CDN}/shore.jpg?width=1600"></video><button @hero_pause@ type="button" class="absolute bottom-4 right-4 size-10" aria-label="Pause background video">{svg("pause")}</button><div class="absolute inset-0 flex flex-col items-center gap-6"><h1 class="font-serif text-6xl">Salt air, soft wool</h1><p>New knits for the crossing.</p><a @hero_button@ class="Button_root__aQ19d Button_primary__Zk0sE" data-discover="true" href="/collections/new-in">See what's new</a></div></section>
<section class="px-6 py-12"><div class="flex justify-between"><h2 class="font-serif text-2xl">Most wanted</h2><a @featured_view_all@ class="underline text-sm" data-discover="true" href="/collections/all">See everything</a></div><div class="{"flex overflow-auto" if phone else "grid grid-cols-4"} gap-6">
{cards}</div></section>
<section class="{"flex flex-col" if phone else "grid grid-cols-4"} gap-6 px-6" aria-label="Departments">
{tiles}</section>
<section class="px-6 py-12 grid grid-cols-2 gap-8"><div><h2 class="font-serif text-2xl">Watch it being made</h2><p>Three minutes in the knitting shed, with the radio on.</p></div><div class="relative"><img alt="" loading="lazy" src="{CDN}/shed.jpg?width=1200" width="1200" height="675"><div @video_play@ role="button" tabindex="0" class="absolute inset-0 flex items-center cursor-pointer" aria-label="Play film">{svg("play", "size-12")}</div></div></section>
<section class="px-6 py-12"><h2 class="font-serif text-2xl">From the journal</h2><div class="{"flex flex-col" if phone else "grid grid-cols-2"} gap-8">
{posts}</div></section>"""


def collection_page(shop):
    cards = ""
    for n, handle in enumerate(shop["collection"], 1):
        cards += card(
            shop["products"][handle], "grid", f"@card_links{f' card_{n}_link' if n < 3 else ''}@ ", f"@card_quick_adds{' card_1_quick_add' if n == 1 else ''}@ ",
            "@card_1_wishlist@ " if n == 1 else "", "@card_3_swatch@ " if n == 3 else "", n < 5,
        )  # fmt: skip

    def choice(name, value, label, count, mark=""):
        return f"""<li><a {mark}role="checkbox" aria-checked="false" class="flex items-center gap-2" data-discover="true" data-prevent-scroll-reset="true" href="/collections/knitwear?{name}={value}"><span class="size-4 border"></span>{label}<span class="text-stone-400">{count}</span></a></li>"""

    def facet(number, title, body):
        return f"""<div class="border-b"><button type="button" class="flex w-full justify-between py-4" id="headlessui-disclosure-button-:r{number}:" aria-expanded="true" data-headlessui-state="open" aria-controls="headlessui-disclosure-panel-:r{number}:"><span>{title}</span>{svg("down", "size-4")}</button><div id="headlessui-disclosure-panel-:r{number}:" data-headlessui-state="open">{body}</div></div>"""

    colours = "".join(choice("filter.p.m.custom.colour", c, c, 2, "@filter_colour_moss@ " if c == "Moss" else "") for c in ("Moss", "Oat", "Slate", "Navy", "Sand"))
    sorts = "".join(f'<a role="menuitem" tabindex="-1" class="block p-2" data-discover="true" href="/collections/knitwear?sort_by={v}">{t}</a>' for v, t in (("manual", "Featured"), ("price-ascending", "Price: low to high"), ("price-descending", "Price: high to low"), ("best-selling", "Best selling"), ("created-descending", "Newest")))
    return f"""<section class="px-6 py-8"><nav aria-label="Breadcrumb" class="text-sm"><a data-discover="true" href="/">Home</a> / <span>Knitwear</span></nav><h1 class="font-serif text-4xl">Knitwear</h1><p>Jumpers, scarves and hats from four small mills.</p></section>
<div class="Toolbar_root__j2Bp6 flex items-center justify-between px-6"><button @filter_toggle@ type="button" class="flex items-center gap-2" aria-expanded="true" aria-controls=":r10:">{svg("filter")}<span>Hide filters</span></button><span class="text-sm">8 results</span><div class="relative"><button @sort_by@ id="headlessui-menu-button-:r12:" type="button" aria-haspopup="menu" aria-expanded="false" data-headlessui-state="" class="flex items-center gap-2"><span><span class="text-stone-500">Sort:</span> <span>Featured</span></span>{svg("down", "size-4")}</button><div id="headlessui-menu-items-:r13:" role="menu" aria-labelledby="headlessui-menu-button-:r12:" class="hidden">{sorts}</div></div></div>
<div class="flex gap-8 px-6"><aside id=":r10:" class="Filters_root__ww0R8" aria-label="Filters"><div class="flex justify-between"><h2>Filters</h2><a @filter_clear@ class="underline text-sm" data-discover="true" href="/collections/knitwear">Reset</a></div>
{facet(14, "Availability", f'<ul>{choice("filter.v.availability", 1, "Available now", 7, "@filter_availability@ ")}{choice("filter.v.availability", 0, "Out of stock", 1)}</ul>')}
{facet(16, "Price", '<div class="flex gap-2"><label><span class="sr-only">Lowest price</span><input name="filter.v.price.gte" class="w-full border" type="number" placeholder="£ from"></label><label><span class="sr-only">Highest price</span><input @filter_price_max@ name="filter.v.price.lte" class="w-full border" type="number" placeholder="£ to"></label></div>')}
{facet(18, "Colour", f"<ul>{colours}</ul>")}</aside>
<div class="grow"><div class="grid grid-cols-4 gap-6" data-infinite="true">
{cards}</div><div class="flex justify-center py-8"><a @pager_next@ class="Button_root__aQ19d Button_ghost__mB70f" data-discover="true" data-preventscrollreset="true" href="/collections/knitwear?direction=next&amp;cursor=eyJsYXN0X2lkIjo4MTIz"><span>Show more ↓</span></a></div></div></div>"""


def cart_page(shop):
    rows = ""
    for n, (item, values, quantity, variant, key) in enumerate(a_shop.cart_lines(shop), 1):
        gid = f"gid://shopify/CartLine/{key.replace(':', '-')}?cart=Z2Nw"

        def form(action, inputs, button):
            return f"""<form action="/cart" method="post"><input type="hidden" name="cartFormInput" value="{escape(json.dumps({"action": action, "inputs": inputs}))}">{button}</form>"""

        less = form("LinesUpdate", {"lines": [{"id": gid, "quantity": quantity - 1}]}, f"""<button {"@line_1_minus@ " if n == 1 else ""}aria-label="Decrease quantity"{" disabled" if quantity < 2 else ""} name="decrease-quantity" value="{quantity - 1}" class="size-8"><span>− </span></button>""")
        more = form("LinesUpdate", {"lines": [{"id": gid, "quantity": quantity + 1}]}, f"""<button {"@line_1_plus@ " if n == 1 else ""}aria-label="Increase quantity" name="increase-quantity" value="{quantity + 1}" class="size-8"><span>+</span></button>""")
        gone = form("LinesRemove", {"lineIds": [gid]}, f"""<button @line_{n}_remove line_removes@ type="submit" class="p-2" aria-label="Delete {item["title"]}">{svg("bin", "size-4")}</button>""")
        rows += f"""<li class="CartLine_root__e7Ss3 flex gap-6 py-6">{image(item, 1, "120px")}<div class="grow flex flex-col gap-2"><a {"@line_1_link@ " if n == 1 else ""}data-discover="true" href="{variant_url(item, values)}" class="font-medium">{item["title"]}</a>{money(item["price"] * quantity)}<ul>{"".join(f"<li><small>{o}: {v}</small></li>" for o, v in zip(item["options"], values))}</ul><div class="flex items-center gap-2"><small>Quantity: {quantity}</small>{less}{more}{gone}</div></div></li>\n"""
    also = "".join(card(shop["products"][h], "basket", "@cart_recommended_1@ " if n == 0 else "") for n, h in enumerate(("pier-scarf", "ferry-beanie", "cove-tote", "quay-shirt")))
    return f"""<div class="CartPage_root__5tTg0 px-6 py-12"><h1 class="font-serif text-4xl">Basket</h1><div class="grid grid-cols-2 gap-8"><div><ul class="divide-y" aria-labelledby=":Rcl:">
{rows}</ul><p><a @continue_shopping@ data-discover="true" href="/collections/all" class="underline">← Back to the shop</a></p></div>
<div aria-labelledby=":Rsum:" class="CartSummary_root__yy2P9 flex flex-col gap-6"><h4 id=":Rsum:">Totals</h4><dl class="flex justify-between"><dt>Subtotal</dt><dd>£126.00</dd></dl><section aria-label="Discounts"><form action="/cart" method="post"><input type="hidden" name="cartFormInput" value="{escape(json.dumps({"action": "DiscountCodesUpdate", "inputs": {}}))}"><div class="flex gap-2"><label class="sr-only" for=":rdc:">Discount code</label><input @cart_discount_input@ id=":rdc:" type="text" name="discountCode" placeholder="Discount code" class="border px-4"><button type="submit" class="Button_root__aQ19d">Apply</button></div></form></section><a @checkout@ href="https://checkout.fernandharbour.example/cart/c/Z2NwLWV1cm9wZQ?key=7b1c" target="_self" class="Button_root__aQ19d Button_primary__Zk0sE w-full"><p>Continue to checkout →</p></a></div></div>
<section aria-labelledby=":Rba:"><h2 class="font-serif text-2xl" id=":Rba:">People also took</h2><div class="grid grid-cols-4 gap-6">
{also}</div></section></div>"""
