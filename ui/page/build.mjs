/**
 * Builds what runs inside a shop's page: the picker, the pieces of the visitor's runtime with their manifest,
 * and the runner of the conformance vectors. The manifest is described in runtime/README.md.
 */
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { measure } from './sizes.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const dist = join(here, 'dist');
const { version } = JSON.parse(await readFile(join(here, 'runtime/version.json'), 'utf8'));

/** Sources of the runtime's pieces in the order of concatenation; NEEDS says what asks for them. */
const SOURCES = [
  'core',
  'consent',
  'memory',
  'state',
  'device',
  'traffic',
  'score',
  'composed',
  'count',
  'sequence',
  'threshold',
  'velocity',
  'condition',
  'debounce',
  'limit',
  'index',
  'scope',
  'text',
  'hops',
  'params',
  'visit',
  'fields',
  'attribute',
  'value',
  'tree',
  'position',
  'linked',
  'prices',
  'product',
  'place',
  'cart_total',
  'experiments',
  'routes',
  'elements',
  'click',
  'submit',
  'success',
  'change',
  'page_view',
  'visible',
  'scroll',
  'time',
  'hover',
  'copy',
  'rage_click',
  'gallery',
  'add_to_cart',
  'video',
  'exit',
  'data_layer',
  'deliver',
  'destinations/ga4',
  'destinations/shopify',
  'destinations/meta',
  'destinations/klaviyo',
  'destinations/mixpanel',
  'destinations/amplitude',
  'destinations/heap',
  'destinations/hotjar',
  'destinations/posthog',
  'destinations/segment',
  'destinations/vwo',
  'destinations/optimizely',
  'destinations/endpoint',
  'loader',
];

const FRAGMENTS = SOURCES.map((source) => basename(source));

/** Fragments by feature of a config; the features are told in `assemble.mjs`. */
const NEEDS = {
  'trigger:click': ['click'],
  'trigger:submit': ['submit'],
  success: ['success'],
  'trigger:change': ['change'],
  'trigger:page_view': ['routes', 'page_view'],
  'trigger:visible': ['routes', 'elements', 'visible'],
  'trigger:scroll': ['routes', 'scroll'],
  'trigger:time': ['routes', 'time'],
  'trigger:hover': ['hover'],
  'trigger:copy': ['copy'],
  'trigger:rage_click': ['rage_click'],
  'trigger:gallery': ['gallery'],
  'trigger:add_to_cart': ['add_to_cart'],
  'trigger:video': ['video'],
  'trigger:exit': ['routes', 'exit'],
  'source:element_text': ['params', 'text'],
  'source:attribute': ['params', 'text', 'fields', 'attribute'],
  'source:value': ['params', 'text', 'fields', 'value'],
  'source:link': ['params'],
  'source:field_name': ['params'],
  'source:position': ['params', 'tree', 'position'],
  'source:milestone': ['params'],
  'source:product': ['params', 'text', 'tree', 'linked', 'prices', 'product'],
  'source:cart_total': ['params', 'text', 'tree', 'prices', 'cart_total'],
  'source:page_type': ['params', 'scope'],
  'source:collection': ['params', 'linked', 'place'],
  'source:search_term': ['params', 'place'],
  'source:device': ['params', 'visit', 'device'],
  'source:traffic_source': ['params', 'visit', 'consent', 'memory', 'state', 'traffic'],
  'source:score': ['params', 'visit', 'consent', 'memory', 'state', 'score'],
  'source:stage': ['params', 'visit'],
  'source:weight': ['params', 'visit'],
  'source:experiments': ['params', 'experiments'],
  'source:literal': ['params'],
  'destination:data_layer': ['data_layer'],
  'destination:shopify': ['deliver', 'shopify'],
  'destination:ga4': ['consent', 'deliver', 'ga4'],
  'destination:meta': ['consent', 'deliver', 'meta'],
  'destination:klaviyo': ['consent', 'deliver', 'klaviyo'],
  'destination:mixpanel': ['consent', 'deliver', 'mixpanel'],
  'destination:amplitude': ['consent', 'deliver', 'amplitude'],
  'destination:heap': ['consent', 'deliver', 'heap'],
  'destination:hotjar': ['consent', 'deliver', 'hotjar'],
  'destination:posthog': ['consent', 'deliver', 'posthog'],
  'destination:segment': ['consent', 'deliver', 'segment'],
  'destination:vwo': ['consent', 'deliver', 'vwo'],
  'destination:optimizely': ['consent', 'deliver', 'optimizely'],
  'destination:endpoint': ['consent', 'deliver', 'endpoint'],
  'span:page': ['routes', 'memory'],
  'span:session': ['consent', 'memory', 'state'],
  'span:visitor': ['consent', 'memory', 'state'],
  'trigger:count': ['composed', 'count'],
  'trigger:sequence': ['composed', 'sequence'],
  'trigger:score': ['composed', 'threshold'],
  'trigger:velocity': ['composed', 'velocity'],
  condition: ['condition'],
  'condition:devices': ['device'],
  'condition:sources': ['traffic'],
  'condition:minScore': ['score'],
  debounce: ['debounce'],
  limit: ['limit'],
  scope: ['scope'],
  text: ['text'],
  hop: ['hops'],
  index: ['index'],
};

