/** Debian's Chromium, by Playwright. */
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { until } from '../until.mjs';
import { Tab } from './tab.mjs';

/** What starts Debian's, or what `WAYMARK_CHROMIUM` names. */
export const EXECUTABLE = fileURLToPath(new URL('chromium.sh', import.meta.url));

/**
 * How long Chromium may take to say that an input has reached the page, in milliseconds. One that comes while a page
 * is being left can get lost between the two, and then it never says so.
 */
const ANSWERED = 5000;

/** Starts it. What sets one `tab` apart from the one before is the origin it is sent to. */
export async function startChromium() {
  const browser = await chromium.launch({
    executablePath: EXECUTABLE,
    // A process for every site costs a third of a second in every spec.
    args: ['--no-sandbox', '--disable-site-isolation-trials'],
    // Visitors' browsers have the back/forward cache.
    ignoreDefaultArgs: ['--disable-back-forward-cache'],
  });
  /** One tab for the mouse and one for fingers. */
  const tabs = {};
  async function make(touch) {
    const context = await browser.newContext({ hasTouch: touch, isMobile: touch });
    const page = await context.newPage();
    return new ChromiumTab(page, await context.newCDPSession(page));
  }
  return {
    async tab({ origin, viewport, touch = false, answers = {} }) {
      const tab = (tabs[touch] ??= await make(touch));
      await tab.renew(origin, viewport, answers);
      return tab;
    },
    close: () => browser.close(),
  };
}

class ChromiumTab extends Tab {
  #page;
  #session;
  #hidden = false;

  constructor(page, session) {
    super();
    this.#page = page;
    this.#session = session;
  }

  async renew(origin, viewport, answers) {
    this.origin = origin;
    await this.#page.unrouteAll();
    for (const [address, body] of Object.entries(answers))
      await this.#page.route(({ href }) => href === address, (route) => route.fulfill({ contentType: 'text/html', body }));
    for (const other of this.#page.context().pages()) if (other !== this.#page) await other.close();
    if (this.#hidden) await this.show();
    await this.resize(viewport);
    await this.moveTo(0, 0);
  }

  async open(url) {
    await this.#page.goto(url);
  }

  async back() {
    await this.#page.goBack({ waitUntil: 'commit' });
    await this.#loaded();
  }

  async forward() {
    await this.#page.goForward({ waitUntil: 'commit' });
    await this.#loaded();
  }

  async reload() {
    await this.#page.reload();
  }

  /** Playwright waits for no `load` event where the page comes out of the back/forward cache. */
  async #loaded() {
    await until(() => this.run(() => document.readyState === 'complete'), 'the page does not load');
  }

  async run(fn, ...args) {
    const { result, exceptionDetails } = await this.#session.send('Runtime.evaluate', {
      expression: `(${fn}).apply(null, ${JSON.stringify(args)})`,
      awaitPromise: true,
      returnByValue: true,
      userGesture: false,
    });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value ?? null;
  }

  async resize(viewport) {
    await this.#page.setViewportSize(viewport);
  }

  async mouse(steps) {
    const { mouse } = this.#page;
    let clicks = 0;
    for (const [kind, what, y] of steps) {
      if (kind === 'move') await answered(mouse.move(what, y));
      if (kind === 'down') await answered(mouse.down({ button: what }));
      if (kind === 'up') await answered(mouse.up({ button: what }));
      if (kind === 'wait') await pause(what);
      if (kind !== 'click') continue;
      clicks++;
      await answered(mouse.down({ button: what, clickCount: clicks }));
      await answered(mouse.up({ button: what, clickCount: clicks }));
    }
  }

  /** The mouse leaves the page by its upper edge. */
  async leave() {
    await this.mouse([['move', 300, 5], ['move', 300, -20]]);
  }

  async keys(steps) {
    for (const [kind, key] of steps) await answered(this.#page.keyboard[kind](key));
  }

  async turn([x, y], dy) {
    await this.moveTo(x, y);
    await answered(this.#page.mouse.wheel(0, dy));
  }

  async touch(points) {
    const send = (type, touchPoints) => answered(this.#session.send('Input.dispatchTouchEvent', { type, touchPoints }));
    const [[x, y], ...rest] = points;
    await send('touchStart', [{ x, y }]);
    for (const [toX, toY] of rest) await send('touchMove', [{ x: toX, y: toY }]);
    await send('touchEnd', []);
  }

  async choose(css, { index }) {
    // The keyboard, because Playwright's own way is a script's: no trusted event.
    await this.focus(css);
    for (const key of ['Alt+ArrowDown', 'Home', ...Array(index).fill('ArrowDown'), 'Enter']) await this.press(key);
  }

  /** Minimises the window. */
  async hide() {
    this.#hidden = true;
    await this.#emulateFocus(false);
    await this.#window('minimized');
    await until(() => this.run(() => document.visibilityState === 'hidden'), 'the page is still visible');
  }

  async show() {
    this.#hidden = false;
    await this.#window('normal');
    await this.#emulateFocus(true);
    await until(() => this.run(() => document.visibilityState === 'visible'), 'the page is still hidden');
  }

  async #window(windowState) {
    const { windowId } = await this.#session.send('Browser.getWindowForTarget');
    await this.#session.send('Browser.setWindowBounds', { windowId, bounds: { windowState } });
  }

  /** Playwright keeps every page visible, and only the session that asked for that can take it back. */
  async #emulateFocus(enabled) {
    const { delegate } = this.#page._connection.toImpl(this.#page);
    await delegate._mainFrameSession._client.send('Emulation.setFocusEmulationEnabled', { enabled });
  }
}

/** Gives up on an input that is not answered. */
async function answered(input) {
  const end = new AbortController();
  const late = pause(ANSWERED, undefined, { signal: end.signal }).then(() => {
    throw new Error('an input was not answered: the page was being left');
  });
  // Whichever of the two comes second is nobody's any more.
  for (const either of [input, late]) either.catch(() => {});
  try {
    await Promise.race([input, late]);
  } finally {
    end.abort();
  }
}
