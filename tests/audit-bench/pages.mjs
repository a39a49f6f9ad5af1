/** Writes product pages of a shop as files, `0.html` and up: own markup, 108 to 298 KB each, the same every time. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { genPage } from '../../ui/page/bench/page.mjs';

const [folder, number] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
for (let seed = 1; seed <= Number(number); seed++) {
  // Markup is some 105 KB of each page; the rest is data of apps and themes, from none to much.
  const html = genPage({ seed, shop: 7, jsonKB: ((seed * 37) % 185) + 2, cards: 6 + (seed % 5) });
  writeFileSync(join(folder, `${seed - 1}.html`), html);
}
