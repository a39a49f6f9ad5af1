/**
 * Proof in test mode. The runtime under test runs in the page's world and reports by a DOM event that any page
 * can forge; so this world notes by itself which watched events a trusted gesture can cause, and calls a hit
 * proven only if it caused it. Which world hears a gesture first is chance: a hit waits for its gesture until
 * the current task ends.
 */
import type { Config } from '../../generated/Config';
import type { ConfigEvent } from '../../generated/ConfigEvent';
import type { Report } from '../../generated/Report';
import { matchesCss } from '../shared/dom';
import { hitBy } from '../shared/match';
import { covers, pageAt } from '../shared/scope';
import { submitPath } from '../shared/submit';
import { post } from './channel';
import { onWindow } from './frames';
import { dispatch, isShadowRoot, listen } from './page';
import { isPicking } from './pointing';

type Hit = Extract<Report, { kind: 'hit' }>;

/** How long a gesture proves what it causes, in ms. */
const PROVES = 1000;
/** How long a click may take to bring a new route, in ms. */
const ROUTE_PROVES = 5000;
/** Only people cause these. */
const INPUT = ['pointerdown', 'pointerup', 'mousedown', 'mouseup', 'keydown', 'keyup'];
/**
 * What is chosen in a list or a dialog of the browser's own, which tells the page of no mouse and no key. No script
 * can make the browser change these.
 */
const CHOSEN_OUTSIDE =
  'select,input:is([type=file i],[type=color i],[type=date i],[type=time i],[type=month i],[type=week i],[type=datetime-local i])';
const MOST_WAITING = 100;
const LONGEST_DETAIL = 20_000;
const MOST_PARAMETERS = 25;
const LONGEST_VALUE = 100;

let config: Config | null = null;
/** Until when an event is proven, by id, on the clock of `performance.now()`. */
const proofs = new Map<string, number>();
/** Page views that this route has already been counted for. */
const viewed = new Set<string>();
let route = '';
/** When this route was first seen, and whether somebody went there. */
let routedAt = 0;
let isRouteMeant = true;
/** When a mouse button or a key was last used, which no script can pretend. */
let inputAt = -Infinity;
/** When the browser last went back or forward. A script can cause that, so it proves routes alone. */
let movedAt = -Infinity;
/** Elements that were used since they last changed. */
const used = new WeakSet<EventTarget>();
/** Hits that came before the config, or before their gesture. */
let early: string[] = [];
let waiting: Hit[] = [];

/** Knows this config from now on; `null` ends the test. */
export function watch(next: Config | null): void {
  // What fires as soon as it is restarted is about the page that is there.
  if (next?.revision !== config?.revision) viewed.clear();
  config = next;
  proofs.clear();
  if (!config) early = [];
  else early.splice(0).forEach(receive);
}

/** Listens for hits and for gestures. Must run before the page's scripts do. */
export function installWatch(): void {
  route = routeNow();
  const hear = (event: Event): void => {
    const { detail } = event as CustomEvent<unknown>;
    if (typeof detail !== 'string' || detail.length > LONGEST_DETAIL) return;
    if (config) receive(detail);
    else if (early.length < MOST_WAITING) early.push(detail);
  };
  listen(document, 'waymark:event', hear);
  listen(document, 'waymark:replay', hear);
  dispatch(document, new CustomEvent('waymark:hello'));
  listen(window, 'pagehide', settle);
  listen(window, 'popstate', (event) => {
    if (event.isTrusted) movedAt = performance.now();
  });
  onWindow((window) => {
    for (const type of INPUT) listen(window, type, onInput);
    listen(window, 'click', (event) => {
      onAction(event);
      listenInShadows(event);
    });
    listen(window, 'focusin', listenInShadows);
    for (const type of ['submit', 'change']) listen(window, type, onAction);
  });
}

const shadows = new WeakSet<EventTarget>();

/** `submit` and `change` do not leave a shadow root; the click or focus before them does. */
function listenInShadows(event: Event): void {
  if (!event.isTrusted) return;
  for (const root of event.composedPath())
    if (isShadowRoot(root) && !shadows.has(root)) {
      shadows.add(root);
      for (const type of ['submit', 'change']) listen(root, type, onAction);
    }
}

