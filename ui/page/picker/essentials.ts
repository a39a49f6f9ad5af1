/**
 * Of a page too large to report whole: what a picked element is told from others by. In order: its ancestors,
 * what is inside it, its neighbours, then everything that can be acted on, with the ancestors of each. Where
 * nothing was picked, only the last.
 */
import { CLICKABLE, parentElement } from '../shared/clickable';
import { allIn, shadowOf, type Root } from '../shared/hops';
import { getter } from '../shared/dom';
import { documents } from './frames';
import { viewOf } from './page';

const nextElement = getter<Element | null>(Element, 'nextElementSibling');
const previousElement = getter<Element | null>(Element, 'previousElementSibling');

/** Neighbours on either side of the element and of each ancestor. */
const NEIGHBOURS = 100;

/** Elements to keep, with all their ancestors, leaving room for their texts. */
export function essentials(picked: Element | null, nodes: number): Set<Element> {
  const most = Math.floor(nodes / 3);
  const kept = new Set<Element>();
  const keep = (element: Element): void => {
    for (let at: Element | null = element; at && !kept.has(at); at = outerElement(at)) kept.add(at);
  };
  const keepAll = (elements: ArrayLike<Element>, limit: number): void => {
    for (let at = 0; at < elements.length && at < limit && kept.size < most; at++)
      keep(elements[at]!);
  };

  if (picked) {
    keep(picked);
    keepAll(picked.getElementsByTagName('*'), Math.floor(most / 4));
  }
  for (let at: Element | null = picked; at; at = outerElement(at)) {
    let before = previousElement(at);
    let after = nextElement(at);
    for (let step = 0; step < NEIGHBOURS && kept.size < most; step++) {
      if (before) keep(before);
      if (after) keep(after);
      before = before && previousElement(before);
      after = after && nextElement(after);
    }
  }
  const roots: Root[] = documents();
  for (let at: Element | null = picked; at; at = parentElement(at)) {
    const shadow = shadowOf(at);
    if (shadow) roots.push(shadow);
  }
  for (const root of roots) keepAll(allIn(root, CLICKABLE), most);
  return kept;
}

/** The parent, through shadow hosts and out of frames. */
function outerElement(element: Element): Element | null {
  return parentElement(element) ?? viewOf(element.ownerDocument)?.frameElement ?? null;
}
