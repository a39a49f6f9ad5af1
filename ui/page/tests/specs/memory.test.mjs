/** What is remembered, where, for how long, and what is not. */
import assert from 'node:assert/strict';
import { consenting, says } from '../consenting.mjs';
import { body, runtime, spec, underTest } from '../spec.mjs';

const KEY = 'waymark_memory';
const HALF_AN_HOUR = 1_800_000;
const DAY = 86_400_000;
const button = '<button>x</button>';

/** What is stored; null for nothing. */
const stored = (t) => t.tab.run((key) => JSON.parse(localStorage.getItem(key)), KEY);
/** Waits until something is stored. */
const isStored = (t) => t.tab.waitFor((key) => localStorage.getItem(key), KEY);
/** Rewrites what is stored as if time had passed. */
const ages = async (t, fields) => {
  await isStored(t);
  await t.tab.run(
    (key, by) => {
      const state = JSON.parse(localStorage.getItem(key));
      for (const field in by) state[field] -= by[field];
      localStorage.setItem(key, JSON.stringify(state));
    },
    KEY,
    fields,
  );
};
/** A path that has nothing to do with the runtime, so that leaving does not write over what was rewritten. */
const blank = { '/blank': '<!doctype html>' };
const visitLater = async (t, fields) => {
  await isStored(t);
  await t.tab.goto('/blank');
  await ages(t, fields);
  await t.tab.goto('/');
};
const clicks = (t) => () => t.tab.click('button');

const once = (limit) => ({ events: [{ css: 'button', limit }], body: button, head: consenting(true), pages: blank });

spec('once a page: again on the next page and on a new route', {
  ...once('page'),
  head: '',
  body: `${button}<a href=# onclick="history.pushState({}, '', '/next')">next</a><i onclick="history.replaceState({}, '', '#x')">part</i>`,
}, async (t) => {
  await t.sends(clicks(t), [body('e0')]);
  await t.sendsNothing(clicks(t));
  await t.tab.click('i');
  await t.sendsNothing(clicks(t));
  await t.tab.click('a');
  await t.sends(clicks(t), [body('e0')]);
  await t.sendsNothing(clicks(t));
  await t.tab.goto('/other');
  await t.sends(clicks(t), [body('e0')]);
});

spec('once a session: not on the next page, again after half an hour of nothing', once('session'), async (t) => {
  await t.sends(clicks(t), [body('e0')]);
  await t.sendsNothing(clicks(t));
  await t.tab.goto('/next');
  await t.sendsNothing(clicks(t));
  await visitLater(t, { at: HALF_AN_HOUR - 20_000 });
  await t.sendsNothing(clicks(t));
  await visitLater(t, { at: HALF_AN_HOUR + 1 });
  await t.sends(clicks(t), [body('e0')]);
});

spec('once a visitor: not in the next session, again when the days are over', once('visitor'), async (t) => {
  await t.sends(clicks(t), [body('e0')]);
  await visitLater(t, { at: 30 * DAY, since: 179 * DAY });
  await t.sendsNothing(clicks(t));
  // Coming by does not make it last longer.
  await visitLater(t, { at: DAY, since: 1.1 * DAY });
  await t.sends(clicks(t), [body('e0')]);
});

spec('the plan says for how many days', { ...once('visitor'), config: { privacy: { consent: 'page', visitorDays: 2 } } }, async (t) => {
  await t.sends(clicks(t), [body('e0')]);
  await visitLater(t, { at: DAY, since: DAY });
  await t.sendsNothing(clicks(t));
  await visitLater(t, { at: DAY, since: 1.1 * DAY });
  await t.sends(clicks(t), [body('e0')]);
});

spec('debounce: what follows too soon is the same occasion, and puts off the next', {
  clock: true,
  events: [{ css: 'button', debounceMillis: 1500 }, { css: 'button' }],
  body: button,
}, async (t) => {
  await t.sends(clicks(t), [body('e0'), body('e1')]);
  await t.sends(clicks(t), [body('e1')]);
  await t.passes(1000);
  await t.sends(clicks(t), [body('e1')]);
  await t.passes(1499);
  await t.sends(clicks(t), [body('e1')]);
  await t.passes(1500);
  await t.sends(clicks(t), [body('e0'), body('e1')]);
});

// --- Consent -----------------------------------------------------------------------------------------------
/** A plan that remembers all it can. */
const everything = [
  { css: 'button', limit: 'visitor', onlyIf: { minScore: 1 } },
  { css: 'button', limit: 'session' },
  { css: 'button', onlyIf: { sources: [{ type: 'paid' }] } },
  { css: 'button', onlyIf: { visitor: 'new' } },
  { trigger: { type: 'count', events: ['e1'], times: 9, within: 'visitor', different: true } },
  { trigger: { type: 'sequence', events: ['e1', 'e2'], within: 'visitor' } },
  { trigger: { type: 'score', threshold: 1, within: 'visitor', unboughtMinutes: 5 } },
  { trigger: { type: 'velocity', times: 5, minutes: 5 } },
];

