/** Programs that an engine needs. Whatever ends this process ends them. */
import { spawn } from 'node:child_process';

const started = new Set();
process.once('exit', () => started.forEach((child) => child.kill()));
// A signal alone would end this process without its `exit`.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(1));

/**
 * Starts a program. `failed` never resolves; it rejects when the program is missing, `source` says in what package it
 * comes, or has ended.
 */
export function start(name, words, source, options) {
  const child = spawn(name, words, options);
  started.add(child);
  // What failed to start fully must not keep this process waiting for it.
  child.unref();
  const failed = new Promise((_, reject) => {
    child.once('error', ({ message }) => reject(new Error(`${name}, of the package ${source}: ${message}`)));
    child.once('exit', (code) => reject(new Error(`${name} ended with ${code}`)));
  });
  failed.catch(() => started.delete(child));
  return { child, failed };
}
