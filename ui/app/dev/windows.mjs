/**
 * Chromium's windows, for one panel after the other. A window of its own costs a second of a core, several times what the
 * panel in it costs, so each is used again: what a visit may change is put back, and where something else stayed behind,
 * or might have, the window is closed. Every window has a browser of its own, so each has the focus and a clipboard.
 */
import { chromium } from 'playwright-core';

/** What a panel that was left might have left behind, asked in its page. */
const leftBehind = async () =>
  localStorage.length > 0 ||
  sessionStorage.length > 0 ||
  document.cookie !== '' ||
  window.name !== '' ||
  (await indexedDB.databases()).length > 0 ||
  (await caches.keys()).length > 0;

/** `prepare` is done once to the page of each window. */
export function openWindows(prepare) {
  const browsers = new Set();
  const free = [];

  async function start() {
    const browser = await chromium.launch({
      executablePath: '/usr/bin/chromium',
      args: ['--no-sandbox'],
    });
    browsers.add(browser);
    const page = await browser.newPage();
    await prepare(page);
    return page;
  }

  /** An empty page, as if new, that nobody else has. */
  async function take({ width = 380, height = 800, dark = false } = {}) {
    const page = free.pop() ?? (await start());
    await page.setViewportSize({ width, height });
    await page.emulateMedia({
      media: null,
      colorScheme: dark ? 'dark' : 'light',
      reducedMotion: 'reduce',
      forcedColors: null,
      contrast: null,
    });
    return page;
  }

  /** Back to be taken again; `spent` closes the window. */
  async function give(page, { spent = false } = {}) {
    const context = page.context();
    if (spent || context.pages().length > 1 || (await page.evaluate(leftBehind))) {
      browsers.delete(context.browser());
      await context.browser().close();
      return;
    }
    await context.clearPermissions();
    await page.unrouteAll();
    await page.mouse.move(-1, -1);
    await page.goto('about:blank');
    free.push(page);
  }

  async function close() {
    await Promise.all([...browsers].map((browser) => browser.close()));
  }

  return { take, give, close };
}