/** Notes every writing to what outlives a page, from the first script on. */
function watchStorage() {
  const written = [];
  const watch = (owner, name) => {
    const original = owner[name];
    owner[name] = function (...args) {
      written.push([name, ...args.map(String)]);
      return original.apply(this, args);
    };
  };
  watch(Storage.prototype, 'setItem');
  watch(IDBFactory.prototype, 'open');
  if (window.CacheStorage) watch(CacheStorage.prototype, 'open');
  const { get, set } = Object.getOwnPropertyDescriptor(Document.prototype, 'cookie');
  Object.defineProperty(document, 'cookie', {
    get: () => get.call(document),
    set: (text) => {
      written.push(['cookie', text]);
      set.call(document, text);
    },
  });
  window.written = written;
}
const watched = `<script>(${watchStorage})()</script>`;

/** What is kept anywhere in the browser, and what was written since the page began. */
const kept = (t) =>
  t.tab.run(async () => ({
    written: window.written,
    cookie: document.cookie,
    local: { ...localStorage },
    session: { ...sessionStorage },
    databases: indexedDB.databases ? await indexedDB.databases() : [],
  }));
const nothing = { written: [], cookie: '', local: {}, session: {}, databases: [] };

for (const [when, head] of [
  ['no consent system', ''],
  ['nothing said yet', consenting()],
  ['refused', consenting(false)],
  ['all but measuring', consenting('marketing')],
])
  spec(`${when}: nothing is written anywhere`, { events: everything, body: button, head: watched + head, path: '/?gclid=1&utm_source=x' }, async (t) => {
    await t.sends(clicks(t), [body('e1'), body('e2'), body('e5')]);
    await t.sends(clicks(t), [body('e0'), body('e2')]);
    assert.deepEqual(await kept(t), nothing);
    await t.tab.goto('/next');
    assert.deepEqual(await kept(t), nothing);
  });

spec('allowed late: what happened before is added to what was known; withdrawn: all is gone at once', {
  events: [{ css: 'button' }, { trigger: { type: 'count', events: ['e0'], times: 3, within: 'session' } }],
  body: button,
  head: watched + consenting(),
}, async (t) => {
  await t.sends(clicks(t), [body('e0')]);
  assert.deepEqual(await kept(t), nothing);
  await says(t, true);
  await isStored(t);
  await t.tab.goto('/next');
  await t.sends(clicks(t), [body('e0')]);
  assert.deepEqual(await t.tab.run(() => window.written), [], 'before it is allowed on this page');
  await says(t, true);
  await t.sends(clicks(t), [body('e0'), body('e1')]);
  await t.tab.waitFor((key) => /"done":1/.test(localStorage.getItem(key)), KEY);
  await says(t, false);
  assert.deepEqual(await t.tab.run(() => ({ ...localStorage })), {});
  await clicks(t)();
  await t.sent(1);
  await t.tab.goto('/last');
  assert.deepEqual(await kept(t), nothing, 'not written when the page was left either');
});

spec('refused on another page: what was stored goes as soon as that is known', { events: [{ css: 'button', limit: 'visitor' }], body: button, head: '<script src=/consent.js></script>', pages: {
  '/consent.js': () => 'window.Shopify = { loadFeatures() {}, customerPrivacy: { analyticsProcessingAllowed: () => !/no/.test(location.search) } };',
} }, async (t) => {
  await t.sends(clicks(t), [body('e0')]);
  await isStored(t);
  await t.tab.goto('/?no');
  assert.deepEqual(await t.tab.run(() => ({ ...localStorage })), {});
});

spec('while a consent system has not answered, what is stored is neither read nor thrown away', {
  events: [{ css: 'button', limit: 'visitor' }], body: button, head: consenting(), pages: blank,
}, async (t) => {
  await says(t, true);
  await t.sends(clicks(t), [body('e0')]);
  await isStored(t);
  await t.tab.goto('/next');
  const before = await stored(t);
  await t.sends(clicks(t), [body('e0')]);
  assert.deepEqual(await stored(t), before);
  await says(t, true);
  await t.sendsNothing(clicks(t));
});

