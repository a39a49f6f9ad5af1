/** Events made of events: count, sequence, score, velocity. */
import assert from 'node:assert/strict';
import { consenting } from '../consenting.mjs';
import { body, spec } from '../spec.mjs';

const made = (type, options, more = {}) => ({ trigger: { type, within: 'page', ...options }, ...more });
const buttons = '<button id=a>a</button><button id=b>b</button><button id=c>c</button>';
/** e0, e1, e2. */
const parts = [{ css: '#a' }, { css: '#b' }, { css: '#c', weight: 3 }];
const bodies = (...ids) => ids.map((id) => body(id));
const clicks = (t, css) => () => t.tab.click(css);
const pause = (t, millis) => t.tab.run((time) => new Promise((resolve) => setTimeout(resolve, time)), millis);
/** Waits until what is stored fits. */
const isStored = (t, pattern) =>
  t.tab.waitFor((source) => new RegExp(source).test(localStorage.getItem('waymark_memory')), pattern);

// --- Count -------------------------------------------------------------------------------------------------
spec('count: any of its events, once when the number is reached', {
  events: [...parts, made('count', { events: ['e0', 'e1'], times: 3 })],
  body: buttons,
}, async (t) => {
  await t.sends(clicks(t, '#a'), bodies('e0'));
  await t.sends(clicks(t, '#c'), bodies('e2'));
  await t.sends(clicks(t, '#b'), bodies('e1'));
  await t.sends(clicks(t, '#a'), bodies('e0', 'e3'));
  await t.sends(clicks(t, '#a'), bodies('e0'));
});

spec('count within a page: anew on the next, and on a new route', {
  events: [...parts, made('count', { events: ['e0'], times: 2 })],
  body: `${buttons}<i onclick="history.pushState({}, '', '/next')">next</i>`,
}, async (t) => {
  await t.sends(clicks(t, '#a'), bodies('e0'));
  await t.tab.click('i');
  await t.sends(clicks(t, '#a'), bodies('e0'));
  await t.sends(clicks(t, '#a'), bodies('e0', 'e3'));
  await t.tab.goto('/last');
  await t.sends(clicks(t, '#a'), bodies('e0'));
  await t.sends(clicks(t, '#a'), bodies('e0', 'e3'));
});

for (const within of ['session', 'visitor'])
  spec(`count within a ${within}: over pages`, {
    events: [...parts, made('count', { events: ['e0'], times: 2, within })],
    body: buttons,
    head: consenting(true),
  }, async (t) => {
    await t.sends(clicks(t, '#a'), bodies('e0'));
    await t.tab.goto('/next');
    await t.sends(clicks(t, '#a'), bodies('e0', 'e3'));
    await t.tab.goto('/last');
    await t.sends(clicks(t, '#a'), bodies('e0'));
  });

spec('count, different elements: by where they lead, by their words, by their place', {
  events: [{ css: '.part' }, ...[1, 2, 3, 4, 5].map((times) => made('count', { events: ['e0'], times, different: true }))],
  body: `<a class=part href=/products/tee?variant=1>Tee</a>
    <a href=/collections/all/products/tee><b class=part>The same tee</b></a>
    <p class=part id=good>Good</p><p class=part id=bad>Bad</p>
    <a class=part id=top href=#top>Top</a>
    <span class=part id=first style="display:inline-block;width:9px;height:9px"></span>
    <span class=part id=second style="display:inline-block;width:9px;height:9px"></span>`,
}, async (t) => {
  await t.sends(clicks(t, 'a.part'), bodies('e0', 'e1'));
  await t.sends(clicks(t, 'b.part'), bodies('e0'));
  await t.sends(clicks(t, '#good'), bodies('e0', 'e2'));
  await t.sends(clicks(t, '#good'), bodies('e0'));
  await t.sends(clicks(t, '#bad'), bodies('e0', 'e3'));
  await t.sends(clicks(t, '#first'), bodies('e0', 'e4'));
  await t.sends(clicks(t, '#first'), bodies('e0'));
  await t.sends(clicks(t, '#second'), bodies('e0', 'e5'));
});

