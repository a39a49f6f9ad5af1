/** Ways through the page's elements. */
import { allInDocument, getter, matchesCss, unbound } from '../shared/dom';

const queryAll = unbound(
  Element.prototype.querySelectorAll as (this: Element, css: string) => NodeListOf<Element>,
);

/** The element around. */
export const parentOf = getter<Element | null>(Node, 'parentElement');

/** All that the CSS matches, an element and inside it, or in the document. */
export const all = (root: Element | null, css: string): Element[] =>
  root
    ? (matchesCss(root, css) ? [root] : []).concat(Array.from(queryAll(root, css)))
    : Array.from(allInDocument(document, css));
