/** Bundles a shell and the example pages of one release for Vue's server renderer. */
import {createRequire} from 'node:module';
import {existsSync, readFileSync, statSync} from 'node:fs';
import {dirname, join, resolve} from 'node:path';
import {fileURLToPath} from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
/** Answers to every name, so that what is not installed can be imported: a slot, if rendered. */
const EMPTY = `
  const slot = {render(h) { return h('div', this.$slots.default); }};
  const enums = new Proxy(slot, {
    get: (it, key) => (key in it ? it[key] : /^[A-Z]/.test(String(key)) ? enums : {prototype: {}, mergeOptions() {}}[key]),
  });
  const names = new Proxy({}, {get: (_, key) => (key === '__esModule' ? true : key === 'default' ? slot : enums)});
  module.exports = Object.create(names);`;

const file = (path) =>
  ['', '.js', '.vue', '/index.js'].map((end) => path + end).find((f) => existsSync(f) && statSync(f).isFile());

function component(sfc, filename, source) {
  const {script, template} = sfc.parse({source, filename});
  const functional = Boolean(template?.attrs.functional);
  const read = (block) => (block.src ? readFileSync(resolve(dirname(filename), block.src), 'utf8') : block.content);
  const body = script ? sfc.rewriteDefault(read(script), 'component') : 'const component = {};';
  if (!template) return `${body}\nexport default component;`;
  const {code, errors} = sfc.compileTemplate({source: read(template), filename, isFunctional: functional, isProduction: true});
  if (errors.length) throw new Error(`${filename}: ${errors.join('\n')}`);
  return `${body}\n${code}\nconst full = typeof component === 'function' ? component.options : component;
    full.render = render; full.staticRenderFns = staticRenderFns; full._compiled = true;${functional ? 'full.functional = true;' : ''}
    export default component;`;
}

export async function bundle(app, pages, outfile) {
  const require = createRequire(join(app, 'package.json'));
  const {build} = require('esbuild');
  const sfc = require('vue/compiler-sfc');
  const folder = ['ui/src/examples/pages', 'ui/src/components/pages'].map((f) => join(app, f)).find(existsSync);
  const found = Object.entries(pages).filter(([, path]) => existsSync(join(folder, path)));
  const entry = [
    'import Vue from "vue";',
    `import Shell from ${JSON.stringify(join(here, 'Shell.vue'))};`,
    ...found.map(([, path], n) => `import P${n} from ${JSON.stringify(join(folder, path))};`),
    `export {Vue, Shell}; export const pages = {${found.map(([name], n) => `${JSON.stringify(name)}: P${n}`)}};`,
  ].join('\n');
  await build({
    stdin: {contents: entry, resolveDir: app},
    outfile,
    bundle: true,
    format: 'cjs',
    platform: 'node',
    define: {'process.env.NODE_ENV': '"production"'},
    logLevel: 'error',
    plugins: [
      {
        name: 'release',
        setup(b) {
          b.onResolve({filter: /.*/}, ({path, resolveDir}) => {
            if (path.startsWith('@storefront-ui/vue')) return {path: file(join(app, 'ui', path.slice(18)))};
            if (path.startsWith('@storefront-ui/shared')) return {path: file(join(app, 'shared', path.slice(21)))};
            if (/^[./]/.test(path)) {
              const target = file(resolve(resolveDir, path));
              return target ? {path: target} : {path, namespace: 'empty'};
            }
            if (path === 'vue') return {path: require.resolve('vue'), external: true};
            return {path, namespace: 'empty'};
          });
          b.onLoad({filter: /.*/, namespace: 'empty'}, () => ({contents: EMPTY}));
          b.onLoad({filter: /\.(s?css|svg|png|jpg)$/}, () => ({contents: ''}));
          b.onLoad({filter: /\.vue$/}, ({path}) => ({
            contents: component(sfc, path, readFileSync(path, 'utf8')),
            resolveDir: dirname(path),
          }));
        },
      },
    ],
  });
}
