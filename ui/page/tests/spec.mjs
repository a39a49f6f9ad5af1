/**
 * The language of the runtime's specs, "this action sends exactly these bodies, and not those". Every spec
 * runs in every engine. README.md shows how one is written.
 */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { startChromium } from './engines/chromium.mjs';
import { startWebKit } from './engines/webkit.mjs';
import { runtime } from './plan.mjs';
import { openShop } from './served/shop.mjs';
import { until } from './until.mjs';

export { body, config, published, runtime, runtimeAlone, underTest } from './plan.mjs';

const ENGINES = { chromium: startChromium, webkit: startWebKit };
const chosen = process.env.WAYMARK_ENGINES?.split(',') ?? Object.keys(ENGINES);
/** WebKit's driver gives a script 30 seconds by the page's own timers, in milliseconds. */
const STRIDE = 20_000;
const VIEWPORT = { width: 1000, height: 700 };

/** The engines that run, by name; each is started once in a file, by its first spec. */
const running = {};

after(async () => {
  for (const engine of Object.values(running)) await (await engine).close();
});

/**
 * One spec in every engine.
 *
 * `setup`:
 * - `events`, `config`: the plan's events, and other fields of its config; see plan.mjs. `script` instead of both is the
 *   runtime's text.
 * - `body`, `head`: HTML of the page; the runtime stands at the end of the head. `headers`: its HTTP headers.
 *   `doctype: false`: it has none, and is shown in quirks mode.
 * - `path`: the page that is opened, `/`. Every other path shows the same page, except `pages`: text, or
 *   {body, headers, status}, by path; a function gets the shop ({origin, elsewhere}) and gives the text.
 * - `navigates: true`: links and forms work; otherwise they do everything but leave the page.
 * - `recorders`: names of functions of vendors, `fbq`, `Shopify.analytics.publish`, that only note their calls.
 * - `behind`: gives the origin of a real shop, whose pages are shown instead; they get `head` and the runtime as well.
 *   `head` is a function of the path there.
 * - `answers`: HTML by address, in place of other sites; only Chromium can be answered for them.
 * - `clock: true`: time stands still in the page but for `t.passes(ms)`.
 * - `patience`: how long, in milliseconds, an element or a body may take to come; 5000.
 * - `seconds`: how long the spec may take; 30.
 * - `viewport`, `touch`: of the tab. `open: false`: the spec opens the page itself.
 * - `throws: true`: errors of the page are expected; otherwise a spec with any fails.
 * - `only: ['chromium', why]`: what the other engine cannot do at all.
 */
export function spec(name, setup, play) {
  const [engine, why] = setup.only ?? [];
  for (const each of chosen) {
    if (engine && engine !== each) console.log(`not in ${each}: ${name}: ${why}`);
    else test(`${name} [${each}]`, { timeout: (setup.seconds ?? 30) * 1000 }, () => playIn(each, setup, play));
  }
}

async function playIn(engine, setup, play) {
  running[engine] ??= ENGINES[engine]();
  const { viewport = VIEWPORT, touch, answers, path = '/' } = setup;
  const shop = await openShop({
    pages: setup.pages ?? {},
    fallback: { body: (place) => document(setup, place), headers: setup.headers },
    behind: setup.behind && { origin: await setup.behind(), head: (path) => headOf(setup, path) },
    options: { recorders: setup.recorders ?? [], stays: !setup.navigates, clock: setup.clock === true },
  });
  try {
    const tab = await (await running[engine]).tab({ origin: shop.origin, viewport, touch, answers });
    tab.patience = setup.patience;
    const stage = new Stage(engine, shop, tab);
    if (setup.open !== false) await tab.goto(path);
    await play(stage);
    if (!setup.throws) assert.deepEqual(await stage.errors(), [], 'errors in the page');
  } finally {
    shop.close();
  }
}

/** The page of a spec. */
function document(setup, shop) {
  const doctype = setup.doctype === false ? '' : '<!doctype html>';
  return `${doctype}<head>${headOf(setup, shop)}</head><body>${text(setup.body, shop)}</body>`;
}

