"""Parsing as browsers do, counting what a selector matches, and looking for a short selector of given nodes."""

import re
from functools import lru_cache
from itertools import chain, islice

import html5lib
from cssselect import HTMLTranslator

NAMES = ("id", "name", "type", "href", "aria-label", "aria-controls", "action", "value", "title", "for", "role",
         "data-testid", "data-action", "data-handle", "data-thumb")  # fmt: skip
WORD = re.compile(r"-?[A-Za-z_][\w-]*\Z")
MADE_UP = re.compile(r":r|radix|_[0-9a-zA-Z]{5,}$")


def parse(text):
    """The document as a browser with scripting has it: what is in a `template` is not in the document."""
    parser = html5lib.HTMLParser(tree=html5lib.getTreeBuilder("lxml"), namespaceHTMLElements=False)
    root = parser.parse(text, scripting=True).getroot()
    for template in root.iter("template"):
        for child in list(template):
            template.remove(child)
    return root


@lru_cache(maxsize=None)
def _xpath(selector):
    return HTMLTranslator().css_to_xpath(selector)


def select(root, selector):
    """The nodes a selector matches, in document order."""
    return root.xpath(_xpath(selector))


def simple(node, text=True):
    """Compound selectors of one node, from the most telling on."""
    tag = node.tag
    if not isinstance(tag, str) or not WORD.match(tag):
        return
    for name in NAMES:
        value = node.get(name)
        if not value or '"' in value or MADE_UP.search(value) or len(value) > 60 or "\n" in value:
            continue
        yield f"#{value}" if name == "id" and WORD.match(value) else f'{tag}[{name}="{value}"]'
    classes = [c for c in (node.get("class") or "").split() if WORD.match(c)]
    for one in classes:
        yield f"{tag}.{one}"
    for one, other in zip(classes, classes[1:]):
        yield f"{tag}.{one}.{other}"
    yield tag


def _place(node):
    before = [n for n in node.itersiblings(preceding=True) if isinstance(n.tag, str)]
    return f":nth-child({len(before) + 1})"


def candidates(nodes, root):
    """Selectors that match exactly these nodes of the document, shortest idea first. Unique by construction of the
    search, not by trust: every one is counted."""
    paths = [path(nodes[0])] if len(nodes) == 1 else []
    for selector in chain(islice(_ideas(nodes), 4000), paths):
        if select(root, selector) == nodes:
            yield selector


def _ideas(nodes):
    shared = [s for s in simple(nodes[0]) if all(s in set(simple(n)) for n in nodes[1:])]
    yield from shared
    above = [n for n in nodes[0].iterancestors() if all(n in list(o.iterancestors()) for o in nodes[1:])]
    up = [s for n in above[:14] for s in list(simple(n)) if s not in ("div", "body", "html")]
    yield from (f"{a} {s}" for a in up for s in shared)
    if len(nodes) == 1:
        node = nodes[0]
        placed = [s + _place(node) for s in shared]
        yield from (f"{a} > {s}" for a in list(simple(node.getparent())) for s in placed)
        yield from (f"{a} {s}" for a in up for s in placed)
        for n in above[:6]:
            yield from (f"{a} {p}{_place(n)} {s}" for a in up for p in list(simple(n)) for s in shared)
    else:
        own = [n.getparent() for n in nodes]
        for _ in range(3):
            common = [s for s in simple(own[0]) if all(s in set(simple(o)) for o in own[1:])]
            yield from (f"{c} {s}" for c in common for s in shared)
            yield from (f"{a} {c} {s}" for a in up for c in common for s in shared)
            own = [o.getparent() for o in own if o.getparent() is not None]
            if len(own) < len(nodes):
                return


def path(node):
    """Steps from the nearest ancestor with an id of its own, or from the body."""
    steps = []
    while node is not None and node.tag != "body":
        name = node.get("id") or ""
        if steps and WORD.match(name):
            return " > ".join([f"#{name}", *steps])
        steps.insert(0, node.tag + _place(node))
        node = node.getparent()
    return " > ".join(["body", *steps])


def first(nodes, root):
    """The first selector that matches exactly these nodes; of a set that shares nothing, a list."""
    for selector in candidates(nodes, root):
        return selector
    return ", ".join(next(candidates([n], root)) for n in nodes)
