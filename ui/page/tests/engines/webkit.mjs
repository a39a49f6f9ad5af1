/** WebKitGTK, the engine of the app's pane: its own small browser by its own driver, on a virtual screen. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from '../until.mjs';
import { startDisplay } from './display.mjs';
import { Tab } from './tab.mjs';
import { startDriver } from './webdriver.mjs';

/** Where Debian keeps it. */
const EXECUTABLE = process.env.WAYMARK_MINIBROWSER ?? '/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser';

/** Keys that are no character, as the protocol writes them. */
const KEYS = {
  Backspace: '\uE003',
  Tab: '\uE004',
  Enter: '\uE007',
  Shift: '\uE008',
  Control: '\uE009',
  Alt: '\uE00A',
  Escape: '\uE00C',
  Space: ' ',
  PageUp: '\uE00E',
  PageDown: '\uE00F',
  End: '\uE010',
  Home: '\uE011',
  ArrowLeft: '\uE012',
  ArrowUp: '\uE013',
  ArrowRight: '\uE014',
  ArrowDown: '\uE015',
  Delete: '\uE017',
};

/** X's numbers of the buttons that the driver gets wrong: it lets go of the left one. */
const REAL_BUTTONS = { middle: 2, right: 3 };

/** How long the window may take to be as large as asked, in milliseconds: it is a part of what a spec starts with. */
const RESIZED = 20_000;

/** The browser's toolbar without a size of its own, which would be wider than a telephone. */
const STYLE =
  '* { min-width: 0; min-height: 0; padding: 0; margin: 0; border-width: 0; font-size: 1px; -gtk-icon-source: none; }';

/** Starts it. There is one window for all; what sets one `tab` apart from the next is the origin it is sent to. */
export async function startWebKit() {
  const display = await startDisplay();
  const home = configured();
  const driver = await startDriver(
    { DISPLAY: display.name, GDK_BACKEND: 'x11', NO_AT_BRIDGE: '1', XDG_CONFIG_HOME: home },
    { binary: EXECUTABLE, args: ['--automation'] },
  );
  const tab = new WebKitTab(driver.command, display);
  return {
    async tab({ origin, viewport }) {
      await tab.renew(origin, viewport);
      return tab;
    },
    async close() {
      await driver.close();
      display.close();
    },
  };
}