function headOf({ events = [], config, script = runtime(events, config), head }, place) {
  return `${text(head, place)}<script>${script}</script>`;
}

const text = (part = '', place) => (typeof part === 'function' ? part(place) : part);

/** What a spec acts on, and asks. */
class Stage {
  #fresh = { entries: [], calls: [], errors: [], said: [] };
  /** The page that was asked last, by the time it began, and how much of each log was read of every page. */
  #page;
  #read = new Map();

  constructor(engine, shop, tab) {
    Object.assign(this, { engine, shop, tab });
  }

  /** The action makes the data layer get exactly these bodies, in this order. */
  async sends(action, bodies) {
    await action();
    assert.deepEqual(await this.sent(bodies.length), bodies);
  }

  /** The action makes the data layer get nothing. */
  async sendsNothing(action) {
    await this.sends(action, []);
  }

  /** Lets time pass in a page with a clock. */
  async passes(ms) {
    for (let left = ms; left > 0; left -= STRIDE) {
      this.shop.elapsed += Math.min(left, STRIDE);
      await this.tab.run((to) => window[Symbol.for('witness')].advance(to), this.shop.elapsed);
    }
  }

  /** What the data layer got since it was asked for last; waits for so many at least, and until the page is quiet. */
  async sent(least = 0) {
    return this.#taken('entries', least);
  }

  /** Arguments of the calls of a recorder since it was asked for last; waits like `sent`. */
  async called(name, least = 0) {
    const mine = (call) => call.name === name;
    await this.#settle(() => this.#fresh.calls.filter(mine).length >= least);
    const { calls } = this.#fresh;
    this.#fresh.calls = calls.filter((call) => !mine(call));
    return calls.filter(mine).map(({ args }) => args);
  }

  /** What was posted to the shop, {path, body}, since it was asked for last; waits like `sent`. */
  async received(least = 0) {
    await this.#settle(() => this.shop.posts.length >= least);
    return this.shop.posts.splice(0);
  }

  /** What the page threw, or complained of in the console, since it was asked for last. */
  async errors() {
    return this.#taken('errors');
  }

  /** What the console was told since it was asked for last. */
  async said(least = 0) {
    return this.#taken('said', least);
  }

  async #taken(kind, least = 0) {
    await this.#settle(() => this.#fresh[kind].length >= least);
    return this.#fresh[kind].splice(0);
  }

  /** Waits until there is enough, if that comes, and then until the page is quiet. */
  async #settle(enough) {
    const reached = async () => {
      await this.#take();
      return enough();
    };
    // Too few is for the spec to complain of: it can show what there is.
    await until(reached, 'too few', this.tab.patience).catch(() => {});
    // A page that is left between the two questions takes its quiet along: the next one is asked both anew.
    const quietAndRead = async () => {
      const born = await this.tab.run(() => window[Symbol.for('witness')].quiet());
      await this.#take();
      return this.#page === born;
    };
    await until(quietAndRead, 'the page is never quiet');
  }

  /** Fetches what is new, also from pages that were left. */
  async #take() {
    const readByPage = Object.fromEntries(this.#read);
    const now = JSON.parse(await this.tab.run((read) => window[Symbol.for('witness')].take(read), readByPage));
    const before = this.#page;
    this.#page = now.born;
    const { left } = this.shop;
    if (before !== undefined && before !== now.born)
      await until(() => left.some(({ born }) => born === before), 'it left without a word').catch(() => {});
    const batches = [...left.splice(0), now].sort((one, other) => one.born - other.born);
    batches.forEach((batch) => this.#add(batch));
  }

  #add({ born, read, fresh }) {
    const mine = this.#read.get(born) ?? { ...read };
    this.#read.set(born, mine);
    for (const kind in this.#fresh) {
      const more = fresh[kind].slice(mine[kind] - read[kind]);
      this.#fresh[kind].push(...more);
      mine[kind] += more.length;
    }
  }
}
