/**
 * What a visitor allows, by every consent system. The systems are imitated by the calls their makers document; what
 * is heard is what reaches one destination of each purpose.
 */
import assert from 'node:assert/strict';
import { runtime, spec, underTest } from '../spec.mjs';

const HEARERS = { analytics: 'mixpanel.track', marketing: 'fbq', preferences: 'VWO.event' };
const ALL = Object.keys(HEARERS);
const config = { destinations: ['mixpanel', 'meta', 'vwo'].map((type) => ({ type })) };
const shop = { events: [{ css: 'button' }], config, body: '<button>x</button>', recorders: Object.values(HEARERS) };

/** The purposes whose destinations were called since asked last. */
async function heard(t) {
  const purposes = [];
  for (const [purpose, recorder] of Object.entries(HEARERS))
    if ((await t.called(recorder)).length) purposes.push(purpose);
  return purposes;
}

/** What a click is sent for. */
async function allowed(t) {
  await t.tab.click('button');
  return heard(t);
}

/** A spec of what a page with this head allows, at once. */
const allows = (name, head, purposes, more = {}) =>
  spec(name, { ...shop, head, ...more }, async (t) => assert.deepEqual(await allowed(t), purposes));

const script = (fn, ...args) => `<script>(${fn})(...${JSON.stringify(args)})</script>`;

// --- Nobody to ask -----------------------------------------------------------------------------------------
const merchant = { config: { ...config, privacy: { consent: 'merchant', visitorDays: 180 } } };
allows('no consent system: nothing is allowed', '', []);
allows("no consent system, and the merchant's word: all is allowed", '', ALL, merchant);

// --- Global Privacy Control --------------------------------------------------------------------------------
const control = script(() => Object.defineProperty(navigator, 'globalPrivacyControl', { value: true }));
allows("Global Privacy Control refuses marketing, whatever the merchant's word", control, ['analytics', 'preferences'], merchant);

// --- Shopify -----------------------------------------------------------------------------------------------
/** `window.visitor` is what the visitor said; `loads()` is when Shopify's script has come. */
const shopify = (visitor, loaded) => {
  window.visitor = visitor;
  window.asked = [];
  window.Shopify = {
    loadFeatures: (features, then) => {
      window.asked.push(features);
      window.loads = (error) => {
        if (!error) window.Shopify.customerPrivacy = api;
        then(error);
      };
    },
  };
  const api = {
    analyticsProcessingAllowed: () => window.visitor.analytics,
    marketingAllowed: () => window.visitor.marketing,
    preferencesProcessingAllowed: () => window.visitor.preferences,
    saleOfDataAllowed: () => window.visitor.sale,
  };
  // Shopify itself puts other things there first.
  window.Shopify.customerPrivacy = loaded ? api : { backendConsentEnabled: true };
};
const yes = { analytics: true, marketing: true, preferences: true, sale: true };
const no = { analytics: false, marketing: false, preferences: false, sale: false };
allows('Shopify: allowed', script(shopify, yes, true), ALL);
allows('Shopify: refused', script(shopify, no, true), [], merchant);
spec(
  'Shopify: a banner that nobody answered yet is no refusal',
  { ...shop, head: script(shopify, no, true) },
  async (t) => {
    await t.tab.run(() => {
      const { customerPrivacy } = window.Shopify;
      window.answer = '';
      customerPrivacy.currentVisitorConsent = () => ({
        analytics: window.answer,
        marketing: window.answer,
        preferences: window.answer,
      });
    });
    assert.deepEqual(await allowed(t), []);
    await t.tab.run((said) => {
      window.visitor = said;
      window.answer = 'yes';
      document.dispatchEvent(new CustomEvent('visitorConsentCollected', { detail: {} }));
    }, yes);
    assert.deepEqual(await heard(t), ALL);
  },
);
allows('Shopify: some of it', script(shopify, { ...no, preferences: true }, true), ['preferences'], merchant);
allows('Shopify: marketing, but no sale of data', script(shopify, { ...yes, sale: false }, true), ['analytics', 'preferences']);
allows('Shopify: allowed, but for Global Privacy Control', script(shopify, yes, true) + control, ['analytics', 'preferences']);

