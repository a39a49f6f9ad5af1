/**
 * Builds the panel as it ships, serves it under the content security policy of tauri.conf.json, and opens it in
 * Chromium with the pretended shell in front. Used by the pictures and by the tests. How windows are kept: windows.mjs.
 */
import { readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import { build } from 'vite';
import { openWindows } from './windows.mjs';

const app = fileURLToPath(new URL('..', import.meta.url));
const repo = fileURLToPath(new URL('../../..', import.meta.url));
const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/** The mocked now of `mock/plans.ts`. */
export const NOW = Date.UTC(2026, 2, 16, 10, 30);

/** Starts everything; `stop` ends it. */
export async function start() {
  const dist = join(repo, `target/panel-test/${process.pid}`);
  await build({
    configFile: join(app, 'vite.config.ts'),
    logLevel: 'error',
    build: { outDir: dist },
  });
  const mock = await mockScript();
  const server = await serve(dist);
  const address = `http://127.0.0.1:${server.address().port}/`;
  const windows = openWindows(async (page) => {
    await page.clock.setFixedTime(NOW);
    // The shell runs the panel with a frozen Object.prototype; so does this.
    await page.addInitScript({ content: `${mock}\nObject.freeze(Object.prototype);` });
  });

  /**
   * Opens the panel in a state of `mock/states.ts`; `problems` collects what must not happen. Whoever opens closes, and
   * says `spent` when the page may not be as a visit leaves it: after a failure.
   */
  async function open(state, { width = 380, height = 800, dark = false } = {}) {
    const page = await windows.take({ width, height, dark });
    const problems = [];
    const thrown = (error) => problems.push(String(error));
    const told = (message) => {
      if (['error', 'warning'].includes(message.type())) problems.push(message.text());
    };
    page.on('pageerror', thrown).on('console', told);
    async function close({ spent = false } = {}) {
      page.off('pageerror', thrown).off('console', told);
      await windows.give(page, { spent });
    }
    try {
      await page.goto(`${address}?state=${state}`);
      await page.locator('main > *').first().waitFor();
    } catch (error) {
      await close({ spent: true });
      throw error;
    }
    return { page, problems, close };
  }

  async function stop() {
    await windows.close();
    server.close();
    await rm(dist, { recursive: true, force: true });
  }

  return { open, stop };
}

async function mockScript() {
  const built = await esbuild.build({
    entryPoints: [join(app, 'dev/mock/internals.ts')],
    bundle: true,
    write: false,
    format: 'iife',
    tsconfig: join(app, 'tsconfig.json'),
  });
  return built.outputFiles[0].text;
}

async function serve(folder) {
  const policy = await contentPolicy();
  const server = createServer(async (request, response) => {
    const path = normalize(new URL(request.url, 'http://panel').pathname).replace(
      /\/$/,
      '/index.html',
    );
    try {
      const body = await readFile(join(folder, path));
      response.writeHead(200, {
        'content-type': types[extname(path)] ?? 'application/octet-stream',
        'content-security-policy': policy,
        // Their names change with what is in them, so a window fetches and compiles them once.
        'cache-control': path.startsWith('/assets/') ? 'max-age=86400, immutable' : 'no-cache',
      });
      response.end(body);
    } catch {
      response.writeHead(path === '/favicon.ico' ? 204 : 404).end();
    }
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return server;
}

async function contentPolicy() {
  const conf = JSON.parse(await readFile(join(repo, 'tauri.conf.json'), 'utf8'));
  return Object.entries(conf.app.security.csp)
    .map(([name, value]) => `${name} ${value}`)
    .join('; ');
}
