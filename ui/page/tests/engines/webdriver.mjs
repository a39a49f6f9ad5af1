/** WebKit's driver: one program that listens on loopback, and the WebDriver protocol to it. */
import { createServer } from 'node:net';
import { until } from '../until.mjs';
import { start } from './program.mjs';

/** How long an answer may take, in milliseconds: less than a spec, so that it says what hung. */
const LONGEST = 20_000;

/** Starts the driver with these variables besides its own and lets it start the browser. */
export async function startDriver(variables, options) {
  const port = await freePort();
  const words = [`--port=${port}`, '--host=127.0.0.1'];
  const { child, failed } = start('WebKitWebDriver', words, 'webkit2gtk-driver', {
    env: { ...withoutWayland(process.env), ...variables },
    stdio: 'ignore',
  });

  const send = async (method, path, body) => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      body: method === 'POST' ? JSON.stringify(body ?? {}) : undefined,
      signal: AbortSignal.timeout(LONGEST),
    });
    const { value } = await response.json();
    if (!response.ok) throw new Error(`${method} ${path}: ${value.error}: ${value.message}`);
    return value;
  };
  await Promise.race([failed, until(() => send('GET', '/status'), 'WebKitWebDriver does not listen')]);
  const { sessionId } = await send('POST', '/session', {
    capabilities: { alwaysMatch: { 'webkitgtk:browserOptions': options } },
  });
  const command = (method, path, body) => send(method, `/session/${sessionId}${path}`, body);
  return {
    command,
    async close() {
      await command('DELETE', '');
      child.kill();
    },
  };
}

function withoutWayland({ WAYLAND_DISPLAY: _, ...rest }) {
  return rest;
}

/** A loopback port that nobody listened on a moment ago. */
async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}
