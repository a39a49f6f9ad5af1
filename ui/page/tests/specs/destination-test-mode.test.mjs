/** The runtime under test: destinations get nothing unless sending is on, and what they would get is told. */
import assert from 'node:assert/strict';
import { consenting, says } from '../consenting.mjs';
import { runtime, spec, underTest } from '../spec.mjs';

const DESTINATIONS = {
  ga4: 'gtag',
  shopify: 'Shopify.analytics.publish',
  meta: 'fbq',
  klaviyo: 'klaviyo.push',
  mixpanel: 'mixpanel.track',
  amplitude: 'amplitude.track',
  heap: 'heap.track',
  hotjar: 'hj',
  posthog: 'posthog.capture',
  segment: 'analytics.track',
  vwo: 'VWO.event',
  optimizely: 'optimizely.push',
};
const all = [
  { type: 'data_layer' },
  ...Object.keys(DESTINATIONS).map((type) => ({ type })),
  { type: 'endpoint', url: '/collect' },
];
const recorders = Object.values(DESTINATIONS);
const event = { css: 'button', parameters: [{ name: 'text', from: { type: 'element_text' } }] };

/** Whoever listens as the picker does. */
const listening = `<script>
  sent = [];
  document.addEventListener('waymark:sent', ({ detail }) => sent.push(JSON.parse(detail)));
</script>`;
const told = (t) => t.tab.run(() => window.sent.splice(0));

const setup = (settings, destinations, said) => ({
  script: underTest(runtime([event], { destinations }), settings),
  head: consenting(said) + listening,
  body: '<button>one</button>',
});

spec(
  'nothing reaches any destination, and each is told of with what it would have got',
  { ...setup({ consent: 'granted' }, all), recorders },
  async (t) => {
    await t.tab.click('button');
    assert.deepEqual(await t.sent(), []);
    for (const path of recorders) assert.deepEqual(await t.called(path), [], path);
    await t.tab.run(() => new Promise((resolve) => setTimeout(resolve, 1300)));
    assert.deepEqual(await t.received(), []);
    const calls = await told(t);
    assert.deepEqual(
      calls.map(({ id, destination, call, ready, allowed }) => [id, destination, call, ready, allowed]),
      [
        ['e0', 'data_layer', 'dataLayer.push', true, true],
        ...Object.entries(DESTINATIONS).map(([kind, path]) => ['e0', kind, path, true, true]),
        ['e0', 'endpoint', 'navigator.sendBeacon', true, true],
      ],
    );
    const argsOf = (kind) => calls.find(({ destination }) => destination === kind).args;
    assert.deepEqual(argsOf('ga4'), ['event', 'e0', { text: 'one' }]);
    assert.deepEqual(argsOf('mixpanel'), ['e0', { text: 'one' }]);
    const [url, [{ id, time, ...entry }]] = argsOf('endpoint');
    assert.equal(typeof id + typeof time, 'stringnumber');
    assert.deepEqual([url, entry], [
      '/collect',
      { name: 'e0', event: 'e0', revision: 'r1', path: '/', parameters: { text: 'one' } },
    ]);
  },
);

for (const [consent, allowed] of [
  ['granted', ['analytics', 'marketing', 'preferences']],
  ['denied', []],
  ['gpc', ['analytics', 'preferences']],
])
  spec(
    `what is allowed when the visitor is taken to have said ${consent}`,
    {
      ...setup({ consent }, [{ type: 'shopify' }, { type: 'ga4' }, { type: 'meta' }, { type: 'vwo' }, { type: 'endpoint', url: '/collect' }]),
    },
    async (t) => {
      await t.tab.click('button');
      const may = (purpose) => allowed.includes(purpose);
      assert.deepEqual(
        (await told(t)).map(({ destination, ready, allowed: is }) => [destination, ready, is]),
        [
          ['shopify', false, true],
          ['ga4', false, may('analytics')],
          ['meta', false, may('marketing')],
          ['vwo', false, may('preferences')],
          ['endpoint', true, may('analytics')],
        ],
      );
    },
  );

spec(
  'with sending on they get it, and it is told once while it waits and once when it goes',
  { ...setup({ send: true }, [{ type: 'mixpanel' }, { type: 'endpoint', url: '/collect' }], undefined), recorders },
  async (t) => {
    await t.tab.click('button');
    assert.deepEqual(await t.called('mixpanel.track'), []);
    await t.tab.run(() => dispatchEvent(new Event('load')));
    const standing = async () => (await told(t)).map(({ destination, allowed }) => [destination, allowed]);
    assert.deepEqual(await standing(), [
      ['mixpanel', false],
      ['endpoint', false],
    ]);
    await says(t, true);
    assert.deepEqual(await t.called('mixpanel.track', 1), [['e0', { text: 'one' }]]);
    assert.equal((await t.received(1)).length, 1);
    assert.deepEqual(await standing(), [['mixpanel', true]]);
  },
);
