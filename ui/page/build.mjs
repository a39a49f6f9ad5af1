/**
 * Builds what runs inside a shop's page: the picker, the pieces of the visitor's runtime with their manifest,
 * Shopify's custom pixel, and the runner of the conformance vectors. The manifest is described in runtime/README.md.
 */
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { fragments as fragmentsOf } from './fragments.mjs';
import { measure } from './sizes.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const dist = join(here, 'dist');
const { version } = JSON.parse(await readFile(join(here, 'runtime/version.json'), 'utf8'));

/** What runs when the runtime does, in this order; what these import comes before them. NEEDS says what asks for them. */
const SOURCES = [
  'core',
  'consent',
  'memory',
  'state',
  'device',
  'traffic',
  'score',
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
  'parts',
  'params',
  'link',
  'field_name',
  'visit',
  'element_text',
  'attribute',
  'value',
  'position',
  'product',
  'place',
  'cart_total',
  'amount',
  'choice',
  'element',
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
  'commerce',
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

/** Fragments by feature of a config, what they import left out; the features are told in `assemble.mjs`. */
const NEEDS = {
  'trigger:click': ['click'],
  'trigger:submit': ['submit'],
  success: ['success'],
  'trigger:change': ['change'],
  'trigger:page_view': ['page_view'],
  'trigger:visible': ['visible'],
  'trigger:scroll': ['scroll'],
  'trigger:time': ['time'],
  'trigger:hover': ['hover'],
  'trigger:copy': ['copy'],
  'trigger:rage_click': ['rage_click'],
  'trigger:gallery': ['gallery'],
  'trigger:add_to_cart': ['add_to_cart'],
  'trigger:video': ['video'],
  'trigger:exit': ['exit'],
  'source:element_text': ['params', 'element_text'],
  'source:attribute': ['params', 'attribute'],
  'source:value': ['params', 'value'],
  'source:link': ['params', 'link'],
  'source:element': ['params', 'element'],
  'reading:element_text': ['element_text'],
  'reading:amount': ['amount'],
  'reading:attribute': ['attribute'],
  'reading:choice': ['choice'],
  'reading:link': ['link'],
  'source:field_name': ['params', 'field_name'],
  'source:position': ['params', 'position'],
  'source:milestone': ['params'],
  'source:product': ['params', 'product'],
  'source:cart_total': ['params', 'cart_total'],
  'source:page_type': ['params', 'scope'],
  'source:collection': ['params', 'place'],
  'source:search_term': ['params', 'place'],
  'source:device': ['params', 'device'],
  'source:traffic_source': ['params', 'traffic'],
  'source:score': ['params', 'score'],
  'source:stage': ['params', 'visit'],
  'source:weight': ['params', 'visit'],
  'source:experiments': ['params', 'experiments'],
  'source:literal': ['params'],
  'destination:data_layer': ['data_layer'],
  'destination:shopify': ['shopify'],
  'destination:ga4': ['consent', 'ga4'],
  commerce: ['commerce'],
  'destination:meta': ['consent', 'meta'],
  'destination:klaviyo': ['consent', 'klaviyo'],
  'destination:mixpanel': ['consent', 'mixpanel'],
  'destination:amplitude': ['consent', 'amplitude'],
  'destination:heap': ['consent', 'heap'],
  'destination:hotjar': ['consent', 'hotjar'],
  'destination:posthog': ['consent', 'posthog'],
  'destination:segment': ['consent', 'segment'],
  'destination:vwo': ['consent', 'vwo'],
  'destination:optimizely': ['consent', 'optimizely'],
  'destination:endpoint': ['endpoint'],
  'span:page': ['routes', 'memory'],
  'span:session': ['state'],
  'span:visitor': ['state'],
  'trigger:count': ['count'],
  'trigger:sequence': ['sequence'],
  'trigger:score': ['threshold'],
  'trigger:velocity': ['velocity'],
  condition: ['condition'],
  'condition:devices': ['device'],
  'condition:sources': ['traffic'],
  'condition:visitor': ['condition'],
  'condition:minScore': ['score'],
  debounce: ['debounce'],
  limit: ['limit'],
  scope: ['scope'],
  text: ['text'],
  hop: ['hops'],
  index: ['index'],
  parts: ['parts'],
  remote: ['loader'],
};

/** A config with more selectors than this needs the index: one after the other would take longer than it is worth. */
const MOST_WITHOUT_INDEX = 12;

const PREFIX = '(()=>{"use strict";try{\n';
const PLACEHOLDER = '/*CONFIG*/';
/** Stands for how a test is run: `{send, consent}`. */
const SETTINGS = '/*TEST*/';
const SUFFIX = '}catch(_){}})();\n';

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

/** Builds all of the runtime: every module is a fragment, and comes along with whatever imports it. */
async function buildRuntime() {
  const { texts, imports } = await fragmentsOf({
    folder: join(here, 'runtime'),
    modules: SOURCES,
    last: { imports: "import { $ } from './core';", runs: '$.start_(CONFIG)' },
    define: { VERSION: JSON.stringify(version) },
  });
  const suffix = texts.get('last').replace(/CONFIG\);$/, `${PLACEHOLDER})${SUFFIX}`);
  texts.delete('last');
  const fragments = [...texts.keys()].filter((name) => texts.get(name));
  /** These fragments and all that they import, in order. */
  const withImports = (names) => {
    const wanted = new Set(names);
    for (const name of wanted) for (const each of imports.get(name)) wanted.add(each);
    return fragments.filter((name) => wanted.has(name));
  };
  const always = withImports(['core']);
  const without = (names) => names.filter((name) => !always.includes(name));

  const manifest = {
    schema: 1,
    version,
    placeholder: PLACEHOLDER,
    prefix: 'prefix.js',
    suffix: 'suffix.js',
    entry: 'entry.js',
    test: { prefix: 'test-prefix.js', suffix: 'test-suffix.js', settings: SETTINGS },
    fragments: fragments.map((name) => ({ name, file: `${name}.js` })),
    always,
    mostWithoutIndex: MOST_WITHOUT_INDEX,
    needs: Object.fromEntries(
      Object.entries(NEEDS).map(([feature, names]) => [feature, without(withImports(names))]),
    ),
    remote: without(fragments),
  };
  return {
    ...Object.fromEntries(fragments.map((name) => [`${name}.js`, texts.get(name)])),
    'prefix.js': PREFIX,
    'suffix.js': suffix,
    'test-prefix.js': `(()=>{const waymarkTest=${SETTINGS};${await buildScript('runtime/test.ts')}if(waymarkTest.isFrame)return;`,
    'test-suffix.js': 'waymarkTest.began();})();\n',
    'entry.js': await buildScript('runtime/entry.ts', { target: 'es2020' }),
    'manifest.json': `${JSON.stringify(manifest, null, 2)}\n`,
  };
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
files['rest.js'] = await buildScript('render/rest.ts');
files['cost.js'] = await buildScript('render/cost.ts');
files['device.js'] = await buildScript('render/device.ts');
files['sending.js'] = await buildScript('render/sending.ts');
files['sent.js'] = await buildScript('render/sent.ts');
files['layer.js'] = await buildScript('render/layer.ts');
// A person pastes it into Shopify's admin, and may want to read it there.
files['pixel.js'] = await buildScript('pixel/main.ts', { minify: false, target: 'es2020' });
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
