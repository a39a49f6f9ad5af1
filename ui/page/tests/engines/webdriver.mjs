/** WebKit's driver: one program that listens on loopback, and the WebDriver protocol to it. */
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { until } from '../until.mjs';

/** Starts the driver on a display and lets it start the browser. */
export async function startDriver(display, options) {
  const port = await freePort();
  const driver = spawn('WebKitWebDriver', [`--port=${port}`, '--host=127.0.0.1'], {
    env: { ...withoutWayland(process.env), DISPLAY: display, GDK_BACKEND: 'x11', NO_AT_BRIDGE: '1' },
    stdio: 'ignore',
  });
  const failed = new Promise((_, reject) => {
    driver.once('error', (error) => reject(new Error(`WebKitWebDriver (webkit2gtk-driver): ${error.message}`)));
  });
  const kill = () => driver.kill();
  process.once('exit', kill);

  const send = async (method, path, body) => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      body: method === 'POST' ? JSON.stringify(body ?? {}) : undefined,
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
      process.removeListener('exit', kill);
      kill();
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
