/** Renders every screen and state, narrow and wide, light and dark, to target/shots/panel. */
import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { acts, views } from './acts.mjs';
import { start } from './harness.mjs';
import { stateNames } from './names.mjs';

const folder = fileURLToPath(new URL('../../../target/shots/panel/', import.meta.url));
const only = process.argv.slice(2);
await mkdir(folder, { recursive: true });
const panel = await start();

/** Without a shop the panel fills the window. */
function widths(state) {
  return /^(first|recent|opening|fail|database)/.test(state) ? [380, 1280] : [380, 560];
}

async function shoot(name, state, act) {
  if (only.length > 0 && !only.some((part) => name.includes(part))) return;
  for (const width of widths(state)) {
    for (const dark of [false, true]) {
      const { page, problems, close } = await panel.open(state, { width, dark });
      await act?.(page);
      await page.screenshot({ path: `${folder}${name}-${width}-${dark ? 'dark' : 'light'}.png` });
      for (const problem of problems) console.warn(`${name}: ${problem}`);
      await close();
    }
  }
}

for (const name of await stateNames()) await shoot(name, name, acts[name]);
for (const [name, [state, act]] of Object.entries(views)) await shoot(name, state, act);
await panel.stop();
