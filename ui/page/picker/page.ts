/** The page's documents as the picker reads them; like `shared/dom.ts` proof against names and patches of the page. */
import { getter, unbound } from '../shared/dom';

export const documentElementOf = getter<Element | null>(Document, 'documentElement');
export const titleOf = getter<string>(Document, 'title') as (document: Document) => string;
export const viewOf = getter<(Window & typeof globalThis) | null>(Document, 'defaultView') as (
  document: Document,
) => (Window & typeof globalThis) | null;
export const ownerOf = getter<Document | null>(Node, 'ownerDocument');
export const isConnected = getter<boolean>(Node, 'isConnected');
export const createElement = unbound(Document.prototype.createElement) as (
  document: Document,
  tag: string,
) => HTMLElement;
export const boxOf = unbound(Element.prototype.getBoundingClientRect) as (
  element: Element,
) => DOMRect;
export const append = unbound(Node.prototype.appendChild);
export const elementsAt = unbound(Document.prototype.elementsFromPoint) as (
  document: Document,
  x: number,
  y: number,
) => Element[];
export const dispatch = unbound(EventTarget.prototype.dispatchEvent);

const hostOf = getter<Element>(ShadowRoot, 'host');

/** Whether this is a shadow root, of whatever window. */
export function isShadowRoot(node: unknown): boolean {
  try {
    return !!hostOf(node as Node);
  } catch {
    return false;
  }
}

const visibility = unbound(Element.prototype.checkVisibility);

/** Listens before the page's own handlers do. */
export function listen(target: EventTarget, type: string, listener: (event: Event) => void): void {
  EventTarget.prototype.addEventListener.call(target, type, listener, {
    capture: true,
    passive: false,
  });
}

/** Neither `display: none` nor `visibility: hidden`. */
export function isRendered(element: Element): boolean {
  return visibility(element, { visibilityProperty: true });
}

/** Rendered, and with an area. */
export function isVisible(element: Element): boolean {
  if (!isRendered(element)) return false;
  const { width, height } = boxOf(element);
  return width > 0 && height > 0;
}