// --- Broken storage, other tabs ----------------------------------------------------------------------------
const broken = {
  'deleted localStorage': () => Object.defineProperty(window, 'localStorage', { value: undefined }),
  'localStorage that throws': () => Object.defineProperty(window, 'localStorage', { get: () => { throw Error('denied'); } }),
  'full localStorage': () => (Storage.prototype.setItem = () => { throw Error('quota'); }),
  'no sense in localStorage': () => localStorage.setItem('waymark_memory', '{"spans":'),
  'something else in localStorage': () => localStorage.setItem('waymark_memory', '7'),
  'no idle callbacks': () => delete window.requestIdleCallback,
};
for (const [what, breaks] of Object.entries(broken))
  spec(`${what}: remembered as long as the page`, { ...once('visitor'), head: `${consenting(true)}<script>(${breaks})()</script>` }, async (t) => {
    await t.sends(clicks(t), [body('e0')]);
    await t.sendsNothing(clicks(t));
  });

spec('two pages at once add to the same count', {
  events: [{ css: 'button' }, { trigger: { type: 'count', events: ['e0'], times: 4, within: 'session' } }, { trigger: { type: 'count', events: ['e0'], times: 2, within: 'session' } }],
  head: consenting(true),
  script: '',
  pages: { '/waymark.js': runtime([{ css: 'button' }, { trigger: { type: 'count', events: ['e0'], times: 4, within: 'session' } }, { trigger: { type: 'count', events: ['e0'], times: 2, within: 'session' } }]) },
  body: `<script src=/waymark.js></script>${button}<iframe src=/frame></iframe>`,
}, async (t) => {
  const inside = () => t.tab.run(() => document.querySelector('iframe').contentDocument.querySelector('button').click());
  const outside = () => t.tab.run(() => document.querySelector('button').click());
  const insideGot = (least) =>
    t.tab.waitFor((many) => {
      const names = document.querySelector('iframe').contentWindow.dataLayer.map(({ event }) => event);
      return names.length >= many && names;
    }, least);
  await t.tab.waitFor(() => document.querySelector('iframe').contentWindow.waymark);
  // Both in one task, so that neither has seen what the other wrote.
  await t.tab.run(() => {
    document.querySelector('button').click();
    document.querySelector('iframe').contentDocument.querySelector('button').click();
  });
  assert.deepEqual(await t.sent(1), [body('e0')]);
  assert.deepEqual(await insideGot(1), ['e0']);
  await t.tab.waitFor((key) => JSON.parse(localStorage.getItem(key)).spans.session.e1?.seen?.all === 2, KEY);
  await outside();
  assert.deepEqual(await t.sent(2), [body('e0'), body('e2')]);
  await t.tab.waitFor((key) => JSON.parse(localStorage.getItem(key)).spans.session.e1.seen.all === 3, KEY);
  await inside();
  assert.deepEqual(await insideGot(3), ['e0', 'e0', 'e1']);
});

spec('stopped, it writes no more', once('visitor'), async (t) => {
  await isStored(t);
  await t.tab.run((key) => {
    document.querySelector('button').click();
    window.waymark.stop();
    localStorage.removeItem(key);
  }, KEY);
  assert.deepEqual(await t.sent(1), [body('e0')]);
  await t.tab.goto('/blank');
  assert.equal(await stored(t), null);
});

const tested = underTest(runtime([{ css: 'button', limit: 'session' }]), { send: true, consent: 'granted' });
const storages = (t) => t.tab.run(() => [{ ...localStorage }, { ...sessionStorage }]);

spec(
  'a test remembers from page to page, apart from what visitors are remembered by, and leaves nothing behind',
  { script: tested, body: button, pages: blank },
  async (t) => {
    const theirs = { [KEY]: '{"spans":{"session":{"once e0":1},"visitor":{}},"at":9e15,"since":9e15}' };
    await t.tab.goto('/blank');
    await t.tab.run((entries) => Object.assign(localStorage, entries), theirs);
    await t.tab.goto('/');
    await t.sends(clicks(t), [body('e0')]);
    await t.sendsNothing(clicks(t));
    await t.tab.goto('/next');
    await t.sendsNothing(clicks(t));
    assert.deepEqual((await storages(t))[0], theirs);
    await t.tab.run(() => window.waymark.stop());
    assert.deepEqual(await storages(t), [theirs, {}]);
    await t.sendsNothing(clicks(t));
    await t.tab.goto('/blank');
    assert.deepEqual(await storages(t), [theirs, {}]);
  },
);

spec(
  'a test of a visitor who refuses does not forget what is known of visitors',
  { script: underTest(runtime([{ css: 'button', limit: 'session' }]), { consent: 'denied' }), body: button, pages: blank },
  async (t) => {
    await t.tab.goto('/blank');
    await t.tab.run((key) => localStorage.setItem(key, '{}'), KEY);
    await t.tab.goto('/');
    await t.tab.click('button');
    await t.sent();
    assert.deepEqual(await storages(t), [{ [KEY]: '{}' }, {}]);
  },
);
