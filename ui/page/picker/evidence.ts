/**
 * While a walk is recorded: whether what fires an event happened, where that is no gesture on its element (it comes into view,
 * the page is scrolled, time passes, the mouse rests, a video plays). Measured here, by this world alone, and more strictly than
 * the runtime does: what is told speaks against an event that did not fire, and what is doubtful is not told. What an event
 * that fired is worth lies in `witness.ts`.
 */
import type { ConfigEvent } from '../../generated/ConfigEvent';
import { matchesCss, unbound } from '../shared/dom';
import { hitBy, resolve, satisfies } from '../shared/match';
import { boxInTop, onWindow } from './frames';
import { isConnected, listen } from './page';
import { isPicking } from './pointing';
import { tellMeant } from './recording';
import { INPUT, tracesOf } from './traces';

type Kind = ConfigEvent['trigger']['type'];
type Trigger<Type extends Kind> = Extract<ConfigEvent['trigger'], { type: Type }>;
type Of<Type extends Kind> = ConfigEvent & { trigger: Trigger<Type> };

/** How often it is measured, in ms. */
const STEP = 250;
/** Between two measures that are further apart nobody knows what was: the tab slept. */
const GAP = 4 * STEP;
/** So much longer than the event asks, and so many ms more, a condition has to hold: its runtime looks now and then. */
const LONGER = 1.2;
const LATER = 1500;
/** What is measured in percent has to be passed by so much. */
const BEYOND = 3;
/** Somebody is there; the runtime believes it for half a minute. */
const ACTIVE = 25_000;
/** Elements of one event that are looked at. */
const MOST = 50;

let underTest: () => ConfigEvent[] = () => [];
let timer = 0;
let measuredAt = 0;
let route = '';
/** When this address was seen first while the walk was recorded. */
let routedAt = 0;
/** Seconds that somebody surely spent on it. */
let spent = 0;
let told = new Set<string>();
/** Since when elements are in view, by event. */
let inView = new Map<string, Map<Element, number>>();
/** How often in a row the page was measured to be scrolled far enough, by event. */
let deep = new Map<string, number>();
/** Since when the mouse is on an element, by event. */
let rests = new Map<string, { element: Element; since: number }>();

/** Shares of elements of which an observer tells, as the runtime's does. */
const SHARES = Array.from({ length: 101 }, (_, at) => (at / 100) ** 2);
/** Rounding, of what is all in view. */
const WHOLE = 0.99;
/** How much is in view of what can be, now and at its least since the last measure. */
interface Share {
  now: number;
  low: number;
}
const shares = new WeakMap<Element, Share>();
/** Those that changed since then. */
const lately = new Set<Share>();
let observer: IntersectionObserver | undefined;

const isRenderedWith = unbound(Element.prototype.checkVisibility);

/** `events` gives those of the config that may fire on this page. */
export function installEvidence(events: () => ConfigEvent[]): void {
  underTest = events;
  onWindow((window) => {
    for (const type of ['pointerover', 'pointerout']) listen(window, type, onPointer);
    for (const type of ['playing', 'ended']) listen(window, type, onMedia);
  });
}

/** A walk is recorded from now on, or no more. */
export function gather(on: boolean): void {
  clearInterval(timer);
  timer = 0;
  observer?.disconnect();
  observer = undefined;
  if (!on) return;
  observer = new IntersectionObserver(keepShares, { threshold: SHARES });
  begin();
  timer = window.setInterval(measure, STEP);
}

/** Another config is under test: what was measured is about another one. */
export function beginEvidence(): void {
  if (timer) begin();
}

function begin(): void {
  route = location.href;
  routedAt = measuredAt = performance.now();
  spent = 0;
  told = new Set();
  settle();
}

/** What has to hold without a break is broken. */
function settle(): void {
  inView = new Map();
  deep = new Map();
  rests = new Map();
}

function of<Type extends Kind>(type: Type): Of<Type>[] {
  return underTest().filter(
    (event): event is Of<Type> => event.trigger.type === type && !told.has(event.id),
  );
}

function tell({ id }: ConfigEvent): void {
  told.add(id);
  tellMeant([id]);
}

