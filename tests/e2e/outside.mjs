/**
 * Visits pages in Debian's Chromium, with an exported script put on them or as they are served, and says what reached
 * `window.dataLayer` and `waymark:event`: `node outside.mjs VISITS.json`. Knows nothing of Waymark but these two names.
 */
import { readFile } from 'node:fs/promises';
import { chromium } from 'playwright-core';

const SCRIPT = '/exported-under-test.js';

const visits = JSON.parse(await readFile(process.argv[2], 'utf8'));
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
try {
  const seen = [];
  for (const visit of visits) seen.push(await make(visit));
  process.stdout.write(JSON.stringify(seen));
} finally {
  await browser.close();
}

async function make({ url, script, steps, width }) {
  const seen = { dataLayer: [], events: [], errors: [] };
  let step = 0;
  const context = await browser.newContext({
    viewport: { width: width || 1280, height: 900 },
    bypassCSP: script !== null,
  });
  await context.exposeBinding('report', (_, kind, json) => {
    seen[kind].push({ step, data: JSON.parse(json) });
  });
  if (script) await context.route(`**${SCRIPT}`, (route) => route.fulfill({ path: script }));
  await context.addInitScript(watch, script && SCRIPT);
  context.setDefaultTimeout(20_000);
  const page = await context.newPage();
  page.on('pageerror', (error) => seen.errors.push(String(error)));
  await page.goto(url, { waitUntil: 'load' });
  for (const wanted of steps) {
    if (script) await page.waitForFunction(() => window.exportedIsRunning === true);
    else await page.waitForLoadState('networkidle');
    const element = await theOne(page, wanted.css);
    step += 1;
    await act(page, element, wanted);
    await settle(page);
  }
  await settle(page);
  await context.close();
  return seen;
}

/** Runs in every page before its own scripts: listens, and puts a script tag at the end of the head if there is one. */
function watch(src) {
  if (window !== window.top) return;
  const layer = [];
  layer.push = (...items) => {
    for (const item of items) window.report('dataLayer', JSON.stringify(item));
    return Array.prototype.push.apply(layer, items);
  };
  window.dataLayer = layer;
  document.addEventListener('waymark:event', (event) => window.report('events', event.detail));
  if (src) document.addEventListener('DOMContentLoaded', () => {
    const tag = document.createElement('script');
    tag.src = src;
    tag.onload = () => (window.exportedIsRunning = true);
    document.head.append(tag);
  });
}

/** The one visible element a CSS matches; ` >>> ` hops into an open shadow root or a same-origin frame. */
async function theOne(page, css) {
  const deadline = Date.now() + 15_000;
  for (;;) {
    const found = await visible(page.mainFrame(), css.split(' >>> '));
    if (found.length === 1) return found[0];
    if (Date.now() > deadline) throw new Error(`${found.length} visible elements match ${css} on ${page.url()}`);
    await page.waitForTimeout(100);
  }
}

async function visible(root, [css, ...rest]) {
  const all = await root.$$(css);
  if (rest.length === 0) {
    const shown = await Promise.all(all.map((element) => element.isVisible()));
    return all.filter((_, at) => shown[at]);
  }
  const inner = await Promise.all(
    all.map(async (host) => {
      const frame = await host.contentFrame();
      if (frame) return visible(frame, rest);
      const shadow = await host.evaluateHandle((element) => element.shadowRoot);
      const root = shadow.asElement();
      return root ? visible(root, rest) : [];
    }),
  );
  return inner.flat();
}

async function act(page, element, { do: what, value }) {
  if (what === 'click') return element.click();
  if (what === 'fill') return element.fill(value ?? '');
  const tag = await element.evaluate((node) => node.localName);
  if (what === 'submit') {
    if (tag === 'button' || (await element.getAttribute('type')) === 'submit') return element.click();
    if (tag !== 'form') return element.press('Enter');
    const button = await element.$('button:not([type]), [type="submit"], [type="image"]');
    return button ? button.click() : (await element.$('input')).press('Enter');
  }
  if (tag === 'select') return element.selectOption(value);
  const type = await element.getAttribute('type');
  if (type === 'checkbox' || type === 'radio') return element.click();
  await element.fill(value ?? '');
  return element.press('Tab');
}

/** Until the page has had the time to do what it does on an action, navigation included. */
async function settle(page) {
  // A page that is being left may never answer.
  const idle = page.evaluate(() => new Promise((done) => requestIdleCallback(() => requestAnimationFrame(done))));
  await Promise.race([idle.catch(() => {}), page.waitForTimeout(1500)]);
  await page.waitForLoadState('load');
}
