/**
 * The page views of one document: `onRoute`. History is patched, because browsers tell nobody when a script
 * changes the address; only once somebody asks.
 */
import { $, on, safely, stops } from './core';

const listeners: (() => void)[] = [];
let path: string;
let query: string;

/** Looks where the page is, and tells if that is another page than before. */
const look = (pathOnly?: boolean, isNew?: boolean): void => {
  const { pathname, search } = location;
  isNew = isNew || path != pathname || (!pathOnly && query != search);
  path = pathname;
  query = search;
  if (isNew) listeners.forEach(safely);
};

const watch = (): void => {
  look();
  on(window, 'popstate', () => look());
  on(window, 'pageshow', (event) => look(true, (event as PageTransitionEvent).persisted));
  stops.push(() => (listeners.length = 0));
  for (const name of ['pushState', 'replaceState'] as const) {
    const original = history[name];
    const patched = (history[name] = function (this: History, ...rest) {
      original.apply(this, rest);
      // After the page has drawn the new route, and outside its call.
      setTimeout(look, 0, name != 'pushState');
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
