/**
 * Unpacks the starter of one release of @shopify/cli-hydrogen and installs what its pages need.
 *
 *     node prepare.mjs RELEASE APP
 */
import {execFileSync} from 'node:child_process';
import {cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';

const [release, destination] = process.argv.slice(2);
const app = resolve(destination);
const PLACES = ['generator-templates/starter', 'assets/hydrogen/starter'];
const NEEDED =
  /^(@shopify\/(hydrogen|remix-oxygen)|@remix-run\/(react|server-runtime)|graphql(-tag)?|isbot|react(-dom|-router|-router-dom)?)$/;

const box = mkdtempSync(join(tmpdir(), 'hydrogen-'));
const run = (command, args, cwd) => execFileSync(command, args, {cwd, encoding: 'utf8'});
const archive = run('npm', ['pack', '--silent', `@shopify/cli-hydrogen@${release}`], box).trim();
run('tar', ['xzf', archive], box);
const starter = PLACES.map((place) => join(box, 'package/dist', place)).find(existsSync);
cpSync(starter, app, {recursive: true});
rmSync(box, {recursive: true});
rmSync(join(app, 'package-lock.json'), {force: true});

const file = join(app, 'package.json');
const manifest = JSON.parse(readFileSync(file, 'utf8'));
const dependencies = Object.fromEntries(
  Object.entries(manifest.dependencies)
    .filter(([name]) => NEEDED.test(name))
    .map(([name, range]) => [name, range.replace(/^[\^~]/, '')]),
);
if (dependencies['@remix-run/react']) {
  dependencies['@remix-run/server-runtime'] ??= dependencies['@remix-run/react'];
}
const {name, type} = manifest;
const reduced = {name, type, private: true, dependencies, devDependencies: {esbuild: '^0.21.5'}};
writeFileSync(file, JSON.stringify(reduced, null, 2));
run('npm', ['install', '--silent', '--no-audit', '--no-fund', '--legacy-peer-deps'], app);
