/**
 * Every screen and state, light and dark, narrow and wide: no axe violation, no console noise, nothing wider than the panel.
 * Leaves a picture of each in target/shots/panel.
 */
import assert from 'node:assert/strict';
import { mkdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { acts, views } from '../dev/acts.mjs';
import { stateNames } from '../dev/names.mjs';
import { shotOf, shots, widths } from '../dev/pictures.mjs';
import { test } from './panel.mjs';

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const screens = [
  ...(await stateNames()).map((name) => [name, name, acts[name]]),
  ...Object.entries(views).map(([name, [state, act]]) => [name, state, act]),
];

await mkdir(shots, { recursive: true });

for (const [name, state, act] of screens) {
  test(name, state, async (page) => {
    await act?.(page);
    const [narrow, wide] = widths(state);
    const look = async (width, dark) => {
      await page.emulateMedia({ colorScheme: dark ? 'dark' : 'light', reducedMotion: 'reduce' });
      await page.screenshot({ path: shotOf(name, width, dark) });
      const wanted = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(wanted <= width, `content is ${wanted} px wide in ${width}`);
      assert.deepEqual(await scrolledSideways(page), []);
    };
    await look(narrow, false);
    // Evaluated by the debugger, not by the page: the panel's policy stays as strict as it ships.
    const debug = await page.context().newCDPSession(page);
    await debug.send('Runtime.evaluate', { expression: axe });
    await debug.detach();
    const light = await violations(page, {});
    await look(narrow, true);
    const dark = await violations(page, { runOnly: ['color-contrast'] });
    assert.deepEqual([...light, ...dark], []);
    await page.setViewportSize({ ...page.viewportSize(), width: wide });
    await look(wide, true);
    await look(wide, false);
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
