/**
 * Every destination that is a vendor's function, in every state of consent and of the vendor's script. The function
 * is a recorder; what the real libraries make of the call is in `destination-libraries.test.mjs`.
 */
import assert from 'node:assert/strict';
import { consenting, says } from '../consenting.mjs';
import { runtime, spec } from '../spec.mjs';

/** What is called for an event with this name and one parameter `text`; `purpose` is what it needs. */
const DESTINATIONS = {
  ga4: ['gtag', 'analytics', (name, text) => ['event', name, { text }]],
  shopify: ['Shopify.analytics.publish', undefined, (name, text) => [name, { text }]],
  meta: ['fbq', 'marketing', (name, text) => ['trackCustom', name, { text }, { eventID: 'some' }]],
  klaviyo: ['klaviyo.push', 'marketing', (name, text) => [['track', name, { text }]]],
  mixpanel: ['mixpanel.track', 'analytics', (name, text) => [name, { text }]],
  amplitude: ['amplitude.track', 'analytics', (name, text) => [name, { text }]],
  heap: ['heap.track', 'analytics', (name, text) => [name, { text }]],
  hotjar: ['hj', 'analytics', (name) => ['event', name]],
  posthog: ['posthog.capture', 'analytics', (name, text) => [name, { text }]],
  segment: ['analytics.track', 'analytics', (name, text) => [name, { text }]],
  vwo: ['VWO.event', 'preferences', (name, text) => [name, { text }]],
  optimizely: [
    'optimizely.push',
    'preferences',
    (eventName, tags) => [{ type: 'event', eventName, tags: { text: tags } }],
  ],
};

const body = '<button>one</button>';
const event = { css: 'button', parameters: [{ name: 'text', from: { type: 'element_text' } }] };
const to = (...types) => ({ destinations: types.map((type) => ({ type })) });

/** Ids are random; all that can be said of one is that it is there. */
function withoutIds(calls) {
  for (const [, , , last] of calls)
    if (last?.eventID) {
      assert.match(last.eventID, /^[a-z0-9]{12,}$/);
      last.eventID = 'some';
    }
  return calls;
}

const clickSaying = async (t, text) => {
  await t.tab.run((words) => (document.querySelector('button').textContent = words), text);
  await t.tab.click('button');
};

/** What the function of that name, made by `arrives`, was called with since asked last. */
const arrived = (t) => t.tab.run(() => window.arrived.splice(0));

/** The vendor's script comes, long after the page has loaded. */
const arrives = (t, path, throws = false) =>
  t.tab.run(
    (dotted, fails) => {
      window.arrived = [];
      const names = dotted.split('.');
      const last = names.pop();
      const owner = names.reduce((object, name) => (object[name] ??= {}), window);
      owner[last] = (...args) => {
        window.arrived.push(args);
        if (fails) throw Error('a vendor’s mistake');
      };
    },
    path,
    throws,
  );

for (const [kind, [path, purpose, args]] of Object.entries(DESTINATIONS)) {
  const setup = { events: [event], config: to(kind), body };

  spec(
    `${kind} gets name and parameters`,
    { ...setup, head: consenting(true), recorders: [path] },
    async (t) => {
      await t.tab.click('button');
      assert.deepEqual(withoutIds(await t.called(path, 1)), [args('e0', 'one')]);
      assert.deepEqual(await t.sent(), [], 'the data layer, which is no destination here');
    },
  );

  spec(
    `${kind} by another name, and not for an event that does not go there`,
    {
      ...setup,
      events: [
        { ...event, send: { [kind]: { name: 'other_name' } } },
        { ...event, send: { [kind]: { off: true } } },
      ],
      head: consenting(true),
      recorders: [path],
    },
    async (t) => {
      await t.tab.click('button');
      assert.deepEqual(withoutIds(await t.called(path, 1)), [args('other_name', 'one')]);
    },
  );

  if (purpose)
    spec(
      `${kind} gets what waited for a yes, nothing after a no, and only for ${purpose}`,
      { ...setup, head: consenting(), recorders: [path] },
      async (t) => {
        await clickSaying(t, 'before');
        await clickSaying(t, 'still before');
        assert.deepEqual(await t.called(path), [], 'nothing was said yet');
        await t.tab.run(() => (document.querySelector('button').textContent = 'later'));
        await says(t, purpose);
        assert.deepEqual(withoutIds(await t.called(path, 2)), [
          args('e0', 'before'),
          args('e0', 'still before'),
        ]);
        await clickSaying(t, 'allowed');
        assert.deepEqual(withoutIds(await t.called(path, 1)), [args('e0', 'allowed')]);
        await says(t, false);
        await clickSaying(t, 'withdrawn');
        assert.deepEqual(await t.called(path), [], 'withdrawn');
        await says(t, purpose);
        await clickSaying(t, 'again');
        assert.deepEqual(withoutIds(await t.called(path, 1)), [args('e0', 'again')]);
        for (const other of ['analytics', 'marketing', 'preferences'])
          if (other !== purpose) {
            await says(t, other);
            await clickSaying(t, other);
            assert.deepEqual(await t.called(path), [], `only ${other} is allowed`);
          }
      },
    );
  else
    spec(
      `${kind} is in the page, so nobody has to be asked`,
      { ...setup, head: consenting(false), recorders: [path] },
      async (t) => {
        await t.tab.click('button');
        assert.deepEqual(await t.called(path, 1), [args('e0', 'one')]);
      },
    );

  spec(
    `${kind} that comes late gets what waited, and its mistakes harm nobody`,
    { ...setup, config: to(kind, 'data_layer'), head: consenting(true) },
    async (t) => {
      await clickSaying(t, 'early');
      await arrives(t, path, true);
      await clickSaying(t, 'late');
      const both = [args('e0', 'early'), args('e0', 'late')];
      assert.deepEqual(withoutIds(await arrived(t)), both);
      assert.deepEqual(
        (await t.sent(2)).map(({ text }) => text),
        ['early', 'late'],
      );
    },
  );
}

