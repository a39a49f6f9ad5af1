/**
 * The windows of the page that can be looked into: the top one and its same-origin frames, which hand
 * themselves over at their document's start or are found when the mouse enters them. Only the top window's
 * picker works; it works for all of them.
 */
import { allInDocument } from '../shared/dom';
import { frameDocument } from '../shared/hops';
import { boxOf, ownerOf, viewOf } from './page';

export type PageWindow = Window & typeof globalThis;

const known = new WeakSet<Document>();
const windows: PageWindow[] = [];
const arrivals: ((window: PageWindow) => void)[] = [];

/** Runs for every window, now and when one comes. */
export function onWindow(arrival: (window: PageWindow) => void): void {
  arrivals.push(arrival);
  windows.forEach(arrival);
}

/** Takes a window in, with the frames inside it. A window reached through a foreign frame stays out. */
export function adopt(window: PageWindow): void {
  try {
    if (known.has(window.document) || !isInside(window)) return;
    known.add(window.document);
    for (let at = windows.length; at--;) if (!isAlive(windows[at]!)) windows.splice(at, 1);
    windows.push(window);
    arrivals.forEach((arrival) => arrival(window));
    adoptInside(window.document);
  } catch {
    // A window of another origin.
  }
}

/** Takes in the frames of a document that have not come by themselves. */
export function adoptInside(document: Document): void {
  for (const frame of Array.from(allInDocument(document, 'iframe'))) adoptFrame(frame);
}

/** Takes in the window of a frame; says whether it can be looked into. */
export function adoptFrame(frame: Element): boolean {
  const inner = frameDocument(frame);
  const window = inner && viewOf(inner);
  if (window) adopt(window);
  return !!window;
}

/** Documents that can be looked into. */
export function documents(): Document[] {
  return windows.filter(isAlive).map((window) => window.document);
}

function isInside(candidate: PageWindow): boolean {
  let at: Window = candidate;
  while (at !== window) {
    const frame = at.frameElement;
    if (!frame) return false;
    at = viewOf(frame.ownerDocument)!;
  }
  return true;
}

function isAlive(window: PageWindow): boolean {
  try {
    return !!window.document && isInside(window);
  } catch {
    return false;
  }
}

/** Where a document's viewport begins in the top viewport, in CSS pixels; frames that are scaled are not followed. */
export function originOf(document: Document): [x: number, y: number] {
  let x = 0;
  let y = 0;
  let frame = viewOf(document)?.frameElement;
  while (frame) {
    const box = boxOf(frame);
    const outer = viewOf(frame.ownerDocument)!;
    const style = outer.getComputedStyle(frame);
    x += box.x + frame.clientLeft + parseFloat(style.paddingLeft);
    y += box.y + frame.clientTop + parseFloat(style.paddingTop);
    frame = outer.frameElement;
  }
  return [x, y];
}

/** Box of an element in the top viewport, `[x, y, width, height]` in CSS pixels. */
export function boxInTop(element: Element): [number, number, number, number] {
  const { x, y, width, height } = boxOf(element);
  const [left, top] = originOf(ownerOf(element)!);
  return [x + left, y + top, width, height];
}

/** Host of the address a frame shows or was told to show; empty where it has none. */
export function hostOfFrame(frame: Element): string {
  try {
    return new URL(frame.getAttribute('src') ?? '', frame.ownerDocument.baseURI).host;
  } catch {
    return '';
  }
}
