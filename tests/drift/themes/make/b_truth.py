"""Writes one theme: `python3 b_truth.py <theme>`.

Draws the pages with node, finds for every marked element a selector that means it and nothing else, takes the marks
off, and writes `<theme>/*.html` and `<theme>/css.json`. Needs html5lib, lxml and cssselect.
"""
import json
import re
import subprocess
import sys
from itertools import chain, islice
from pathlib import Path

from cssselect import HTMLTranslator

from b_check import check_theme, parse
from b_keys import PAGES, SETS

HERE = Path(__file__).parent
MARK = re.compile(r' wm="([^"]*)"')
PLAIN = re.compile(r"^[A-Za-z_][A-Za-z0-9_-]*$")
TELLING = ["name", "href", "aria-label", "data-action", "value", "aria-controls", "title", "type", "role", "on:click"]
translate = HTMLTranslator().css_to_xpath
compiled = {}


def select(tree, css):
    if css not in compiled:
        compiled[css] = translate(css)
    return tree.xpath(compiled[css])


def simple(node):
    """What can be said of one element alone, the most telling first."""
    tag = node.tag
    if PLAIN.match(node.get("id", "")):
        yield "#" + node.get("id")
    named = [c for c in node.get("class", "").split() if PLAIN.match(c)]
    attributes = [a for a in TELLING if node.get(a) and ":" not in a]
    attributes += [a for a in node.attrib if a.startswith("data-") and PLAIN.match(a) and a not in attributes]
    if node.get("name"):
        yield f'{tag}[name="{node.get("name")}"]'
    yield from (f"{tag}.{c}" for c in named)
    if len(named) > 1:
        yield tag + "".join("." + c for c in named)
    yield from (f'{tag}[{a}="{node.get(a)}"]' for a in attributes if '"' not in node.get(a) and len(node.get(a)) < 80)
    yield from (f'{tag}.{c}[{a}="{node.get(a)}"]' for c in named[:2] for a in attributes
                if '"' not in node.get(a) and len(node.get(a)) < 80)
    if PLAIN.match(tag.replace("-", "_")):
        yield tag


def nth(node):
    place = 1 + sum(1 for s in node.itersiblings(preceding=True) if isinstance(s.tag, str))
    return f"{node.tag}:nth-child({place})"


def path(node):
    """Step by step from the nearest ancestor with an id."""
    steps = []
    while node is not None and isinstance(node.tag, str):
        if node.tag in ("html", "body"):
            return " > ".join([node.tag, *steps])
        if steps and PLAIN.match(node.get("id", "")):
            return " > ".join(["#" + node.get("id"), *steps])
        steps.insert(0, nth(node))
        node = node.getparent()
    return " > ".join(steps)


def candidates(node):
    own = list(simple(node))
    yield from own
    above = [a for a in node.iterancestors() if isinstance(a.tag, str) and a.tag not in ("html", "body")]
    for ancestor in above[:9]:
        for said in islice(simple(ancestor), 4):
            yield from (f"{said} {o}" for o in own[:6])
    for ancestor in above[:9]:
        for said in islice(simple(ancestor), 2):
            for o in own[:3]:
                place = 1 + sum(1 for s in node.itersiblings(preceding=True) if isinstance(s.tag, str))
                yield f"{said} {o}:nth-child({place})"
    for ancestor in above[:6]:
        for said in islice(simple(ancestor), 2):
            yield from (f"{said}:nth-child({nth(ancestor)[:-1].rsplit('(', 1)[1]}) {o}" for o in own[:3])
    yield path(node)


def set_candidates(nodes):
    """Selectors of several elements: what all of them share, then each by itself."""
    first, rest = nodes[0], nodes[1:]
    shared = [s for s in simple(first) if all(s in set(simple(n)) for n in rest)]
    yield from shared
    for ancestor in islice(first.iterancestors(), 12):
        if isinstance(ancestor.tag, str):
            for said in islice(simple(ancestor), 4):
                yield from (f"{said} {s}" for s in shared[:6])


def union(tree, nodes):
    return ", ".join(next(c for c in candidates(n) if select(tree, c) == [n]) for n in nodes)


def find(key, trees, marked):
    """`{page: selector or None}`, with as few different selectors as can be."""
    where = {page: marked[page].get(key) for page in PAGES[key]}
    todo = [page for page in where if where[page]]
    if key in SETS:
        todo = [page for page in todo if len(where[page]) > 1]
    found = dict.fromkeys(where)
    while todo:
        page = todo[0]
        nodes = where[page]
        stream = set_candidates(nodes) if key in SETS else candidates(nodes[0])
        best, reach = None, []
        for css in stream:
            if select(trees[page], css) != nodes:
                continue
            right = [p for p in todo if select(trees[p], css) == where[p]]
            if len(right) > len(reach):
                best, reach = css, right
            if len(right) == len(todo):
                break
        if best is None:
            best, reach = union(trees[page], nodes), [page]
        found.update(dict.fromkeys(reach, best))
        todo = [p for p in todo if p not in reach]
    return found


def main(theme):
    drawn = json.loads(subprocess.run(["node", HERE / "b_build.mjs", theme], check=True, capture_output=True).stdout)
    out = HERE.parent / theme
    out.mkdir(exist_ok=True)
    trees, marked = {}, {}
    for page, html in drawn.items():
        html = re.sub(r"\n\s*\n+", "\n", html)
        keys = {}
        with_marks = list(parse(html).iter())
        clean = MARK.sub("", html)
        trees[page] = parse(clean)
        for old, new in zip(with_marks, trees[page].iter(), strict=True):
            for key in (old.get("wm", "").split() if isinstance(old.tag, str) else ()):
                keys.setdefault(key, []).append(new)
        for key, nodes in keys.items():
            if key not in PAGES:
                sys.exit(f"{theme}/{page}: no such key {key}")
            if len(nodes) > 1 and key not in SETS:
                sys.exit(f"{theme}/{page}: {key} marked {len(nodes)} times")
        marked[page] = keys
        (out / f"{page}.html").write_text(clean)
    css, missing = {}, []
    for key in PAGES:
        found = find(key, trees, marked)
        said = set(found.values())
        if said == {None}:
            missing.append(key)
        else:
            css[key] = said.pop() if len(said) == 1 else found
    (out / "css.json").write_text(json.dumps(css, indent=1, ensure_ascii=False) + "\n")
    print(f"{theme}: {len(css)} of {len(PAGES)} keys, none of: {' '.join(missing)}")
    return check_theme(theme)


if __name__ == "__main__":
    sys.exit(max(main(theme) for theme in sys.argv[1:]))
