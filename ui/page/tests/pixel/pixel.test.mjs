/**
 * The exported custom pixel in a sandboxed iframe without an origin, as Shopify runs it, with Shopify's documented API
 * as a recorder. What Shopify and the vendors make of the calls is not seen here. The heads of the pixels, which say
 * what goes where, are written by `crates/compile/tests/it/page_cases.rs`.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { startBrowser } from '../browser.mjs';
import { until } from '../until.mjs';

const heads = JSON.parse(readFileSync(new URL('heads.json', import.meta.url), 'utf8'));
const code = readFileSync(new URL('../../dist/pixel.js', import.meta.url), 'utf8');

let browser;
before(async () => {
  browser = await startBrowser();
});
after(() => browser.close());

/** Shopify's side: the API that its documents tell of; what is called is noted, and scripts are not fetched. */
function shopify({ privacy, cookies }) {
  const listeners = {};
  let onConsent;
  const log = { cookies: [], beacons: [], scripts: [], subscribed: [] };
  Object.assign(window, {
    init: { customerPrivacy: privacy },
    analytics: {
      subscribe(name, listener) {
        log.subscribed.push(name);
        (listeners[name] ??= []).push(listener);
      },
    },
    browser: {
      cookie: {
        get: async (name) => cookies[name] ?? '',
        set: async (text) => {
          log.cookies.push(text);
          const [, name, value] = /^([^=]+)=([^;]*)/.exec(text);
          cookies[name] = /max-age=0(;|$)/.test(text) ? undefined : value;
          return '';
        },
      },
      sendBeacon: async (url, body) => {
        log.beacons.push({ url, body: JSON.parse(body) });
        return true;
      },
    },
    api: {
      customerPrivacy: {
        subscribe: (name, listener) => {
          if (name === 'visitorConsentCollected') onConsent = listener;
        },
      },
    },
  });
  const append = Element.prototype.append;
  Element.prototype.append = function (...nodes) {
    for (const node of nodes)
      if (node.localName === 'script') log.scripts.push(node.src);
      else append.call(this, node);
  };
  window.shop = {
    publishes: (event) => listeners[event.name]?.forEach((listener) => listener(event)),
    says: (customerPrivacy) => onConsent({ customerPrivacy }),
    seen: () => ({
      ...log,
      google: (window.dataLayer ?? []).map((args) => Array.from(args)),
      meta: (window.fbq?.queue ?? []).map((args) => Array.from(args)),
      isolated: window.origin === 'null',
    }),
  };
}

const ALL = { analyticsProcessingAllowed: true, marketingAllowed: true, preferencesProcessingAllowed: true, saleOfDataAllowed: true };
const NONE = { analyticsProcessingAllowed: false, marketingAllowed: false, preferencesProcessingAllowed: false, saleOfDataAllowed: false };
const ANALYTICS = { ...NONE, analyticsProcessingAllowed: true };
const MARKETING = { ...NONE, marketingAllowed: true, saleOfDataAllowed: true };
const NOT_SOLD = { ...ALL, saleOfDataAllowed: false };

/** Opens a pixel. `fill` replaces what a person fills in. */
async function pixel(name, { privacy = ALL, cookies = {}, fill = (head) => head } = {}) {
  const script = `(${shopify})(${JSON.stringify({ privacy, cookies })});\n${fill(heads[name])}${code}`;
  const inside = `<!doctype html><head></head><body><script>${script.replaceAll('</', '<\\/')}</script>`;
  const escaped = inside.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
  const { page, close } = await browser.open({
    '/': `<!doctype html><iframe name=pixel sandbox="allow-scripts allow-forms" srcdoc="${escaped}"></iframe>`,
  });
  const frame = await until(() => page.frame('pixel'), 'no frame');
  await until(() => frame.evaluate(() => Boolean(window.shop)), 'the pixel does not run');
  const settled = () => frame.evaluate(() => new Promise((done) => setTimeout(done, 30)));
  return {
    close,
    publishes: async (event) => {
      await frame.evaluate((each) => window.shop.publishes(each), event);
      await settled();
    },
    says: async (answer) => {
      await frame.evaluate((each) => window.shop.says(each), answer);
      await settled();
    },
    seen: () => frame.evaluate(() => window.shop.seen()),
  };
}

