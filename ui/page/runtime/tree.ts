/** Ways through the page's elements. */
import { allInDocument, getter, matchesCss, unbound } from '../shared/dom';

const queryAll = unbound(
  Element.prototype.querySelectorAll as (this: Element, css: string) => NodeListOf<Element>,
);

$.parent_ = getter<Element | null>(Node, 'parentElement');

$.all_ = (root, css) =>
  root
    ? (matchesCss(root, css) ? [root] : []).concat(Array.from(queryAll(root, css)))
    : Array.from(allInDocument(document, css));
