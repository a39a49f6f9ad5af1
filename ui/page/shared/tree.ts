/** Ways through the page's elements. */
import { allInDocument, getter, matchesCss, unbound } from './dom';

const queryAll = unbound(
  Element.prototype.querySelectorAll as (this: Element, css: string) => NodeListOf<Element>,
);

/** The element around. */
export const parentOf = getter<Element | null>(Node, 'parentElement');

export const childrenOf = getter<HTMLCollection>(Element, 'children');

/** All inside an element that the CSS matches. */
export const inside = (root: Element, css: string): Element[] => Array.from(queryAll(root, css));

/** All that the CSS matches, an element and inside it, or in the document. */
export const all = (root: Element | null, css: string): Element[] =>
  root
    ? (matchesCss(root, css) ? [root] : []).concat(inside(root, css))
    : Array.from(allInDocument(document, css));
