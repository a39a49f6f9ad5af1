/**
 * The shop of one spec: its pages, and what was posted to it. It has loopback addresses of its own, so that no
 * spec finds cookies, storage or cached pages of another.
 */
import { createServer } from 'node:http';
import { passOn } from './behind.mjs';
import { clock } from './clock.mjs';
import { witness } from './witness.mjs';

const WITNESS = '/_witness.js';
const LEFT = '/_left';
const TYPES = {
  js: 'text/javascript',
  json: 'application/json',
  css: 'text/css',
  svg: 'image/svg+xml',
};
const CROSS_ORIGIN = { 'access-control-allow-origin': '*', 'access-control-allow-headers': '*' };

let shops = 0;

/** Two addresses that nobody had before: the shop's, and that of another site. */
function addresses() {
  shops++;
  const end = `${shops >> 8}.${shops & 255}`;
  return [`127.1.${end}`, `127.2.${end}`];
}

/**
 * Opens a shop. `pages` are text, or {body, headers, status}, by path; every other document is `fallback`. Text may
 * be a function of the shop, for addresses. `options` are the witness's, and whether there is a clock. `behind` is
 * a shop that answers everything instead: its `origin`, and what its documents get to `head`, by path.
 */
export async function openShop({ pages, fallback, options, behind }) {
  const shop = { left: [], posts: [], passed: [], pending: 0, began: Date.now(), elapsed: 0 };
  // The witness takes the real timers before a clock replaces them.
  const script = () => {
    const time = JSON.stringify({ began: shop.began, elapsed: shop.elapsed });
    const startClock = options.clock ? `() => (${clock})(${time})` : undefined;
    return `(${witness})({ ...${JSON.stringify({ ...options, left: LEFT })}, startClock: ${startClock} });`;
  };

  async function serve(request, response) {
    const { pathname } = new URL(request.url, 'http://x');
    shop.pending++;
    response.once('close', () => shop.pending--);
    const said = await textOf(request);
    if (pathname === WITNESS) return answer(response, pathname, script());
    if (pathname === LEFT) shop.left.push(JSON.parse(said));
    else if (behind)
      return passOn(behind.origin, request, response, said, {
        edit: (html) => watched(html, behind.head(pathname)),
        note: (passed) => shop.passed.push(passed),
      });
    else if (request.method === 'POST') shop.posts.push({ path: request.url, body: parsed(said) });
    const page = pages[pathname] ?? (isDocument(request) ? fallback : undefined);
    if (page !== undefined) return answer(response, pathname, page);
    return response.writeHead(request.method === 'GET' ? 404 : 204, CROSS_ORIGIN).end();
  }

  function answer(response, pathname, page) {
    const { body, headers, status = 200 } = page?.body === undefined ? { body: page } : page;
    const type = TYPES[/\.(\w+)$/.exec(pathname)?.[1]] ?? 'text/html';
    const text = typeof body === 'function' ? body(shop) : body;
    response.writeHead(status, { 'content-type': `${type}; charset=utf-8`, ...CROSS_ORIGIN, ...headers });
    response.end(type === 'text/html' ? watched(text) : text);
  }

  const servers = await Promise.all(addresses().map((address) => listen(address, serve)));
  [shop.origin, shop.elsewhere] = servers.map((server) => {
    const { address, port } = server.address();
    return `http://${address}:${port}`;
  });
  shop.close = () => {
    for (const server of servers) {
      server.close();
      server.closeAllConnections();
    }
  };
  return shop;
}

/** The document with the witness before anything else in it. A file, because a policy may forbid inline script. */
function watched(html, more = '') {
  const at = /<head[^>]*>/i.exec(html) ?? /<html[^>]*>/i.exec(html) ?? /<!doctype[^>]*>/i.exec(html);
  const end = at ? at.index + at[0].length : 0;
  return `${html.slice(0, end)}<script src=${WITNESS}></script>${more}${html.slice(end)}`;
}

async function listen(address, serve) {
  const server = createServer((request, response) => {
    serve(request, response).catch((error) => response.writeHead(500).end(error.message));
  });
  await new Promise((resolve, reject) => server.once('error', reject).listen(0, address, resolve));
  return server;
}

async function textOf(request) {
  let text = '';
  for await (const part of request) text += part;
  return text;
}

const isDocument = ({ method, headers }) => method === 'GET' && /text\/html/.test(headers.accept ?? '');

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
