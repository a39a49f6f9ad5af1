/**
 * The elements that rules mean, as they come: `$.follow_`. One observer for all; what it sees is looked at later,
 * in idle time, and until then it is off. No layout is read.
 */
import type { ConfigEvent } from '../../generated/ConfigEvent';
import { resolve } from '../shared/resolve';

/** What this fragment gives the others, on `$`. */
export interface Elements {
  /**
   * Tells of each element that an event's rule means, once: soon after the call, or when it appears or begins to be
   * meant. The function it gives forgets which were told, so that they are told again.
   */
  follow_(
    events: readonly ConfigEvent[],
    found: (event: ConfigEvent, element: Element) => void,
  ): () => void;
  /** Whether an event's rule means this element now. */
  means_(event: ConfigEvent, element: Element): boolean;
}

/** Time in which what changes is taken together, in milliseconds. */
const TOGETHER = 300;

const idle = (window.requestIdleCallback || setTimeout) as (
  act: () => void,
  options: { timeout: number },
) => void;

/** Attributes that make an element be meant, besides those that the selectors name. */
const attributes = ['class', 'id'];
const options = {
  childList: true,
  subtree: true,
  attributeFilter: attributes,
  characterData: false,
};
const observer = new MutationObserver(() => soon(TOGETHER));
let looks: (() => void)[] = [];
let timer = 0;

const soon = (wait?: number): void => {
  observer.disconnect();
  timer = timer || setTimeout(() => idle(look, { timeout: TOGETHER }), wait);
};

const look = (): void => {
  timer = 0;
  looks.forEach($.safely_);
};

const meant = ({ selectors = [] }: ConfigEvent): Element[] => resolve(selectors).elements;

$.means_ = (event, element) => meant(event).indexOf(element) >= 0;

$.follow_ = (events, found) => {
  let known: WeakSet<Element>[];
  const again = (): void => {
    known = events.map(() => new WeakSet());
    soon();
  };
  const text = JSON.stringify(events.map(({ selectors }) => selectors));
  text.replace(/\[\s*([-\w]+)/g, (_, name: string) => attributes.push(name) + '');
  options.characterData = options.characterData || /"text":/.test(text);
  if (!looks[0]) {
    // Frames and scripts, which may give roots that were not there before.
    if ($.roots_) $.on_(document, 'load', () => soon(TOGETHER));
    $.stops_.push(() => {
      looks = [];
      clearTimeout(timer);
      observer.disconnect();
    });
  }
  looks.push(() => {
    for (const root of [document, ...($.roots_ ? $.roots_(events) : [])])
      observer.observe(root, options);
    events.forEach((event, at) => {
      for (const element of meant(event))
        if (!known[at]!.has(element)) {
          known[at]!.add(element);
          found(event, element);
        }
    });
  });
  again();
  return again;
};
