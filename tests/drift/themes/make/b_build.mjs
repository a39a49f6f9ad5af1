/**
 * Draws one theme: `node b_build.mjs <theme>` prints `{page: html}` with the marks of `m()` still in it.
 * `b_truth.py` calls this and writes what is committed.
 */
import { byHandle } from './b_lib.mjs';

const theme = process.argv[2];
const { draw } = await import(`./b_${theme}/page.mjs`);

/** What each page shows, and on which kind of screen. */
const pages = {
  home: { kind: 'home' },
  product: { kind: 'product', handle: 'moorland-crew' },
  'product-b': { kind: 'product', handle: 'harbour-overshirt' },
  'product-c': { kind: 'product', handle: 'ferry-beanie' },
  'product-sold': { kind: 'product', handle: 'tideline-parka' },
  collection: { kind: 'collection' },
  cart: { kind: 'cart' },
  'product-phone': { kind: 'product', handle: 'moorland-crew', phone: true },
  'home-phone': { kind: 'home', phone: true },
};

const drawn = Object.entries(pages).map(([name, { kind, handle, phone = false }]) => [
  name,
  draw({ name, kind, phone, product: handle && byHandle(handle) }),
]);
process.stdout.write(JSON.stringify(Object.fromEntries(drawn)));