spec('count, different elements: the same words on another page are different, the same product is not', {
  events: [{ css: '#a' }, { css: 'b' }, ...['e0', 'e1'].map((id) => made('count', { events: [id], times: 2, different: true, within: 'session' }))],
  body: `${buttons}<a href=/products/tee><b>Tee</b></a>`,
  head: consenting(true),
}, async (t) => {
  await t.sends(clicks(t, '#a'), bodies('e0'));
  await t.sends(clicks(t, 'b'), bodies('e1'));
  await isStored(t, 'e3');
  const text = await t.tab.run(() => localStorage.getItem('waymark_memory'));
  assert.doesNotMatch(text, /tee/i, 'what was seen is not kept');
  await t.tab.goto('/next');
  await t.sends(clicks(t, 'b'), bodies('e1'));
  await t.sends(clicks(t, '#a'), bodies('e0', 'e2'));
});

spec('count, different pages', {
  events: [{ on: 'page_view', where: { pageTypes: ['product'] } }, made('count', { events: ['e0'], times: 2, different: true, within: 'session' })],
  head: consenting(true),
  path: '/products/a',
}, async (t) => {
  assert.deepEqual(await t.sent(1), bodies('e0'));
  await t.sends(() => t.tab.goto('/collections/all/products/a'), bodies('e0'));
  await t.sends(() => t.tab.goto('/products/b?x=1'), bodies('e0', 'e1'));
});

spec('what fires as the page opens is heard', { events: [{ on: 'page_view' }, made('count', { events: ['e0'], times: 1 })] }, async (t) =>
  assert.deepEqual(await t.sent(2), bodies('e0', 'e1')));

spec('what did not fire does not count; who is not meant does not get it later', {
  events: [
    { css: '#a', limit: 'page' },
    made('count', { events: ['e0'], times: 2 }),
    made('count', { events: ['e0'], times: 1 }, { where: { pageTypes: ['product'] } }),
  ],
  body: `${buttons}<i onclick="history.replaceState({}, '', '?x')">x</i>`,
}, async (t) => {
  await t.sends(clicks(t, '#a'), bodies('e0'));
  await t.sendsNothing(clicks(t, '#a'));
});

// --- Sequence ----------------------------------------------------------------------------------------------
spec('sequence: in this order, with anything between, and then anew', {
  events: [...parts, made('sequence', { events: ['e0', 'e1', 'e0'] })],
  body: buttons,
}, async (t) => {
  await t.sends(clicks(t, '#b'), bodies('e1'));
  await t.sends(clicks(t, '#a'), bodies('e0'));
  await t.sends(clicks(t, '#a'), bodies('e0'));
  await t.sends(clicks(t, '#c'), bodies('e2'));
  await t.sends(clicks(t, '#b'), bodies('e1'));
  await t.sends(clicks(t, '#a'), bodies('e0', 'e3'));
  await t.sends(clicks(t, '#b'), bodies('e1'));
  await t.sends(clicks(t, '#a'), bodies('e0'));
  await t.sends(clicks(t, '#b'), bodies('e1'));
  await t.sends(clicks(t, '#a'), bodies('e0', 'e3'));
});

spec('sequence over pages: the policy, then the checkout; once a session where the plan says so', {
  events: [
    { on: 'page_view', where: { url: '/policies/*' } },
    { css: '#a' },
    made('sequence', { events: ['e0', 'e1'], within: 'session' }, { limit: 'session' }),
  ],
  body: buttons,
  head: consenting(true),
}, async (t) => {
  await t.sends(clicks(t, '#a'), bodies('e1'));
  await t.sends(() => t.tab.goto('/policies/refund'), bodies('e0'));
  await t.tab.goto('/cart');
  await t.sends(clicks(t, '#a'), bodies('e1', 'e2'));
  await t.sends(() => t.tab.goto('/policies/refund'), bodies('e0'));
  await t.sends(clicks(t, '#a'), bodies('e1'));
});

