/**
 * From what the mouse is over to what a marketer means by it: the clickable ancestor. Twin of the same walk in
 * the crate `identify`; held to it by `tests/vectors`.
 */
import { getAttribute, getter, localName, matchesCss } from './dom';

/** Roles that make anything a control; the first of several counts. */
const ROLES =
  /^\s*(button|link|tab|menuitem|menuitemcheckbox|menuitemradio|option|switch|checkbox|radio|treeitem)(\s|$)/i;

/** What can be acted on whatever its role. */
const CONTROLS =
  'a[href],button,input:not([type=hidden i]),select,textarea,summary,label,option,video,audio,[onclick]';

/** What may be possible to act on, as far as CSS can say. */
export const CLICKABLE = CONTROLS + ',[contenteditable],[role]';

/** Whether a visitor can act on the element. */
export function isClickable(element: Element): boolean {
  const editable = getAttribute(element, 'contenteditable');
  return (
    matchesCss(element, CONTROLS) ||
    ROLES.test(getAttribute(element, 'role') || '') ||
    (editable != null && editable.trim().toLowerCase() != 'false')
  );
}

/** Steps up from the innermost element; farther away is another thing. */
const FARTHEST = 8;

const parentOf = getter<Node | null>(Node, 'parentNode');
const hostOf = getter<Element>(ShadowRoot, 'host');

/** The parent element, through shadow hosts but not out of a frame. */
export function parentElement(element: Element): Element | null {
  const parent = parentOf(element);
  if (!parent) return null;
  try {
    return hostOf(parent);
  } catch {
    return 'getAttribute' in parent ? (parent as Element) : null;
  }
}

/** The nearest element that can be acted on, at most eight steps up; the element itself if there is none. */
export function clickableAncestor(element: Element): Element {
  let at: Element | null = element;
  for (let step = 0; at && step <= FARTHEST; step++, at = parentElement(at)) {
    if (isClickable(at)) return localName(at) == 'option' ? selectOf(at) : at;
  }
  return element;
}

function selectOf(option: Element): Element {
  let at: Element | null = option;
  while (at && localName(at) != 'select') at = parentElement(at);
  return at || option;
}
