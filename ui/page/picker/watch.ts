/**
 * Proof in test mode. The runtime under test runs in the page's world and reports by a DOM event that any page
 * can forge; so this world notes by itself which watched events a trusted gesture can cause, and calls a hit
 * proven only if it caused it. Which world hears a gesture first is chance: a hit waits for its gesture until
 * the current task ends.
 */
import type { Config } from '../../generated/Config';
import type { ConfigEvent } from '../../generated/ConfigEvent';
import type { Delivery } from '../../generated/Delivery';
import { matchesCss } from '../shared/dom';
import { hitBy } from '../shared/match';
import { covers, pageAt } from '../shared/scope';
import { post } from './channel';
import { onWindow } from './frames';
import { beginEvidence, installEvidence } from './evidence';
import { forgetFrames, frameOf, installFraming } from './framing';
import { dispatch, isShadowRoot, listen } from './page';
import { isPicking } from './pointing';
import { tellMeant } from './recording';
import { readDelivery, readHit, type Hit } from './hits';
import { PRESSES, installTraces, pathOf } from './traces';
import { bears, type Others } from './witness';

/** How long a gesture proves what it causes, in ms. */
const PROVES = 1000;
/** How long a click may take to bring a new route, in ms. */
const ROUTE_PROVES = 5000;
/**
 * What is chosen in a list or a dialog of the browser's own, which tells the page of no mouse and no key. No script
 * can make the browser change these.
 */
const CHOSEN_OUTSIDE =
  'select,input:is([type=file i],[type=color i],[type=date i],[type=time i],[type=month i],[type=week i],[type=datetime-local i])';
const MOST_WAITING = 100;
const LONGEST_DETAIL = 20_000;
/** One for each kind of destination. */
const MOST_DELIVERIES = 14;

let config: Config | null = null;
/** Until when an event is proven, by id, on the clock of `performance.now()`. */
const proofs = new Map<string, number>();
/** When an event was last proven, by id. */
const provenAt = new Map<string, number>();
/** What destinations were to get of the firing whose hit comes next, by the event's id. */
let deliveries = new Map<string, { firing: number; calls: Delivery[] }>();
/** The last firing that was told with its hit, by the event's id: what is said of it later is about no hit to come. */
const lastFirings = new Map<string, number>();
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
  provenAt.clear();
  deliveries = new Map();
  lastFirings.clear();
  forgetFrames();
  beginEvidence();
  if (!config) early = [];
  else early.splice(0).forEach(hearOf);
}

/** Listens for hits and for gestures. Must run before the page's scripts do. */
export function installWatch(): void {
  route = routeNow();
  const hear = (event: Event): void => {
    const { detail } = event as CustomEvent<unknown>;
    if (typeof detail !== 'string' || detail.length > LONGEST_DETAIL) return;
    if (config) hearOf(detail);
    else if (early.length < MOST_WAITING) early.push(detail);
  };
  installTraces();
  const mayFire = (): ConfigEvent[] => (config?.events ?? []).filter(isCovered);
  installFraming(mayFire);
  installEvidence(mayFire);
  listen(document, 'waymark:event', hear);
  listen(document, 'waymark:sent', hear);
  listen(document, 'waymark:replay', hear);
  dispatch(document, new CustomEvent('waymark:hello'));
  listen(window, 'pagehide', settle);
  listen(window, 'popstate', (event) => {
    if (event.isTrusted) movedAt = performance.now();
  });
  onWindow((window) => {
    for (const type of PRESSES) listen(window, type, onInput);
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
  const path = pathOf(event);
  const meant: string[] = [];
  for (const each of config.events)
    if (isGesture(each, event.type) && isCovered(each) && hitBy(each.selectors ?? [], path)) {
      meant.push(each.id);
      proofs.set(each.id, now + PROVES);
      const proven = waiting.filter(({ id }) => id === each.id);
      waiting = waiting.filter(({ id }) => id !== each.id);
      proven.forEach((hit) => tell(hit, true));
    }
  tellMeant(meant);
}

/** Whether the trigger is this very gesture. */
function isGesture({ trigger }: ConfigEvent, type: string): boolean {
  return (
    trigger.type === type &&
    !(trigger.type === 'submit' && (trigger.outcome ?? 'attempt') !== 'attempt')
  );
}

function tell(hit: Hit, proven: boolean): void {
  if (proven) {
    provenAt.set(hit.id, performance.now());
    const event = config?.events.find(({ id }) => id === hit.id);
    if (event) frameOf(event);
  }
  post({ ...hit, proven });
}

const others: Others = {
  proven(ids, age) {
    const now = performance.now();
    const known = ids[0] ? ids : [...provenAt.keys()];
    return known.some((id) => now - (provenAt.get(id) ?? -Infinity) <= age);
  },
};

/** Something the runtime said: that an event fired, or before that what a destination was to get of it. */
function hearOf(detail: string): void {
  const said = readDelivery(detail);
  if (!said) return receive(detail);
  const { id, firing, delivery } = said;
  if (firing <= (lastFirings.get(id) ?? 0)) return;
  const known = deliveries.get(id);
  const own = known?.firing === firing ? known : { firing, calls: [] };
  if (own.calls.length < MOST_DELIVERIES) own.calls.push(delivery);
  if (deliveries.size < MOST_WAITING) deliveries.set(id, own);
}

function receive(detail: string): void {
  const hit = config && readHit(detail, config);
  // The runtime may hear a picking click before the picker swallows it.
  if (!hit || isPicking()) return;
  const sent = deliveries.get(hit.id);
  deliveries.delete(hit.id);
  if (sent) {
    lastFirings.set(hit.id, sent.firing);
    hit.deliveries = sent.calls;
  }
  if (isProven(hit)) tell(hit, true);
  else if (waiting.length < MOST_WAITING) {
    waiting.push(hit);
    setTimeout(settle);
  }
}

/** No gesture came for what still waits; a page view may have come before its route. */
function settle(): void {
  waiting.splice(0).forEach((hit) => tell(hit, isProven(hit)));
}

function isProven({ id }: Hit): boolean {
  const event = config?.events.find((each) => each.id === id);
  if (!event || !isCovered(event)) return false;
  const now = performance.now();
  if (event.trigger.type !== 'page_view')
    return (proofs.get(id) ?? 0) >= now || bears(event, others);
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
  return covers(where ?? {}, page, config?.pageTypes ?? []);
}
