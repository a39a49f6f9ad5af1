/**
 * Exported containers, run by an interpreter of Tag Manager's triggers beside the runtime of the same plan: both fire on
 * the same actions, in the same order, with the same parameters. The containers are written by
 * `crates/compile/tests/it/page_cases.rs`.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { runtime, spec } from '../spec.mjs';
import { interpreter } from './interpreter.mjs';

const cases = JSON.parse(readFileSync(new URL('cases.json', import.meta.url), 'utf8'));

/** Longer than changes of a page are gathered for and an element has to be in view. */
const LONG = 1200;

/** What the runtime sent, by the names and in the form in which Google Analytics has it. */
const sentToGoogle = (config, bodies) =>
  bodies
    .filter(({ waymark }) => waymark)
    .map(({ waymark, event, ...parameters }) => {
      const { name, send } = config.events.find(({ id }) => id === waymark.id);
      assert.equal(event, name);
      return { name: send?.ga4?.name ?? name, parameters: texts(parameters) };
    });
const texts = (parameters) =>
  Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, String(value)]));
/** Which of two events of one action comes first is nobody's promise. */
const sorted = (list) => list.map((each) => JSON.stringify(each)).sort();

function both(name, from, setup, play) {
  const { config, container } = cases[from];
  spec(
    `a container and the runtime: ${name}`,
    {
      script: runtime(config.events, config),
      only: ['chromium', 'the interpreter is for one engine'],
      ...setup,
      head: `<script>(${interpreter})(${JSON.stringify(container).replaceAll('<', '\\u003c')})</script>`,
    },
    async (t) => {
      /** Does it, and gives the names that both fired; they may not differ. */
      const fires = async (action) => {
        await action();
        const byRuntime = sentToGoogle(config, await t.sent());
        const fired = await t.tab.run(() => window.fired.splice(0));
        const byContainer = fired.map(({ name, parameters }) => ({ name, parameters: texts(parameters) }));
        assert.deepEqual(sorted(byContainer), sorted(byRuntime));
        return byRuntime.map(({ name }) => name).sort();
      };
      await play(t, fires);
    },
  );
}

const SHOP = `<button class=buy><svg width=20 height=20><circle r=9 cx=10 cy=10 /></svg> <b>Buy</b></button>
  <nav><a href="/x,y">Listed</a> <a class=z href="/z"><i>Icon</i></a> <a href="/no">Not</a></nav>
  <p>More: <a class=more href="/more">more</a></p> <button id=go>Checkout</button> <button id=other>Other</button>`;

both('clicks on elements and inside them, on some pages', 'clicks', { body: SHOP, path: '/products/tee' }, async (t, fires) => {
  await t.tab.run(() => window.fired.splice(0));
  const all = ['event_buy', 'event_here', 'event_once', 'event_there'];
  assert.deepEqual(await fires(() => t.tab.click('.buy svg')), all);
  // Once a page, the second time not.
  assert.deepEqual(await fires(() => t.tab.click('.buy b')), ['event_buy', 'event_here', 'event_there']);
  assert.deepEqual(await fires(() => t.tab.click('.z i')), ['event_list']);
  assert.deepEqual(await fires(() => t.tab.click('nav a')), ['event_list']);
  assert.deepEqual(await fires(() => t.tab.click('.more')), ['event_list']);
  assert.deepEqual(await fires(() => t.tab.click('nav a:last-child')), []);
  assert.deepEqual(await fires(() => t.tab.click('#go')), ['begin_checkout']);
  assert.deepEqual(await fires(() => t.tab.focus('.buy').then(() => t.tab.press('Enter'))), ['event_buy', 'event_here', 'event_there']);
});

for (const [path, names] of Object.entries({
  '/': ['event_buy', 'event_once'],
  '/de/products/tee/?a=/cart#x': ['event_buy', 'event_here', 'event_once', 'event_there'],
  '/en-gb/CART': ['event_buy', 'event_here', 'event_once'],
  '/products': ['event_buy', 'event_once'],
  '/products/': ['event_buy', 'event_once'],
  '/collections/all/products/tee': ['event_buy', 'event_here', 'event_once'],
  '/search?q=tee': ['event_buy', 'event_once', 'event_sold'],
  '/search/?q=tee#y': ['event_buy', 'event_once', 'event_sold'],
  '/search': ['event_buy', 'event_once'],
}))
  both(`pages, ${path}`, 'clicks', { body: SHOP, path }, async (t, fires) => {
    assert.deepEqual(await fires(() => t.tab.click('.buy')), names);
  });

