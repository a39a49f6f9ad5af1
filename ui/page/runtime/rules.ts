/**
 * The rules of one browser event type, found fast: each selector is filed under the rarest thing its last
 * compound demands (id, attribute value, class, attribute, tag). An element of the path is only looked at if it has any
 * of these, and only held against selectors that can match it: once for all that share their CSS, and where an
 * ancestor has the name that they demand. What asks the whole page (`alone`, an earlier selector) comes last, and only
 * for what hit.
 * Class attributes that lead to no rule are remembered; as the memory is keyed by the attribute's text, nothing
 * ever makes it stale.
 */
import type { ConfigEvent } from '../../generated/ConfigEvent';
import type { Selector } from '../../generated/Selector';
import { getAttribute, getter, localName, matchesCss, rootOf } from '../shared/dom';
import { conditions, find } from '../shared/match';

/** One selector of one rule. */
interface Candidate {
  event_: ConfigEvent;
  selectors_: readonly Selector[];
  /** Position among the rule's selectors. */
  at_: number;
  /** Position among the rules. */
  order_: number;
  /** What the element has to say, as it is compared; null: whatever it likes. */
  words_: unknown;
}

/** All selectors with the same CSS. */
interface Group {
  css_: string;
  /** Class or id of an ancestor; empty: nothing is known. */
  above_: string;
  candidates_: Candidate[];
}

/**
 * The rules that an event with this path hits, in the plan's order, each with its innermost matching element.
 */
export type Matcher = (path: readonly EventTarget[]) => [ConfigEvent, Element][];

/** What was matched: the candidate, and the element. */
type Match = [Candidate, Element];

type Shelf = Map<string, Group[]>;

export interface Index {
  /** By tag, `#id`, `.class`, `[attribute` or `[attribute="value"]`; what nothing is known of, under the empty string. */
  shelf_: Shelf;
  /** Names of the attributes that are keys. */
  attributes_: Set<string>;
  /** CSS of whatever has a key. */
  keyed_: string;
  /** Groups by text of the class attribute. */
  classes_: Shelf;
}

/**
 * CSS in pieces: `#id`, `.class` or tag; attribute; pseudo-class, with an argument that has no parentheses in
 * it; combinator; anything else, a character at a time. No piece can be cut in two ways, so this is linear.
 */
