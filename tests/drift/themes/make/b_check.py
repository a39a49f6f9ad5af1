"""Checks committed themes from what is on disk: `python3 b_check.py <theme>...`.

Every selector matches exactly one element (two or more for sets) on each page it is given for, pages parse without
being rearranged, ids are unique, sizes are sane, and Shopify's own form names are there.
"""
import json
import sys
from collections import Counter
from pathlib import Path

import html5lib
from lxml.cssselect import CSSSelector

from b_keys import EVERY, PAGES, SETS

HERE = Path(__file__).parent
# What html5lib reports that browsers do without moving anything.
HARMLESS = {"expected-doctype-but-got-start-tag", "invalid-codepoint", "non-void-element-with-trailing-solidus"}
NEEDED = {
    "product": ['form[action="/cart/add"] input[name="id"]', '[name="quantity"]'],
    "cart": ['form[action="/cart"]', '[name="updates[]"]', '[name="checkout"]'],
    "collection": ['[name="filter.v.availability"]', '[name="filter.v.price.gte"]', '[name="filter.p.m.custom.colour"]',
                   '[name="sort_by"]'],
    "home": ['form[action="/search"] [name="q"]', 'input[name="type"][value="product"]', '[name="contact[email]"]'],
}


def parse(html, errors=None):
    import warnings
    warnings.simplefilter("ignore")
    parser = html5lib.HTMLParser(tree=html5lib.getTreeBuilder("lxml"), namespaceHTMLElements=False)
    tree = parser.parse(html)
    if errors is not None:
        errors += [(place, code, data) for place, code, data in parser.errors if code not in HARMLESS]
    return tree.getroot()


def check_theme(theme):
    folder = HERE.parent / theme
    wrong, trees = [], {}
    for page in EVERY:
        html = (folder / f"{page}.html").read_text()
        errors = []
        trees[page] = parse(html, errors)
        wrong += [f"{page}: {code} {data} at {place}" for place, code, data in errors[:8]]
        ids = Counter(trees[page].xpath("//@id"))
        wrong += [f"{page}: id {name} {n} times" for name, n in ids.items() if n > 1]
        size = len(html.encode())
        if not 20_000 <= size <= 90_000:
            wrong.append(f"{page}: {size} bytes")
        for css in NEEDED.get(page, []):
            if not CSSSelector(css)(trees[page]):
                wrong.append(f"{page}: nothing matches {css}")
    pairs = 0
    for key, said in json.loads((folder / "css.json").read_text()).items():
        for page in PAGES[key]:
            css = said if isinstance(said, str) else said[page]
            if css is None:
                continue
            n = len(CSSSelector(css)(trees[page]))
            pairs += 1
            if (n < 2) if key in SETS else (n != 1):
                wrong.append(f"{page}: {key} {css} matches {n}")
    nodes = {page: sum(1 for e in tree.iter() if isinstance(e.tag, str)) for page, tree in trees.items()}
    print(f"{theme}: {pairs} selector/page pairs, {len(wrong)} wrong, elements {nodes}")
    print("\n".join(wrong))
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(max(check_theme(theme) for theme in sys.argv[1:]))