spec('Shopify: loaded late, then withdrawn, then given again', { ...shop, ...merchant, head: script(shopify, yes, false) }, async (t) => {
  assert.deepEqual(await allowed(t), [], 'still loading');
  assert.deepEqual(await t.tab.run(() => window.asked), [[{ name: 'consent-tracking-api', version: '0.1' }]]);
  await t.tab.run(() => window.loads());
  assert.deepEqual(await heard(t), ALL, 'what waited');
  const says = (visitor) =>
    t.tab.run((said) => {
      window.visitor = said;
      document.dispatchEvent(new CustomEvent('visitorConsentCollected', { detail: {} }));
    }, visitor);
  await says(no);
  assert.deepEqual(await allowed(t), []);
  await says(yes);
  assert.deepEqual(await heard(t), [], 'what was refused comes no more');
  assert.deepEqual(await allowed(t), ALL);
});

spec("Shopify: its script does not come; the merchant's word does not stand in for it", { ...shop, ...merchant, head: script(shopify, yes, false) }, async (t) => {
  await t.tab.run(() => window.loads(new Error('blocked')));
  assert.deepEqual(await allowed(t), []);
});

// --- TCF ---------------------------------------------------------------------------------------------------
/** `cmp(data)` tells all who listen; `cmp` is told now if there is data. */
const tcf = (data) => {
  const listeners = [];
  let last = data;
  window.__tcfapi = (command, version, listener) => {
    if (command !== 'addEventListener' || version !== 2) throw Error(`${command} ${version}`);
    listeners.push(listener);
    if (last) listener({ ...last, listenerId: listeners.length }, true);
  };
  window.listening = () => listeners.length;
  window.cmp = (now) => {
    last = now;
    listeners.forEach((listener, at) => listener({ ...now, listenerId: at + 1 }, true));
  };
};
const told = (ids, more = {}) => ({
  eventStatus: 'tcloaded',
  gdprApplies: true,
  purpose: { consents: Object.fromEntries(ids.map((id) => [id, true])) },
  ...more,
});
const everything = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
allows('TCF: allowed', script(tcf, told(everything)), ALL);
allows('TCF: refused', script(tcf, told([])), [], merchant);
allows('TCF: measuring needs 1 and 8', script(tcf, told([1, 8])), ['analytics']);
allows('TCF: marketing needs 1, 3 and 4', script(tcf, told([1, 3, 4])), ['marketing']);
allows('TCF: fitting the page needs 1, 5 and 6', script(tcf, told([1, 5, 6])), ['preferences']);
allows('TCF: nothing goes without 1, nor for what only measures advertising', script(tcf, told([2, 3, 4, 5, 6, 7, 8, 9, 10])), []);
allows('TCF: legitimate interest is no consent', script(tcf, told([1], { purpose: { consents: { 1: true }, legitimateInterests: { 8: true } } })), []);
allows('TCF: the GDPR does not apply', script(tcf, told([], { gdprApplies: false })), ALL);
allows('TCF: not known yet whether the GDPR applies', script(tcf, told([], { gdprApplies: undefined })), [], merchant);

spec('TCF: answered late, asked anew, withdrawn', { ...shop, ...merchant, head: script(tcf) }, async (t) => {
  const says = (data) => t.tab.run((now) => window.cmp(now), data);
  assert.deepEqual(await allowed(t), [], 'no answer yet');
  await says(told([], { eventStatus: 'cmpuishown' }));
  assert.deepEqual(await allowed(t), [], 'being asked');
  await says(told(everything, { eventStatus: 'useractioncomplete' }));
  assert.deepEqual(await heard(t), ALL, 'what waited');
  await says(told([], { eventStatus: 'cmpuishown' }));
  assert.deepEqual(await allowed(t), ALL, 'while asked anew, what was said before holds');
  await says(told([1, 8], { eventStatus: 'useractioncomplete' }));
  assert.deepEqual(await allowed(t), ['analytics']);
  assert.equal(await t.tab.run(() => window.listening()), 1);
});

spec('TCF: comes after the runtime', { ...shop, body: `<button>x</button>${script(tcf, told(everything))}` }, async (t) => {
  assert.deepEqual(await allowed(t), ALL);
});

