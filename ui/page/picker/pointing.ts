/**
 * Picking mode: what the mouse or the arrow keys point at is outlined and named, and a click reports it. The
 * page's own handlers see nothing of the picking click. Registered before the page's scripts run, in every
 * window that can be looked into; idle while picking is off.
 */
import type { Refusal } from '../../generated/Refusal';
import { clickableAncestor, parentElement } from '../shared/clickable';
import { allInDocument, getter, localName, matchesCss } from '../shared/dom';
import { frameDocument, shadowOf } from '../shared/hops';
import { post } from './channel';
import { describe, describeForeign } from './describe';
import { adoptFrame, boxInTop, documents, hostOfFrame, onWindow } from './frames';
import { freeze, isFrozen } from './freeze';
import { drawHover, drawShields, isOverlay, type Box } from './overlay';
import { documentElementOf, elementsAt, isConnected, isVisible, listen } from './page';
import { postSnapshot, warmUpSnapshots } from './telling';

/** Events of the picking click; the page must see none of them. */
const SWALLOWED = [
  'pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click', 'auxclick', 'dblclick', 'contextmenu',
  'touchstart', 'touchmove', 'touchend', 'dragstart', 'selectstart', 'submit',
]; // prettier-ignore

/** When the page has drawn that picking is on, in ms. */
const WARM_UP_AFTER = 100;
/** A click this soon after the mouse button went up belongs to it, in ms. */
const SAME_CLICK = 200;

const firstElement = getter<Element | null>(Element, 'firstElementChild');
const nextElement = getter<Element | null>(Element, 'nextElementSibling');
const previousElement = getter<Element | null>(Element, 'previousElementSibling');

let picking = false;
/** The very element under the mouse is meant, not the control that it belongs to. */
let isExact = false;
/** What would be picked. */
let current: Element | null = null;
/** Innermost element under the mouse since the last frame. */
let under: Element | null = null;
/** Where the mouse was last, in the viewport of a document; pages replace what is under it at any time. */
let mouse: { document: Document; x: number; y: number } | null = null;
let label = '';
let scheduled = 0;
let shields: { frame: Element; box: Box }[] = [];
/** Innermost element that the mouse button went down on. */
let pressed: Element | null = null;
/** When the mouse button went up over something that may get no click, and was picked then. */
let released: number | null = null;

/** Switches picking on or off. */
export function pick(on: boolean, exact = false): void {
  picking = on;
  isExact = exact;
  current = under = null;
  if (on) {
    setTimeout(warmUp, WARM_UP_AFTER);
    update();
  } else {
    freeze(false);
    // At once: whoever is told that picking is over may look for what is still drawn.
    draw();
  }
}

/** The first snapshot of a page takes several times as long as the next; better now than at the click. */
function warmUp(): void {
  const root = documentElementOf(document);
  if (picking && root) warmUpSnapshots(root);
}

/** Picks the element at a point of the top viewport. */
export function pickAt(x: number, y: number): void {
  const element = deepestAt(document, x, y);
  if (element) report(meant(element));
}

/** What a click here picks. */
function meant(subject: Element): Element {
  return isExact ? subject : clickableAncestor(subject);
}

/** Clicks pick at the moment, and mean nothing else. */
export function isPicking(): boolean {
  return picking;
}

/** Draws again, once a frame. */
function update(): void {
  if (!scheduled) scheduled = requestAnimationFrame(draw);
}

function draw(): void {
  scheduled = 0;
  if (current && !isConnected(current)) under ??= current;
  if (under && !isConnected(under)) under = mouse && deepestAt(mouse.document, mouse.x, mouse.y);
  if (under) current = isForeign(under) ? under : meant(under);
  else if (current && !isConnected(current)) current = null;
  under = null;
  drawShields(picking ? shieldFrames() : []);
  const words =
    !picking || !current ? '' : isForeign(current) ? describeForeign(current) : describe(current);
  drawHover(picking && current ? boxInTop(current) : null, words);
  if (words !== label) post({ kind: 'hover', label: (label = words) });
}

function shieldFrames(): Box[] {
  shields = documents()
    .flatMap((document) => Array.from(allInDocument(document, 'iframe')))
    .filter((frame) => isForeign(frame) && isVisible(frame))
    .map((frame) => ({ frame, box: boxInTop(frame) }));
  return shields.map(({ box }) => box);
}

/** A frame of another origin. */
function isForeign(element: Element): boolean {
  return localName(element) === 'iframe' && !adoptFrame(element);
}

