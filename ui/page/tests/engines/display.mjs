/** A virtual screen with a real mouse. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { start } from './program.mjs';

const execute = promisify(execFile);

/** Starts an X server. */
export async function startDisplay() {
  // It chooses a free number and writes it when it is ready.
  const words = ['-displayfd', '3', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp', '-noreset'];
  const { child, failed } = start('Xvfb', words, 'xvfb', { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const written = new Promise((resolve) => child.stdio[3].once('data', resolve));
  const name = `:${String(await Promise.race([failed, written])).trim()}`;
  child.stdio[3].unref();
  return {
    name,
    /** The real mouse, by xdotool's commands. */
    mouse: (...words) => execute('xdotool', words.map(String), { env: { ...process.env, DISPLAY: name } }),
    close: () => child.kill(),
  };
}
