"""Writes the pages and `css.json` of the themes kelp, brine, gull and dune: `python a_build.py [THEME...]`.

A theme marks its elements in its own markup (`<a @cart_link@ href=...>`). The markers say which element is which; here a
selector is looked for that says the same without them, the same one on every page where that is possible, and the
markers are taken out. `a_check.py` counts what the selectors match in the files as written.

Needs html5lib, lxml and cssselect."""

import importlib
import json
import re
import sys
from pathlib import Path

import a_css as css
import a_keys as keys
import a_shop as shop

THEMES = ("kelp", "brine", "gull", "dune")
MARKER = re.compile(r"\s@([a-z0-9_ ]+)@")
HERE = Path(__file__).parent


def build(theme):
    drawn = importlib.import_module(f"a_{theme}").pages(shop.load())
    trees, marked = {}, {}
    for page in keys.PAGES:
        tree = css.parse(MARKER.sub(r' data-wk="\1"', drawn[page]))
        trees[page] = tree
        for node in tree.xpath("//*[@data-wk]"):
            for key in node.attrib.pop("data-wk").split():
                marked.setdefault(key, {}).setdefault(page, []).append(node)
    if unknown := set(marked) - set(keys.ALL):
        sys.exit(f"{theme}: no such keys: {sorted(unknown)}")
    truth = {key: selectors(theme, key, marked[key], trees) for key in keys.ALL if key in marked}

    folder = HERE.parent / theme
    folder.mkdir(exist_ok=True)
    for page in keys.PAGES:
        (folder / f"{page}.html").write_text(MARKER.sub("", drawn[page]), encoding="utf-8")
    (folder / "css.json").write_text(json.dumps(truth, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"{theme}: {len(truth)} elements; none of {', '.join(k for k in keys.ALL if k not in marked)}")


def selectors(theme, key, nodes, trees):
    """One selector for all the pages of a key, or one for each page; null where a page has no such element."""
    domain = keys.pages_of(key)
    many = key in keys.SETS
    for page, found in nodes.items():
        if page not in domain:
            sys.exit(f"{theme}: {key} is marked on {page}")
        if (len(found) < 2) if many else (len(found) != 1):
            sys.exit(f"{theme}: {key} is marked {len(found)} times on {page}")
    here = [page for page in domain if page in nodes]
    first = here[0]
    for candidate in css.candidates(nodes[first], trees[first]):
        if all(css.select(trees[p], candidate) == nodes.get(p, []) for p in domain):
            return candidate if len(here) == len(domain) else {p: candidate if p in nodes else None for p in domain}
    return {p: css.first(nodes[p], trees[p]) if p in nodes else None for p in domain}


if __name__ == "__main__":
    for name in sys.argv[1:] or THEMES:
        build(name)
