/** A shop's page with the picker in an isolated world, as in the app, for the tests of the picker. */
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { startBrowser } from './browser.mjs';

/** Starts a browser for all tests of a file; call it once. Returns it, and how a page is opened in it. */
export function pickerInBrowser() {
  const started = {};
  before(async () => {
    started.browser = await startBrowser();
  });
  after(() => started.browser.close());
  return { started, shop: (body, options) => shop(started.browser, body, options) };
}

/** Opens HTML with the picker in it. */
async function shop(browser, body, options = {}) {
  const html = `<!doctype html><head>${options.head ?? ''}</head><body>${body}</body>`;
  const page = options.headers ? { body: html, headers: options.headers } : html;
  const opened = await browser.open({ '/': page, ...options.pages }, { picker: true, ...options });
  const { page: tab, reports } = opened;
  await reports.next('ready');
  const middle = async (locator) => {
    const { x, y, width, height } = await locator.boundingBox();
    return [x + width / 2, y + height / 2];
  };
  /** Takes the report of a label, if it has come. */
  const hovered = (label) => reports.take('hover', (report) => report.label === label);
  /** Moves the mouse there until the label is told, clicks. */
  const pickWith = async (locator, label) => {
    const element = typeof locator === 'string' ? tab.locator(locator) : locator;
    await element.scrollIntoViewIfNeeded();
    const [x, y] = await middle(element);
    // As a hand does: moving until the picker has noticed.
    for (let step = 0; label && !hovered(label); step++) {
      assert.ok(step < 1000, `no label ${label}; there are ${JSON.stringify(reports.all)}`);
      await tab.mouse.move(x + (step % 3), y);
    }
    await tab.mouse.click(x, y);
  };
  return { ...opened, tab, middle, pickWith };
}

/** The command that switches picking on. */
export const on = { kind: 'pick', on: true };

/** Attributes of a snapshot's node as an object. */
export function attributes({ a = [] }) {
  return Object.fromEntries(a.flatMap((name, at) => (at % 2 ? [] : [[name, a[at + 1]]])));
}

/** The node of a report that was picked. */
export function pickedNode({ snapshot }) {
  return snapshot.nodes[snapshot.picked];
}

/** What every snapshot must hold, whatever the page. */
export function assertSound({ nodes }) {
  nodes.forEach((node, at) => {
    assert.ok(at ? node.p >= 0 && node.p < at : node.p === -1, `parent of ${at}`);
    const kinds = ['t', 'x', 's', 'd'].filter((key) => node[key] !== undefined && node[key] !== false);
    assert.equal(kinds.length, 1, JSON.stringify(node));
  });
}
