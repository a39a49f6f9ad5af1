/**
 * For the page's own world, where somebody looks at what a shop measures already: tells what is pushed into the data
 * layer, in the shape in which a runtime under test tells what fired. The page could make it up, and it proves nothing.
 * What was pushed arrives, and where there is no data layer none appears; only the shop's own Waymark is kept still.
 */

/** Who the picker is told it is; the config it knows has this one event (`crates/audit/src/already.rs`). */
const EVENT = 'data_layer';
const MOST_PARAMETERS = 20;
const LONGEST_NAME = 40;
const LONGEST_VALUE = 100;
/** How deep objects are looked into: `ecommerce.items.0.item_id` and no further. */
const DEEPEST = 3;

type Fields = { [name: string]: string | number | boolean };

/** Names and values inside an object; of lists the first only. What Google wraps them in goes. */
function collect(it: unknown, into: Fields, name = '', depth = 0): void {
  if (Object.keys(into).length >= MOST_PARAMETERS || depth > DEEPEST) return;
  if (Array.isArray(it)) collect(it[0], into, name, depth);
  else if (it && typeof it === 'object')
    for (const [key, value] of Object.entries(it)) {
      if (depth === 0 && /^(event|gtm\..*|eventCallback|eventTimeout)$/.test(key)) continue;
      const outer = name && name !== 'ecommerce' ? `${name}.` : '';
      collect(value, into, outer + key, depth + 1);
    }
  else if (name && ['string', 'number', 'boolean'].includes(typeof it))
    into[name.slice(0, LONGEST_NAME)] =
      typeof it === 'string' ? it.slice(0, LONGEST_VALUE) : (it as number | boolean);
}

/** The event that was pushed, as an object or as `gtag` does; none where it is something else. */
function eventIn(pushed: unknown): { name: string; about: unknown } | null {
  const it = pushed as { [name: string]: unknown } | null;
  if (!it || typeof it !== 'object') return null;
  if (it[0] === 'event' && typeof it[1] === 'string') return { name: it[1], about: it[2] };
  const { event } = it;
  // Tag Manager's own.
  return typeof event === 'string' && !/^gtm\./.test(event) ? { name: event, about: it } : null;
}

function tell(pushed: unknown): void {
  try {
    const said = eventIn(pushed);
    if (!said) return;
    const fields: Fields = {};
    collect(said.about, fields);
    const pushedEvent = said.name.slice(0, LONGEST_VALUE);
    const body = { ...fields, pushed_event: pushedEvent, event: EVENT };
    const detail = JSON.stringify({ ...body, waymark: { id: EVENT, revision: EVENT } });
    document.dispatchEvent(new CustomEvent('waymark:event', { detail }));
  } catch {
    // What cannot be read is not told.
  }
}

const heard = new WeakSet<object>();

/** Hears what is pushed from now on, whoever puts a `push` of its own in front later. */
function hear(layer: unknown): void {
  if (!Array.isArray(layer) || heard.has(layer)) return;
  heard.add(layer);
  const { push } = layer;
  layer.push = function (this: unknown[], ...pushed: unknown[]): number {
    pushed.forEach(tell);
    return Reflect.apply(push, this, pushed) as number;
  };
}

if (window === window.top) {
  // What Waymark itself sends on a live shop is no news: a runtime that finds another one does nothing.
  Object.defineProperty(window, 'waymark', {
    configurable: true,
    value: { stop: () => undefined },
  });
  let layer: unknown = (window as { dataLayer?: unknown }).dataLayer;
  hear(layer);
  Object.defineProperty(window, 'dataLayer', {
    configurable: true,
    enumerable: true,
    get: () => layer,
    set: (next: unknown) => hear((layer = next)),
  });
}
