/**
 * Accessible names: what a screen reader would call an element; the part of the rules that telling elements
 * apart needs. They are told in `tests/vectors/README.md`; the crate `identify` has the twin.
 */
import { getAttribute, getter, localName, matchesCss, rootOf } from './dom';
import { allIn, type Root } from './hops';
import { roleOf } from './role';
import { firstChild, nextSibling, nodeType, readable, textContent, UNREAD } from './text';

/** Roles that are named by what stands inside. */
const NAMED_BY_CONTENT =
  /^(button|cell|checkbox|columnheader|gridcell|heading|link|menuitem|menuitemcheckbox|menuitemradio|option|radio|row|rowheader|switch|tab|tooltip|treeitem)$/;

/** Controls inside a label, whose choices and contents are no part of the name. */
const CONTROLS = 'select,textarea,datalist';

/** Deepest nesting that is read, and most characters. */
const DEEPEST = 100;
const LONGEST = 1000;

const parentElement = getter<Element | null>(Node, 'parentElement');

/** The accessible name, white space collapsed; empty where there is none. */
export function nameOf(element: Element): string {
  return (
    labelledBy(element) ||
    filled(element, 'aria-label') ||
    nativeName(element) ||
    (NAMED_BY_CONTENT.test(roleOf(element)) ||
    /^(label|legend|caption|figcaption)$/.test(localName(element))
      ? contentOf(element)
      : '') ||
    filled(element, 'title') ||
    (/^(input|textarea)$/.test(localName(element)) ? filled(element, 'placeholder') : '')
  );
}

/** An attribute's words. */
function filled(element: Element, name: string): string {
  return readable(getAttribute(element, name) || '');
}

function labelledBy(element: Element): string {
  const ids = (getAttribute(element, 'aria-labelledby') || '')
    .split(/\s+/)
    .filter(Boolean)
    .slice(0, 8);
  return ids
    .map((id) => allIn(rootOf(element) as Root, `[id="${CSS.escape(id)}"]`)[0])
    .map((named) => (named ? filled(named, 'aria-label') || contentOf(named) : ''))
    .filter(Boolean)
    .join(' ');
}

/** The name that HTML gives: label, alt, value, legend, caption, title of a drawing. */
function nativeName(element: Element): string {
  switch (localName(element)) {
    case 'input':
      return inputName(element);
    case 'select':
    case 'textarea':
    case 'meter':
    case 'output':
    case 'progress':
      return labelsOf(element);
    case 'img':
    case 'area':
      return filled(element, 'alt');
    case 'fieldset':
      return childName(element, 'legend');
    case 'figure':
      return childName(element, 'figcaption');
    case 'table':
      return childName(element, 'caption');
    case 'svg':
      return childName(element, 'title');
    default:
      return '';
  }
}

function inputName(input: Element): string {
  switch ((getAttribute(input, 'type') || '').trim().toLowerCase()) {
    case 'button':
      return filled(input, 'value');
    case 'submit':
      return filled(input, 'value') || 'Submit';
    case 'reset':
      return filled(input, 'value') || 'Reset';
    case 'image':
      return filled(input, 'alt') || filled(input, 'value');
    default:
      return labelsOf(input);
  }
}

/** Words of the labels that point to a control or stand around it, in document order. */
function labelsOf(control: Element): string {
  const id = getAttribute(control, 'id');
  const labels = id
    ? Array.from(allIn(rootOf(control) as Root, `label[for="${CSS.escape(id)}"]`))
    : [];
  let around = parentElement(control);
  while (around && localName(around) !== 'label') around = parentElement(around);
  if (around && !labels.includes(around)) labels.push(around);
  labels.sort((a, b) => (a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1));
  return labels.map(contentOf).filter(Boolean).join(' ');
}

function childName(element: Element, tag: string): string {
  for (let node = firstChild(element); node; node = nextSibling(node))
    if (nodeType(node) === 1 && localName(node) === tag)
      return contentOf(node as unknown as Element);
  return '';
}

/** The words inside an element, and the names of pictures and labelled things between them. */
function contentOf(element: Element): string {
  return readable(read(element, 0));
}

function read(parent: Node, depth: number): string {
  let text = '';
  for (let node = firstChild(parent); node && text.length < LONGEST; node = nextSibling(node)) {
    const type = nodeType(node);
    if (type === 3) text += textContent(node)!.slice(0, LONGEST);
    else if (type === 1 && depth < DEEPEST) text += readElement(node as unknown as Element, depth);
  }
  return text;
}

function readElement(element: Element, depth: number): string {
  if (matchesCss(element, `${UNREAD},${CONTROLS},[aria-hidden=true]`)) return '';
  const own =
    filled(element, 'aria-label') ||
    (/^(img|svg)$/.test(localName(element)) ? nativeName(element) : '');
  return own ? ` ${own} ` : read(element, depth + 1);
}
