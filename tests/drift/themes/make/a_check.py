"""Counts what the selectors of `css.json` match in the pages as written: `python a_check.py [THEME...]`. Fails when a
selector of one element does not match exactly one node, a set fewer than two, or two elements are the same node.

Needs html5lib, lxml and cssselect."""

import json
import sys
from pathlib import Path

import a_css as css
import a_keys as keys
from a_build import THEMES

FOLDER = Path(__file__).parent.parent
LINKS = {"nav_new_in": "/collections/new-in", "nav_knitwear": "/collections/knitwear", "nav_story": "/pages/our-story",
         "drawer_nav_knitwear": "/collections/knitwear", "footer_faq": "/pages/faq", "logo": "/",
         "footer_refund": "/policies/refund-policy", "cart_link": "/cart", "account_link": "/account",
         "card_1_link": "/products/moorland-crew", "featured_1_link": "/products/harbour-overshirt"}  # fmt: skip


def check(theme):
    truth = json.loads((FOLDER / theme / "css.json").read_text(encoding="utf-8"))
    faults = [f"unknown key {key}" for key in truth if key not in keys.ALL]
    counted = 0
    for page in keys.PAGES:
        text = (FOLDER / theme / f"{page}.html").read_text(encoding="utf-8")
        if not 18_000 <= len(text.encode()) <= 95_000:
            faults.append(f"{page} has {len(text.encode())} bytes")
        root = css.parse(text)
        ids = root.xpath("//@id")
        faults += [f"{page}: id {i} twice" for i in set(ids) if ids.count(i) > 1]
        taken = {}
        for key, said in truth.items():
            if page not in keys.pages_of(key):
                continue
            selector = said if isinstance(said, str) else said[page]
            if selector is None:
                continue
            nodes = css.select(root, selector)
            counted += 1
            if (len(nodes) < 2) if key in keys.SETS else (len(nodes) != 1):
                faults.append(f"{page}: {key} matches {len(nodes)}: {selector}")
            elif key not in keys.SETS:
                if nodes[0] in taken:
                    faults.append(f"{page}: {key} is also {taken[nodes[0]]}")
                taken[nodes[0]] = key
                if key in LINKS and LINKS[key] not in nodes[0].get("href", LINKS[key]):
                    faults.append(f"{page}: {key} leads to {nodes[0].get('href')}")
    print(f"{theme}: {len(truth)} of {len(keys.ALL)} elements, {counted} matched on pages, {len(faults)} faults")
    for fault in faults:
        print("  ", fault)
    return not faults


if __name__ == "__main__":
    sys.exit(0 if all([check(theme) for theme in sys.argv[1:] or THEMES]) else 1)