both(
  'forms, by key and by button, and in what is around them',
  'forms',
  {
    body: `<form class=news><input name=q><button name=b>Go</button></form>
      <div id=two><form><button>Two</button></form></div><form><button id=c>Three</button></form>`,
  },
  async (t, fires) => {
    assert.deepEqual(await fires(() => t.tab.click('.news button')), ['event_button', 'event_news']);
    await t.tab.focus('.news input');
    assert.deepEqual(await fires(() => t.tab.press('Enter')), ['event_button', 'event_news']);
    assert.deepEqual(await fires(() => t.tab.click('#two button')), ['event_any']);
    assert.deepEqual(await fires(() => t.tab.click('#c')), []);
  },
);

const tall = '<div style="height:1500px">tall</div>';
both(
  'what comes into view',
  'views',
  { body: `${tall}<p class=promo style="height:200px">One</p>${tall}<p class=promo style="height:200px">Two</p>${tall}` },
  async (t, fires) => {
    const scrolled = (y) => fires(() => t.tab.scrollTo(y).then(() => pause(LONG)));
    assert.deepEqual(await scrolled(0), []);
    // Less than half of it.
    assert.deepEqual(await scrolled(890), []);
    assert.deepEqual(await scrolled(1300), ['event_each', 'event_half']);
    assert.deepEqual(await scrolled(0), []);
    assert.deepEqual(await scrolled(1300), []);
    assert.deepEqual(await scrolled(3000), ['event_each']);
    await t.tab.run(() => {
      const late = Object.assign(document.createElement('p'), { id: 'late', textContent: 'late' });
      document.querySelector('.promo:last-of-type').after(late);
    });
    assert.deepEqual(await scrolled(3010), ['event_all']);
  },
);

both('scroll depth', 'scrolls', { body: tall + tall }, async (t, fires) => {
  const scrolled = (y) => fires(() => t.tab.scrollTo(y).then(() => pause(LONG)));
  assert.deepEqual(await scrolled(300), []);
  assert.deepEqual(await scrolled(900), ['event_deep']);
  assert.deepEqual(await scrolled(0), []);
  assert.deepEqual(await scrolled(3000), ['event_deep']);
});

both('page views, and those that a script makes', 'pages', { body: SHOP, path: '/products/tee' }, async (t, fires) => {
  assert.deepEqual(await fires(() => pause(0)), ['event_page', 'event_product']);
  const shows = (path) => fires(() => t.tab.run((to) => history.pushState({}, '', to), path));
  assert.deepEqual(await shows('/cart'), ['event_page']);
  assert.deepEqual(await shows('/cart#part'), []);
  assert.deepEqual(await shows('/products/mug'), ['event_page', 'event_product']);
});

both(
  'what Tag Manager cannot say, by what the runtime pushes',
  'custom',
  { body: `${SHOP}<select><option>S<option>M</select><x-box></x-box>` },
  async (t, fires) => {
    await t.tab.run(() => {
      document.querySelector('x-box').attachShadow({ mode: 'open' }).innerHTML = '<button>In the shadow</button>';
    });
    assert.deepEqual(await fires(() => t.tab.click('.buy svg')), ['event_words']);
    assert.deepEqual(await fires(() => t.tab.select('select', 'M')), ['event_both', 'event_size']);
    assert.deepEqual(await fires(() => t.tab.click('x-box >>> button')), ['event_shadow']);
    // Another event of the same name is told by its identity, and has no label.
    assert.deepEqual(await fires(() => t.tab.click('#other')), ['event_words']);
    // What is not there any more is not what it was the last time.
    await t.tab.run(() => document.querySelector('.buy b').remove());
    assert.deepEqual(await fires(() => t.tab.click('.buy svg')), ['event_words']);
  },
);

spec(
  'without the runtime the interpreter fires what Tag Manager says itself, and only that',
  {
    script: '',
    only: ['chromium', 'the interpreter is for one engine'],
    body: SHOP,
    head: `<script>(${interpreter})(${JSON.stringify(cases.clicks.container).replaceAll('<', '\\u003c')})</script>`,
  },
  async (t) => {
    await t.tab.click('.buy b');
    const fired = await t.tab.run(() => window.fired.splice(0));
    assert.deepEqual(fired, [
      { name: 'event_buy', parameters: { place: 'top', kind: 'home', stage: 'BOFU', importance: '8' } },
      { name: 'event_once', parameters: {} },
    ]);
  },
);
