/**
 * The words of an element; the rule is told in `tests/vectors/README.md`. Accessible names are another matter:
 * `name.ts`.
 */
import { getAttribute, getter, localName, matchesCss, unbound } from './dom';
import type { Conditions } from './match';
import { normalise, readable } from './readable';

/** Elements whose text nobody reads. */
export const UNREAD = 'script,style,noscript,template';

const textContent = getter<string | null>(Node, 'textContent');
const firstChild = getter<ChildNode | null>(Node, 'firstChild');
const nextSibling = getter<ChildNode | null>(Node, 'nextSibling');
const nodeType = getter<number>(Node, 'nodeType');
const query = unbound(
  Element.prototype.querySelector as (this: Element, css: string) => Element | null,
);

export { firstChild, nextSibling, nodeType, normalise, query, readable, textContent };

/** What an input that is a button shows; `null` for everything else. */
export function buttonText(element: Element): string | null {
  if (localName(element) != 'input') return null;
  const type = (getAttribute(element, 'type') || '').trim().toLowerCase();
  const value = getAttribute(element, 'value') || '';
  if (type != 'image') return /^(submit|button|reset)$/.test(type) ? value : null;
  const alt = getAttribute(element, 'alt');
  return alt == null ? value : alt;
}

/** The element's own words, not yet normalised. */
export function textOf(element: Element): string {
  return (
    buttonText(element) ??
    (matchesCss(element, UNREAD)
      ? ''
      : query(element, UNREAD)
        ? readText(element)
        : textContent(element)!)
  );
}

/** What stands inside, node by node; reading stops some way after `most` UTF-16 units. */
export function readText(parent: Node, most?: number): string {
  let text = '';
  for (let node = firstChild(parent); node && !(text.length > most!); node = nextSibling(node)) {
    const type = nodeType(node);
    if (type == 3) text += textContent(node);
    else if (type == 1 && !matchesCss(node as Element, UNREAD)) text += readText(node, most);
  }
  return text;
}

/** Gives the matcher its text condition. */
export function installText(conditions: Conditions): void {
  conditions.words_ = (of) => normalise(typeof of == 'string' ? of : textOf(of));
}