// --- Google's Consent Mode ---------------------------------------------------------------------------------
/** `gtag`, as its snippet is, and what it is told first. */
const google = (...commands) => {
  window.dataLayer = window.dataLayer || [];
  window.gtag = function () {
    window.dataLayer.push(arguments);
  };
  for (const command of commands) window.gtag(...command);
};
const TYPES = ['analytics_storage', 'ad_storage', 'ad_user_data', 'ad_personalization', 'personalization_storage'];
const types = (granted, more = {}) =>
  Object.fromEntries([...TYPES.map((type) => [type, granted ? 'granted' : 'denied']), ...Object.entries(more)]);
const update = (t, told) => t.tab.run((each) => window.gtag('consent', 'update', each), told);

allows('Consent Mode: allowed by default', script(google, ['consent', 'default', types(true)]), ALL);
allows('Consent Mode: denied by default', script(google, ['consent', 'default', types(false)]), [], merchant);
allows('Consent Mode: an update counts, whatever comes by default after it', script(google, ['consent', 'update', types(true)], ['consent', 'default', types(false)]), ALL);
allows('Consent Mode: marketing needs all its types', script(google, ['consent', 'default', types(true, { ad_user_data: 'denied' })]), ['analytics', 'preferences']);
allows('Consent Mode: what it does not speak of is for the others to say', script(google, ['consent', 'default', { ad_storage: 'denied' }]), ['analytics', 'preferences'], merchant);
allows('Consent Mode: denied in some regions only', script(google, ['consent', 'default', types(false, { region: ['DE'] })], ['consent', 'default', types(true)]), []);
allows('Consent Mode: granted in some regions only', script(google, ['consent', 'default', types(true, { region: ['US'] })]), []);
allows('Consent Mode: entries that are arrays', script(() => (window.dataLayer = [null, 'x', ['consent', 'update', { analytics_storage: 'granted' }]])), ['analytics']);

spec('Consent Mode: told late in the data layer, then withdrawn', { ...shop, head: script(google, ['consent', 'default', types(false, { wait_for_update: 500 })]) }, async (t) => {
  assert.deepEqual(await allowed(t), []);
  await update(t, types(true));
  // Nobody tells of it before Google's script is there; the next event asks, and what waited goes first.
  assert.deepEqual(await allowed(t), ALL);
  await update(t, types(false));
  assert.deepEqual(await allowed(t), []);
});

/** What Google's script keeps, and tells of. */
const ics = (entries) => {
  const listeners = [];
  window.google_tag_data = { ics: { entries, addListener: (names, listener) => listeners.push([names, listener]) } };
  window.ics = (name, known) => {
    entries[name] = known;
    for (const [names, listener] of listeners) if (names.includes(name)) listener();
  };
};
allows("Consent Mode: Google's script knows the region", script(google, ['consent', 'default', types(false, { region: ['DE'] })]) + script(ics, { analytics_storage: { default: true } }), ['analytics']);
allows("Consent Mode: Google's script was told past the data layer", script(google, ['consent', 'default', types(true)]) + script(ics, { analytics_storage: { default: true, update: false } }), ['marketing', 'preferences']);
spec("Consent Mode: Google's script tells of an update", { ...shop, head: script(ics, { analytics_storage: { default: false } }) }, async (t) => {
  assert.deepEqual(await allowed(t), []);
  await t.tab.run(() => window.ics('analytics_storage', { default: false, update: true }));
  assert.deepEqual(await heard(t), ['analytics']);
});

// --- Several, and broken ones ------------------------------------------------------------------------------
allows('one system allows and another refuses: refused', script(shopify, yes, true) + script(google, ['consent', 'update', types(true, { analytics_storage: 'denied' })]), ['marketing', 'preferences']);
allows('a system that throws allows nothing', script(() => (window.__tcfapi = () => { throw Error('broken'); })), [], merchant);
allows('a data layer that is no list is no consent system', script(() => (window.dataLayer = { length: 1, push() {} })), ALL, merchant);

// --- Under test --------------------------------------------------------------------------------------------
const answers = { granted: ALL, denied: [], gpc: ['analytics', 'preferences'] };
for (const [consent, purposes] of Object.entries(answers))
  allows(
    `under test: ${consent}, whatever the page says`,
    script(shopify, consent === 'denied' ? yes : no, true) + control,
    purposes,
    { script: underTest(runtime(shop.events, config), { send: true, consent }) },
  );
