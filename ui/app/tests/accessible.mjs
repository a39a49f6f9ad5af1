/** Every screen and state, light and dark: no axe violation, no console noise, nothing wider than the panel. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { acts, views } from '../dev/acts.mjs';
import { stateNames } from '../dev/names.mjs';
import { test } from './panel.mjs';

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const screens = [
  ...(await stateNames()).map((name) => [name, name, acts[name]]),
  ...Object.entries(views).map(([name, [state, act]]) => [name, state, act]),
];


for (const [name, state, act] of screens) {
  test(name, state, async (page) => {
    await act?.(page);
    // Evaluated by the debugger, not by the page: the panel's policy stays as strict as it ships.
    const debug = await page.context().newCDPSession(page);
    await debug.send('Runtime.evaluate', { expression: axe });
    await debug.detach();
    const light = await violations(page, {});
    await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
    const dark = await violations(page, { runOnly: ['color-contrast'] });
    assert.deepEqual([...light, ...dark], []);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(wide <= 380, `content is ${wide} px wide`);
    assert.deepEqual(await scrolledSideways(page), []);
  });
}

/** Parts that scroll down must not hide anything at their side. */
function scrolledSideways(page) {
  return page.evaluate(() =>
    [...document.querySelectorAll('main *, [role=dialog] *')]
      .filter((part) => getComputedStyle(part).overflowY === 'auto')
      .filter((part) => part.scrollWidth > part.clientWidth)
      .map((part) => `${part.className} is ${part.scrollWidth} px wide in ${part.clientWidth}`),
  );
}

function violations(page, options) {
  return page.evaluate(async (options) => {
    // What it found no fault with is counted in any case, and only listed otherwise.
    const { violations } = await window.axe.run(document, { ...options, resultTypes: ['violations'] });
    return violations.flatMap((found) =>
      found.nodes.map((node) => `${found.id}: ${node.target.join(' ')} ${node.failureSummary}`),
    );
  }, options);
}