const location = {
  origin: 'https://shop.example',
  pathname: '/products/tee',
  search: '?utm_source=news&email=ada%40shop.example&gclid=abc',
};
const shopEvent = (name, rest = {}) => ({
  id: `id-${name}`,
  name,
  timestamp: '2026-11-26T07:15:39.500Z',
  clientId: 'shopify-client',
  context: { document: { location } },
  ...rest,
});
/** A checkout as Shopify describes it, with all that must not be forwarded. */
const checkout = {
  token: 'secret-token',
  email: 'ada@shop.example',
  phone: '+4917012345678',
  currencyCode: 'EUR',
  totalPrice: { amount: 62.4, currencyCode: 'EUR' },
  totalTax: { amount: 9.97, currencyCode: 'EUR' },
  shippingLine: { price: { amount: 4.5, currencyCode: 'EUR' } },
  billingAddress: { firstName: 'Ada', lastName: 'Lovelace', address1: 'Nowhere 1', phone: '+4917012345678' },
  shippingAddress: { firstName: 'Ada', lastName: 'Lovelace' },
  attributes: [{ key: 'gift', value: 'for Ada' }],
  order: { id: '5551', customer: { id: '99', email: 'ada@shop.example' } },
  lineItems: [
    {
      title: 'Tee',
      quantity: 2,
      variant: {
        id: '11',
        title: 'Red / M',
        price: { amount: 28.95, currencyCode: 'EUR' },
        product: { id: '7', title: 'Tee', vendor: 'Kiln' },
      },
    },
  ],
};
const atCheckout = (name) =>
  shopEvent(name, {
    data: { checkout },
    context: { document: { location: { ...location, pathname: '/checkouts/cn/secret-token/information', search: '?_r=secret' } } },
  });
const added = shopEvent('cart_add', {
  customData: { item_id: '44567891234567', price: 28.95, currency: 'EUR', label: 'Buy, ada@shop.example', extra: 'not in the plan' },
});
const filled = (head) => head.replace('G-XXXXXXXXXX', 'G-FILLED12').replace('WAYMARK_META = ""', 'WAYMARK_META = "1234567"');
const googleEvents = ({ google }) => google.filter(([kind]) => kind === 'event').map(([, name, parameters]) => [name, parameters]);
const metaEvents = ({ meta }) => meta.filter(([kind]) => /^track/.test(kind));

/** What is sent where, by what the visitor allows. */
for (const [who, privacy, google, meta, cookie] of [
  ['everything', ALL, true, true, true],
  ['nothing', NONE, false, false, false],
  ['measuring', ANALYTICS, true, false, true],
  ['advertising', MARKETING, false, true, false],
  ['all but the sale of data', NOT_SOLD, true, false, true],
  ['nobody knows what', undefined, false, false, false],
])
  test(`a visitor who allows ${who}`, async () => {
    const { publishes, seen, close } = await pixel('forwards', { privacy: privacy ?? null, fill: filled });
    await publishes(shopEvent('page_viewed'));
    await publishes(added);
    await publishes(atCheckout('checkout_completed'));
    const all = await seen();
    assert.equal(all.isolated, true, 'the sandbox has no origin');
    assert.equal(googleEvents(all).length, google ? 2 : 0);
    assert.equal(metaEvents(all).length, meta ? 2 : 0);
    assert.equal(all.cookies.length, cookie ? 2 : 0);
    assert.deepEqual(
      all.scripts.map((address) => new URL(address).host).sort(),
      [...(meta ? ['connect.facebook.net'] : []), ...(google ? ['www.googletagmanager.com'] : [])],
    );
    await close();
  });

test('an answer that comes late, and one that is taken back', async () => {
  const { publishes, says, seen, close } = await pixel('forwards', { privacy: NONE, fill: filled });
  await publishes(shopEvent('page_viewed'));
  await publishes(added);
  await publishes(atCheckout('checkout_completed'));
  assert.deepEqual((await seen()).scripts, []);
  await says(ALL);
  const later = await seen();
  assert.deepEqual(googleEvents(later).map(([name]) => name), ['add_to_cart', 'purchase']);
  assert.deepEqual(metaEvents(later).map(([, name]) => name), ['AddToCart', 'Purchase']);
  assert.match(later.cookies.at(-1), /^waymark_purchase=1795677339;/);
  await says(NONE);
  await publishes(added);
  const end = await seen();
  assert.equal(googleEvents(end).length, 2);
  assert.equal(metaEvents(end).length, 2);
  assert.match(end.cookies.at(-1), /^waymark_purchase=0;.*max-age=0/);
  assert.deepEqual(end.google.at(-1).slice(0, 2), ['consent', 'update']);
  assert.deepEqual(end.meta.at(-1), ['consent', 'revoke']);
  await close();
});

test('a no drops what waited', async () => {
  const { publishes, says, seen, close } = await pixel('forwards', { privacy: NONE, fill: filled });
  await publishes(added);
  await says(NONE);
  await says(ALL);
  assert.deepEqual(googleEvents(await seen()), []);
  await close();
});

