/** The demo shop, as `waymark demo-shop` serves it; the workspace has to be built. */
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { start } from '../engines/program.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '../../../..');
const PROGRAM = process.env.WAYMARK_PROGRAM ?? join(process.env.CARGO_TARGET_DIR ?? join(root, 'target'), 'debug/waymark');

let origin;

/** Where it is served; it is started once, and ends with this process. */
export function demoShop() {
  return (origin ??= open());
}

async function open() {
  const { child, failed } = start(PROGRAM, ['demo-shop'], 'waymark-cli, which `cargo build` makes', {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [line] = await Promise.race([failed, firstOf(createInterface({ input: child.stdout }))]);
  // It must not keep this process waiting for it.
  child.stdout.unref?.();
  return new URL(line).origin;
}

const firstOf = (lines) => new Promise((resolve) => lines.once('line', (line) => resolve([line])));
