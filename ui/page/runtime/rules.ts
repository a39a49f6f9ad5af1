/**
 * The rules that an event may hit, found fast: the compiler files each selector under its keys, what an element must
 * have at least (crates/compile/src/keys.rs). Elements of the path that have none, nearly all, the browser passes over
 * by itself; each of the others is held against the few selectors that can match it. Which these are is remembered by
 * all that keys ask of an element; as that is read anew each time, nothing ever makes it stale.
 */
import type { ConfigEvent } from '../../generated/ConfigEvent';
import { getAttribute, getter, localName, unbound } from '../shared/dom';
import { conditions, satisfies } from '../shared/match';

/** What the rules of some events hit of a path, in the plan's order, each with its innermost matching element. */
export type Hits = (
  events: readonly ConfigEvent[],
  path: readonly EventTarget[],
) => [ConfigEvent, Element][];

/** A selector by the numbers of its rule and of itself; `said`: whoever has the words has what it asks for. */
interface Filed {
  rule_: number;
  at_: number;
  said_: boolean;
}

/** Earliest selectors first, by the words that an element says; null: whatever it says. */
type ByWords = Map<unknown, Filed[]>;

/**
 * Characters of an index that asks for so many values that the browser had better be asked for their attributes alone. With
 * fewer it passes over lists and landmarks, where only the roles of controls are meant.
 */
const MANY = 4000;

/** More than a page has in an hour; then the memory starts anew. */
const MOST_KNOWN = 4000;

const closest = unbound(
  Element.prototype.closest as (this: Element, css: string) => Element | null,
);
const parentNode = getter<Node | null>(Node, 'parentNode');

/** Of SVG's elements that keep capitals, which keys do not have, these may be in a path. */
const CAPITALS = /^(foreignobject|textpath)$/;

/**
 * Holds paths against rules with the help of the config's index, which is of all events' selectors. `overruled` tells
 * whether a selector of an event does not count because of those before it.
 */
export function hitsBy(
  index: string,
  all: readonly ConfigEvent[],
  overruled: (event: ConfigEvent, at: number) => boolean,
): Hits {
  /** Numbers of rules and of their selectors in turn, by key. */
  const shelf = new Map<string, string>();
  /** Attributes that are keys, by the tag that they are asked of; empty for any. */
  const asked = new Map([['', ['class', 'id']]]);
  const css = new Set<string>();
  for (const line of index.split('\n')) {
    const [, numbers, key, tag, name, value] = /^([\d ]+) (([^[]*)\[([^=]+)(?:=(.*))?|.*)/.exec(
      line,
    )!;
    shelf.set(key!, numbers!);
    if (name) asked.set(tag!, [...new Set(asked.get(tag!)).add(name)]);
    // Names in keys are plain, and escapes are in no value, so that nothing has to be escaped.
    css.add(
      !key || CAPITALS.test(key)
        ? '*'
        : !name
          ? key
          : value && !value.includes('"') && index.length < MANY
            ? `${tag}[${name}$="${value}" i]`
            : `${tag}[${name}]`,
    );
  }
  /** What has none of the keys, which is nearly everything, the browser passes over by itself. */
  const keyed = [...css]
    .filter((one) => one[0] == '[' || !one.includes('[') || !css.has(one.split('[')[0]!))
    .join();
  /** By tag. */
  const names = new Map<string, string[]>();
  /** By tag and what all keys ask for. */
  const known = new Map<string, ByWords>();

  const learn = (tag: string, element: Element): ByWords => {
    const keys = new Set(['', tag, '#' + getAttribute(element, 'id')]);
    for (const name of (getAttribute(element, 'class') || '').split(/\s+/)) keys.add('.' + name);
    for (const owner of ['', tag])
      for (const name of asked.get(owner) || []) {
        const value = getAttribute(element, name)?.toLowerCase();
        const key = owner + '[' + name;
        if (value != null)
          keys
            .add(key)
            .add(key + '=' + value)
            .add(key + '=' + value.slice(value.lastIndexOf('/')));
      }
    const any: Filed[] = [];
    const by: ByWords = new Map([[null as unknown, any]]);
    for (const key of keys) {
      const numbers = (shelf.get(key) || '').split(' ');
      for (let next = 1; next < numbers.length; next += 2) {
        const [rule, at] = [+numbers[next - 1]!, +numbers[next]!];
        const { text } = all[rule]!.selectors![at]!;
        // The few words of what has a key are soon read; all those of a page are not.
        const words = text && key ? conditions.words_(text) : null;
        const some = by.get(words) || [];
        by.set(words, some);
        some.push({ rule_: rule, at_: at, said_: words != null });
      }
    }
    for (const [words, some] of by) {
      if (words != null) some.push(...any);
      some.sort((one, other) => one.at_ - other.at_);
    }
    return by;
  };

  const filedFor = (element: Element): Filed[] => {
    const tag = localName(element).toLowerCase();
    let own = names.get(tag);
    if (!own) names.set(tag, (own = asked.get('')!.concat(asked.get(tag) || [])));
    let sign = tag;
    for (const name of own) sign += '\0' + (getAttribute(element, name) ?? '\0');
    let by = known.get(sign);
    if (!by) {
      if (known.size > MOST_KNOWN) known.clear();
      known.set(sign, (by = learn(tag, element)));
    }
    return (by.size > 1 && by.get(conditions.words_(element))) || by.get(null)!;
  };

  return (events, path) => {
    /** The first selector of each that matches, and what; by number, and so in order. */
    const first = { __proto__: null } as unknown as { [rule: string]: [number, Element] };
    const look = (element: Element): void => {
      for (const { rule_: rule, at_: at, said_: said } of filedFor(element)) {
        const event = all[rule]!;
        if (
          !(first[rule] && first[rule][0] <= at) &&
          events.indexOf(event) >= 0 &&
          satisfies(element, event.selectors![at]!, said)
        )
          first[rule] = [at, element];
      }
    };
    let end = 0;
    while (path[end + 1] && path[end] != document && parentNode(path[end] as Node) == path[end + 1])
      end++;
    // As long as each is around the one before, only those have to be looked at that have a key.
    if (end && path[end] == document)
      for (
        let at: Node | null = path[0] as Node;
        at && at != document && (at = closest(at as Element, keyed));
        at = parentNode(at)
      )
        look(at as Element);
    // Else there are shadow roots or a frame's document and window in it, or the page has changed it already.
    else for (const node of path) if ('getAttribute' in node) look(node as Element);

    const hits: ReturnType<Hits> = [];
    for (const rule in first) {
      const { 0: at, 1: element } = first[rule]!;
      if (!overruled(all[+rule]!, at)) hits.push([all[+rule]!, element]);
    }
    return hits;
  };
}
