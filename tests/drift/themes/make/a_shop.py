"""The shop that every theme draws: the catalogue with its variants worked out, and the words that stay the same when
the theme changes. No markup of a theme belongs here."""

import json
from html import escape
from itertools import product as combinations
from pathlib import Path

HOST = "//fernandharbour.example"


def _variants(item):
    names = list(item["options"])
    chosen = list(combinations(*item["options"].values())) if names else [("Default Title",)]
    return [
        {
            "id": item["first_variant"] + 33 * n,
            "title": " / ".join(values),
            "options": list(values),
            "price": item["price"] * 100,
            "available": item["available"] and n % 7 != 5,
        }
        for n, values in enumerate(chosen)
    ]


def load():
    """The catalogue; products become a dictionary by handle, each with `variants` and its `url`."""
    shop = json.loads((Path(__file__).parent / "a_catalogue.json").read_text(encoding="utf-8"))
    for item in shop["products"]:
        item["url"] = f"/products/{item['handle']}"
        item["variants"] = _variants(item)
    shop["products"] = {item["handle"]: item for item in shop["products"]}
    return shop


def recommended(shop, item, count=4):
    """Other products, in the shop's order."""
    return [shop["products"][h] for h in shop["recommended"] if h != item["handle"]][:count]


def first_variant(item):
    """The variant a product page opens with: the middle size of the first colour."""
    sizes = item["options"].get("Size", [])
    return item["variants"][sizes.index("M") if "M" in sizes else 0]


def cart_lines(shop):
    """The lines of the cart: product, option values, quantity, variant and the key of the line."""
    lines = []
    for handle, values, quantity in shop["cart"]:
        item = shop["products"][handle]
        variant = next(v for v in item["variants"] if v["options"] == values)
        lines.append((item, values, quantity, variant, f"{variant['id']}:9c1fe0a3b7{quantity}d"))
    return lines


def picture(item, number, width=None):
    """The address of a product's picture on the shop's own file server."""
    tail = f"&width={width}" if width else ""
    return f"{HOST}/cdn/shop/files/{item['handle']}-{number}.jpg?v=17180{item['id'] % 100}{number}2{tail}"


def srcset(item, number, widths):
    return escape(", ".join(f"{picture(item, number, w)} {w}w" for w in widths))


def product_json(item):
    """The product as Shopify's `| json` prints it."""
    fields = {k: item[k] for k in ("id", "title", "handle", "description", "available", "variants")}
    return json.dumps({**fields, "vendor": "Fern & Harbour", "options": list(item["options"]) or ["Title"]}).replace("<", "\\u003c")


def json_ld(item):
    return json.dumps(
        {
            "@context": "http://schema.org/",
            "@type": "Product",
            "name": item["title"],
            "url": "https://fernandharbour.example" + item["url"],
            "brand": {"@type": "Brand", "name": "Fern & Harbour"},
            "offers": [
                {
                    "@type": "Offer",
                    "price": f"{item['price']}.0",
                    "priceCurrency": "GBP",
                    "availability": "http://schema.org/" + ("InStock" if v["available"] else "OutOfStock"),
                    "url": f"https://fernandharbour.example{item['url']}?variant={v['id']}",
                }
                for v in item["variants"]
            ],
        }
    )
