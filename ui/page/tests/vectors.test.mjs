/** The conformance vectors in Chromium. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { startBrowser } from './browser.mjs';
import { indexOf } from './keys.mjs';

const folder = new URL('../../../tests/vectors/', import.meta.url);
const conformance = readFileSync(new URL('../dist/conformance.js', import.meta.url), 'utf8');

let browser;
before(async () => {
  browser = await startBrowser();
});
after(() => browser.close());

for (const file of readdirSync(folder).filter((name) => name.endsWith('.json'))) {
  test(`vectors: ${file}`, async () => {
    const groups = JSON.parse(readFileSync(new URL(file, folder), 'utf8'));
    for (const each of groups.flatMap(({ cases }) => cases))
      if (each.hit !== undefined) each.index = indexOf([{ selectors: each.rule }]);
    const { page, close } = await browser.open({ '/': '<!doctype html>' });
    await page.addScriptTag({ content: conformance });
    const { ran, failures } = await page.evaluate((json) => globalThis.runVectors(json), groups);
    assert.deepEqual(failures, []);
    assert.equal(ran, groups.flatMap(({ cases }) => cases).length);
    await close();
  });
}
