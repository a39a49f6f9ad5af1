/** A runtime beside other runtimes, alone with its config, and what it says in debug mode. */
import assert from 'node:assert/strict';
import { body, config, published, runtime, runtimeAlone, spec, underTest } from '../spec.mjs';

const script = runtime([{ css: 'button' }]);

spec(
  'loaded twice it fires once; stopped it fires no more',
  { script, body: `<button>x</button><script>${script}</script>` },
  async (t) => {
    await t.sends(() => t.tab.click('button'), [body('e0')]);
    assert.equal(await t.tab.run(() => Object.keys(window).includes('waymark')), false);
    await t.tab.run(() => window.waymark.stop());
    await t.sendsNothing(() => t.tab.click('button'));
  },
);

const own = runtime([{ css: 'button', name: 'own' }]);
const tested = underTest(runtime([{ css: 'button', name: 'tested' }]), { send: true });
const won = { event: 'tested', waymark: { id: 'e0', revision: 'r1' } };
const beside = { script: own, body: '<button>x</button><p id=waymark></p>' };

spec(
  "the runtime under test wins over the shop's own that comes later",
  { ...beside, head: `<script>${tested}</script>` },
  async (t) => {
    assert.equal(await t.tab.run(() => window.waymark.test), true);
    await t.sends(() => t.tab.click('button'), [won]);
  },
);

spec("the runtime under test wins over the shop's own that already runs", beside, async (t) => {
  await t.sends(() => t.tab.click('button'), [{ ...won, event: 'own' }]);
  await t.tab.run((text) => new Function(text)(), tested);
  assert.equal(await t.tab.run(() => window.waymark.test), true);
  await t.sends(() => t.tab.click('button'), [won]);
});

const framed = {
  ...beside,
  body: '<iframe src=/frame></iframe>',
  pages: { '/frame': `<!doctype html><head><script>${own}</script></head><button>x</button>` },
};
const inFrame = (t) =>
  t.tab.run(() => {
    const { waymark, dataLayer = [] } = window.frames[0];
    return [waymark?.test ?? null, dataLayer.map(({ event }) => event)];
  });

spec("a frame's runtime of its own works while nothing is tested", framed, async (t) => {
  await t.tab.click('iframe >>> button');
  assert.deepEqual(await inFrame(t), [false, ['own']]);
});

spec(
  "in a frame the shop's own is silent while the page is under test, and nothing is tested there",
  {
    ...framed,
    head: `<script>${tested}</script>`,
    pages: { '/frame': `<!doctype html><head><script>${tested}</script><script>${own}</script></head><button>x</button>` },
  },
  async (t) => {
    await t.tab.click('iframe >>> button');
    assert.deepEqual(await inFrame(t), [null, []]);
  },
);

spec('a test that begins later silences the frames that are there', framed, async (t) => {
  await t.tab.click('iframe >>> button');
  await t.tab.run((text) => new Function(text)(), tested);
  await t.tab.click('iframe >>> button');
  assert.deepEqual(await inFrame(t), [false, ['own']]);
});

spec(
  "another site's frame is left alone",
  {
    ...framed,
    body: ({ elsewhere }) => `<iframe src=${elsewhere}/frame></iframe>`,
    pages: {
      '/frame': `<!doctype html><head><script>${tested}</script><script>${own}</script></head><script>parent.postMessage('' + waymark.test, '*')</script>`,
    },
    head: `<script>addEventListener('message', ({ data }) => (window.heard = data))</script><script>${tested}</script>`,
  },
  async (t) => {
    assert.equal(await t.tab.waitFor(() => window.heard), 'false');
  },
);

spec(
  'an element that is called waymark is no runtime',
  { script: '', body: `<form id=waymark></form><button>x</button><script>${script}</script>` },
  (t) => t.sends(() => t.tab.click('button'), [body('e0')]),
);

const places = [
  ['beside itself', '<script src=/cdn/waymark.runtime.js></script>', '/cdn/waymark.config.json'],
  ['where it is told', '<script src=/cdn/waymark.runtime.js data-config=/shop.json async></script>', '/shop.json'],
];
for (const [where, head, path] of places)
  spec(
    `the runtime alone fetches its config ${where}`,
    {
      script: '',
      head,
      body: '<button>x</button>',
      pages: {
        '/cdn/waymark.runtime.js': runtimeAlone(),
        [path]: JSON.stringify(config([{ css: 'button', where: { pageTypes: ['home'] } }])),
      },
    },
    async (t) => {
      await t.tab.waitFor(() => Boolean(window.waymark));
      await t.sends(() => t.tab.click('button'), [body('e0')]);
    },
  );

const rule = [{ css: 'button', where: { pageTypes: ['home'] } }];
const served = (files) =>
  Object.fromEntries(Object.entries(files).map(([name, text]) => [`/v1/shop/${name}`, text]));
const button = '<button>x</button>';
const entry = '<script src=/v1/shop/waymark.js defer></script>';

spec(
  'the entry brings in what the pointer names',
  { script: '', head: entry, body: button, pages: served(published(rule)) },
  async (t) => {
    await t.tab.waitFor(() => Boolean(window.waymark));
    await t.sends(() => t.tab.click('button'), [body('e0')]);
  },
);

spec(
  'a pointer leads nowhere but beside itself',
  {
    script: '',
    head: entry,
    body: button,
    pages: {
      ...served(published(rule)),
      '/v1/shop/current.json': JSON.stringify({ sha256: 'a'.repeat(64), runtime: '/evil.js' }),
      '/evil.js': 'window.waymark = "evil"',
    },
  },
  async (t) => {
    await t.tab.run(() => new Promise((done) => setTimeout(done, 500)));
    assert.equal(await t.tab.run(() => 'waymark' in window), false);
  },
);

for (const [what, pages] of [
  ['no config', { '/v1/shop/current.json': '{}' }],
  ['a broken pointer', { '/v1/shop/current.json': '<!doctype html>' }],
  ['an empty pointer', { '/v1/shop/current.json': 'null' }],
])
  spec(
    `an entry that finds ${what} leaves the page alone`,
    { script: '', head: entry, body: button, pages: { ...served(published(rule)), ...pages } },
    async (t) => {
      await t.tab.run(() => new Promise((done) => setTimeout(done, 500)));
      await t.sendsNothing(() => t.tab.click('button'));
      assert.deepEqual(await t.said(0), []);
    },
  );

spec(
  'debug mode says what happens',
  {
    events: [{ css: 'button', where: { pageTypes: ['product'] } }],
    path: '/?waymark=debug',
    body: '<button>x</button>',
  },
  async (t) => {
    await t.sendsNothing(() => t.tab.click('button'));
    assert.match((await t.said(1)).join('\n'), /\[waymark\] not here, or not now e0/);
  },
);