/** A config with more selectors than this needs the index; with fewer it is slower than doing without. */
const MOST_WITHOUT_INDEX = 40;

const PREFIX = '(()=>{"use strict";try{let $;\n';
const PLACEHOLDER = '/*CONFIG*/';
/** Stands for how a test is run: `{send, consent}`. */
const SETTINGS = '/*TEST*/';
const SUFFIX = `$.start_(${PLACEHOLDER})}catch(_){}})();\n`;

const common = {
  bundle: true,
  write: false,
  minify: true,
  charset: 'ascii',
  legalComments: 'none',
  format: 'iife',
  logLevel: 'warning',
  // The prefix is strict for all fragments; everything else is small enough to do without.
  tsconfigRaw: {},
};

/** Gives all fragments but the core the core's copy of `shared/dom.ts` and `shared/match.ts`. */
const sharedByCore = {
  name: 'shared-by-core',
  setup({ onResolve }) {
    onResolve({ filter: /\/(dom|match)$/ }, ({ path }) => ({
      path: join(here, `runtime/${basename(path)}.ts`),
    }));
  },
};

/** Builds the fragments one after the other, so that they agree on the short names of `..._` properties. */
async function buildRuntime() {
  let mangleCache = {};
  const pieces = {};
  for (const source of SOURCES) {
    const name = basename(source);
    const entry = name === 'core' ? 'core.entry' : source;
    const result = await build({
      ...common,
      entryPoints: [join(here, 'runtime', `${entry}.ts`)],
      plugins: name === 'core' ? [] : [sharedByCore],
      target: 'es2018',
      mangleProps: /[^_]_$/,
      mangleCache,
      define: { VERSION: JSON.stringify(version) },
    });
    mangleCache = result.mangleCache;
    pieces[`${name}.js`] = `${result.outputFiles[0].text.trim()}\n`;
  }
  pieces['prefix.js'] = PREFIX;
  pieces['test-prefix.js'] =
    `(()=>{const waymarkTest=${SETTINGS};${await buildScript('runtime/test.ts')}`;
  pieces['test-suffix.js'] = '})();\n';
  pieces['suffix.js'] = SUFFIX.replace(/\w+_(?=\()/, (name) => mangleCache[name]);
  const manifest = {
    schema: 1,
    version,
    placeholder: PLACEHOLDER,
    prefix: 'prefix.js',
    suffix: 'suffix.js',
    test: { prefix: 'test-prefix.js', suffix: 'test-suffix.js', settings: SETTINGS },
    fragments: FRAGMENTS.map((name) => ({ name, file: `${name}.js` })),
    always: ['core'],
    mostWithoutIndex: MOST_WITHOUT_INDEX,
    needs: NEEDS,
    remote: FRAGMENTS.filter((name) => name !== 'core'),
  };
  pieces['manifest.json'] = `${JSON.stringify(manifest, null, 2)}\n`;
  return pieces;
}

/** Builds one script that runs by itself. */
async function buildScript(entry, options = {}) {
  const result = await build({
    ...common,
    entryPoints: [join(here, entry)],
    target: 'es2022',
    ...options,
  });
  return result.outputFiles[0].text;
}

const runtime = await buildRuntime();
const files = Object.fromEntries(
  Object.entries(runtime).map(([name, text]) => [`runtime/${name}`, text]),
);
files['picker.js'] = await buildScript('picker/main.ts');
files['conformance.js'] = await buildScript('conformance.ts');
files['sizes.json'] = `${JSON.stringify(measure(runtime), null, 2)}\n`;

await mkdir(join(dist, 'runtime'), { recursive: true });
for (const name of await readdir(dist, { recursive: true }))
  if (/\.js(on)?$/.test(name) && !(name in files)) await rm(join(dist, name));
for (const [name, text] of Object.entries(files)) {
  // What did not change keeps its time, so that nothing is compiled for it again.
  const old = await readFile(join(dist, name), 'utf8').catch(() => undefined);
  if (old !== text) await writeFile(join(dist, name), text);
}
process.stdout.write(files['sizes.json']);