test('what the runtime published goes on by its parameters, and nothing else does', async () => {
  const { publishes, seen, close } = await pixel('forwards', {
    fill: filled,
    cookies: { _ga: 'GA1.1.123456.789', _ga_FILLED12: 'GS2.1.s1795670000$o1$g0' },
  });
  await publishes(added);
  await publishes(shopEvent('shop:quiet'));
  const all = await seen();
  const page_location = 'https://shop.example/products/tee?utm_source=news&gclid=abc';
  assert.deepEqual(googleEvents(all), [
    [
      'add_to_cart',
      {
        items: [{ item_id: '44567891234567', price: 28.95 }],
        currency: 'EUR',
        label: 'Buy, [email]',
        value: 28.95,
        page_location,
      },
    ],
    ['event_quiet', { page_location }],
  ]);
  assert.deepEqual(
    all.google.find(([kind]) => kind === 'config'),
    ['config', 'G-FILLED12', { send_page_view: false, page_location, client_id: '123456.789', session_id: '1795670000' }],
  );
  assert.deepEqual(metaEvents(all), [
    [
      'track',
      'AddToCart',
      {
        item_id: '44567891234567',
        price: 28.95,
        currency: 'EUR',
        label: 'Buy, [email]',
        content_ids: ['44567891234567'],
        content_type: 'product',
        value: 28.95,
      },
      { eventID: 'id-cart_add' },
    ],
  ]);
  assert.deepEqual(all.beacons, []);
  await close();
});

test('the checkout goes on without anything personal, once', async () => {
  const { publishes, seen, close } = await pixel('checkout', { fill: filled });
  for (const name of [
    'checkout_started',
    'checkout_contact_info_submitted',
    'checkout_address_info_submitted',
    'checkout_shipping_info_submitted',
    'payment_info_submitted',
    'checkout_completed',
  ])
    await publishes(atCheckout(name));
  const all = await seen();
  // The plan has an event of its own for the start of the checkout.
  assert.deepEqual(
    googleEvents(all).map(([name]) => name),
    ['checkout_contact_info_submitted', 'checkout_address_info_submitted', 'add_shipping_info', 'add_payment_info', 'purchase'],
  );
  const item = { item_id: '7', item_name: 'Tee', item_variant: 'Red / M', item_brand: 'Kiln', price: 28.95, quantity: 2 };
  assert.deepEqual(googleEvents(all).at(-1), [
    'purchase',
    {
      currency: 'EUR',
      value: 62.4,
      items: [item],
      transaction_id: '5551',
      tax: 9.97,
      shipping: 4.5,
      page_location: 'https://shop.example/checkouts',
    },
  ]);
  assert.deepEqual(metaEvents(all), [
    ['track', 'AddPaymentInfo', { currency: 'EUR', value: 62.4, content_ids: ['7'], content_type: 'product', num_items: 2 }, { eventID: 'id-payment_info_submitted' }],
    [
      'track',
      'Purchase',
      { currency: 'EUR', value: 62.4, content_ids: ['7'], content_type: 'product', num_items: 2, order_id: '5551' },
      { eventID: 'id-checkout_completed' },
    ],
  ]);
  const [{ url, body }] = all.beacons.slice(-1);
  assert.equal(url, 'https://events.shop.example/in');
  const [{ parameters, revision, ...entry }] = body;
  assert.match(revision, /^[0-9a-f]{16}$/);
  assert.equal(parameters.transaction_id, '5551');
  assert.deepEqual(entry, {
    id: 'id-checkout_completed',
    name: 'purchase',
    event: 'checkout_completed',
    time: 1795677339500,
    path: '/checkouts',
  });
  const said = JSON.stringify(all);
  for (const secret of ['ada', 'Ada', 'Lovelace', '4917', 'Nowhere', 'secret', 'email'])
    assert.ok(!said.includes(secret), `${secret} was forwarded`);
  await close();
});

test('what the runtime sends itself is not sent again', async () => {
  const { publishes, seen, close } = await pixel('checkout', { fill: filled });
  await publishes(added);
  const all = await seen();
  assert.deepEqual(googleEvents(all), []);
  assert.deepEqual(metaEvents(all).map(([, name]) => name), ['AddToCart']);
  assert.deepEqual(all.beacons, []);
  await close();
});

test('the cookie says that nothing was bought yet, and keeps the last purchase', async () => {
  const first = await pixel('forwards');
  await first.publishes(shopEvent('page_viewed'));
  assert.deepEqual((await first.seen()).cookies, ['waymark_purchase=0; path=/; max-age=864000; samesite=lax; secure']);
  await first.publishes(shopEvent('page_viewed'));
  assert.equal((await first.seen()).cookies.length, 1);
  await first.publishes(atCheckout('checkout_completed'));
  const [, bought] = (await first.seen()).cookies;
  assert.equal(bought, 'waymark_purchase=1795677339; path=/; max-age=864000; samesite=lax; secure');
  await first.close();

  const later = await pixel('forwards', { cookies: { waymark_purchase: '1795677339' } });
  await later.publishes(shopEvent('page_viewed'));
  assert.deepEqual((await later.seen()).cookies, []);
  await later.close();
});

test('until ids are filled in nothing is loaded or sent', async () => {
  const { publishes, seen, close } = await pixel('forwards');
  await publishes(added);
  await publishes(atCheckout('checkout_completed'));
  const all = await seen();
  assert.deepEqual([all.google, all.meta, all.scripts], [[], [], []]);
  await close();
});