/** The innermost element an event is about; the foreign frame, if it is about a shield. */
function subjectOf(event: Event): Element | null {
  const origin = event.composedPath()[0];
  if (isOverlay(event.target)) {
    const { clientX: x, clientY: y } = event as MouseEvent;
    const hit = shields.find(
      ({ box: [left, top, width, height] }) =>
        x >= left && x < left + width && y >= top && y < top + height,
    );
    return hit?.frame ?? null;
  }
  return origin && 'getAttribute' in origin ? (origin as Element) : null;
}

function onMove(event: Event): void {
  if (!picking || !event.isTrusted) return;
  const subject = subjectOf(event);
  if (!subject) return;
  const { clientX: x, clientY: y, view } = event as MouseEvent;
  mouse = view && { document: view.document, x, y };
  under = subject;
  update();
}

function onPress(event: Event): void {
  if (!picking || !event.isTrusted) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const subject = subjectOf(event);
  if (!subject) return;
  const { button } = event as MouseEvent;
  if (button !== 0) return;
  if (event.type === 'click') {
    const isDone = released !== null && event.timeStamp - released < SAME_CLICK;
    released = null;
    if (!isDone) choose(subject);
  } else if (event.type === 'pointerdown') {
    pressed = subject;
  } else if (event.type === 'pointerup' && getsNoClick(subject)) {
    released = event.timeStamp;
    choose(subject);
  }
}

/** Some engines give a disabled control no click; none gives one where the page replaced what was pressed. */
function getsNoClick(subject: Element): boolean {
  return (
    (pressed !== null && !isConnected(pressed)) ||
    matchesCss(clickableAncestor(subject), ':disabled')
  );
}

function choose(subject: Element): void {
  if (isForeign(subject)) refuse('cross_origin_frame', hostOfFrame(subject));
  else report(meant(subject));
}

function refuse(reason: Refusal, host = ''): void {
  post({ kind: 'refused', reason, host: host.slice(0, 255) });
}

function report(element: Element): void {
  const began = performance.now();
  const refusal = postSnapshot(element, (snapshot) => {
    const bounds = boxInTop(element);
    return { kind: 'picked', snapshot, bounds, took: performance.now() - began };
  });
  if (refusal) refuse(refusal);
}

const STEPS: { [key: string]: (element: Element) => Element | null } = {
  ArrowUp: parentElement,
  ArrowDown: firstElement,
  ArrowLeft: previousElement,
  ArrowRight: nextElement,
};

function onKey(event: Event): void {
  const { key, ctrlKey, metaKey, altKey } = event as KeyboardEvent;
  if (!picking || !event.isTrusted || ctrlKey || metaKey || altKey) return;
  const step = Object.prototype.hasOwnProperty.call(STEPS, key) ? STEPS[key] : undefined;
  const known = step || key === 'Escape' || key === 'Enter' || key.toLowerCase() === 'f';
  if (!known) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (event.type !== 'keydown' || (event as KeyboardEvent).repeat) return;
  if (key === 'Escape') {
    pick(false);
    reportMode();
  } else if (key === 'Enter') {
    if (current) (isForeign(current) ? choose : report)(current);
  } else if (step) {
    const next = step(current ?? document.body);
    if (next && !isOverlay(next)) {
      current = next;
      under = null;
      update();
    }
  } else {
    freeze(!isFrozen());
    reportMode();
  }
}

function reportMode(): void {
  post({ kind: 'mode', picking, frozen: isFrozen() });
}

/** The innermost element at a point, through open shadow roots and same-origin frames. */
export function deepestAt(document: Document, x: number, y: number): Element | null {
  let element = elementsAt(document, x, y).find((each) => !isOverlay(each)) ?? null;
  for (let shadow = element && shadowOf(element); element && shadow; shadow = shadowOf(element)) {
    const inner = shadow.elementFromPoint(x, y);
    if (!inner || inner === element) break;
    element = inner;
  }
  const framed = element && localName(element) === 'iframe' ? frameDocument(element) : null;
  if (!element || !framed) return element;
  const [left, top] = boxInTop(element);
  return deepestAt(framed, x - left - element.clientLeft, y - top - element.clientTop) ?? element;
}

/** Listens in every window. Must run before the page's scripts do. */
export function installPointing(): void {
  onWindow((window) => {
    for (const type of SWALLOWED) listen(window, type, onPress);
    for (const type of ['keydown', 'keypress', 'keyup']) listen(window, type, onKey);
    for (const type of ['pointermove', 'pointerover']) listen(window, type, onMove);
    for (const type of ['scroll', 'resize']) listen(window, type, () => picking && update());
  });
}
