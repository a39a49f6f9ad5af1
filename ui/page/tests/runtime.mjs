/** A page with a visitor's runtime in it, for the tests of the runtime. */
import { after, before } from 'node:test';
import { runtime, startBrowser } from './browser.mjs';

/** Starts a browser for all tests of a file; call it once. Returns it, and how a page is opened in it. */
export function runtimeInBrowser() {
  const started = {};
  before(async () => {
    started.browser = await startBrowser();
  });
  after(() => started.browser.close());
  return { started, shop: (events, body, options) => shop(started.browser, events, body, options) };
}

/** A document with a script in its head. */
export const page = (script, body, head = '') =>
  `<!doctype html><head>${head}<script>${script}</script></head><body>${body}</body>`;

/** Opens HTML with a runtime in its head and gives the page, and what was sent since asked last. */
async function shop(browser, events, body, options = {}) {
  const script = options.script ?? runtime(...events);
  const pages = { '/': page(script, body, options.head), ...options.pages };
  const opened = await browser.open(pages, options);
  const errors = [];
  opened.page.on('pageerror', (error) => errors.push(error.message));
  await opened.page.evaluate(() => {
    // Nothing here leaves the page, so that what it sends can be read.
    window.addEventListener('click', (event) => event.composedPath().some(({ localName }) => localName === 'a') && event.preventDefault());
    window.addEventListener('submit', (event) => event.preventDefault());
  });
  let seen = 0;
  const sent = async () => {
    const all = await opened.page.evaluate(() => JSON.parse(JSON.stringify(Array.from(window.dataLayer ?? []))));
    return all.slice(seen, (seen = all.length));
  };
  return { ...opened, sent, errors };
}

/** What the data layer gets of an event. */
export const body = (id, rest = {}) => ({ event: id, ...rest, waymark: { id, revision: 'r1' } });
