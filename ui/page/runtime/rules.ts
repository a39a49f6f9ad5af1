/**
 * The rules of one browser event type, found fast: each selector is filed under the rarest thing its last
 * compound demands (id, attribute value, class, attribute, tag), so that an element of the path is only held
 * against selectors that can match it. Class attributes that lead to no rule are remembered; as the memory is
 * keyed by the attribute's text, nothing ever makes it stale.
 */
import type { ConfigEvent } from '../../generated/ConfigEvent';
import type { Selector } from '../../generated/Selector';
import { getAttribute, localName } from '../shared/dom';
import { find, satisfies } from '../shared/match';

/** One selector of one rule. */
interface Candidate {
  event_: ConfigEvent;
  selectors_: readonly Selector[];
  /** Position among the rule's selectors. */
  at_: number;
  /** Position among the rules. */
  order_: number;
}

/**
 * The rules that an event with this path hits, in the plan's order, each with its innermost matching element.
 */
export type Matcher = (path: readonly EventTarget[]) => [ConfigEvent, Element][];

/** What was matched: the candidate, and the element. */
type Best = [Candidate, Element];

type Shelf = Map<string, Candidate[]>;

export interface Index {
  /** By tag, `#id`, `.class`, `[attribute` or `[attribute="value"]`; what nothing is known of, under the empty string. */
  shelf_: Shelf;
  /** Names of the attributes that are keys. */
  attributes_: string[];
  /** Candidates by text of the class attribute. */
  classes_: Shelf;
}

/**
 * CSS in pieces: `#id`, `.class` or tag; attribute; pseudo-class, with an argument that has no parentheses in
 * it; combinator; anything else, a character at a time. No piece can be cut in two ways, so this is linear.
 */
const PIECES =
  /[.#]?[-\w\x80-\uffff]+|\[[^\]"']+(?:"[^"]*"|'[^']*')?[^\]"']*]|::?[-\w]+(?:\((?:[^()"']|"[^"]*"|'[^']*'|\((?:[^()"']|"[^"]*"|'[^']*')*\))*\))?|\s*[\s>+~]\s*|[^]/g;

/**
 * What an element must have for the CSS to match: `#id`, `.class`, `[name="value"]`, `tag` or `[name`, the
 * rarest there is, the last three in lower case. Empty: nothing is known; lists and escapes are left alone.
 */
export function keyOf(css: string, quirks: boolean): string {
  let last: string[] = [];
  let list = false;
  for (const piece of css.trim().match(PIECES) || []) {
    list = list || piece == ',';
    if (/^\s*[\s>+~]/.test(piece)) last = [];
    else last.push(piece);
  }
  const first = (kind: RegExp): string => last.find((piece) => kind.test(piece)) || '';
  // A parenthesis left over: the compound began inside an argument.
  if (list || /\\/.test(css) || first(/^[()]/)) return '';
  return (
    // Without a doctype, ids and classes match in any case.
    (!quirks && (first(/^#/) || first(/^\./))) ||
    (
      first(/^\[[-\w]+="[^"]+"]$/) ||
      first(/^\w/) ||
      first(/^\[[-\w]/).replace(/^(\[[-\w]+)[^]*/, '$1')
    ).toLowerCase()
  );
}

/** Files the rules. */
export function indexOf(events: readonly ConfigEvent[]): Index {
  const index: Index = { shelf_: new Map(), attributes_: [], classes_: new Map() };
  events.forEach((event, order) =>
    (event.selectors || []).forEach((selector, at, selectors) => {
      const framed = (selector.within || []).some((hop) => 'frame' in hop);
      const key = keyOf(selector.css, framed || document.compatMode[0] == 'B');
      const shelf = index.shelf_.get(key) || [];
      shelf.push({ event_: event, selectors_: selectors, at_: at, order_: order });
      index.shelf_.set(key, shelf);
      const attribute = key[0] == '[' ? key.slice(1).split('=')[0]! : '';
      if (attribute && index.attributes_.indexOf(attribute) < 0) index.attributes_.push(attribute);
    }),
  );
  return index;
}

/** More class attributes than a page has in an hour; then the memory starts anew. */
const MOST_CLASSES = 4000;

function byClasses({ classes_, shelf_ }: Index, text: string): Candidate[] {
  let found = classes_.get(text);
  if (!found) {
    found = [];
    for (const name of text.split(/\s+/)) found.push(...(shelf_.get('.' + name) || []));
    if (classes_.size > MOST_CLASSES) classes_.clear();
    classes_.set(text, found);
  }
  return found;
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
  const best: Best[] = [];
  const { shelf_: shelf, attributes_: attributes } = index;
  const hold = (element: Element, candidates: readonly Candidate[] | undefined): void => {
    for (const candidate of candidates || []) {
      const known = best[candidate.order_];
      if (
        (!known || known[0].at_ > candidate.at_) &&
        satisfies(element, candidate.selectors_[candidate.at_]!)
      )
        best[candidate.order_] = [candidate, element];
    }
  };
  const anywhere = shelf.get('');
  for (const node of path) {
    if (!('getAttribute' in node)) continue;
    const element = node as Element;
    const classes = getAttribute(element, 'class');
    if (classes) hold(element, byClasses(index, classes));
    const id = getAttribute(element, 'id');
    if (id) hold(element, shelf.get('#' + id));
    hold(element, shelf.get(localName(element).toLowerCase()));
    for (const attribute of attributes) {
      const value = getAttribute(element, attribute);
      if (value != null) {
        hold(element, shelf.get('[' + attribute));
        hold(element, shelf.get(`[${attribute}="${value.toLowerCase()}"]`));
      }
    }
    hold(element, anywhere);
  }
  const hits: [ConfigEvent, Element][] = [];
  best.forEach(([{ event_, selectors_, at_ }, element]) => {
    const counting = selectors_.slice(0, at_).find((selector) => find(selector).length);
    if (counting) say('only a spare', event_.name, counting);
    else hits.push([event_, element]);
  });
  return hits;
}
