/** The shop's own server: what is posted to it, when, and what becomes of what cannot be. */
import assert from 'node:assert/strict';
import { consenting, says } from '../consenting.mjs';
import { runtime, spec } from '../spec.mjs';

const to = { destinations: [{ type: 'endpoint', url: '/collect' }] };
const setup = {
  events: [{ css: 'button', parameters: [{ name: 'text', from: { type: 'element_text' } }] }],
  config: to,
  head: consenting(true),
  body: '<button>one</button>',
};

const press = (t, times = 1) =>
  t.tab.run((count) => {
    for (let at = 1; at <= count; at++) {
      document.querySelector('button').textContent = at;
      document.querySelector('button').click();
    }
  }, times);

/** Everything posted to the endpoint so far. */
const posted = async (t, least = 1) => (await t.received(least)).filter(({ path }) => path === '/collect');
const texts = (posts) => posts.flatMap(({ body }) => body.map(({ parameters }) => parameters.text));

spec(
  'an event comes with name, time, page, revision and an id of its own',
  { ...setup, path: '/products/linen-shirt?utm_source=x&email=me@shop.example#top' },
  async (t) => {
    const before = Date.now();
    await t.tab.click('button');
    const [{ path, body }, ...more] = await posted(t);
    assert.deepEqual([path, more], ['/collect', []]);
    const [{ id, time, ...entry }, ...others] = body;
    assert.deepEqual(others, []);
    assert.match(id, /^[a-z0-9]{12,}$/);
    assert.ok(time >= before - 1000 && time <= Date.now() + 1000, `${time}`);
    assert.deepEqual(entry, {
      name: 'e0',
      event: 'e0',
      revision: 'r1',
      path: '/products/linen-shirt',
      parameters: { text: 'one' },
    });
  },
);

spec(
  'personal data in the path is masked',
  { ...setup, path: '/account/me@shop.example/orders' },
  async (t) => {
    await t.tab.click('button');
    const [{ body }] = await posted(t);
    assert.equal(body[0].path, '/account/[email]/orders');
  },
);

spec('several events in a second go in one request, in order, with ids of their own', setup, async (t) => {
  await press(t, 5);
  const posts = await posted(t);
  assert.equal(posts.length, 1);
  assert.deepEqual(texts(posts), ['1', '2', '3', '4', '5']);
  assert.equal(new Set(posts[0].body.map(({ id }) => id)).size, 5);
  await press(t, 1);
  assert.deepEqual(texts(await posted(t)), ['1'], 'what was sent is not sent again');
});

spec('a page that is left sends at once', { ...setup, navigates: true }, async (t) => {
  await press(t, 2);
  await t.tab.goto('/elsewhere');
  assert.deepEqual(texts(await posted(t)), ['1', '2']);
});

spec(
  'it waits for a yes, and nothing is sent after a no',
  { ...setup, head: consenting() },
  async (t) => {
    await press(t, 2);
    await t.tab.run(() => new Promise((resolve) => setTimeout(resolve, 1300)));
    assert.deepEqual(await posted(t, 0), []);
    await says(t, 'analytics');
    assert.deepEqual(texts(await posted(t)), ['1', '2']);
    await press(t, 1);
    await says(t, 'marketing');
    await press(t, 1);
    await says(t, 'analytics');
    await t.tab.run(() => new Promise((resolve) => setTimeout(resolve, 1300)));
    assert.deepEqual(await posted(t, 0), []);
  },
);

spec('at most fifty events wait', { ...setup, head: consenting() }, async (t) => {
  await press(t, 53);
  await says(t, true);
  const got = texts(await posted(t));
  assert.deepEqual(got, Array.from({ length: 50 }, (_, at) => `${at + 4}`));
});

spec(
  'what is too much for one request goes in several, none above 64 KiB',
  {
    ...setup,
    events: [
      {
        css: 'button',
        parameters: Array.from({ length: 25 }, (_, at) => ({
          name: `p${at}`,
          from: { type: 'literal', value: '\u4e2d'.repeat(100) },
        })),
      },
    ],
  },
  async (t) => {
    await press(t, 30);
    const posts = await posted(t, 5);
    assert.ok(posts.length > 1);
    assert.equal(posts.flatMap(({ body }) => body).length, 30);
    for (const { body } of posts)
      assert.ok(Buffer.byteLength(JSON.stringify(body)) < 65536, `${JSON.stringify(body).length}`);
  },
);

const refusing = `${consenting(true)}<script>navigator.sendBeacon = () => false;</script>`;

spec('where the browser takes no beacon, fetch sends it', { ...setup, head: refusing }, async (t) => {
  await press(t, 1);
  assert.deepEqual(texts(await posted(t)), ['1']);
});

spec(
  'what did not arrive goes along the next time, as the same event',
  {
    ...setup,
    head: `${refusing}<script>
      const real = fetch;
      isDown = true;
      fetch = (...args) => { tries = (window.tries ?? 0) + 1; return isDown ? Promise.reject(Error('down')) : real(...args); };
    </script>`,
  },
  async (t) => {
    await press(t, 2);
    await t.tab.waitFor(() => window.tries === 1);
    await t.tab.run(() => (window.isDown = false));
    await press(t, 1);
    assert.deepEqual(texts(await posted(t)), ['1', '2', '1']);
  },
);

spec(
  'an event by another name, and one that does not go there',
  {
    ...setup,
    events: [
      { css: 'button', send: { endpoint: { name: 'other_name' } } },
      { css: 'button', send: { endpoint: { off: true } } },
    ],
  },
  async (t) => {
    await t.tab.click('button');
    const [{ body }] = await posted(t);
    assert.deepEqual(
      body.map(({ name, event }) => [name, event]),
      [['other_name', 'e0']],
    );
  },
);

spec('a stopped runtime sends what it has, and no more', setup, async (t) => {
  await press(t, 1);
  await t.tab.run(() => window.waymark.stop());
  assert.deepEqual(texts(await posted(t)), ['1']);
  await press(t, 1);
  assert.deepEqual(await posted(t, 0), []);
});

for (const [how, head] of [
  ['by beacon', consenting(true)],
  ['by fetch', refusing],
])
  spec(
    `a server of another site gets it ${how}`,
    {
      pages: {
        '/': ({ elsewhere }) => {
          const destinations = [{ type: 'endpoint', url: `${elsewhere}/collect` }];
          return `<!doctype html><head>${head}<script>${runtime(setup.events, { destinations })}</script></head><button>one</button>`;
        },
      },
    },
    async (t) => {
      await t.tab.click('button');
      assert.deepEqual(texts(await posted(t)), ['one']);
    },
  );