function measure(): void {
  if (location.href !== route) begin();
  const now = performance.now();
  const since = now - measuredAt;
  measuredAt = now;
  if (document.visibilityState !== 'visible' || isPicking() || since > GAP) return settle();
  if (tracesOf([...INPUT, 'pointerover'], ACTIVE).length > 0) spent += since;
  for (const event of of('visible')) if (wasInView(event, now)) tell(event);
  for (const share of lately) share.low = share.now;
  lately.clear();
  for (const event of of('scroll')) if (isDeep(event)) tell(event);
  for (const event of of('time'))
    if (spent >= Math.min(...event.trigger.seconds) * 1000 * LONGER + LATER) tell(event);
  for (const event of of('hover')) if (isRested(event, now)) tell(event);
}

function wasInView({ id, trigger, selectors = [] }: Of<'visible'>, now: number): boolean {
  const before = inView.get(id);
  const still = new Map<Element, number>();
  for (const element of resolve(selectors).elements.slice(0, MOST))
    if (isSeen(element, trigger.percent)) still.set(element, before?.get(element) ?? now);
  inView.set(id, still);
  return Array.from(still.values()).some((since) => now - since >= trigger.millis * LONGER + LATER);
}

/** More of it is in view than is asked for, or all that can be, and was since the last measure. */
function isSeen(element: Element, percent: number): boolean {
  observer?.observe(element);
  const share = shares.get(element);
  if (!share || !isRenderedWith(element, { opacityProperty: true, visibilityProperty: true }))
    return false;
  return share.low >= Math.min(WHOLE, (percent + BEYOND) / 100);
}

function keepShares(entries: IntersectionObserverEntry[]): void {
  for (const { target, boundingClientRect, intersectionRatio, rootBounds } of entries) {
    const { width, height } = boundingClientRect;
    const whole = rootBounds ?? boundingClientRect;
    const most = Math.min(1, whole.width / width) * Math.min(1, whole.height / height);
    const now = width * height > 0 ? intersectionRatio / most : 0;
    const share = shares.get(target) ?? { now, low: now };
    share.now = now;
    share.low = Math.min(share.low, now);
    shares.set(target, share);
    lately.add(share);
  }
}

/** Somebody scrolled here, and it stands below what is asked for in two measures. */
function isDeep({ id, trigger, selectors = [] }: Of<'scroll'>): boolean {
  const least = Math.min(...trigger.percents) + BEYOND;
  const own = tracesOf(['scroll'], performance.now() - routedAt).some(
    ({ path }) => path[0] === document,
  );
  const isPast = own && depthOf(selectors) >= Math.min(100, least);
  deep.set(id, isPast ? (deep.get(id) ?? 0) + 1 : 0);
  return (deep.get(id) ?? 0) > 2;
}

/** How far the page, or the element, was scrolled through, in percent; 0 where the page stands still as a whole. */
function depthOf(selectors: ConfigEvent['selectors'] = []): number {
  const page = document.scrollingElement;
  if (!page || page.scrollHeight <= innerHeight + 1) return 0;
  if (!selectors[0]) return ((window.scrollY + innerHeight + 1) / page.scrollHeight) * 100;
  const [element] = resolve(selectors).elements;
  if (!element) return 0;
  const [, top, , height] = boxInTop(element);
  return height > 0 ? ((innerHeight + 1 - top) / height) * 100 : 0;
}

function isRested({ id, trigger, selectors = [] }: Of<'hover'>, now: number): boolean {
  const rest = rests.get(id);
  if (!rest || now - rest.since < trigger.millis * LONGER + LATER / 3) return false;
  return (
    isConnected(rest.element) && selectors.some((selector) => satisfies(rest.element, selector))
  );
}

function onPointer(event: Event): void {
  const { type, pointerType, relatedTarget } = event as PointerEvent;
  if (!timer || !event.isTrusted || pointerType === 'touch') return;
  if (type === 'pointerout') {
    if (!relatedTarget) rests.clear();
    return;
  }
  const path = event.composedPath();
  for (const hovered of of('hover')) {
    const element = hitBy(hovered.selectors ?? [], path);
    if (!element) rests.delete(hovered.id);
    else if (rests.get(hovered.id)?.element !== element)
      rests.set(hovered.id, { element, since: performance.now() });
  }
}

function onMedia(event: Event): void {
  const path = event.composedPath();
  const [video] = path as [HTMLVideoElement];
  if (!timer || !event.isTrusted || isPicking() || !matchesCss(video, 'video')) return;
  const isDecoration = video.loop && video.muted && !video.controls;
  for (const watched of of('video')) {
    const { trigger, selectors = [] } = watched;
    const isAsked = event.type === 'playing' ? trigger.start : trigger.complete;
    const isMeant = selectors[0] ? hitBy(selectors, path) : !isDecoration;
    if (isAsked && isMeant) tell(watched);
  }
}
