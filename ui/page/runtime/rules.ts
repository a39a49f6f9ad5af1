/**
 * The rules that an event may hit, found fast: the compiler files each selector under its keys, what an element must
 * have at least (crates/compile/src/keys.rs), so that an element of the path is only held against the few that can
 * match it. What is filed under the classes that an element has is remembered; as the memory is keyed by the text of the
 * attribute, nothing ever makes it stale.
 */
import type { ConfigEvent } from '../../generated/ConfigEvent';
import { getAttribute, localName, matchesCss } from '../shared/dom';
import { conditions } from '../shared/match';

/** What of a path may be hit: by number of the rule and of the selector, innermost elements first. */
export type Candidates = (path: readonly EventTarget[]) => (Element[][] | undefined)[];

/** Numbers of rules and of their selectors in turn, as the config's index has them. */
type Numbers = string;

/** The same by the words that the selectors ask for; null: none. */
type ByWords = Map<unknown, [rule: number, selector: number][]>;

/** More class attributes than a page has in an hour; then the memory starts anew. */
const MOST_KNOWN = 4000;

/** Looks rules up in the config's index. */
export function candidatesBy(index: string, events: readonly ConfigEvent[]): Candidates {
  const shelf = new Map<string, Numbers>();
  /** By tag, empty for any, then by name of the attribute, then by its value or the end of it. */
  const valued = new Map<string, Map<string, Map<string, Numbers>>>();
  const within = <Value>(map: Map<string, Map<string, Value>>, key: string): Map<string, Value> =>
    map.get(key) || map.set(key, new Map()).get(key)!;
  for (const line of index.split('\n')) {
    const [, numbers, key, tag, attribute, value] = /^([\d ]+) (([^[]*)\[([^=]+)=?(.*)|.*)/.exec(
      line,
    )!;
    if (attribute) within(within(valued, tag!), attribute).set(value!, numbers!);
    else shelf.set(key!, numbers!);
  }
  const keyed = Array.from(valued.get('')?.keys() || [], (name) => `[${name}]`).join();
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
  const takeValues = (byName: Map<string, Map<string, Numbers>>): void => {
    for (const [attribute, byValue] of byName) {
      const value = getAttribute(element, attribute)?.toLowerCase();
      if (value != null) {
        take(byValue.get(''));
        take(byValue.get(value));
        take(byValue.get(value.slice(value.lastIndexOf('/'))));
      }
    }
  };

  return (path) => {
    found = [];
    for (const node of path)
      if (node != document && node != window)
        try {
          element = node as Element;
          words = undefined;
          const classes = getAttribute(element, 'class');
          const id = getAttribute(element, 'id');
          const tag = localName(element).toLowerCase();
          const values = valued.get(tag);
          if (classes) takeClasses(classes);
          if (id) take(shelf.get('#' + id));
          take(shelf.get(tag));
          take(anything);
          if (values) takeValues(values);
          if (keyed && matchesCss(element, keyed)) takeValues(valued.get('')!);
        } catch {
          // A shadow root, or a frame's document or window.
        }
    return found;
  };
}
