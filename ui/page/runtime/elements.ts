/**
 * The elements that rules mean, as they come: `follow`. One observer for all; what it sees is looked at later,
 * in idle time, and until then it is off. No layout is read.
 */
import type { ConfigEvent } from '../../generated/ConfigEvent';
import { find } from '../shared/match';
import { idle } from './idle';
import { $, hitOf, on, safely, stops } from './core';

/** Time in which what changes is taken together, in milliseconds. */
const TOGETHER = 300;

/** Those that were looked into. */
const roots = new WeakSet<Node>();
let looks: (() => void)[] = [];
let timer = 0;

const soon = (wait?: number): void => {
  observer.disconnect();
  timer = timer || setTimeout(idle, wait, look, { timeout: TOGETHER });
};
const later = (): void => soon(TOGETHER);
const observer = new MutationObserver(later);

const look = (): void => {
  timer = 0;
  looks.forEach(safely);
};

/** Whether an event's rule means this element now. */
export const means = (event: ConfigEvent, element: Element): boolean =>
  !!hitOf(event, [element])[0];

/**
 * Tells of each element that an event's rule means, once: soon after the call, or when it appears or begins to be
 * meant. The function it gives forgets that all were told, or that one was, which is told again when something
 * changes.
 */
export function follow(
  event: ConfigEvent,
  found: (element: Element) => void,
): (element?: Element) => void {
  let known: WeakSet<Element>;
  const again = (element?: Element): void => {
    if (element) known.delete(element);
    else {
      known = new WeakSet();
      soon();
    }
  };
  looks.push(() => {
    for (const root of [document, ...($.roots_?.([event]) || [])]) {
      observer.observe(root, {
        attributes: true,
        characterData: true,
        childList: true,
        subtree: true,
      });
      // Frames get other documents, and scripts may make roots, without any other change.
      if ($.roots_ && !roots.has(root)) on(root, 'load', later);
      roots.add(root);
    }
    for (const element of (event.selectors || []).flatMap(find))
      if (!known.has(element) && means(event, element)) {
        known.add(element);
        found(element);
      }
  });
  again();
  return again;
}

stops.push(() => {
  looks = [];
  observer.disconnect();
});
