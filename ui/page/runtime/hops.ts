/**
 * Rules inside open shadow roots and same-origin frames: the conditions, and the listeners. A click leaves a
 * shadow root by itself; `submit` and `change` do not, and nothing leaves a frame, so these roots get
 * listeners of their own, when they are first seen.
 */
import { frameDocument, installHops, rootsWithin } from '../shared/hops';
import { getter, matchesCss } from '../shared/dom';
import { conditions } from '../shared/match';
import { $, on, safely } from './core';

installHops(conditions);

const windowOf = getter<Window>(Document, 'defaultView');

$.roots_ = (events) =>
  events.flatMap(({ selectors = [] }) =>
    selectors.flatMap(({ within = [] }) =>
      within.flatMap((_, depth) => rootsWithin(within.slice(0, depth + 1))),
    ),
  );
$.topOf_ = (element) => {
  let top = 0;
  for (let view = windowOf(element.ownerDocument); view != window; view = view.parent)
    top += view.frameElement!.getBoundingClientRect().top;
  return top;
};

$.spread_ = (type, listener, events) => {
  const paths = events.flatMap(({ selectors = [] }) => selectors.map(({ within = [] }) => within));
  const known = new WeakSet<Node>();
  let last: Event;
  /** One event may pass through several roots, after the window had it. */
  const once = (event: Event): void => {
    if (event != last) listener((last = event));
  };

  const add = (root: Node, framed: boolean): void => {
    if (known.has(root)) return;
    known.add(root);
    const target = framed ? windowOf(root) : root;
    on(target, type, once);
    watch(root);
  };
  const spread = (): void => {
    for (const path of paths)
      path.forEach((hop, depth) => {
        const framed = 'frame' in hop;
        if (framed || type != 'click')
          for (const root of rootsWithin(path.slice(0, depth + 1))) add(root, framed);
      });
  };
  /**
   * Roots that come later announce themselves: a frame loads, which no window hears of, or is entered; a control is
   * focused.
   */
  const watch = (target: EventTarget): void => {
    on(target, 'load', (event) => isFrame(event) && spread());
    on(target, 'pointerover', (event) => isFrame(event) && spread());
    if (type != 'click') {
      on(target, 'focusin', spread);
      on(target, 'click', spread);
    }
  };

  if (paths.some((path) => path[0])) {
    on(window, type, (event) => (last = event));
    watch(document);
    on(window, 'DOMContentLoaded', spread);
    safely(spread);
  }
};

function isFrame(event: Event): boolean {
  const [origin] = event.composedPath();
  return matchesCss(origin as Element, 'iframe') && !!frameDocument(origin as Element);
}
