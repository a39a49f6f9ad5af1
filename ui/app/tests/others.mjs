/** What others made live: in the history of a place, gone back to, not kept or taken away; and two revisions of one marker. */
import assert from 'node:assert/strict';
import { openPlace } from '../dev/publish.mjs';
import { panelTest } from './panel-test.mjs';

const THEIRS = 'e07a5c3d91f4b628';
const TWIN = '3f9c2a71d04be865';
const lastAims = async (t) => (await t.calls('publish')).at(-1).args.aims;

panelTest('what somebody else published is undone, and gone back to', 'publish-conflict', async (t) => {
  await openPlace(t.page);
  await t.by('conflict').waitFor();
  await t.by('place-history').click();
  const entries = t.by('history-entry');
  assert.match(await entries.nth(0).innerText(), /Revision 4\s+Jonas · 40 min ago · 14 events · not.from.here\s+Live/);
  // Back to what was ours, over theirs.
  await entries.nth(1).getByTestId('go-back').click();
  assert.match(await t.by('history').innerText(), /Go back to revision 3, over what somebody else published\?/);
  await t.by('go-back-yes').click();
  await t.by('published').waitFor();
  const seen = { revision: THEIRS, files: null };
  assert.deepEqual(await lastAims(t), [{ target: 'host', seen, goal: { type: 'revision', number: 3 } }]);
  // And to theirs again.
  await t.by('publish-done').click();
  await t.by('place').click();
  await t.by('place-history').click();
  await entries.nth(1).getByTestId('go-back').click();
  await t.by('go-back-yes').click();
  await t.by('published').waitFor();
  assert.match(await t.by('published').innerText(), /Revision 4 is live/);
  assert.deepEqual((await lastAims(t))[0].goal, { type: 'revision', number: 4 });
});

panelTest('a way back that takes everything off the shop says so', 'publish-emptied', async (t) => {
  await openPlace(t.page);
  await t.by('place-history').click();
  const entries = t.by('history-entry');
  const asked = async (at) => {
    await entries.nth(at).getByTestId('go-back').click();
    const question = await entries.nth(at).innerText();
    await t.by('go-back-keep').click();
    return question;
  };
  assert.match(await asked(1), /Go back to revision \d+\? It has no events: every event comes off the shop/);
  assert.doesNotMatch(await asked(2), /comes off/);
});

panelTest('what could not be kept is told of before it is published over', 'publish-unkept', async (t) => {
  await openPlace(t.page);
  assert.match(await t.by('unkept').innerText(), /could not be kept.*cannot go back to it/s);
  await t.by('publish-over').waitFor();
});

panelTest('of two revisions with one marker only one is live', 'publish-twins', async (t) => {
  await openPlace(t.page);
  assert.match(await t.by('live-now').innerText(), /Revision 2/);
  await t.by('place-history').click();
  const entries = t.by('history-entry');
  assert.equal(await t.by('history-live').count(), 1);
  assert.match(await entries.nth(1).innerText(), /Revision 2.*Live/s);
  await entries.nth(0).getByTestId('go-back').click();
  await t.by('go-back-yes').click();
  await t.by('published').waitFor();
  const seen = { revision: TWIN, files: null };
  assert.deepEqual(await lastAims(t), [{ target: 'host', seen, goal: { type: 'revision', number: 3 } }]);
});

panelTest('what was published and is gone is said, and put back', 'publish-gone', async (t) => {
  await t.by('publish').click();
  const place = t.by('place');
  await place.getByText('11 events to publish again').waitFor();
  assert.match(await place.innerText(), /Nothing is live any more: what was published is gone/);
  await place.click();
  await t.by('publish-now').click();
  await t.by('publish-anyway').click();
  await t.by('published').waitFor();
  const aims = await lastAims(t);
  assert.equal(aims[0].seen, null);
  assert.equal(aims[0].goal.type, 'plan');
});
