/**
 * Debian's Chromium with a tiny shop on loopback. `open` serves HTML and opens it, with the picker in its
 * isolated world if asked for; waiting is always for a state, never for a time.
 */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { EXECUTABLE } from './engines/chromium.mjs';

const dist = join(dirname(fileURLToPath(import.meta.url)), '../dist');
const picker = readFileSync(join(dist, 'picker.js'), 'utf8');

/** Starts browser and server; `close` ends both. */
export async function startBrowser() {
  const browser = await chromium.launch({ executablePath: EXECUTABLE, args: ['--no-sandbox'] });
  const routes = new Map();
  const server = createServer((request, response) => {
    const path = new URL(request.url, 'http://x').pathname;
    const route = routes.get(path) ?? routes.get('*');
    if (!route) return response.writeHead(404).end();
    const { body, headers = {} } = typeof route === 'string' ? { body: route } : route;
    const type = path.endsWith('.js') ? 'text/javascript' : path.endsWith('.json') ? 'application/json' : 'text/html';
    response.writeHead(200, { 'content-type': `${type}; charset=utf-8`, ...headers }).end(body);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  const origin = `http://127.0.0.1:${port}`;
  // The same server under another name is another site.
  const elsewhere = `http://localhost:${port}`;

  /** Serves `pages` (path to HTML) and opens the first; `picker: true` brings the picker in. */
  async function open(pages, options = {}) {
    routes.clear();
    for (const [path, page] of Object.entries(pages)) routes.set(path, page);
    const context = await browser.newContext({ viewport: { width: 1000, height: 700 } });
    const page = await context.newPage();
    const reports = options.picker ? await addPicker(page) : undefined;
    if (options.init) await page.addInitScript(options.init);
    const [first] = Object.keys(pages);
    await page.goto(origin + (options.path ?? (first === '*' ? '/' : first)));
    return { page, reports, close: () => context.close() };
  }

  const close = async () => {
    await browser.close();
    await new Promise((resolve) => server.close(resolve));
  };
  return { open, close, origin, elsewhere };
}

/** The picker in an isolated world, as the shell injects it, with a handler only that world has. */
async function addPicker(page) {
  const session = await page.context().newCDPSession(page);
  const all = [];
  const wanted = [];
  let context;
  await session.send('Runtime.enable');
  session.on('Runtime.executionContextCreated', ({ context: made }) => {
    if (made.name === 'waymark' && made.auxData.frameId === mainFrame) context = made.id;
  });
  session.on('Runtime.bindingCalled', ({ payload }) => {
    all.push(JSON.parse(payload));
    for (const check of wanted.splice(0)) check();
  });
  await session.send('Page.enable');
  const mainFrame = (await session.send('Page.getFrameTree')).frameTree.frame.id;
  await session.send('Runtime.addBinding', { name: 'waymarkPost', executionContextName: 'waymark' });
  const bridge = 'globalThis.webkit={messageHandlers:{picker:{postMessage:(text)=>waymarkPost(text)}}};';
  await session.send('Page.addScriptToEvaluateOnNewDocument', { source: bridge + picker, worldName: 'waymark' });

  /** Takes the first such report that has come; `undefined` if there is none. */
  function take(kind, like = () => true) {
    const at = all.findIndex((report) => report.kind === kind && like(report));
    return at < 0 ? undefined : all.splice(at, 1)[0];
  }

  /** Takes the first such report; waits for it. */
  async function next(kind, like) {
    for (;;) {
      const report = take(kind, like);
      if (report) return report;
      const kinds = JSON.stringify(all.map((other) => other.kind));
      await within(new Promise((resolve) => wanted.push(resolve)), `no ${kind} report; there are ${kinds}`);
    }
  }

  /** Evaluates in the isolated world. */
  async function evaluate(expression) {
    const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
      expression,
      contextId: context,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  }

  const command = (value) => evaluate(`__waymark(${JSON.stringify(value)})`);
  return { all, take, next, evaluate, command };
}

async function within(promise, complaint) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(complaint)), 5000);
  });
  await Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
