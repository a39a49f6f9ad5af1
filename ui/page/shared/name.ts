/**
 * Role and accessible name: the part of ARIA that telling elements apart needs. The rules are told in
 * `tests/vectors/README.md`; the crate `identify` has the twin.
 */
import { getAttribute, localName, matchesCss, rootOf } from './dom';
import { allIn, type Root } from './hops';
import { buttonText, firstChild, nextSibling, nodeType, readable, textContent, UNREAD } from './text';
import { parentElement } from './clickable';

const ROLES = new Set(
  (
    'alert alertdialog article banner button cell checkbox columnheader combobox complementary contentinfo ' +
    'dialog figure form grid gridcell group heading img link list listbox listitem main menu menubar menuitem ' +
    'menuitemcheckbox menuitemradio meter navigation option progressbar radio radiogroup region row ' +
    'rowheader search searchbox separator slider spinbutton status switch tab table tablist tabpanel textbox ' +
    'toolbar tooltip tree treeitem'
  ).split(' '),
);

const BY_TAG: { [tag: string]: string } = {
  article: 'article',
  aside: 'complementary',
  button: 'button',
  details: 'group',
  dialog: 'dialog',
  fieldset: 'group',
  figure: 'figure',
  form: 'form',
  h1: 'heading',
  h2: 'heading',
  h3: 'heading',
  h4: 'heading',
  h5: 'heading',
  h6: 'heading',
  hr: 'separator',
  li: 'listitem',
  main: 'main',
  menu: 'list',
  meter: 'meter',
  nav: 'navigation',
  ol: 'list',
  optgroup: 'group',
  option: 'option',
  output: 'status',
  progress: 'progressbar',
  search: 'search',
  summary: 'button',
  svg: 'img',
  table: 'table',
  td: 'cell',
  textarea: 'textbox',
  th: 'columnheader',
  tr: 'row',
  ul: 'list',
};

const BY_INPUT: { [type: string]: string } = {
  button: 'button',
  checkbox: 'checkbox',
  color: 'button',
  file: 'button',
  hidden: '',
  image: 'button',
  number: 'spinbutton',
  radio: 'radio',
  range: 'slider',
  reset: 'button',
  search: 'searchbox',
  submit: 'button',
};

/** Roles whose name comes from what stands inside. */
const NAMED_BY_CONTENT =
  /^(button|cell|checkbox|columnheader|heading|link|menuitem|menuitemcheckbox|menuitemradio|option|radio|row|rowheader|switch|tab|tooltip|treeitem)$/;

/** Elements that do not part words. */
const INLINE =
  /^(a|abbr|b|bdi|bdo|cite|code|data|em|font|i|kbd|label|mark|q|s|small|span|strong|sub|sup|time|tt|u|var|wbr)$/;

/** Deepest nesting that is read. */
const DEEPEST = 64;

/** The ARIA role, explicit or implied by the tag; empty where there is none. */
export function roleOf(element: Element): string {
  for (const token of (getAttribute(element, 'role') || '').toLowerCase().split(/\s+/)) {
    if (ROLES.has(token)) return token;
    if (token == 'none' || token == 'presentation') return '';
  }
  const tag = localName(element);
  switch (tag) {
    case 'a':
    case 'area':
      return has(element, 'href') ? 'link' : '';
    case 'input':
      return BY_INPUT[(getAttribute(element, 'type') || '').toLowerCase()] ?? (has(element, 'list') ? 'combobox' : 'textbox');
    case 'select':
      return has(element, 'multiple') || +(getAttribute(element, 'size') || 0) > 1 ? 'listbox' : 'combobox';
    case 'img':
      return getAttribute(element, 'alt') === '' ? '' : 'img';
    case 'header':
    case 'footer':
      return insideSection(element) ? '' : tag == 'header' ? 'banner' : 'contentinfo';
    case 'section':
      return has(element, 'aria-label') || has(element, 'aria-labelledby') ? 'region' : '';
    default:
      return Object.prototype.hasOwnProperty.call(BY_TAG, tag) ? BY_TAG[tag]! : '';
  }
}

