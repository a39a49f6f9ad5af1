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
const MINUTE = 60_000;
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

const unbought = (within = 'session') => ({
  clock: true,
  events: [{ css: '#a', weight: 5 }, made('score', { threshold: 5, within, unboughtMinutes: 10 })],
  body: buttons,
});
const cookie = (t, text) => t.tab.run((value) => void (document.cookie = `${value}; path=/`), text);
/** Second of the page's clock. */
const second = (t) => t.tab.run(() => Math.floor(Date.now() / 1000));

spec('score and no purchase: fires so long after the threshold was reached, once', unbought('page'), async (t) => {
  await cookie(t, `other=1`);
  await cookie(t, `waymark_purchase=0`);
  await t.sends(clicks(t, '#a'), bodies('e0'));
  await t.sendsNothing(() => t.passes(9 * MINUTE));
  await t.sends(clicks(t, '#a'), bodies('e0'));
  await t.sendsNothing(() => t.passes(MINUTE - 1));
  await t.sends(() => t.passes(2), bodies('e1'));
  await t.sends(clicks(t, '#a'), bodies('e0'));
  await t.sendsNothing(() => t.passes(11 * MINUTE));
});

const cookies = {
  'no cookie: nothing is known, and nothing fires': [() => 'other=1', []],
  'a purchase before': [(now) => `waymark_purchase=${now - 1}`, ['e1']],
  'a purchase in the same second, which may be before or after': [(now) => `waymark_purchase=${now}`, []],
  'a purchase since': [(now) => `waymark_purchase=${now + 300}`, []],
  'a cookie of another name': [() => 'not_waymark_purchase=0', []],
};
for (const [name, [text, fired]] of Object.entries(cookies))
  spec(`score and no purchase: ${name}`, unbought('page'), async (t) => {
    await t.sends(clicks(t, '#a'), bodies('e0'));
    await cookie(t, text(await second(t)));
    await t.sends(() => t.passes(11 * MINUTE), bodies(...fired));
  });

spec('score and no purchase: the page changes while it waits', { ...unbought(), head: consenting(true) }, async (t) => {
  await cookie(t, 'waymark_purchase=0');
  await t.sends(clicks(t, '#a'), bodies('e0'));
  await t.passes(5 * MINUTE);
  await t.tab.goto('/next');
  await t.sendsNothing(() => t.passes(5 * MINUTE - 1));
  await t.sends(() => t.passes(2), bodies('e1'));
  await t.passes(1000);
  await t.tab.goto('/last');
  await t.sendsNothing(() => t.passes(11 * MINUTE));
});

spec('score and no purchase: the time ran out between two pages', {
  ...unbought(),
  events: [...unbought().events, made('count', { events: ['e1'], times: 1 })],
  head: consenting(true),
  pages: { '/checkouts/1': '<!doctype html><p>no runtime here</p>' },
}, async (t) => {
  await cookie(t, 'waymark_purchase=0');
  await t.sends(clicks(t, '#a'), bodies('e0'));
  await t.tab.goto('/checkouts/1');
  await t.passes(11 * MINUTE);
  await t.tab.goto('/');
  await t.sends(() => t.passes(2), bodies('e1', 'e2'));
});

spec('score and no purchase: on another route the score of a page waits no more', {
  ...unbought('page'),
  body: `${buttons}<i onclick="history.pushState({}, '', '/next')">next</i>`,
}, async (t) => {
  await cookie(t, 'waymark_purchase=0');
  await t.sends(clicks(t, '#a'), bodies('e0'));
  await t.tab.click('i');
  await t.sendsNothing(() => t.passes(11 * MINUTE));
});

spec('score and no purchase: stopped while it waits', unbought('page'), async (t) => {
  await cookie(t, 'waymark_purchase=0');
  await t.sends(clicks(t, '#a'), bodies('e0'));
  await t.tab.run(() => window.waymark.stop());
  await t.sendsNothing(() => t.passes(11 * MINUTE));
});

// --- Velocity ----------------------------------------------------------------------------------------------
spec('velocity: so many in so short a time, and again only after as long without any', {
  clock: true,
  events: [...parts, { trigger: { type: 'velocity', times: 3, minutes: 2 } }, { trigger: { type: 'velocity', events: ['e0'], times: 2, minutes: 2 } }],
  body: buttons,
}, async (t) => {
  await t.sends(clicks(t, '#a'), bodies('e0'));
  await t.passes(2 * MINUTE);
  await t.sends(clicks(t, '#b'), bodies('e1'));
  await t.sends(clicks(t, '#a'), bodies('e0'));
  await t.sends(clicks(t, '#a'), bodies('e0', 'e3', 'e4'));
  await t.sends(clicks(t, '#a'), bodies('e0'));
  await t.passes(MINUTE);
  await t.sends(clicks(t, '#a'), bodies('e0'));
  await t.passes(1.5 * MINUTE);
  await t.sends(clicks(t, '#a'), bodies('e0'));
  await t.sends(clicks(t, '#a'), bodies('e0'));
  await t.passes(2 * MINUTE);
  await t.sends(clicks(t, '#a'), bodies('e0'));
  await t.sends(clicks(t, '#a'), bodies('e0', 'e4'));
  await t.sends(clicks(t, '#a'), bodies('e0', 'e3'));
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