const PIECES =
  /[.#]?[-\w\x80-\uffff]+|\[[^\]"']+(?:"[^"]*"|'[^']*')?[^\]"']*]|::?[-\w]+(?:\((?:[^()"']|"[^"]*"|'[^']*'|\((?:[^()"']|"[^"]*"|'[^']*')*\))*\))?|\s*[\s>+~]\s*|[^]/g;

/** A compound that only lists what the element may be, with no comma inside of quotes. */
const CHOICE = /^:is\(((?:[^"'(),]|"[^",]*")+(?:,(?:[^"'(),]|"[^",]*")+)*)\)$/;

/** Keys that are sure to be CSS by themselves. */
const KEY = /^[.#[]?-?[a-z_\x80-\uffff]/i;

/** What must be there for CSS to match. */
interface Needs {
  /**
   * On the element one of these, each the rarest there is: `#id`, `.class`, `[name="value"]`, `tag` or `[name`. An
   * empty one: nothing is known.
   */
  keys_: string[];
  /** Around it this class or id; empty: nothing is known. */
  above_: string;
}

const UNKNOWN: Needs = { keys_: [''], above_: '' };

/** Reads what CSS needs; lists and escapes are left alone. `known` keeps what was read, for the many that share parts. */
function needsOf(css: string, quirks: boolean, known: Map<string, Needs>): Needs {
  const read = known.get(css + quirks);
  if (read || css.indexOf('\\') >= 0) return read || UNKNOWN;
  let [above, id, named, exact, tag, choice, attribute] = ['', '', '', '', '', '', ''];
  for (const piece of css.match(PIECES) || []) {
    const kind = piece[0]!;
    if (kind == '#') id = id || piece;
    else if (kind == '.') named = named || piece;
    else if (kind == '[' && piece[1]) {
      if (/^\[[-\w]+="[^"]+"]$/.test(piece)) exact = exact || piece;
      else attribute = attribute || /^.[-\w]*/.exec(piece)![0];
    } else if (kind == ':' && piece[1]) choice = choice || (CHOICE.exec(piece) || '')[1] || '';
    else if (/[-\w\x80-\uffff]/.test(kind)) tag = tag || piece;
    else if (/[\s>+~]/.test(kind)) {
      // A sibling is not above. Without a doctype, ids and classes match in any case.
      if (!quirks && !/[+~]/.test(piece)) above = id || named || above;
      id = named = exact = tag = choice = attribute = '';
    } else if (kind != '*') return UNKNOWN;
  }
  const key = (!quirks && (id || named)) || exact || tag;
  const needs = {
    keys_:
      !key && choice
        ? choice.split(',').flatMap((each) => needsOf(each, quirks, known).keys_)
        : [KEY.test(key || attribute) ? key || attribute : ''],
    above_: above.slice(1),
  };
  known.set(css + quirks, needs);
  return needs;
}

/** Files the rules. */
export function indexOf(events: readonly ConfigEvent[]): Index {
  const shelf: Shelf = new Map();
  const groups = new Map<string, Group>();
  const attributes = new Set<string>();
  const keyed = new Set<string>();
  const known = new Map<string, Needs>();
  events.forEach((event, order) =>
    (event.selectors || []).forEach(({ css, text, within = [] }, at, selectors) => {
      const quirks = within.some((hop) => 'frame' in hop) || document.compatMode[0] == 'B';
      let group = groups.get(css + quirks);
      if (!group) {
        const { keys_, above_ } = needsOf(css.trim(), quirks, known);
        groups.set(css + quirks, (group = { css_: css, above_, candidates_: [] }));
        for (const key of keys_) {
          const attribute = key[0] == '[' ? key.slice(1).split('=')[0]! : '';
          const place = /^[.#]/.test(key) ? key : key.toLowerCase();
          const shelved = shelf.get(place);
          if (shelved) shelved.push(group);
          else shelf.set(place, [group]);
          if (attribute) attributes.add(attribute.toLowerCase());
          keyed.add(attribute ? `[${attribute}]` : key || '*');
        }
      }
      group.candidates_.push({
        event_: event,
        selectors_: selectors,
        at_: at,
        order_: order,
        words_: text ? conditions.words_(text) : null,
      });
    }),
  );
  return {
    shelf_: shelf,
    attributes_: attributes,
    keyed_: [...keyed].join(),
    classes_: new Map(),
  };
}

/** More class attributes than a page has in an hour; then the memory starts anew. */
const MOST_CLASSES = 4000;

function byClasses({ classes_, shelf_ }: Index, text: string): Group[] {
  let found = classes_.get(text);
  if (!found) {
    found = [];
    for (const name of text.split(/\s+/)) found.push(...(shelf_.get('.' + name) || []));
    if (classes_.size > MOST_CLASSES) classes_.clear();
    classes_.set(text, found);
  }
  return found;
}

const parentElement = getter<Element | null>(Node, 'parentElement');

/** Classes and ids of the path and of all that is above. */
function namesOn(path: readonly EventTarget[]): string {
  let names = '';
  const seen = new Set<Element>();
  for (const node of path)
    if ('getAttribute' in node)
      for (
        let element: Element | null = node as Element;
        element && !seen.has(element);
        element = parentElement(element)
      ) {
        seen.add(element);
        names += ` ${getAttribute(element, 'class')} ${getAttribute(element, 'id')}`;
      }
  return names;
}

/**
 * The rules that an event with this path hits, in the plan's order, each with its innermost matching element.
 * A rule whose spare hits while an earlier selector matches elsewhere on the page is not hit: that one counts.
 */
export function hitsOf(
  index: Index,
  path: readonly EventTarget[],
  say: (...words: unknown[]) => void,
): [ConfigEvent, Element][] {
  const { shelf_: shelf, keyed_ } = index;
  /** By position of the rule, innermost element first. */
  const matches: Match[][] = [];
  let names: string | undefined;
  let element: Element;
  let shown: boolean | undefined;
  let words: unknown;

  const says = ({ words_ }: Candidate): boolean =>
    words_ == null || words_ === (words = words ?? conditions.words_(element));
  const hold = (groups: readonly Group[] = [], isKeyed = true): void => {
    for (const { css_, above_, candidates_ } of groups)
      if (
        (!above_ || (names = names ?? namesOn(path)).indexOf(above_) >= 0) &&
        // The few words of what has the key take less time than most CSS; all those of the page do not.
        (!isKeyed || candidates_.some(says)) &&
        matchesCss(element, css_)
      )
        for (const candidate of candidates_) {
          const { selectors_, at_, order_ } = candidate;
          const { within } = selectors_[at_]!;
          if (
            says(candidate) &&
            (within && within[0]
              ? conditions.reaches_(element, within)
              : (shown = shown ?? rootOf(element) === document))
          )
            (matches[order_] = matches[order_] || []).push([candidate, element]);
        }
  };

  for (const node of path) {
    if (!('getAttribute' in node && matchesCss(node as Element, keyed_))) continue;
    element = node as Element;
    shown = words = undefined;
    const classes = getAttribute(element, 'class');
    if (classes) hold(byClasses(index, classes));
    hold(shelf.get('#' + getAttribute(element, 'id')));
    hold(shelf.get(localName(element).toLowerCase()));
    for (const attribute of index.attributes_) {
      const value = getAttribute(element, attribute);
      if (value != null) {
        hold(shelf.get('[' + attribute));
        hold(shelf.get(`[${attribute}="${value.toLowerCase()}"]`));
      }
    }
    hold(shelf.get(''), false);
  }
  const hits: [ConfigEvent, Element][] = [];
  for (const found of matches) {
    const best = found
      ?.sort(([one], [other]) => one.at_ - other.at_)
      .find(([{ selectors_, at_ }, element]) => {
        const selector = selectors_[at_]!;
        return !selector.alone || find(selector)[0] === element;
      });
    if (!best) continue;
    const [{ event_, selectors_, at_ }, element] = best;
    const counting = selectors_.slice(0, at_).find((selector) => find(selector)[0]);
    if (counting) say('only a spare', event_.name, counting);
    else hits.push([event_, element]);
  }
  return hits;
}
