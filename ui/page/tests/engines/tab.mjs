/**
 * What a visitor can do in a tab, the same in every browser. A browser's own tab gives what this is made of: `open`,
 * `back`, `forward`, `reload`, `run`, `resize`, `hide`, `show`, `leave`, `mouse`, `keys`, `turn`, `touch` and `choose`.
 * Everything but `run`, `focus` and `scrollTo` is trusted input; README.md says where a browser cannot be given any.
 *
 * Elements are named by CSS; `x-cart >>> button` goes into an open shadow root or a frame of the same origin.
 * They are found by the witness in the page, whose natives the page cannot have patched.
 */
import { until } from '../until.mjs';

export class Tab {
  /** Of the spec: the origin of its shop, and how long it waits for a state, in milliseconds. */
  origin;
  patience;

  /** Goes to a path of the shop, or to an address. */
  async goto(path) {
    await this.open(new URL(path, this.origin).href);
  }

  /**
   * Clicks the middle of an element, or `position` inside it, once it is there, still and uncovered. `times` makes it a
   * double click, a triple click ..., `gap` milliseconds apart.
   */
  async click(css, { button = 'left', times = 1, gap = 0, position } = {}) {
    const [x, y] = await this.locate(css, position);
    const again = [...(gap ? [['wait', gap]] : []), ['click', button]];
    await this.mouse([['move', x, y], ['click', button], ...Array(times - 1).fill(again).flat()]);
  }

  /** Moves the mouse over the middle of an element. */
  async hover(css, { position } = {}) {
    await this.moveTo(...(await this.locate(css, position)));
  }

  /** Moves the mouse to a point of the viewport. */
  async moveTo(x, y) {
    await this.mouse([['move', x, y]]);
  }

  /** Drags the mouse from the middle of an element, left button down, so many pixels. */
  async drag(css, dx, dy = 0) {
    const [x, y] = await this.locate(css);
    const steps = [1, 2, 3, 4].map((step) => ['move', x + (dx * step) / 4, y + (dy * step) / 4]);
    await this.mouse([['move', x, y], ['down', 'left'], ...steps, ['up', 'left']]);
  }

  /** Swipes with a finger. */
  async swipe(css, dx, dy = 0) {
    const [x, y] = await this.locate(css);
    await this.touch([0, 1, 2, 3, 4].map((step) => [x + (dx * step) / 4, y + (dy * step) / 4]));
  }

  /** Turns the wheel over the middle of the viewport, or over an element. */
  async wheel(dy, css) {
    const point = css ? await this.locate(css) : await this.run(() => [innerWidth / 2, innerHeight / 2]);
    await this.turn(point.map(Math.round), dy);
  }

  /** Scrolls by script. */
  async scrollTo(y) {
    await this.run((top) => window.scrollTo({ top, behavior: 'instant' }), y);
  }

  /** Presses a key, `Enter`, or several, `Control+C`, where the focus is. */
  async press(combination) {
    const held = combination.split(/(?<=.)\+/);
    const key = held.pop();
    const alone = key.length === 1 && held.length && !held.includes('Shift') ? key.toLowerCase() : key;
    const down = held.map((name) => ['down', name]);
    const up = held.map((name) => ['up', name]).reverse();
    await this.keys([...down, ...strokes([alone]), ...up]);
  }

  /** Focuses by script. */
  async focus(css) {
    await this.#ask('focus', css);
  }

  /** Types behind what stands in a field. */
  async type(css, text) {
    await this.#ask('focus', css, 'end');
    await this.keys(strokes([...text]));
  }

  /** Types instead of what stands in a field. The change comes when the field is left. */
  async fill(css, text) {
    await this.#ask('focus', css, 'all');
    await this.keys(strokes(text === '' ? ['Delete'] : [...text]));
  }

  /** Clicks a checkbox or radio button if that is needed. */
  async check(css, on = true) {
    if ((await this.#ask('checked', css)) !== on) await this.click(css);
  }

  /** Chooses the option of a select with this value or text. */
  async select(css, value) {
    await this.choose(css, await this.#ask('option', css, value));
  }

  /** Waits until a function in the page gives something true, and gives it. */
  async waitFor(fn, ...args) {
    return until(() => this.run(fn, ...args), `the page never said yes to ${fn}`, this.patience);
  }

  /** Where the middle of an element is in the viewport; scrolls only if it must. */
  async locate(css, position) {
    return this.#ask('locate', css, position);
  }

  /** Asks the witness, which answers {it} or {why} it cannot yet. */
  async #ask(question, css, more = null) {
    const put = (name, path, rest) => window[Symbol.for('witness')][name](path, rest);
    let why;
    const ready = async () => {
      const answer = JSON.parse(await this.run(put, question, css, more));
      why = answer.why;
      return why ? undefined : answer;
    };
    return (await until(ready, () => `${css}: ${why}`, this.patience)).it;
  }
}

/** Every key down and up, one after the other. */
const strokes = (keys) => keys.flatMap((key) => ['down', 'up'].map((kind) => [kind, key]));
