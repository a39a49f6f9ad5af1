/** An element in a marketer's words: "Button: Add to cart". */
import { localName, matchesCss } from '../shared/dom';
import { nameOf } from '../shared/name';
import { roleOf } from '../shared/role';
import { buttonText, readable, readText, UNREAD } from '../shared/text';
import { hostOfFrame } from './frames';

/** Longest label, in UTF-16 units. */
const LONGEST = 120;

/** More text than this is a part of the page, not a caption. */
const MOST_READ = 4000;

const words = (text: string): Map<string, string> =>
  new Map(
    text.split(';').flatMap((part) => {
      const [kind, names] = part.split('=') as [string, string];
      return names.split(' ').map((name): [string, string] => [name, kind.trim()]);
    }),
  );

/** The same words as the panel uses; by role. */
const BY_ROLE = words(
  'Button=button;Link=link;Text field=textbox searchbox spinbutton;Drop-down=combobox listbox;' +
    'Checkbox=checkbox;Radio button=radio;Switch=switch;Slider=slider;Tab=tab;' +
    'Menu item=menuitem menuitemcheckbox menuitemradio;Choice=option;Image=img presentation none figure;' +
    'Heading=heading;Form=form search;List=list;List item=listitem;Navigation=navigation;Page header=banner;' +
    'Page footer=contentinfo;Main content=main;Dialog=dialog alertdialog;' +
    'Section=region article complementary group;Table=table grid;' +
    'Table cell=row cell gridcell columnheader rowheader',
);

/** By tag, where there is no role. */
const BY_TAG = words(
  'Label=label;Video=video;Audio=audio;Section=section;Text=p span strong em b i;Image=picture;Page=html body;' +
    'Frame=iframe;Text field=input',
);

/** What the element is and what it says. */
export function describe(element: Element): string {
  const kind = BY_ROLE.get(roleOf(element)) ?? BY_TAG.get(localName(element)) ?? 'Element';
  const words = nameOf(element) || (kind === 'Page' ? '' : shortText(element));
  return shorten(words ? `${kind}: ${words}` : kind);
}

/** What a frame of another site is called. */
export function describeForeign(frame: Element): string {
  return shorten(`Frame of ${hostOfFrame(frame) || 'another site'}: it cannot be looked into`);
}

function shortText(element: Element): string {
  const own = matchesCss(element, UNREAD) ? '' : readText(element, MOST_READ);
  const text = readable((buttonText(element) ?? own).slice(0, MOST_READ));
  return text.length > LONGEST ? '' : text;
}

function shorten(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1).trimEnd()}\u2026` : text;
}
