/**
 * The page views of one document: `onRoute`. History is patched, because browsers tell nobody when a script
 * changes the address; only once somebody asks.
 */
import { $, on, safely, stops } from './core';

const listeners: (() => void)[] = [];
let path: string;
let query: string;

/** Whether a page that others wait to hear of was told of by a script, and is not heard of yet. */
let isPending: boolean;

/** Looks where the page is: whether that is another page than before. */
const moved = (pathOnly?: boolean): boolean => {
  const { pathname, search } = location;
  const isNew = path != pathname || (!pathOnly && query != search);
  path = pathname;
  query = search;
  return isNew;
};

const tell = (): void => {
  isPending = false;
  listeners.forEach(safely);
};

const watch = (): void => {
  moved();
  on(window, 'popstate', () => moved() && tell());
  on(
    window,
    'pageshow',
    (event) => (moved(true) || (event as PageTransitionEvent).persisted) && tell(),
  );
  stops.push(() => (listeners.length = 0));
  for (const name of ['pushState', 'replaceState'] as const) {
    const original = history[name];
    const patched = (history[name] = function (this: History, ...rest) {
      original.apply(this, rest);
      // Looked at before anything else moves on, but told after the page has drawn the new route, and once.
      if (moved(name != 'pushState') && !isPending) {
        isPending = true;
        setTimeout(() => isPending && tell());
      }
    });
    stops.push(() => {
      if (history[name] == patched) history[name] = original;
    });
  }
};

/**
 * Tells of every page view after the document's first: a path or query that is new, by a script or the back button, a
 * new path that only replaces the old one, and the same document shown again after it was left.
 */
export function onRoute(listener: () => void): void {
  if (!listeners[0]) safely(watch);
  listeners.push(listener);
}
$.onRoute_ = onRoute;
