/**
 * The page on loopback, isolated so that its clock is fine enough, and a sink for whatever the scripts send: it
 * answers as their collectors do as far as they need it to go on, and keeps what it got.
 */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { productPage } from './page.mjs';

const ISOLATED = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'cross-origin-resource-policy': 'cross-origin',
};

/** What collectors answer, by the beginning of the path; everything else gets an empty object. */
const ANSWERS = {
  '/sink/mixpanel': '{"status":1,"error":null}',
  '/sink/amplitude': '{"code":200}',
  '/sink/posthog': JSON.stringify({
    status: 1,
    featureFlags: {},
    flags: {},
    hasFeatureFlags: false,
    supportedCompression: ['gzip', 'gzip-js'],
    sessionRecording: false,
    surveys: false,
    siteApps: [],
    autocapture_opt_out: false,
  }),
};

/** A request's body as text, whichever way it is packed. */
async function textOf(request) {
  const parts = [];
  for await (const part of request) parts.push(part);
  const body = Buffer.concat(parts);
  const plain = body[0] === 0x1f && body[1] === 0x8b ? gunzipSync(body) : body;
  const text = plain.toString();
  const packed = /^data=([^&]+)/.exec(text)?.[1];
  if (!packed) return text;
  const data = decodeURIComponent(packed);
  return data[0] === '{' || data[0] === '[' ? data : Buffer.from(data, 'base64').toString();
}

/** Starts the server; `sent` gives what came to the sink since it was asked last, as texts. */
export async function serve() {
  const harness = readFileSync(new URL('harness.js', import.meta.url), 'utf8');
  const html = productPage(`<script>${harness}</script>`);
  const texts = [];
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, 'http://x');
    if (pathname === '/') {
      return response.writeHead(200, { ...ISOLATED, 'content-type': 'text/html' }).end(html);
    }
    if (!pathname.startsWith('/sink/')) return response.writeHead(404, ISOLATED).end();
    // The page may be gone before all of it has come.
    texts.push(await textOf(request).catch(() => ''));
    const answer = Object.entries(ANSWERS).find(([path]) => pathname.startsWith(path));
    const type = pathname.endsWith('.js') ? 'text/javascript' : 'application/json';
    const headers = {
      ...ISOLATED,
      'content-type': type,
      'access-control-allow-origin': request.headers.origin ?? '*',
      'access-control-allow-credentials': 'true',
      'access-control-allow-headers': request.headers['access-control-request-headers'] ?? '*',
    };
    return response.writeHead(200, headers).end(type.endsWith('json') ? (answer?.[1] ?? '{}') : '');
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    sent: () => texts.splice(0),
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}