// --- Score -------------------------------------------------------------------------------------------------
spec('score: weights of all, or of some', {
  events: [
    { css: '#a', weight: 2 },
    { css: '#b', weight: 5 },
    made('score', { threshold: 9 }),
    made('score', { threshold: 4, events: ['e0'] }),
  ],
  body: buttons,
}, async (t) => {
  await t.sends(clicks(t, '#b'), bodies('e1'));
  await t.sends(clicks(t, '#a'), bodies('e0'));
  await t.sends(clicks(t, '#a'), bodies('e0', 'e2', 'e3'));
  await t.sends(clicks(t, '#b'), bodies('e1'));
});

/** Minutes that a test can wait for. */
const SOON = 0.05;
const unbought = (within = 'session') => [
  { css: '#a', weight: 5 },
  made('score', { threshold: 5, within, unboughtMinutes: SOON }),
];
const cookie = (t, text) => t.tab.run((value) => void (document.cookie = `${value}; path=/`), text);
const now = () => Math.floor(Date.now() / 1000);

spec('score and no purchase: fires so long after the threshold was reached, once', { events: unbought('page'), body: buttons }, async (t) => {
  await cookie(t, `other=1`);
  await cookie(t, `waymark_purchase=0`);
  await t.sends(clicks(t, '#a'), bodies('e0'));
  await t.sends(clicks(t, '#a'), bodies('e0'));
  await t.sends(() => pause(t, 3000), bodies('e1'));
  await t.sends(clicks(t, '#a'), bodies('e0'));
  await t.sends(() => pause(t, 3200), []);
});

const cookies = {
  'no cookie: nothing is known, and nothing fires': [() => undefined, []],
  'a purchase long ago': [() => `waymark_purchase=${now() - 100}`, ['e1']],
  'a purchase since': [() => `waymark_purchase=${now() + 1}`, []],
  'a cookie of another name': [() => 'not_waymark_purchase=0', []],
};
for (const [name, [text, fired]] of Object.entries(cookies))
  spec(`score and no purchase: ${name}`, { events: unbought('page'), body: buttons }, async (t) => {
    await t.sends(clicks(t, '#a'), bodies('e0'));
    if (text()) await cookie(t, text());
    await t.sends(() => pause(t, 3200), bodies(...fired));
  });

spec('score and no purchase: the page changes while it waits', { events: unbought(), body: buttons, head: consenting(true) }, async (t) => {
  await cookie(t, 'waymark_purchase=0');
  await t.sends(clicks(t, '#a'), bodies('e0'));
  await t.tab.goto('/next');
  await t.sendsNothing(() => {});
  await t.sends(() => pause(t, 3000), bodies('e1'));
  await isStored(t, '"done":1');
  await t.tab.goto('/last');
  await t.sends(() => pause(t, 300), []);
});

spec('score and no purchase: the time ran out between two pages', {
  events: [...unbought(), made('count', { events: ['e1'], times: 1 })],
  body: buttons,
  head: consenting(true),
  pages: { '/checkouts/1': '<!doctype html><p>no runtime here</p>' },
}, async (t) => {
  await cookie(t, 'waymark_purchase=0');
  await t.sends(clicks(t, '#a'), bodies('e0'));
  await t.tab.goto('/checkouts/1');
  await pause(t, 3200);
  await t.sends(() => t.tab.goto('/'), bodies('e1', 'e2'));
});

spec('score and no purchase: stopped while it waits', { events: unbought('page'), body: buttons }, async (t) => {
  await cookie(t, 'waymark_purchase=0');
  await t.sends(clicks(t, '#a'), bodies('e0'));
  await t.tab.run(() => window.waymark.stop());
  await t.sends(() => pause(t, 3200), []);
});

