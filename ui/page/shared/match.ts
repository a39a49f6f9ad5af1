/**
 * The one matcher: which elements a selector means. Picker, runtime and conformance vectors all ask here.
 * Hops and text conditions are `conditions` which their modules install, because a runtime whose plan has
 * none of them is built without; a condition that is not installed is never fulfilled.
 */
import type { Hop } from '../../generated/Hop';
import type { Selector } from '../../generated/Selector';
import { allInDocument, matchesCss, rootOf } from './dom';

/** What a selector may ask beyond CSS. */
export interface Conditions {
  /** Whether the hops, followed from the document, lead to the root the element lives in. */
  reaches_(element: Element, hops: readonly Hop[]): boolean;
  /** All elements that the CSS matches in any root the hops lead to, in document order. */
  within_(hops: readonly Hop[], css: string): Element[];
  /** The text, or what the element says, as they are compared. */
  words_(of: Element | string): unknown;
  /** The CSS with what stands for other CSS put in. */
  whole_(css: string): string;
}

const never = (): boolean => false;
const same = (of: unknown): never => of as never;

export const conditions: Conditions = {
  reaches_: never,
  within_: () => [],
  words_: same,
  whole_: same,
};

/** Whether this selector means this element; `said`: its text is known to be the right one. */
export function satisfies(element: Element, selector: Selector, said?: boolean): boolean {
  const { css, within, text, alone } = selector;
  return (
    matchesCss(element, conditions.whole_(css)) &&
    (within && within[0] ? conditions.reaches_(element, within) : rootOf(element) === document) &&
    (!text || said || conditions.words_(element) === conditions.words_(text)) &&
    (!alone || find(selector)[0] === element)
  );
}

/** All elements of the page that this selector means. One that has to be alone means nothing where it is not. */
export function find({ css, within, text, alone }: Selector): Element[] {
  css = conditions.whole_(css);
  const words = text && conditions.words_(text);
  const found = (
    within && within[0] ? conditions.within_(within, css) : Array.from(allInDocument(document, css))
  ).filter((element) => !text || conditions.words_(element) === words);
  return alone && found[1] ? [] : found;
}

/** What an ordered list of selectors means: the first that matches anything counts. */
export function resolve(selectors: readonly Selector[]): { selector: number; elements: Element[] } {
  for (let selector = 0; selector < selectors.length; selector++) {
    const elements = find(selectors[selector]!);
    if (elements.length) return { selector, elements };
  }
  return { selector: -1, elements: [] };
}

/**
 * Whether a selector before this one means anything on the page, so that this one does not count. `counts` hears of that
 * one, and must agree.
 */
export const isOverruled = (
  selectors: readonly Selector[],
  at: number,
  counts: (earlier: Selector) => unknown = Boolean,
): boolean => selectors.slice(0, at).some((selector) => find(selector)[0] && counts(selector));

/** The innermost element of an event's path that the rule means; `null` if the rule is not hit. */
export function hitBy(
  selectors: readonly Selector[],
  path: readonly EventTarget[],
  counts?: (earlier: Selector) => unknown,
): Element | null {
  let hit: EventTarget | undefined;
  const at = selectors.findIndex(
    (selector) =>
      (hit = path.find((node) => 'getAttribute' in node && satisfies(node as Element, selector))),
  );
  return hit && !isOverruled(selectors, at, counts) ? (hit as Element) : null;
}