function onInput(event: Event): void {
  if (!event.isTrusted) return;
  inputAt = performance.now();
  const [innermost] = event.composedPath();
  if (innermost) used.add(innermost);
}

/** Scripts can click labels, change fields and submit forms, and what follows is still called trusted. */
function isMeant(event: Event): boolean {
  const isRecent = performance.now() - inputAt <= PROVES;
  const [innermost] = event.composedPath();
  if (event.type !== 'change' || !innermost) return isRecent;
  // A text that was typed: the change comes when the field is left, however late.
  return used.delete(innermost) || isRecent || matchesCss(innermost as Element, CHOSEN_OUTSIDE);
}

function onAction(event: Event): void {
  if (!config || !event.isTrusted || isPicking() || !isMeant(event)) return;
  const now = performance.now();
  const path = event.type === 'submit' ? submitPath(event) : event.composedPath();
  for (const each of config.events)
    if (each.trigger.type === event.type && isCovered(each) && hitBy(each.selectors ?? [], path)) {
      proofs.set(each.id, now + PROVES);
      const proven = waiting.filter(({ id }) => id === each.id);
      waiting = waiting.filter(({ id }) => id !== each.id);
      proven.forEach((hit) => post({ ...hit, proven: true }));
    }
}

function receive(detail: string): void {
  const hit = read(detail);
  // The runtime may hear a picking click before the picker swallows it.
  if (!hit || isPicking()) return;
  if (isProven(hit)) post({ ...hit, proven: true });
  else if (waiting.length < MOST_WAITING) {
    waiting.push(hit);
    setTimeout(settle);
  }
}

/** No gesture came for what still waits; a page view may have come before its route. */
function settle(): void {
  waiting.splice(0).forEach((hit) => post({ ...hit, proven: isProven(hit) }));
}

function isProven({ id }: Hit): boolean {
  const event = config?.events.find((each) => each.id === id);
  if (!event || !isCovered(event)) return false;
  const now = performance.now();
  if (event.trigger.type !== 'page_view') return (proofs.get(id) ?? 0) >= now;
  if (routeNow() !== route) {
    route = routeNow();
    routedAt = now;
    isRouteMeant = now - Math.max(inputAt, movedAt) <= ROUTE_PROVES;
    viewed.clear();
  } else if (movedAt >= routedAt && movedAt - routedAt <= PROVES) {
    // The runtime heard of the way back before this world did.
    isRouteMeant = true;
  }
  if (!isRouteMeant || viewed.has(id)) return false;
  viewed.add(id);
  return true;
}

function routeNow(): string {
  return location.pathname + location.search;
}

function isCovered({ where }: ConfigEvent): boolean {
  const page = pageAt(location.pathname, location.search, config?.base);
  return covers(where, page, config?.pageTypes ?? []);
}

/** What the runtime says it fired, if it has the right shape and an event of the config. */
function read(detail: string): Hit | null {
  let body: unknown;
  try {
    body = JSON.parse(detail);
  } catch {
    return null;
  }
  const { event: name, waymark, ...rest } = (body ?? {}) as Record<string, unknown>;
  const { id, revision } = (waymark ?? {}) as Record<string, unknown>;
  if (typeof name !== 'string' || typeof id !== 'string' || typeof revision !== 'string')
    return null;
  if (!config?.events.some((each) => each.id === id && each.name === name)) return null;
  const parameters: Hit['parameters'] = {};
  for (const [key, value] of Object.entries(rest).slice(0, MOST_PARAMETERS))
    if (['string', 'number', 'boolean'].includes(typeof value))
      parameters[key.slice(0, LONGEST_VALUE)] =
        typeof value === 'string' ? value.slice(0, LONGEST_VALUE) : (value as number | boolean);
  return {
    kind: 'hit',
    id,
    name,
    revision: revision.slice(0, 64),
    parameters,
    proven: false,
    url: location.href.slice(0, 2000),
  };
}
