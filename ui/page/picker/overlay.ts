/**
 * What the picker draws: outlines, a label and shields over foreign frames, in one closed shadow root that
 * lies in the top layer. It takes no mouse, leaves no trace when nothing is drawn, and its styles cannot be
 * reached by the page's, nor forbidden by its content security policy.
 */
import { append, createElement, documentElementOf, isConnected, listen } from './page';

/** `[x, y, width, height]` in CSS pixels of the top viewport. */
export type Box = readonly [number, number, number, number];

const STYLE = `
:host {
  all: initial !important; display: block !important; position: fixed !important; inset: 0 !important;
  width: auto !important; height: auto !important; margin: 0 !important; padding: 0 !important;
  border: 0 !important; background: none !important; overflow: hidden !important;
  pointer-events: none !important; z-index: 2147483647 !important; contain: strict !important;
}
:host([hidden]) { display: none !important; }
div { position: absolute; left: 0; top: 0; box-sizing: border-box; }
.match { border: 2px dashed #0d9488; border-radius: 3px; background: rgb(13 148 136 / 10%); }
.hover { border: 2px solid #4f46e5; border-radius: 3px; background: rgb(79 70 229 / 12%); }
/* Painted, because a shield that cannot be seen gets no mouse where frames are drawn by another process. */
.shield { pointer-events: auto; cursor: not-allowed; background: rgb(100 116 139 / 15%); }
.label {
  max-width: min(420px, 90vw); padding: 3px 8px; border-radius: 4px; background: #4f46e5; color: #fff;
  font: 500 12px/18px system-ui, sans-serif; white-space: nowrap; overflow: hidden; text-overflow: ellipsis;
  box-shadow: 0 1px 4px rgb(0 0 0 / 30%);
}
`;

/** More outlines than this tell nothing. */
const MOST_BOXES = 200;

const layers: { match: HTMLElement[]; shield: HTMLElement[]; hover: HTMLElement[] } = {
  match: [],
  shield: [],
  hover: [],
};
const shown = { match: 0, shield: 0, hover: 0 };
let host: HTMLElement | undefined;
let root: ShadowRoot;
let label: HTMLElement;
let concealed = false;

/** The element that holds the overlay: no part of the page. */
export function isOverlay(node: unknown): boolean {
  return node !== undefined && node === host;
}

/** Outlines what a rule matches. */
export function drawMatches(boxes: readonly Box[]): void {
  draw('match', boxes.slice(0, MOST_BOXES));
}

/** Covers frames of other sites, so that clicks on them come here. */
export function drawShields(boxes: readonly Box[]): void {
  draw('shield', boxes);
}

/** Outlines what would be picked, with its name; `null` outlines nothing. */
export function drawHover(box: Box | null, words: string): void {
  draw('hover', box ? [box] : []);
  if (!host) return;
  label.style.display = box && words ? 'block' : 'none';
  if (!box) return;
  label.textContent = words;
  const [x, y, , height] = box;
  const below = y + height + 4;
  const top = y >= 28 ? y - 28 : below + 24 < innerHeight ? below : Math.max(0, y + 4);
  place(label, Math.max(4, Math.min(x, innerWidth - 120)), top);
}

/** Hides everything for a picture, or shows it again. */
export function conceal(on: boolean): void {
  concealed = on;
  if (host) host.hidden = on;
}

/** Back above everything that came into the top layer since, and back into a page that threw it out. */
export function raise(): void {
  if (!host || !isShown()) return;
  const parent = documentElementOf(document);
  if (!parent) return;
  if (!isConnected(host)) append(parent, host);
  try {
    if (host.matches(':popover-open')) host.hidePopover();
    host.showPopover();
  } catch {
    // An engine without popovers: the z-index has to do.
  }
}

function draw(layer: keyof typeof layers, boxes: readonly Box[]): void {
  if (!boxes.length && !shown[layer]) return;
  if (!host) create();
  const pool = layers[layer];
  while (pool.length < boxes.length) {
    const element = createElement(document, 'div');
    element.className = layer;
    pool.push(element);
    root.insertBefore(element, label);
  }
  const wasShown = isShown();
  pool.forEach((element, at) => {
    const box = boxes[at];
    if (box || at < shown[layer]) element.style.display = box ? 'block' : 'none';
    if (!box) return;
    place(element, box[0], box[1]);
    element.style.width = `${box[2]}px`;
    element.style.height = `${box[3]}px`;
  });
  shown[layer] = boxes.length;
  if (isShown() && (!wasShown || !isConnected(host!))) raise();
  else if (!isShown()) host!.remove();
}

function isShown(): boolean {
  return shown.match + shown.shield + shown.hover > 0;
}

function place(element: HTMLElement, x: number, y: number): void {
  element.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`;
}

function create(): void {
  host = createElement(document, 'waymark-overlay');
  host.setAttribute('popover', 'manual');
  host.setAttribute('aria-hidden', 'true');
  host.hidden = concealed;
  root = host.attachShadow({ mode: 'closed' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  root.adoptedStyleSheets = [sheet];
  label = createElement(document, 'div');
  label.className = 'label';
  root.appendChild(label);

  const raiseOverOthers = (event: Event): void => {
    if (event.target !== host) raise();
  };
  listen(window, 'toggle', raiseOverOthers);
  listen(window, 'fullscreenchange', raiseOverOthers);
  new MutationObserver(raise).observe(document, { subtree: true, attributeFilter: ['open'] });
}