/** The accessible name, white space collapsed. */
export function nameOf(element: Element): string {
  return (
    labelledBy(element) ||
    readable(getAttribute(element, 'aria-label') || '') ||
    nativeName(element) ||
    (NAMED_BY_CONTENT.test(roleOf(element)) || /^(label|legend|caption)$/.test(localName(element))
      ? contentOf(element)
      : '') ||
    readable(getAttribute(element, 'title') || '')
  );
}

function has(element: Element, name: string): boolean {
  return getAttribute(element, name) != null;
}

function insideSection(element: Element): boolean {
  for (let at = parentElement(element); at; at = parentElement(at))
    if (/^(article|aside|main|nav|section)$/.test(localName(at))) return true;
  return false;
}

function labelledBy(element: Element): string {
  const ids = (getAttribute(element, 'aria-labelledby') || '').split(/\s+/).filter(Boolean);
  const root = rootOf(element) as Root;
  return readable(
    ids
      .map((id) => allIn(root, `[id="${CSS.escape(id)}"]`)[0])
      .map((named) => (named ? readable(getAttribute(named, 'aria-label') || '') || nativeName(named) || contentOf(named) : ''))
      .join(' '),
  );
}

function nativeName(element: Element): string {
  const tag = localName(element);
  const button = buttonText(element);
  if (button != null) return readable(button);
  switch (tag) {
    case 'input':
    case 'select':
    case 'textarea':
      return labelsOf(element) || readable(getAttribute(element, 'placeholder') || '');
    case 'img':
    case 'area':
      return readable(getAttribute(element, 'alt') || '');
    case 'fieldset':
      return childName(element, 'legend');
    case 'table':
      return childName(element, 'caption');
    case 'figure':
      return childName(element, 'figcaption');
    case 'svg':
      return childName(element, 'title');
    default:
      return '';
  }
}

/** Words of the labels that point to the control or stand around it, in document order. */
function labelsOf(control: Element): string {
  const id = getAttribute(control, 'id');
  const labels = id ? Array.from(allIn(rootOf(control) as Root, `label[for="${CSS.escape(id)}"]`)) : [];
  for (let at = parentElement(control); at; at = parentElement(at))
    if (localName(at) == 'label') {
      if (!has(at, 'for') && labels.indexOf(at) < 0) labels.push(at);
      break;
    }
  return readable(labels.map((label) => contentOf(label)).join(' '));
}

function childName(element: Element, tag: string): string {
  for (let node = firstChild(element); node; node = nextSibling(node))
    if (nodeType(node) == 1 && localName(node) == tag) return contentOf(node as unknown as Element);
  return '';
}

/** The words inside an element, pictures and labelled parts included. */
export function contentOf(element: Element): string {
  return readable(read(element, 0));
}

function read(parent: Node, depth: number): string {
  let text = '';
  for (let node = firstChild(parent); node; node = nextSibling(node)) {
    const type = nodeType(node);
    if (type == 3) text += textContent(node);
    else if (type == 1 && depth < DEEPEST) text += readElement(node as unknown as Element, depth);
  }
  return text;
}

function readElement(element: Element, depth: number): string {
  const tag = localName(element);
  if (matchesCss(element, UNREAD) || has(element, 'hidden') || getAttribute(element, 'aria-hidden') == 'true') return '';
  const label = readable(getAttribute(element, 'aria-label') || '');
  const own =
    label ||
    buttonText(element) ||
    (/^(input|select|textarea)$/.test(tag)
      ? ''
      : /^(img|area|svg)$/.test(tag)
        ? nativeName(element)
        : read(element, depth + 1));
  return INLINE.test(tag) ? own : ` ${own} `;
}
