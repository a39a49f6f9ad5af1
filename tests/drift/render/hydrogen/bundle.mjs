/**
 * Bundles a release's starter to one module that answers requests: its own `server.ts`, with the
 * server build that the framework's bundler would have made.
 */
import {existsSync, readFileSync, readdirSync} from 'node:fs';
import {createRequire} from 'node:module';
import {basename, join} from 'node:path';

const BUILDS = /^(virtual:(react-router|remix)\/server-build|@remix-run\/dev\/server-build)$/;

/** The path and the parent of each route file, after the flat-routes convention. */
export function routesOf(app) {
  const files = readdirSync(join(app, 'app/routes')).filter((f) => f.endsWith('.tsx'));
  const ids = files.map((f) => basename(f, '.tsx'));
  const routes = ids.map((id) => {
    const parent = ids
      .filter((other) => other !== id && id.startsWith(other + '.'))
      .sort((a, b) => b.length - a.length)[0];
    const rest = parent ? id.slice(parent.length + 1) : id;
    const segments = rest.match(/(\[[^\]]*\]|[^.[])+/g);
    const index = segments.at(-1) === '_index';
    const path = segments
      .filter((s) => s !== '_index')
      .map((s) => {
        if (s === '$') return '*';
        const literal = s.replace(/_$/, '').replace(/\[([^\]]*)\]/g, '$1');
        return literal.startsWith('$') ? ':' + literal.slice(1) : literal;
      })
      .join('/');
    return {id: `routes/${id}`, parentId: parent ? `routes/${parent}` : 'root', path: path || undefined, index, file: `app/routes/${id}.tsx`};
  });
  return [{id: 'root', path: '', index: false, file: 'app/root.tsx'}, ...routes];
}

function serverBuild(app) {
  const routes = routesOf(app);
  const fields = ({id, parentId, path, index}) => JSON.stringify({id, parentId, path, index});
  const assets = routes
    .map((r) => `${JSON.stringify(r.id)}: {...${fields(r)}, module: "/assets/${basename(r.file, '.tsx').replace(/[^\w]/g, '-')}.js", hasLoader: "loader" in r${routes.indexOf(r)}, hasAction: "action" in r${routes.indexOf(r)}, hasErrorBoundary: "ErrorBoundary" in r${routes.indexOf(r)}}`)
    .join(',\n');
  return [
    ...routes.map((r, n) => `import * as r${n} from ${JSON.stringify(join(app, r.file))};`),
    `import * as server from ${JSON.stringify(join(app, 'app/entry.server.tsx'))};`,
    'export const entry = {module: server};',
    `export const routes = {${routes.map((r, n) => `${JSON.stringify(r.id)}: {...${fields(r)}, module: r${n}}`).join(',\n')}};`,
    `export const assets = {version: "1", url: "/assets/manifest.js", entry: {module: "/assets/entry.client.js", imports: []}, routes: {${assets}}};`,
    'export const publicPath = "/"; export const assetsBuildDirectory = "build";',
    'export const basename = "/"; export const isSpaMode = false; export const ssr = true;',
    'export const prerender = []; export const routeDiscovery = {mode: "initial"};',
    'export const future = {v2_dev: true, v2_meta: true, v2_headers: true, v2_errorBoundary: true, v2_routeConvention: true, v2_normalizeFormMethod: true, v3_fetcherPersist: true, v3_relativeSplatPath: true, v3_throwAbortReason: true, v8_middleware: true, unstable_middleware: false};',
  ].join('\n');
}

export async function bundle(app, outfile) {
  const {build} = createRequire(join(app, 'package.json'))('esbuild');
  await build({
    entryPoints: [join(app, 'server.ts')],
    outfile,
    absWorkingDir: app,
    bundle: true,
    format: 'esm',
    platform: 'browser',
    conditions: ['worker', 'production'],
    mainFields: ['browser', 'module', 'main'],
    alias: {'react-dom/server': 'react-dom/server.browser'},
    define: {'process.env.NODE_ENV': '"production"'},
    jsx: 'automatic',
    logLevel: 'error',
    plugins: [
      {
        name: 'starter',
        setup(b) {
          b.onResolve({filter: BUILDS}, () => ({path: 'build', namespace: 'server-build'}));
          b.onLoad({filter: /.*/, namespace: 'server-build'}, () => ({contents: serverBuild(app), resolveDir: app}));
          b.onResolve({filter: /\.(css|svg)(\?url)?$/}, ({path}) => ({path: '/assets/' + basename(path.split('?')[0]), namespace: 'asset'}));
          b.onLoad({filter: /.*/, namespace: 'asset'}, ({path}) => ({contents: `export default ${JSON.stringify(path)}`}));
          b.onResolve({filter: /^~\//}, ({path}) => {
            const file = join(app, 'app', path.slice(2));
            return {path: ['', '.ts', '.tsx'].map((e) => file + e).find((f) => existsSync(f) && /\.\w+$/.test(f))};
          });
        },
      },
    ],
  });
  return readFileSync(outfile, 'utf8').length;
}
