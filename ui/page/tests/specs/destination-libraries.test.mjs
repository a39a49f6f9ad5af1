/**
 * The vendors' own libraries, as the registry has them, beside the runtime: what they send is the event. Their
 * network is the spec's shop.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { consenting, says } from '../consenting.mjs';
import { spec } from '../spec.mjs';

const modules = join(dirname(fileURLToPath(import.meta.url)), '../../../../node_modules');
const file = (path) => readFileSync(join(modules, path), 'utf8');

/** A library that is a module, as a page's own bundle has it. */
async function bundled(path, global) {
  const { outputFiles } = await build({
    stdin: { contents: `import it from './${path}'; window.${global} = it;`, resolveDir: modules },
    bundle: true,
    write: false,
    format: 'iife',
  });
  return outputFiles[0].text;
}

/**
 * For each: its script, how the page starts it with its network at `origin`, and the events [name, properties] in
 * what was posted.
 */
const LIBRARIES = {
  mixpanel: {
    script: await bundled('mixpanel-browser/dist/mixpanel.module.js', 'mixpanel'),
    start: (origin) =>
      window.mixpanel.init('token', {
        api_host: `${origin}/mixpanel`,
        batch_requests: false,
        track_pageview: false,
        autocapture: false,
        record_sessions_percent: 0,
        ip: false,
      }),
    eventsIn: ({ body }) => {
      const data = new URLSearchParams(body).get('data');
      const events = JSON.parse(data.startsWith('{') || data.startsWith('[') ? data : Buffer.from(data, 'base64').toString());
      return [events].flat().map(({ event, properties }) => [event, properties]);
    },
  },
  posthog: {
    script: file('posthog-js/dist/array.full.no-external.js'),
    start: (origin) =>
      window.posthog.init('token', {
        api_host: `${origin}/posthog`,
        autocapture: false,
        capture_pageview: false,
        capture_pageleave: false,
        disable_session_recording: true,
        advanced_disable_flags: true,
        disable_surveys: true,
        // Browsers of tests look like bots to it.
        opt_out_useragent_filter: true,
        disable_compression: true,
        request_batching: false,
      }),
    eventsIn: ({ body }) =>
      [body?.batch ?? body].flat().map(({ event, properties }) => [event, properties]),
  },
  segment: {
    script: file('@segment/analytics-next/dist/umd/index.js'),
    start: (origin) => {
      window.analytics = window.AnalyticsNext.AnalyticsBrowser.load(
        { writeKey: 'key', cdnURL: `${origin}/cdn`, cdnSettings: { integrations: { 'Segment.io': {} } } },
        {
          integrations: {
            'Segment.io': { apiHost: `${origin.replace('http://', '')}/segment`, protocol: 'http' },
          },
        },
      );
    },
    eventsIn: ({ body }) => (body.type === 'track' ? [[body.event, body.properties]] : []),
  },
  amplitude: {
    script: file('@amplitude/analytics-browser/lib/scripts/amplitude-min.js'),
    start: (origin) =>
      window.amplitude.init('key', {
        serverUrl: `${origin}/amplitude`,
        autocapture: false,
        fetchRemoteConfig: false,
        remoteConfig: { fetchRemoteConfig: false },
        flushIntervalMillis: 50,
        logLevel: 0,
      }),
    eventsIn: ({ body }) =>
      (body.events ?? []).map(({ event_type: name, event_properties: properties }) => [name, properties]),
  },
};

const PARAMETERS = { item_id: '42', price: '49.90', element: 'one' };
const parameters = [
  ...['item_id', 'price'].map((name) => ({ name, from: { type: 'literal', value: PARAMETERS[name] } })),
  { name: 'element', from: { type: 'element_text' } },
];

/** The part of the properties that is the event's own. */
const own = ([name, properties]) => [
  name,
  Object.fromEntries(Object.entries(properties).filter(([key]) => key in PARAMETERS)),
];

for (const [kind, { script, start, eventsIn }] of Object.entries(LIBRARIES)) {
  const starting = (shop) => `<script src=/library.js></script><script>(${start})(${JSON.stringify(shop.origin)})</script>`;
  const setup = {
    events: [{ css: 'button', name: 'product_zoom', parameters, send: { [kind]: { name: 'Product Zoomed' } } }],
    config: { destinations: [{ type: kind }] },
    pages: { '/library.js': script },
    body: '<button>one</button>',
  };
  const events = async (t, least) => {
    const posts = await t.received(least);
    return posts.filter(({ path }) => path.includes(`/${kind}`)).flatMap(eventsIn).filter(([name]) => !name.startsWith('$'));
  };
  /** Libraries send when they like. */
  const arriving = async (t, count) => {
    const found = [];
    for (let tries = 0; found.length < count && tries < 40; tries++) {
      found.push(...(await events(t, 0)));
      if (found.length < count) await t.tab.run(() => new Promise((resolve) => setTimeout(resolve, 250)));
    }
    return found.map(own);
  };
  const sent = ['Product Zoomed', PARAMETERS];

  spec(`${kind}'s own library sends the event`, { ...setup, head: (shop) => consenting(true) + starting(shop) }, async (t) => {
    await t.tab.click('button');
    assert.deepEqual(await arriving(t, 1), [sent]);
  });

  spec(
    `${kind}'s own library, loaded late, sends what waited for it and for a yes`,
    { ...setup, head: consenting() },
    async (t) => {
      await t.tab.click('button');
      await says(t, true);
      await t.tab.run(
        (origin, source) =>
          new Promise((resolve) => {
            const library = document.createElement('script');
            library.src = '/library.js';
            library.onload = () => {
              new Function('origin', `(${source})(origin)`)(origin);
              resolve();
            };
            document.head.append(library);
          }),
        t.shop.origin,
        `${start}`,
      );
      await t.tab.click('button');
      assert.deepEqual(await arriving(t, 2), [sent, sent]);
    },
  );
}
