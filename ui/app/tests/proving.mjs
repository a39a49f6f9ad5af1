/** Events that Waymark makes fire by itself, against the pretended shell. */
import assert from 'node:assert/strict';
import { panelTest } from './panel-test.mjs';

panelTest('events are proven at a click, and what is left says why and opens', 'proved', async (t) => {
  assert.match(await t.by('prove-words').innerText(), /^\d+ events not proven yet$/);
  assert.match(await t.by('prove-by-hand').innerText(), /^1 of them only you can prove/);
  await t.by('prove-by-hand').click();
  await t.page.getByText('sort_collection: It counts some visitors only').waitFor();
  await t.by('prove').click();
  await t.by('prove-left').waitFor();
  assert.equal(await t.by('prove-words').innerText(), '4 events proven. 1 event still to be tested by you.');
  assert.match(await t.by('prove-left').innerText(), /Something lies over the element/);
  await t.by('prove-close').click();
  await t.by('prove').waitFor();
});

panelTest('proving shows how far it is and can be called off', 'proving', async (t) => {
  await t.by('prove').click();
  await t.by('prove-stop').waitFor();
  await t.say({ kind: 'proving', data: { done: 3, all: 9 } });
  await t.page.getByText('3 of 9').waitFor();
  await t.by('prove-stop').click();
  await t.page.waitForFunction(() => window.mock.calls.some(({ command }) => command === 'stop_proving'));
});

panelTest('of many that are left the first are told, and all when asked', 'proved-long', async (t) => {
  await t.by('prove').click();
  await t.by('prove-all').click();
  assert.equal(await t.by('prove-left').getByRole('listitem').count(), 9);
});
