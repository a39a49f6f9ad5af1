/** Ways through the page's elements. */
import { allInDocument, getter, matchesCss, unbound } from '../shared/dom';

/** What this fragment gives the others, on `$`. */
export interface Tree {
  /** All that the CSS matches, an element and inside it, or in the document. */
  all_(root: Element | null, css: string): Element[];
  /** The element around. */
  parent_(element: Element): Element | null;
}

const queryAll = unbound(
  Element.prototype.querySelectorAll as (this: Element, css: string) => NodeListOf<Element>,
);

$.parent_ = getter<Element | null>(Node, 'parentElement');

$.all_ = (root, css) =>
  root
    ? (matchesCss(root, css) ? [root] : []).concat(Array.from(queryAll(root, css)))
    : Array.from(allInDocument(document, css));
