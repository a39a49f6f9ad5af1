/** What becomes of parameters at the destinations that have names of their own for them: Google Analytics and Meta. */
import assert from 'node:assert/strict';
import { consenting } from '../consenting.mjs';
import { ga4Problems, RECOMMENDED } from '../ga4.mjs';
import { spec } from '../spec.mjs';

/** A parameter of fixed text, as every value is text or a number when it comes to a destination. */
const fixed = (values) =>
  Object.entries(values).map(([name, value]) => ({ name, from: { type: 'literal', value } }));

const PRODUCT = {
  item_id: '42',
  item_name: 'Linen shirt',
  item_variant: '421',
  item_brand: 'Nord',
  price: '49.90',
  currency: 'EUR',
};

/** What the destination's function is called with for an event with these parameters. */
const seen = (title, { kind, path, settings = {}, name, values }, check) =>
  spec(
    title,
    {
      events: [{ css: 'button', name, parameters: fixed(values) }],
      config: { destinations: [{ type: kind, ...settings }] },
      head: consenting(true),
      body: '<button>x</button>',
      recorders: [path],
    },
    async (t) => {
      await t.tab.click('button');
      const [args] = await t.called(path, 1);
      await check(args, t);
    },
  );

const ga4 = (title, name, values, expected, settings) =>
  seen(`ga4: ${title}`, { kind: 'ga4', path: 'gtag', name, values, settings }, ([, , got]) => {
    assert.deepEqual(got, expected);
    assert.deepEqual(ga4Problems(name, got), []);
  });

const item = { item_id: '42', item_name: 'Linen shirt', item_variant: '421', item_brand: 'Nord', price: 49.9 };

ga4('the product goes into items, its price is the value', 'add_to_cart', { ...PRODUCT, page_type: 'product' }, {
  currency: 'EUR',
  page_type: 'product',
  items: [item],
  value: 49.9,
});

ga4('three of a product are worth three prices', 'view_item', { item_id: '42', price: '10', quantity: '3', currency: 'EUR' }, {
  currency: 'EUR',
  items: [{ item_id: '42', price: 10, quantity: 3 }],
  value: 30,
});

ga4('a cart is worth its total', 'view_cart', { item_id: '42', price: '10', cart_total: '25.5', currency: 'EUR' }, {
  cart_total: '25.5',
  currency: 'EUR',
  items: [{ item_id: '42', price: 10 }],
  value: 25.5,
});

ga4('without a currency there is no value', 'add_to_cart', { item_id: '42', price: '10' }, { items: [{ item_id: '42', price: 10 }] });

ga4('a value that is no amount is not sent as one', 'add_to_cart', { item_id: '42', value: 'Blue', currency: 'EUR' }, {
  currency: 'EUR',
  items: [{ item_id: '42' }],
});

ga4('a product without id and name is no item', 'add_to_cart', { item_variant: '421', price: '10', currency: 'EUR' }, {
  item_variant: '421',
  currency: 'EUR',
  price: 10,
  value: 10,
});

ga4('an event of the shop’s own keeps its parameters', 'size_guide_open', { item_id: '42', item_name: 'Linen shirt' }, {
  item_id: '42',
  item_name: 'Linen shirt',
});

ga4('an amount of an event of the shop’s own is a number', 'gift_card_choose', { value: '50', currency: 'EUR' }, { value: 50, currency: 'EUR' });

ga4('a search has its term', 'search', { search_term: 'linen' }, { search_term: 'linen' });

ga4('only to the property that is told', 'size_guide_open', { page_type: 'product' }, { page_type: 'product', send_to: 'G-ABC123' }, {
  measurementId: 'G-ABC123',
});

for (const name of RECOMMENDED.filter((each) => !['purchase', 'refund', 'generate_lead'].includes(each)))
  seen(
    `ga4: ${name} has all that Google asks for`,
    {
      kind: 'ga4',
      path: 'gtag',
      name,
      values: name === 'search' ? { search_term: 'linen' } : { ...PRODUCT, cart_total: '25.5' },
    },
    ([command, called, got]) => {
      assert.deepEqual([command, called], ['event', name]);
      assert.deepEqual(ga4Problems(name, got, { complete: true }), []);
    },
  );

const meta = (title, name, values, expected) =>
  seen(`meta: ${title}`, { kind: 'meta', path: 'fbq', name, values }, ([call, called, got, { eventID }]) => {
    assert.match(eventID, /^[a-z0-9]{12,}$/);
    assert.deepEqual([call, called, got], [...expected]);
  });

meta('a standard event with the product by the names of the catalogue', 'AddToCart', PRODUCT, [
  'track',
  'AddToCart',
  { ...PRODUCT, content_ids: ['42'], content_type: 'product', content_name: 'Linen shirt', value: 49.9 },
]);

meta('an event of the shop’s own', 'size_guide_open', { page_type: 'product' }, ['trackCustom', 'size_guide_open', { page_type: 'product' }]);

meta('a value that is no amount is not sent as one', 'size_choose', { value: 'Blue', currency: 'EUR' }, [
  'trackCustom',
  'size_choose',
  { currency: 'EUR' },
]);

spec(
  'meta: every event has an id of its own, the same that the endpoint gets',
  {
    events: [{ css: 'button' }],
    config: { destinations: [{ type: 'meta' }, { type: 'endpoint', url: '/collect' }] },
    head: consenting(true),
    body: '<button>x</button>',
    recorders: ['fbq'],
  },
  async (t) => {
    await t.tab.click('button');
    await t.tab.click('button');
    const ids = (await t.called('fbq', 2)).map(([, , , { eventID }]) => eventID);
    assert.notEqual(ids[0], ids[1]);
    const posts = await t.received(1);
    assert.deepEqual(
      posts.flatMap(({ body }) => body.map(({ id }) => id)),
      ids,
    );
  },
);
