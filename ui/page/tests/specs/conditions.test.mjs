/** For whom an event fires only: devices, ways by which visits come, new and returning visitors, scores. */
import assert from 'node:assert/strict';
import { consenting, says } from '../consenting.mjs';
import { body, spec } from '../spec.mjs';

const button = '<button>x</button>';
const on = (onlyIf) => ({ css: 'button', onlyIf });
const click = (t) => () => t.tab.click('button');
const KEY = 'waymark_memory';
const isStored = (t) => t.tab.waitFor((key) => localStorage.getItem(key), KEY);

// --- Devices -----------------------------------------------------------------------------------------------
const byDevice = ['phone', 'tablet', 'desktop'].map((device) => on({ devices: [device] }));
const noFingers = ['chromium', 'its driver can be a phone'];
const devices = [
  ['a touch screen of 390 pixels', { viewport: { width: 390, height: 844 }, touch: true, only: noFingers }, 'e0'],
  ['the same held across', { viewport: { width: 844, height: 390 }, touch: true, only: noFingers }, 'e0'],
  ['a touch screen of 820 pixels', { viewport: { width: 820, height: 1180 }, touch: true, only: noFingers }, 'e1'],
  ['a mouse', {}, 'e2'],
  ['a mouse and a small window', { viewport: { width: 500, height: 500 } }, 'e2'],
];
for (const [name, setup, id] of devices)
  spec(`devices: ${name}`, { events: byDevice, body: button, ...setup }, (t) => t.sends(click(t), [body(id)]));

spec('devices: any of several', { events: [on({ devices: ['phone', 'desktop'] })], body: button }, (t) =>
  t.sends(click(t), [body('e0')]));

// --- Sources -----------------------------------------------------------------------------------------------
const ways = ['paid', 'organic', 'social', 'email', 'referral', 'direct'];
const byWay = ways.map((type) => on({ sources: [{ type }] }));

/** The page says that it was linked from there. */
const from = (referrer) =>
  `<script>Object.defineProperty(document, 'referrer', { get: () => ${JSON.stringify(referrer)} })</script>`;

const landings = [
  ['/', '', 'direct'],
  ['/?gclid=abc', 'https://www.google.com/', 'paid'],
  ['/?gbraid=abc', '', 'paid'],
  ['/?msclkid=abc', 'https://www.bing.com/', 'paid'],
  ['/?ttclid=abc', '', 'paid'],
  ['/?utm_source=x&utm_medium=cpc', '', 'paid'],
  ['/?utm_medium=Paid_Social&utm_source=facebook&fbclid=1', 'https://l.facebook.com/', 'paid'],
  ['/?fbclid=abc', 'https://l.facebook.com/', 'social'],
  ['/?utm_medium=social', '', 'social'],
  ['/', 'https://t.co/abc', 'social'],
  ['/', 'https://www.instagram.com/', 'social'],
  ['/', 'https://www.google.co.uk/', 'organic'],
  ['/', 'https://de.search.yahoo.com/x', 'organic'],
  ['/', 'https://duckduckgo.com/', 'organic'],
  ['/', 'https://mail.google.com/', 'referral'],
  ['/', 'https://notgoogle.com/', 'referral'],
  ['/', 'https://netflix.com/', 'referral'],
  ['/?utm_medium=email&utm_source=klaviyo', 'https://mail.google.com/', 'email'],
  ['/?utm_medium=E-Mail', '', 'email'],
  ['/', 'https://blog.example/post', 'referral'],
  ['/?utm_source=flyer', '', 'referral'],
  ['/?utm_campaign=braids-fbclid', '', 'referral'],
  ['/?utm_source=&gclid=&ref=paid', '', 'direct'],
];
for (const [path, referrer, way] of landings)
  spec(`${way}: ${path} from ${referrer || 'nowhere'}`, { events: byWay, body: button, head: from(referrer), path }, (t) =>
    t.sends(click(t), [body(`e${ways.indexOf(way)}`)]));

const utm = (name, value) => on({ sources: [{ type: 'utm', name, value }] });
const referrer = (value) => on({ sources: [{ type: 'referrer', value }] });
const clickId = (name) => on({ sources: [{ type: 'click_id', name }] });

spec(
  'UTM parameters, click ids and referrers, with patterns',
  {
    events: [
      utm('source', 'news*'),
      utm('source', 'NEWSLETTER'),
      utm('source', 'news'),
      utm('campaign', '*sale*'),
      utm('campaign', 's.mmer sale'),
      utm('term', '*'),
      clickId('fbclid'),
      clickId('gclid'),
      referrer('blog.example'),
      referrer('www.blog.example'),
      referrer('*.example'),
      referrer('example'),
      on({ sources: [{ type: 'paid' }, { type: 'click_id', name: 'fbclid' }] }),
      on({ sources: [{ type: 'a_way_of_the_future' }] }),
    ],
    body: button,
    head: from('https://www.blog.example/post'),
    path: '/?utm_source=newsletter&utm_campaign=summer%20sale+now&fbclid=abc',
  },
  (t) => t.sends(click(t), ['e0', 'e1', 'e3', 'e6', 'e8', 'e9', 'e10', 'e12'].map((id) => body(id))),
);

