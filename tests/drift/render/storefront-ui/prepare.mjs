/**
 * Unpacks one release of @storefront-ui/vue with its icons, beside Vue's server renderer.
 *
 *     node prepare.mjs RELEASE APP
 *
 * The package's own dependencies (a Sass compiler, sliders, maps) do not shape the markup and are
 * not installed; bundle.mjs puts empty modules in their place.
 */
import {execFileSync} from 'node:child_process';
import {mkdirSync, readFileSync, renameSync, rmSync, writeFileSync} from 'node:fs';
import {join, resolve} from 'node:path';

const [release, destination] = process.argv.slice(2);
const app = resolve(destination);
const run = (command, args) => execFileSync(command, args, {cwd: app, encoding: 'utf8'});

function unpack(name, version, folder) {
  const archive = run('npm', ['pack', '--silent', `${name}@${version}`]).trim();
  run('tar', ['xzf', archive]);
  renameSync(join(app, 'package'), join(app, folder));
  rmSync(join(app, archive));
}

mkdirSync(app, {recursive: true});
unpack('@storefront-ui/vue', release, 'ui');
const manifest = JSON.parse(readFileSync(join(app, 'ui/package.json'), 'utf8'));
unpack('@storefront-ui/shared', manifest.dependencies['@storefront-ui/shared'].replace('^', ''), 'shared');
const dependencies = {vue: '2.7.16', 'vue-server-renderer': '2.7.16', esbuild: '^0.21.5'};
writeFileSync(join(app, 'package.json'), JSON.stringify({private: true, dependencies}, null, 2));
run('npm', ['install', '--silent', '--no-audit', '--no-fund']);