/** A folder with the browser's own configuration, for as long as this process lives. */
function configured() {
  const folder = mkdtempSync(join(tmpdir(), 'waymark-webkit-'));
  mkdirSync(join(folder, 'gtk-3.0'));
  writeFileSync(join(folder, 'gtk-3.0/gtk.css'), STYLE);
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

class WebKitTab extends Tab {
  #command;
  #display;
  #viewport = {};
  #hidden = false;

  constructor(command, display) {
    super();
    this.#command = command;
    this.#display = display;
  }

  /** Lets go of all keys and buttons. */
  async renew(origin, viewport) {
    this.origin = origin;
    await this.#command('DELETE', '/actions');
    await this.#closeOthers();
    if (this.#hidden) await this.show();
    await this.resize(viewport);
    await this.moveTo(0, 0);
  }

  async #closeOthers() {
    const mine = await this.#command('GET', '/window');
    for (const handle of await this.#command('GET', '/window/handles')) {
      if (handle === mine) continue;
      await this.#command('POST', '/window', { handle });
      await this.#command('DELETE', '/window');
      await this.#command('POST', '/window', { handle: mine });
    }
  }

  async open(url) {
    await this.#command('POST', '/url', { url });
  }

  async back() {
    await this.#command('POST', '/back');
  }

  async forward() {
    await this.#command('POST', '/forward');
  }

  async reload() {
    await this.#command('POST', '/refresh');
  }

  async run(fn, ...args) {
    return this.#command('POST', '/execute/sync', { script: `return (${fn}).apply(null, arguments)`, args });
  }

  async resize(viewport) {
    const { width, height } = viewport;
    if (this.#viewport.width === width && this.#viewport.height === height) return;
    this.#viewport = viewport;
    const sizes = () => this.run(() => [innerWidth, innerHeight, outerHeight]);
    await until(async () => {
      const [innerWidth, innerHeight, outerHeight] = await sizes();
      if (innerWidth === width && innerHeight === height) return true;
      await this.#command('POST', '/window/rect', { width, height: height + outerHeight - innerHeight });
      return false;
    }, `the window cannot be ${width} x ${height}`, RESIZED);
  }

  async mouse(steps) {
    let actions = [];
    let at = [0, 0];
    const flush = async () => {
      if (actions.length === 0) return;
      const pointer = { type: 'pointer', id: 'mouse', parameters: { pointerType: 'mouse' }, actions };
      await this.#command('POST', '/actions', { actions: [pointer] });
      actions = [];
    };
    const down = { type: 'pointerDown', button: 0 };
    const up = { type: 'pointerUp', button: 0 };
    for (const [kind, what, y] of steps) {
      if (kind === 'move') {
        at = [Math.round(what), Math.round(y)];
        actions.push({ type: 'pointerMove', x: at[0], y: at[1], duration: 0 });
      } else if (kind === 'wait') {
        actions.push({ type: 'pause', duration: what });
      } else if (what in REAL_BUTTONS) {
        await flush();
        await this.#realClick(at, REAL_BUTTONS[what]);
      } else if (kind === 'click') actions.push(down, up);
      else actions.push(kind === 'down' ? down : up);
    }
    await flush();
  }

  async #realClick([x, y], button) {
    const heard = this.run(() => window[Symbol.for('witness')].hears('mouseup'));
    await this.#display.mouse('mousemove', ...(await this.#onScreen(x, y)), 'click', button);
    await heard;
  }

  async #onScreen(x, y) {
    const [left, top] = await this.run(() => [screenX, screenY + outerHeight - innerHeight]);
    return [left + x, top + y];
  }

  /** The mouse leaves the page by its upper edge, for the toolbar. */
  async leave() {
    await this.moveTo(300, 5);
    const heard = this.run(() => window[Symbol.for('witness')].hears('mouseout'));
    await this.#display.mouse(
      'mousemove',
      ...(await this.#onScreen(300, 5)),
      'mousemove',
      ...(await this.#onScreen(300, -10)),
    );
    await heard;
  }

  async keys(steps) {
    const actions = steps.map(([kind, key]) => ({
      type: kind === 'down' ? 'keyDown' : 'keyUp',
      value: KEYS[key] ?? key,
    }));
    await this.#command('POST', '/actions', { actions: [{ type: 'key', id: 'keyboard', actions }] });
  }

  async turn([x, y], dy) {
    const scroll = { type: 'scroll', x, y, deltaX: 0, deltaY: dy, duration: 0 };
    await this.#command('POST', '/actions', { actions: [{ type: 'wheel', id: 'wheel', actions: [scroll] }] });
  }

  /** The driver has no fingers: pointer events by script, which are not trusted. */
  async touch(points) {
    await this.run((list) => window[Symbol.for('witness')].touch(list), points);
  }

  async choose(css, { index }) {
    const [host, inside] = css.split(' >>> ');
    const frame = await this.run((path) => document.querySelector(`iframe:is(${path})`), host);
    // The driver knows what is in a frame only from within, where no witness stands.
    if (frame) await this.#command('POST', '/frame', { id: frame });
    try {
      const option = frame
        ? await this.run((path, at) => document.querySelector(path).options[at], inside, index)
        : await this.run((path, at) => window[Symbol.for('witness')].find(path).options[at], css, index);
      const [id] = Object.values(option);
      await this.#command('POST', `/element/${id}/click`);
    } finally {
      if (frame) await this.#command('POST', '/frame', { id: null });
    }
  }

  /** Minimises the window. */
  async hide() {
    this.#hidden = true;
    await this.#command('POST', '/window/minimize');
    await until(() => this.run(() => document.visibilityState === 'hidden'), 'the page is still visible');
  }

  async show() {
    this.#hidden = false;
    const rect = await this.#command('GET', '/window/rect');
    await this.#command('POST', '/window/rect', rect);
    await until(() => this.run(() => document.visibilityState === 'visible'), 'the page is still hidden');
  }
}