spec(
  'a campaign counts for the whole visit, until another; links of the shop itself change nothing',
  { events: byWay, body: `<a href=/next>next</a>${button}`, head: consenting(true), path: '/?gclid=secret', navigates: true },
  async (t) => {
    await isStored(t);
    await t.tab.click('a');
    await t.tab.waitFor(() => location.pathname === '/next');
    await t.sends(click(t), [body('e0')]);
    const text = await t.tab.run((key) => localStorage.getItem(key), KEY);
    assert.ok(text.includes('gclid=1') && !text.includes('secret'), text);
    await t.tab.goto('/');
    await t.sends(click(t), [body('e0')]);
    await t.tab.goto('/?utm_medium=email');
    await t.sends(click(t), [body('e3')]);
    await t.tab.waitFor((key) => /email/.test(localStorage.getItem(key)), KEY);
    await t.tab.goto('/last');
    await t.sends(click(t), [body('e3')]);
  },
);

spec(
  'without consent a page that the shop itself linked to knows no source',
  { events: [...byWay, utm('medium', '*')], body: `<a href=/next>next</a>${button}`, path: '/?utm_medium=email', navigates: true },
  async (t) => {
    await t.sends(click(t), [body('e3'), body('e6')]);
    await t.tab.click('a');
    await t.tab.waitFor(() => location.pathname === '/next');
    await t.sendsNothing(click(t));
  },
);

spec(
  'allowed late, the visit has the source it began with, and a campaign on this page comes before it',
  { events: byWay, body: button, head: `${consenting()}${from('')}`, pages: {} },
  async (t) => {
    await t.tab.run((key) => {
      const at = Date.now();
      localStorage.setItem(key, JSON.stringify({ spans: { session: { traffic: 'gclid=1' }, visitor: { back: 0 } }, at, since: at }));
    }, KEY);
    await t.sends(click(t), [body('e5')]);
    await says(t, true);
    await t.sends(click(t), [body('e0')]);
    await t.tab.goto('/?utm_medium=email');
    await says(t, true);
    await t.sends(click(t), [body('e3')]);
  },
);

// --- Visitors ----------------------------------------------------------------------------------------------
const byVisitor = [on({ visitor: 'new' }), on({ visitor: 'returning' })];
spec(
  'new in the first visit, returning in the next',
  { events: byVisitor, body: button, head: consenting(true), pages: { '/blank': '<!doctype html>' } },
  async (t) => {
    await t.sends(click(t), [body('e0')]);
    await t.tab.goto('/next');
    await t.sends(click(t), [body('e0')]);
    await isStored(t);
    await t.tab.goto('/blank');
    await t.tab.run((key) => {
      const state = JSON.parse(localStorage.getItem(key));
      state.at -= 1_800_001;
      localStorage.setItem(key, JSON.stringify(state));
    }, KEY);
    await t.tab.goto('/');
    await t.sends(click(t), [body('e1')]);
    await t.tab.goto('/next');
    await t.sends(click(t), [body('e1')]);
  },
);
spec('without consent nobody is known to be new or returning', { events: byVisitor, body: button }, (t) =>
  t.sendsNothing(click(t)));

// --- Scores ------------------------------------------------------------------------------------------------
spec(
  'the score of the visit: weights of what fired before, events made of events left out',
  {
    events: [
      { css: 'button', weight: 4 },
      { ...on({ minScore: 9 }), weight: 10 },
      { trigger: { type: 'count', events: ['e0'], times: 1, within: 'session' }, weight: 10 },
      { css: 'i', weight: 1 },
    ],
    body: `${button}<i>y</i>`,
    head: consenting(true),
  },
  async (t) => {
    await t.sends(click(t), [body('e0'), body('e2')]);
    await t.sends(click(t), [body('e0')]);
    await t.sends(() => t.tab.click('i'), [body('e3')]);
    await t.tab.waitFor((key) => JSON.parse(localStorage.getItem(key)).spans.session.score === 9, KEY);
    await t.tab.goto('/next');
    await t.sends(click(t), [body('e0'), body('e1')]);
  },
);

spec(
  'all that is asked must hold, and who is not meant uses no limit up',
  {
    events: [{ css: 'button', limit: 'page', onlyIf: { devices: ['desktop'], minScore: 1 } }, { css: 'button' }],
    body: button,
  },
  async (t) => {
    await t.sends(click(t), [body('e1')]);
    await t.sends(click(t), [body('e0'), body('e1')]);
    await t.sends(click(t), [body('e1')]);
  },
);
