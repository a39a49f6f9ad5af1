/** Something was put into the cart: by a form, by a script, told by the theme; never twice for one action. */
import assert from 'node:assert/strict';
import { body, spec } from '../spec.mjs';

const events = [{ on: 'add_to_cart' }];
const words = { parameters: [{ name: 'words', from: { type: 'element_text' } }] };
const refused = { body: '{"status":422}', headers: { 'content-type': 'application/json' }, status: 422 };
const pages = { '/refused/cart/add.js': refused, '/woo': { body: '{"error":true,"product_url":"/p"}', headers: { 'content-type': 'application/json' } } };
/** A click on the form's button, and what came of the request. */
const add = async (t) => {
  await t.tab.click('button');
  await t.tab.run(() => window.added.then(() => 1));
};
/** The form of a theme whose script takes over, as themes do it. */
const dawn = (address, before = '', after = '') => `<product-form><form action="/cart/add" method=post>
    <input type=hidden name=id value=41><input type=number name=quantity value=1>
    <button name=add>Add to cart</button></form></product-form>
  <script>document.querySelector('form').addEventListener('submit', (event) => {
    event.preventDefault();
    event.stopPropagation();
    const body = new FormData(event.target);
    ${before}
    window.added = fetch('${address}', { method: 'POST', body }).then((response) => { ${after} return response; });
  });</script>`;

for (const [form, name] of [
  ['<form action="/en-gb/cart/add" method=post><button>Add</button></form>', 'Shopify'],
  ['<form action="/checkout/cart/add/uenc/aHR0/product/7/" method=post><button>Add</button></form>', 'Magento'],
  ['<form action="/basket/add/7/" method=post><button>Add</button></form>', 'Oscar'],
  ['<form action="/product/tee" method=post><button name=add-to-cart value=7>Add</button></form>', 'WooCommerce'],
])
  spec(`a form of ${name} that leaves the page`, { events, body: form, navigates: true, pages: { '/en-gb/cart/add': 'cart' } }, (t) =>
    t.sends(() => t.tab.click('button'), [body('e0')]),
  );

spec(
  'other forms',
  {
    events,
    body: `<form action="/cart" method=post><button id=a name=checkout>Check out</button></form>
      <form action="/cart/address" method=post><button id=b>Address</button></form>
      <form action="/search?from=/cart/add" method=get><button id=c>Search</button></form>`,
    navigates: true,
  },
  async (t) => {
    for (const css of ['#a', '#b', '#c']) {
      await t.tab.goto('/');
      await t.sendsNothing(() => t.tab.click(css));
    }
  },
);

spec(
  'a form that a script takes over: once, when the request has succeeded, about the form',
  { events: [{ ...events[0], ...words }], body: dawn('/de-de/cart/add.js') },
  async (t) => {
    await t.sends(() => add(t), [body('e0', { words: 'Add to cart' })]);
    await t.tab.focus('[name=quantity]');
    await t.sends(() => t.tab.press('Enter'), [body('e0', { words: 'Add to cart' })]);
  },
);

spec('a request that is refused', { events, pages, body: dawn('/refused/cart/add.js') }, (t) =>
  t.sendsNothing(() => add(t)),
);

spec(
  'requests of scripts: which count, and about what',
  {
    events: [{ ...events[0], ...words }],
    pages,
    body: `<article>Tee <button data-quick>Quick add</button></article><script>
      window.post = (url, body = '{}') => fetch(url, { method: 'post', body });
      window.xhr = (method, url, body = null) => new Promise((resolve) => {
        const request = new XMLHttpRequest();
        request.open(method, url);
        request.onload = () => resolve(request.status);
        request.send(body);
      });
      document.querySelector('button').onclick = () => post('/cart/add.js');
    </script>`,
  },
  async (t) => {
    const run = (fn) => () => t.tab.run(fn);
    const one = [body('e0', { words: 'Quick add' })];
    await t.sends(() => t.tab.click('button'), one);
    await t.sends(run(() => fetch(new Request('/fr/cart/add', { method: 'POST', body: 'id=1' })).then(() => 1)), one);
    await t.sends(run(() => fetch(new URL('/cart/add.js?x=1', location.href), { method: 'POST' }).then(() => 1)), one);
    await t.sends(run(() => window.xhr('POST', '/cart/add.js', 'id=1')), one);
    await t.sends(run(() => window.xhr('POST', '/?wc-ajax=add_to_cart', 'product_id=1')), one);
    await t.sends(run(() => window.xhr('POST', '/en/cart', 'token=1&id_product=7&qty=1&add=1&action=update')), one);
    await t.sendsNothing(run(() => window.xhr('POST', '/woo?wc-ajax=add_to_cart', 'product_id=1')));
    await t.sendsNothing(run(() => window.xhr('POST', '/refused/cart/add.js')));
    await t.sendsNothing(run(() => window.xhr('POST', '/cart/change.js', 'id=/cart/add')));
    await t.sendsNothing(run(() => window.xhr('GET', '/cart/add.js').then(() => 1)));
    await t.sendsNothing(run(() => window.post('/cart/add-note').then(() => 1)));
    await t.sendsNothing(run(() => window.post('/search?q=/cart/add').then(() => 1)));
    await t.sendsNothing(run(() => fetch('/').then(() => 1)));
  },
);

