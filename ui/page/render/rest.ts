/**
 * For pages that are rendered out of sight, beside the picker in its isolated world: knows how long nothing of the page
 * changed, and counts what the page's scripts did not catch. Whether that is rest is decided by who asks.
 */

/** What `__waymarkRest()` answers, as JSON. */
interface Pulse {
  /** Milliseconds since an element or a text last changed. Changes of `style` alone are animation. */
  quiet: number;
  errors: { count: number; first: string[] };
}

const MOST = 10;
const LONGEST = 200;

const errors: Pulse['errors'] = { count: 0, first: [] };
let changedAt = performance.now();

new MutationObserver((records) => {
  if (records.some(({ attributeName }) => attributeName !== 'style')) changedAt = performance.now();
}).observe(document, { subtree: true, childList: true, characterData: true, attributes: true });

addEventListener(
  'error',
  (event) => {
    // Of a picture or script that did not load, the network tells.
    if (event.target !== window) return;
    errors.count++;
    if (errors.first.length < MOST) errors.first.push(String(event.message).slice(0, LONGEST));
  },
  true,
);
addEventListener(
  'unhandledrejection',
  ({ reason }) => {
    errors.count++;
    if (errors.first.length < MOST) errors.first.push(String(reason).slice(0, LONGEST));
  },
  true,
);

Object.assign(globalThis, {
  __waymarkRest: () =>
    JSON.stringify({ quiet: performance.now() - changedAt, errors } satisfies Pulse),
});