spec(
  'what was refused before the vendor’s script came is dropped',
  { events: [event], config: to('mixpanel'), head: consenting(true), body },
  async (t) => {
    await clickSaying(t, 'early');
    await says(t, false);
    await arrives(t, 'mixpanel.track');
    await says(t, true);
    await clickSaying(t, 'late');
    assert.deepEqual(await arrived(t), [['e0', { text: 'late' }]]);
  },
);

spec(
  'a vendor’s script that is there when the page has loaded gets what waited without another event',
  {
    events: [{ on: 'page_view' }],
    config: to('mixpanel'),
    head: consenting(true),
    body: '<script>mixpanel = { track: (...args) => (window.arrived ??= []).push(args) }</script>',
  },
  async (t) => {
    await t.tab.waitFor(() => window.arrived?.length);
    assert.deepEqual(await arrived(t), [['e0', {}]]);
  },
);

spec(
  'what still waits is handed over when the page is left',
  { events: [event], config: to('mixpanel'), head: consenting(true), body, recorders: [] },
  async (t) => {
    await clickSaying(t, 'early');
    await t.tab.run(() => {
      window.mixpanel = { track: (...args) => navigator.sendBeacon('/left', JSON.stringify(args)) };
    });
    await t.tab.goto('/elsewhere');
    assert.deepEqual(
      (await t.received(1)).map(({ body: args }) => args),
      [['e0', { text: 'early' }]],
    );
  },
);

spec(
  'at most fifty calls wait, and the oldest goes',
  { events: [event], config: to('mixpanel'), head: consenting(), body, recorders: ['mixpanel.track'] },
  async (t) => {
    await t.tab.run(() => {
      const button = document.querySelector('button');
      for (let count = 1; count <= 53; count++) {
        button.textContent = count;
        button.click();
      }
    });
    assert.deepEqual(await t.called('mixpanel.track'), []);
    await says(t, true);
    const calls = await t.called('mixpanel.track', 50);
    assert.deepEqual(
      calls.map(([, { text }]) => text),
      Array.from({ length: 50 }, (_, at) => `${at + 4}`),
    );
  },
);

spec(
  'without a consent system nothing goes to the network, unless the merchant says that nobody has to be asked',
  { events: [event], config: to('mixpanel', 'shopify'), body, recorders: ['mixpanel.track', 'Shopify.analytics.publish'] },
  async (t) => {
    await t.tab.click('button');
    assert.equal((await t.called('Shopify.analytics.publish', 1)).length, 1);
    assert.deepEqual(await t.called('mixpanel.track'), []);
  },
);

spec(
  'with the merchant’s word it goes where no consent system is',
  {
    events: [event],
    config: { ...to('mixpanel'), privacy: { consent: 'merchant', visitorDays: 180 } },
    body,
    recorders: ['mixpanel.track'],
  },
  async (t) => {
    await t.tab.click('button');
    assert.deepEqual(await t.called('mixpanel.track', 1), [['e0', { text: 'one' }]]);
  },
);

spec(
  'a stopped runtime makes no call that waited',
  { events: [event], config: to('mixpanel'), head: consenting(), body, recorders: ['mixpanel.track'] },
  async (t) => {
    await t.tab.click('button');
    await t.tab.run(() => window.waymark.stop());
    await says(t, true);
    assert.deepEqual(await t.called('mixpanel.track'), []);
  },
);

spec(
  'an event that a vendor’s function makes happen is sent once, and so is its cause',
  {
    events: [
      { css: 'button' },
      { css: 'a' },
    ],
    config: to('mixpanel', 'data_layer'),
    head: `${consenting(true)}<script>
      mixpanel = { track: (name) => { (window.arrived ??= []).push(name); if (name === 'e0') document.querySelector('a').click(); } };
    </script>`,
    body: '<button>x</button><a>y</a>',
  },
  async (t) => {
    await t.tab.click('button');
    assert.deepEqual(await arrived(t), ['e0', 'e1']);
    assert.deepEqual(
      (await t.sent(2)).map(({ event: name }) => name).sort(),
      ['e0', 'e1'],
    );
  },
);

const withProduct = {
  ...event,
  parameters: [...event.parameters, { name: 'item_id', from: { type: 'literal', value: '42' } }],
};

spec(
  'every destination at once: none sees what another or the data layer’s reader makes of the event',
  {
    script: runtime([withProduct], to('data_layer', ...Object.keys(DESTINATIONS), 'data_layer')),
    head: `${consenting(true)}<script>
      dataLayer = [];
      dataLayer.push = (entry) => {
        entry['gtm.uniqueEventId'] = 7;
        return Array.prototype.push.call(dataLayer, entry);
      };
    </script>`,
    body,
    recorders: Object.values(DESTINATIONS).map(([path]) => path),
  },
  async (t) => {
    await t.tab.click('button');
    const entry = { event: 'e0', text: 'one', item_id: '42', waymark: { id: 'e0', revision: 'r1' }, 'gtm.uniqueEventId': 7 };
    assert.deepEqual(await t.sent(2), [entry, entry]);
    for (const [kind, [path, , args]] of Object.entries(DESTINATIONS)) {
      const expected = JSON.parse(JSON.stringify(args('e0', 'one')).replace('"text":"one"', '"text":"one","item_id":"42"'));
      if (kind === 'meta') Object.assign(expected[2], { content_ids: ['42'], content_type: 'product' });
      assert.deepEqual(withoutIds(await t.called(path, 1)), [expected], path);
    }
  },
);
