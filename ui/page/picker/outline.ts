/** Outlines what a rule matches and reports its number, and keeps both right while the page changes. */
import type { Selector } from '../../generated/Selector';
import { rootsWithin, type Root } from '../shared/hops';
import { resolve } from '../shared/match';
import { post } from './channel';
import { boxInTop, documents, onWindow } from './frames';
import { drawMatches } from './overlay';
import { isVisible, listen } from './page';

interface Rule {
  request: number;
  selectors: Selector[];
}

let rule: Rule | null = null;
let elements: Element[] = [];
let reported = '';
let changed = false;
let scheduled = 0;
let observer: MutationObserver | undefined;

/** Shows a rule instead of the one before. */
export function outline(request: number, selectors: Selector[], reveal: boolean): void {
  rule = { request, selectors };
  reported = '';
  observer ??= new MutationObserver(() => {
    changed = true;
    schedule();
  });
  observeRoots();
  // At once, whatever the page says of scrolling: the box that is told next has to be true.
  if (reveal)
    resolve(selectors)
      .elements.find(isVisible)
      ?.scrollIntoView({ block: 'center', inline: 'nearest', behavior: 'instant' });
  evaluate();
  draw();
}

/** Shows none. */
export function clear(): void {
  rule = null;
  elements = [];
  observer?.disconnect();
  observer = undefined;
  drawMatches([]);
}

/** Draws again: the page moved. */
export function schedule(): void {
  if (rule && !scheduled) scheduled = requestAnimationFrame(draw);
}

function draw(): void {
  scheduled = 0;
  if (!rule) return;
  if (changed) {
    changed = false;
    observeRoots();
    evaluate();
  }
  drawMatches(elements.filter(isVisible).map(boxInTop));
}

function evaluate(): void {
  if (!rule) return;
  const { selector, elements: found } = resolve(rule.selectors);
  elements = found;
  const count = found.length;
  const seen = found.filter(isVisible);
  const visible = seen.length;
  const signature = [count, visible, selector].join();
  if (signature === reported) return;
  reported = signature;
  post({
    kind: 'matches',
    request: rule.request,
    count,
    visible,
    selector: selector < 0 ? null : selector,
    bounds: seen[0] ? boxInTop(seen[0]) : null,
  });
}

/** Watches every root that the rule's selectors can match in; watching one twice does nothing. */
function observeRoots(): void {
  const roots: Root[] = documents();
  for (const { within = [] } of rule?.selectors ?? [])
    within.forEach((_, depth) => roots.push(...rootsWithin(within.slice(0, depth + 1))));
  for (const root of roots)
    observer?.observe(root, {
      subtree: true,
      childList: true,
      attributes: true,
      characterData: true,
    });
}

/** Follows scrolling and resizing. */
export function installOutline(): void {
  onWindow((window) => {
    for (const type of ['scroll', 'resize', 'load', 'toggle', 'transitionend'])
      listen(window, type, schedule);
  });
}
