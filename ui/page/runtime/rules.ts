/**
 * The rules that an event may hit, found fast: the compiler files each selector under its keys, what an element must
 * have at least (crates/compile/src/keys.rs), so that an element of the path is only held against the few that can
 * match it. What is filed under the classes that an element has is remembered; as the memory is keyed by the text of the
 * attribute, nothing ever makes it stale.
 */
import type { ConfigEvent } from '../../generated/ConfigEvent';
import { getAttribute, getter, localName, unbound } from '../shared/dom';
import { conditions } from '../shared/match';

/** What of a path may be hit: by number of the rule and of the selector, innermost elements first. */
export type Candidates = (path: readonly EventTarget[]) => (Element[][] | undefined)[];

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

/** Looks rules up in the config's index. */
export function candidatesBy(index: string, events: readonly ConfigEvent[]): Candidates {
  const shelf = new Map<string, Numbers>();
  /** Names of attributes by tag, empty for any. */
  const asked = new Map<string, Set<string>>();
  for (const line of index.split('\n')) {
    const [, numbers, key, tag, name] = /^([\d ]+) (([^[]*)\[([^=]+).*|.*)/.exec(line)!;
    shelf.set(key!, numbers!);
    if (name) asked.set(tag!, (asked.get(tag!) || new Set()).add(name));
  }
  const ofAny = asked.get('');
  const keyed = ofAny && `[${[...ofAny].join('],[')}]`;
  const byClasses = new Map<string, Numbers[]>();
  const known = new Map<Numbers, ByWords>();
  const anything = shelf.get('');

  let found: ReturnType<Candidates>;
  let element: Element;
  let words: unknown;

  const add = ([rule, selector]: [number, number]): void => {
    const near = (found[rule] = found[rule] || []);
    (near[selector] = near[selector] || []).push(element);
  };
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
  const takeValues = (tag: string): void => {
    for (const name of asked.get(tag) || []) {
      const value = getAttribute(element, name)?.toLowerCase();
      if (value != null) {
        const key = tag + '[' + name;
        take(shelf.get(key));
        take(shelf.get(key + '=' + value));
        take(shelf.get(key + '=' + value.slice(value.lastIndexOf('/'))));
      }
    }
  };

  return (path) => {
    /** The next around that has one of the attributes, as long as each of the path is around the one before. */
    let next: Element | null | undefined;
    let around: Node | null | undefined;
    found = [];
    for (const node of path)
      if (node != document && node != window)
        try {
          element = node as Element;
          words = undefined;
          const classes = getAttribute(element, 'class');
          const id = getAttribute(element, 'id');
          const tag = localName(element).toLowerCase();
          if (classes) takeClasses(classes);
          if (id) take(shelf.get('#' + id));
          take(shelf.get(tag));
          take(anything);
          takeValues(tag);
          if (keyed) {
            if (around != element || next === undefined) next = closest(element, keyed);
            around = parentNode(element);
            if (next == element) {
              takeValues('');
              next = undefined;
            }
          }
        } catch {
          // A shadow root, or a frame's document or window.
        }
    return found;
  };
}
