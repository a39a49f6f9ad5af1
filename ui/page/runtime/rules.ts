/**
 * The rules that an event may hit, found fast: the compiler files each selector under its keys, what an element must
 * have at least (crates/compile/src/keys.rs). Elements of the path that have none, nearly all, the browser passes over
 * by itself; each of the others is held against the few selectors that can match it. What is filed under the
 * classes that an element has is remembered; as the memory is keyed by the text of the attribute, nothing ever makes it
 * stale.
 */
import type { ConfigEvent } from '../../generated/ConfigEvent';
import { getAttribute, getter, localName, unbound } from '../shared/dom';
import { conditions, satisfies } from '../shared/match';

/** Tells what of a path may be hit, innermost elements first: numbers of the rule and of its selector. */
type Candidates = (
  path: readonly EventTarget[],
  tell: (rule: number, selector: number, element: Element) => void,
) => void;

/** An event and the element of a path that its rule hits, if it does. */
type Hit = (event: ConfigEvent, path: readonly EventTarget[]) => [ConfigEvent, Element][];

/** What the rules of some events hit of a path, in the plan's order, each with its innermost matching element. */
export type Hits = (
  events: readonly ConfigEvent[],
  path: readonly EventTarget[],
) => ReturnType<Hit>;

/** Numbers of rules and of their selectors in turn, as the config's index has them. */
type Numbers = string;

/** The same by the words that the selectors ask for; null: none. */
type ByWords = Map<unknown, [rule: number, selector: number][]>;

/** More class attributes than a page has in an hour; then the memory starts anew. */
const MOST_KNOWN = 4000;

const closest = unbound(
  Element.prototype.closest as (this: Element, css: string) => Element | null,
);
const parentNode = getter<Node | null>(Node, 'parentNode');
const page = document;

/** Of SVG's elements that keep capitals, which keys do not have, these may be in a path. */
const CAPITALS = /^(foreignobject|textpath)$/;

/**
 * Holds paths against rules with the help of the config's index, which is of all events' selectors. `hit` decides, and is
 * asked about little.
 */
export function hitsBy(index: string, all: readonly ConfigEvent[], hit: Hit): Hits {
  const candidates = candidatesBy(index, all);
  return (events, path) => {
    /** The first selector of each that matches, and what; by number, and so in order. */
    const first = { __proto__: null } as unknown as { [rule: string]: [number, Element] };
    candidates(path, (rule, at, element) => {
      const event = all[rule]!;
      if (
        !(first[rule] && first[rule][0] <= at) &&
        events.indexOf(event) >= 0 &&
        satisfies(element, event.selectors![at]!)
      )
        first[rule] = [at, element];
    });
    const hits: ReturnType<Hit> = [];
    for (const rule in first) hits.push(...hit(all[+rule]!, [first[rule]![1]]));
    return hits;
  };
}

/** Looks rules up in the config's index. */
function candidatesBy(index: string, events: readonly ConfigEvent[]): Candidates {
  const shelf = new Map<string, Numbers>();
  /** Of attributes, by tag, empty for any, name and value, undefined for any. */
  const asked = new Map<string, Map<string, Map<string | undefined, Numbers>>>();
  const css = new Set<string>();
  for (const line of index.split('\n')) {
    const [, numbers, key, tag, name, value] = /^([\d ]+) (([^[]*)\[([^=]+)=?(.+)?|.*)/.exec(line)!;
    if (name) {
      const names = asked.get(tag!) || new Map();
      asked.set(tag!, names.set(name, (names.get(name) || new Map()).set(value, numbers)));
    } else shelf.set(key!, numbers!);
    // Names in keys are plain, so that nothing has to be escaped.
    css.add(name ? `${tag}[${name}]` : !key || CAPITALS.test(key) ? '*' : key);
  }
  /** What has none of the keys, which is nearly everything, the browser passes over by itself. */
  const keyed = [...css].join();
  const byClasses = new Map<string, Numbers[]>();
  const known = new Map<Numbers, ByWords>();
  const anything = shelf.get('');

  let tell: Parameters<Candidates>[1];
  let element: Element;
  let words: unknown;

  const add = ([rule, selector]: [number, number]): void => tell(rule, selector, element);
  const sorted = (numbers: Numbers): ByWords => {
    let by = known.get(numbers);
    if (!by) {
      known.set(numbers, (by = new Map()));
      const all = numbers.split(' ');
      for (let at = 0; at < all.length; at += 2) {
        const [rule, selector] = [+all[at]!, +all[at + 1]!];
        const { text } = events[rule]!.selectors![selector]!;
        // The few words of what has a key are soon read; all those of a page are not.
        const asked = text && numbers != anything ? conditions.words_(text) : null;
        by.set(asked, [...(by.get(asked) || []), [rule, selector]]);
      }
    }
    return by;
  };
  const take = (numbers?: Numbers): void => {
    if (!numbers) return;
    const by = sorted(numbers);
    const any = by.get(null);
    if (any) any.forEach(add);
    if (by.size > +!!any) by.get((words = words ?? conditions.words_(element)))?.forEach(add);
  };
  const takeClasses = (text: string): void => {
    let all = byClasses.get(text);
    if (!all) {
      all = text.split(/\s+/).flatMap((name) => {
        const numbers = shelf.get('.' + name);
        return numbers ? [numbers] : [];
      });
      if (byClasses.size > MOST_KNOWN) byClasses.clear();
      byClasses.set(text, all);
    }
    all.forEach(take);
  };
  const takeValues = (tag: string): void =>
    asked.get(tag)?.forEach((values, name) => {
      const value = getAttribute(element, name)?.toLowerCase();
      if (value != null) {
        const end = value.lastIndexOf('/');
        take(values.get(undefined));
        if (value) take(values.get(value));
        if (end > 0) take(values.get(value.slice(end)));
      }
    });

  return (path, found) => {
    tell = found;
    /** The next around that has a key, as long as each of the path is around the one before. */
    let next: Element | null | undefined;
    for (let at = 0; at < path.length && path[at] != page; at++) {
      element = path[at] as Element;
      // Or a shadow root, or a frame's document or window.
      const isElement = 'getAttribute' in element;
      if (isElement && next === undefined) next = closest(element, keyed);
      if (next == element) {
        next = words = undefined;
        const classes = getAttribute(element, 'class');
        const id = getAttribute(element, 'id');
        const tag = localName(element).toLowerCase();
        if (classes) takeClasses(classes);
        if (id) take(shelf.get('#' + id));
        take(shelf.get(tag));
        take(anything);
        takeValues(tag);
        takeValues('');
      } else if (!isElement || parentNode(element) != path[at + 1]) next = undefined;
    }
  };
}
