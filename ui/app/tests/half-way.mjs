/** Publications that are not all there: what is said of what visitors do not get, and the ways on and back. */
import assert from 'node:assert/strict';
import { openSeveral } from '../dev/publish.mjs';
import { panelTest } from './panel-test.mjs';

const BEFORE = '3f9c2a71d04be865';
const aims = async (t) => (await t.calls('publish')).map((call) => call.args.aims);

panelTest('what a theme does not load is nowhere called live, and going back to it finishes it', 'theme-not-loaded', async (t) => {
  await t.by('publish').click();
  const row = t.page.locator('[data-testid=place][data-name="Spring theme"]');
  await row.getByText('Visitors get nothing of it').waitFor();
  assert.match(await row.innerText(), /Revision 3 .* not loaded by the theme/);
  await row.click();
  await t.by('not-loaded').waitFor();
  assert.match(await t.by('live-now').innerText(), /^In the theme/);
  assert.doesNotMatch(await t.by('publish-dialog').innerText(), /Live now|is live|Up to date/);
  await t.by('place-history').click();
  assert.equal(await t.by('history-live').innerText(), 'Not loaded');
  await t.by('go-back').first().click();
  await t.by('go-back-yes').click();
  await t.by('published').waitFor();
  assert.deepEqual(await aims(t), [[{ target: 'theme', seen: { revision: BEFORE, files: null }, goal: { type: 'revision', number: 3 } }]]);
  await t.by('publish-done').click();
  await row.getByText('changes not published').waitFor();
  assert.doesNotMatch(await row.innerText(), /not loaded/);
});

panelTest('of several places one that does not load the revision can have it', 'theme-not-loaded', async (t) => {
  await openSeveral(t.page);
  await t.by('several-goal').selectOption('3');
  const ticked = await t.by('several-tick').evaluateAll((all) => all.map((each) => [each.checked, each.disabled]));
  assert.deepEqual(ticked, [[true, false], [false, true]], 'the other has it');
});
