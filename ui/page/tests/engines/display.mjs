/** A virtual screen with a real mouse. */
import { execFile, spawn } from 'node:child_process';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** Starts an X server on a free number. */
export async function startDisplay() {
  // It chooses the number and writes it when it is ready.
  const server = spawn(
    'Xvfb',
    ['-displayfd', '3', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp', '-noreset'],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] },
  );
  const kill = () => server.kill();
  process.once('exit', kill);
  const number = await new Promise((resolve, reject) => {
    server.once('error', (error) => reject(new Error(`Xvfb (xvfb): ${error.message}`)));
    server.once('exit', (code) => reject(new Error(`Xvfb ended with ${code}`)));
    server.stdio[3].once('data', (text) => resolve(String(text).trim()));
  });
  const name = `:${number}`;
  return {
    name,
    /** The real mouse, by xdotool's commands. */
    mouse: (...words) => execute('xdotool', words.map(String), { env: { ...process.env, DISPLAY: name } }),
    close() {
      process.removeListener('exit', kill);
      kill();
    },
  };
}
