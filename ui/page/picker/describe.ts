/** An element in a marketer's words: "Button: Add to cart". */
import { localName } from '../shared/dom';
import { nameOf, roleOf } from '../shared/name';
import { readable, textOf } from '../shared/text';
import { hostOfFrame } from './frames';

/** Longest label, in UTF-16 units. */
const LONGEST = 120;

/** More text than this is a part of the page, not a caption. */
const MOST_READ = 4000;

const BY_ROLE: { [role: string]: string } = {
  alert: 'Message',
  article: 'Article',
  banner: 'Page header',
  button: 'Button',
  checkbox: 'Checkbox',
  combobox: 'Drop-down',
  complementary: 'Side section',
  contentinfo: 'Page footer',
  dialog: 'Dialog',
  form: 'Form',
  group: 'Group',
  heading: 'Heading',
  img: 'Picture',
  link: 'Link',
  list: 'List',
  listbox: 'Choice list',
  listitem: 'List entry',
  main: 'Main part of the page',
  menuitem: 'Menu entry',
  menuitemcheckbox: 'Menu entry',
  menuitemradio: 'Menu entry',
  navigation: 'Menu',
  option: 'Option',
  radio: 'Choice',
  region: 'Section',
  search: 'Search',
  searchbox: 'Search field',
  slider: 'Slider',
  spinbutton: 'Number field',
  switch: 'Switch',
  tab: 'Tab',
  table: 'Table',
  textbox: 'Text field',
};

const BY_TAG: { [tag: string]: string } = {
  audio: 'Sound',
  body: 'Page',
  footer: 'Footer',
  header: 'Header',
  html: 'Page',
  iframe: 'Frame',
  img: 'Picture',
  label: 'Label',
  p: 'Text',
  section: 'Section',
  span: 'Text',
  video: 'Video',
};

/** What the element is and what it says. */
export function describe(element: Element): string {
  const tag = localName(element);
  const kind = BY_ROLE[roleOf(element)] ?? BY_TAG[tag] ?? 'Area';
  const words = nameOf(element) || (kind === 'Page' ? '' : shortText(element));
  return shorten(words ? `${kind}: ${words}` : kind);
}

/** What a frame of another site is called. */
export function describeForeign(frame: Element): string {
  return shorten(`Frame of ${hostOfFrame(frame) || 'another site'}: it cannot be looked into`);
}

function shortText(element: Element): string {
  const text = readable(textOf(element).slice(0, MOST_READ));
  return text.length > LONGEST ? '' : text;
}

function shorten(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1).trimEnd()}\u2026` : text;
}