spec('a request without anything the visitor did', { events: [{ ...events[0], ...words }] }, (t) =>
  t.sends(() => t.tab.run(() => fetch('/cart/add.js', { method: 'POST' }).then(() => 1)), [body('e0')]),
);

const told = (promise) => `const told = new Event('shopify:cart:lines-update', { bubbles: true });
  Object.assign(told, { action: 'add', context: 'product', lines: [{ quantity: 1 }], promise: ${promise} });
  event.target.dispatchEvent(told);`;

spec(
  "the theme's own event, before its request: once; and from then on only it counts",
  { events: [{ ...events[0], ...words }], body: dawn('/cart/add.js', told('new Promise((resolve) => (window.resolve = resolve))')) },
  async (t) => {
    await t.sendsNothing(() => add(t));
    await t.sends(() => t.tab.run(() => window.resolve({ cart: {}, userErrors: [] })), [body('e0', { words: 'Add to cart' })]);
    await t.sendsNothing(() => t.tab.run(() => fetch('/cart/add.js', { method: 'POST' }).then(() => 1)));
  },
);

spec(
  "the theme's own event, after its request: once",
  { events, body: dawn('/cart/add.js', '', told('Promise.resolve({})')) },
  async (t) => {
    await t.sends(() => add(t), [body('e0')]);
    await t.sends(() => add(t), [body('e0')]);
  },
);

for (const [promise, why] of [
  ['Promise.resolve({ cart: {}, userErrors: [{ message: "sold out" }] })', 'declined'],
  ['Promise.reject(new Error("offline"))', 'failed'],
])
  spec(
    `the theme's own event, ${why}`,
    { events, body: dawn('/cart/add.js', `${told(promise)} told.promise.catch(() => {});`) },
    (t) => t.sendsNothing(() => add(t)),
  );

spec(
  'lines that are changed or removed',
  { events, body: dawn('/cart/add.js', told('Promise.resolve({})').replace("'add'", "'update'")) },
  (t) => t.sendsNothing(() => add(t)),
);

spec(
  'fetch and XMLHttpRequest are what they were, before, during and after',
  {
    events,
    head: `<script>
      window.native = { fetch, open: XMLHttpRequest.prototype.open, send: XMLHttpRequest.prototype.send };
      window.calls = [];
      window.promise = Promise.resolve(new Response('{}'));
      const answer = { fetch(...args) { calls.push([this === window || this === undefined, args]); return promise; } };
      window.fetch = answer.fetch;
    </script>`,
  },
  async (t) => {
    const seen = await t.tab.run(() => {
      const args = ['/cart/add.js', { method: 'POST', keepalive: true }, 'more'];
      const same = window.fetch(...args) === window.promise;
      const [[self, given]] = window.calls;
      const { fetch: native, open, send } = window.native;
      const now = XMLHttpRequest.prototype;
      return {
        same,
        self,
        given: given.length === 3 && given.every((arg, at) => arg === args[at]),
        text: String(now.open) === String(open) && `${now.send}` === `${send}` && now.open.toString() === open.toString(),
        name: now.open.name === 'open' && now.open.length === open.length,
        patched: now.open !== open && now.send !== send && window.fetch !== native,
      };
    });
    assert.deepEqual(seen, { same: true, self: true, given: true, text: true, name: true, patched: true });
    assert.deepEqual(await t.sent(1), [body('e0')]);
    // A page that patches later keeps its patch; the rest is given back.
    const after = await t.tab.run(() => {
      const mine = window.fetch;
      window.fetch = (...args) => mine(...args);
      const theirs = window.fetch;
      window.waymark.stop();
      const { open, send } = window.native;
      window.fetch('/cart/add.js', { method: 'POST' });
      return window.fetch === theirs && XMLHttpRequest.prototype.open === open && XMLHttpRequest.prototype.send === send;
    });
    assert.equal(after, true);
    assert.deepEqual(await t.sent(), []);
  },
);

spec(
  'what a page calls wrongly fails as before',
  { events, throws: true },
  async (t) => {
    const said = await t.tab.run(() => {
      const failing = (act) => {
        try {
          act();
        } catch (error) {
          return error.constructor.name;
        }
        return 'none';
      };
      return [
        failing(() => new XMLHttpRequest().send()),
        failing(() => XMLHttpRequest.prototype.open.call({}, 'POST', '/cart/add.js')),
        failing(() => new XMLHttpRequest().open('POST', 'http://:')),
      ];
    });
    assert.deepEqual(said, ['DOMException', 'TypeError', 'DOMException']);
    const rejected = () => fetch('http://127.0.0.1:1/cart/add.js', { method: 'POST' }).then(() => 'fine', (error) => error.name);
    assert.equal(await t.tab.run(rejected), 'TypeError');
    assert.deepEqual(await t.sent(), []);
  },
);

spec('a plan without the trigger patches nothing', { events: [{ css: 'button' }], body: '<button>x</button>', head: '<script>window.native = fetch</script>' }, async (t) => {
  assert.equal(await t.tab.run(() => window.native === fetch), true);
});
