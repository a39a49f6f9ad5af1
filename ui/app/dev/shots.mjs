/** Renders every screen and state, narrow and wide, light and dark, to target/shots/panel. */
import { mkdir } from 'node:fs/promises';
import { acts, views } from './acts.mjs';
import { start } from './harness.mjs';
import { stateNames } from './names.mjs';
import { shotOf, shots, widths } from './pictures.mjs';

const only = process.argv.slice(2);
await mkdir(shots, { recursive: true });
const panel = await start();

async function shoot(name, state, act) {
  if (only.length > 0 && !only.some((part) => name.includes(part))) return;
  for (const width of widths(state)) {
    for (const dark of [false, true]) {
      const { page, problems, close } = await panel.open(state, { width, dark });
      await act?.(page);
      await page.screenshot({ path: shotOf(name, width, dark) });
      for (const problem of problems) console.warn(`${name}: ${problem}`);
      await close();
    }
  }
}

for (const name of await stateNames()) await shoot(name, name, acts[name]);
for (const [name, [state, act]] of Object.entries(views)) await shoot(name, state, act);
await panel.stop();
