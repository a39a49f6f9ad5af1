/** Bytes of the runtime as a visitor downloads it, config left out. */
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { assemble } from './assemble.mjs';

const event = (trigger, rest = {}) => ({
  id: trigger,
  name: trigger,
  trigger: { type: trigger },
  where: {},
  ...rest,
});

/** Plans by name, as far as fragments depend on them. */
const PLANS = {
  click: { events: [event('click')] },
  starter: { events: [event('click'), event('submit'), event('page_view')] },
  'starter with scopes, texts and parameters': {
    events: [
      event('click', {
        where: { pageTypes: ['product'] },
        selectors: [{ css: 'a', text: 'a' }],
        parameters: [{ name: 'text', from: { type: 'element_text' } }],
      }),
      event('submit'),
      event('page_view'),
    ],
  },
};

/** Twelve events such as a shop has. */
const TYPICAL = {
  destinations: [{ type: 'data_layer' }, { type: 'ga4' }, { type: 'shopify' }],
  events: [
    ...['click', 'submit', 'change', 'visible', 'scroll', 'time'].map((trigger) =>
      event(trigger, {
        where: { pageTypes: ['product'] },
        selectors: [{ css: 'a', text: 'a' }],
        parameters: ['element_text', 'link', 'page_type', 'milestone', 'literal'].map((type) => ({
          name: type,
          from: { type },
        })),
      }),
    ),
    ...Array.from({ length: 6 }, () => event('click', { selectors: [{ css: 'a' }] })),
  ],
};

/** Bytes by plan: raw, gzip, brotli. */
export function measure(pieces) {
  const read = (name) => pieces[name];
  const { placeholder } = JSON.parse(read('manifest.json'));
  const plans = { ...PLANS, typical: TYPICAL };
  const texts = Object.entries(plans).map(([name, plan]) => {
    const config = { schema: 1, revision: '', pageTypes: [], ...plan };
    return [name, assemble(config, read).replace(JSON.stringify(config), placeholder)];
  });
  texts.push(['everything, config apart', assemble(null, read)]);
  return Object.fromEntries(texts.map(([name, text]) => [name, bytes(text)]));
}

function bytes(text) {
  const data = Buffer.from(text);
  return {
    raw: data.length,
    gzip: gzipSync(data, { level: 9 }).length,
    brotli: brotliCompressSync(data).length,
  };
}