// --- Velocity ----------------------------------------------------------------------------------------------
spec('velocity: so many in so short a time, and again only after as long without any', {
  events: [...parts, { trigger: { type: 'velocity', times: 3, minutes: SOON } }, { trigger: { type: 'velocity', events: ['e0'], times: 2, minutes: SOON } }],
  body: buttons,
}, async (t) => {
  const act = (id) => () => t.tab.run((one) => document.getElementById(one).click(), id);
  await t.sends(act('a'), bodies('e0'));
  await pause(t, 3100);
  await t.sends(act('b'), bodies('e1'));
  await t.sends(act('a'), bodies('e0'));
  await t.sends(act('a'), bodies('e0', 'e3', 'e4'));
  await t.sends(act('a'), bodies('e0'));
  await pause(t, 1500);
  await t.sends(act('a'), bodies('e0'));
  await pause(t, 1800);
  await t.sends(act('a'), bodies('e0'));
  await t.sends(act('a'), bodies('e0'));
  await pause(t, 3100);
  await t.sends(act('a'), bodies('e0'));
  await t.sends(act('a'), bodies('e0', 'e4'));
  await t.sends(act('a'), bodies('e0', 'e3'));
});

spec('velocity over pages', { events: [{ on: 'page_view' }, { trigger: { type: 'velocity', times: 3, minutes: 1 } }], head: consenting(true) }, async (t) => {
  assert.deepEqual(await t.sent(1), bodies('e0'));
  await t.sends(() => t.tab.goto('/2'), bodies('e0'));
  await t.sends(() => t.tab.goto('/3'), bodies('e0', 'e1'));
  await t.sends(() => t.tab.goto('/4'), bodies('e0'));
});

// --- Made of each other ------------------------------------------------------------------------------------
spec('of events made of events: all hear of the cause before its effects', {
  events: [
    { css: '#a' },
    made('sequence', { events: ['e0', 'e2'] }),
    made('count', { events: ['e0'], times: 1 }),
    made('count', { events: ['e1'], times: 1 }),
    made('count', { events: [], times: 2 }),
  ],
  body: buttons,
}, async (t) => {
  await t.sends(clicks(t, '#a'), bodies('e0', 'e2', 'e1', 'e3'));
  await t.sends(clicks(t, '#a'), bodies('e0', 'e4'));
});

spec('in a circle: it ends', {
  events: [
    { css: '#a' },
    made('sequence', { events: ['e2', 'e2'] }),
    made('sequence', { events: ['e1', 'e1'] }),
    made('sequence', { events: ['e0', 'e3'] }),
    made('count', { events: ['e5', 'e0'], times: 1 }),
    made('count', { events: ['e4'], times: 1 }),
    made('velocity', { events: ['e5', 'e6'], times: 1, minutes: 1 }),
  ],
  body: buttons,
}, async (t) => {
  await t.sends(clicks(t, '#a'), bodies('e0', 'e4', 'e5', 'e6'));
  await t.sends(clicks(t, '#a'), bodies('e0'));
});

/** Cheap random numbers, the same each time. */
function* randoms(seed) {
  for (let state = seed; ; ) yield (state = (state * 48271) % 2147483647) / 2147483647;
}
const random = randoms(7);
const anyOf = (list) => list[Math.floor(random.next().value * list.length)];
const ids = Array.from({ length: 40 }, (_, at) => `e${at}`);
spec('forty made of each other at random: it ends', {
  events: [{ css: '#a' }, ...ids.slice(1).map(() => {
    const type = anyOf(['count', 'sequence', 'sequence', 'sequence', 'velocity']);
    return made(type, { events: [anyOf(ids), anyOf([...ids, ...Array(20).fill('e0')])], times: 1, minutes: 1 });
  })],
  body: buttons,
}, async (t) => {
  for (let click = 0; click < 20; click++) {
    await t.tab.click('#a');
    const sent = await t.sent(1);
    assert.ok(sent.length >= 1 && sent.length <= ids.length, `${sent.length} after click ${click}`);
  }
});
