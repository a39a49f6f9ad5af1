/** Publications that are not all there: what is said of what visitors do not get, and the ways on and back. */
import assert from 'node:assert/strict';
import { openPlace, openSeveral } from '../dev/publish.mjs';
import { panelTest } from './panel-test.mjs';

const PLAN = '9c41d7e02b6a85f3';
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
  assert.deepEqual(await aims(t), [[{ target: 'theme', seen: { revision: BEFORE, files: null }, seenUnloaded: true, goal: { type: 'revision', number: 3 } }]]);
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

async function publish(t) {
  await openPlace(t.page);
  await t.by('publish-now').click();
}

panelTest('what nothing mends by trying again is not offered to be tried again', 'theme-stuck', async (t) => {
  await publish(t);
  await t.by('publish-failed').waitFor();
  await t.by('live-now').waitFor();
  assert.equal(await t.by('publish-again').count(), 0);
  assert.equal(await t.by('publish-undo').count(), 0, 'nothing changed');
  await t.by('give-secret').waitFor();
});

panelTest('what is live all the same is told as live, calmly, and undone after a yes', 'publish-landed', async (t) => {
  await publish(t);
  await t.by('published-after-all').waitFor();
  assert.match(await t.by('published').innerText(), /Revision 4 is live/);
  assert.match(await t.by('published-after-all').innerText(), /went live all the same.*does not accept the token/s);
  assert.equal(await t.by('publish-failed').count(), 0);
  assert.equal(await t.by('publish-again').count(), 0);
  await t.by('publish-done').waitFor();
  await t.by('publish-undo').click();
  await t.by('publish-undo-keep').click();
  await t.by('publish-undo').click();
  await t.by('publish-undo-yes').click();
  await t.page.getByText('Revision 3 is live').waitFor();
  const goal = { type: 'revision', number: 3 };
  assert.deepEqual((await aims(t)).at(-1), [{ target: 'host', seen: { revision: PLAN, files: null }, goal }]);
});

panelTest('of what is live all the same nobody who does not look is told a failure', 'publish-landed', async (t) => {
  await openPlace(t.page);
  await t.by('publish-now').waitFor();
  // Both before the pretended publication does anything.
  await t.page.evaluate(() => {
    for (const id of ['publish-now', 'publish-close']) document.querySelector(`[data-testid=${id}]`).click();
  });
  await t.by('toast').waitFor();
  assert.match(await t.by('toast').innerText(), /Revision 4 is live at Live shop/);
});

panelTest('a first publication that stopped half way is finished, or taken out', 'theme-half', async (t) => {
  await publish(t);
  await t.by('publish-take-out').waitFor();
  assert.equal(await t.by('publish-failed').getAttribute('data-code'), 'unfinished');
  await t.by('publish-again').waitFor();
  await t.by('publish-take-out').click();
  await t.by('take-out-yes').click();
  await t.page.getByText('Nothing is live yet').waitFor();
  assert.equal((await t.calls('take_out')).length, 1);
});

panelTest('trying again what stopped half way is over what nothing loads', 'theme-half', async (t) => {
  await publish(t);
  await t.by('publish-again').click();
  await t.by('published').waitFor();
  const [, [again]] = await aims(t);
  assert.deepEqual([again.seen, again.seenUnloaded], [{ revision: PLAN, files: null }, true]);
});

panelTest('at several places only what may help is offered, and the way back from all that changed', 'several-stuck', async (t) => {
  await openSeveral(t.page);
  await t.by('several-publish').click();
  await t.by('run-undo').waitFor();
  const rows = t.by('run-place');
  assert.deepEqual(await rows.evaluateAll((all) => all.map((each) => each.dataset.end)), ['live', 'failed', 'live', 'live', 'live']);
  assert.match(await rows.first().innerText(), /Revision 4 is live all the same\..*does not accept the token/s);
  assert.equal(await t.by('run-finish').count(), 0);
  await t.by('run-undo').click();
  await t.by('run-undo-yes').click();
  await t.page.getByText('Revision 3 is live').first().waitFor();
  const [, back] = await aims(t);
  assert.deepEqual(back.map(({ target }) => target), ['host', 'place-1', 'place-2', 'place-4']);
  assert.ok(back.every(({ seen }) => seen.revision === PLAN), 'only in place of what was published');
});

panelTest('what is told of several places stays told while one of them is looked into', 'several-half', async (t) => {
  await openSeveral(t.page);
  await t.by('several-publish').click();
  await t.by('run-take-out').click();
  await t.by('take-out-no').waitFor();
  await t.by('take-out-no').click();
  await t.by('publish-back').click();
  assert.deepEqual(await t.by('run-place').evaluateAll((all) => all.map((each) => each.dataset.end)), ['failed', 'live']);
  await t.by('run-take-out').click();
  await t.by('take-out-yes').click();
  await t.page.getByText('Nothing is live yet').waitFor();
  await t.by('publish-back').click();
  await t.by('run-place').first().getByText('Waymark was taken out of the theme').waitFor();
  assert.deepEqual([await t.by('run-take-out').count(), await t.by('run-finish').count()], [0, 0], 'it is out, and stays out');
  // Published there after all, by its own page.
  await t.by('publish-back').click();
  await t.page.locator('[data-testid=place][data-name="Spring theme"]').click();
  await t.by('publish-now').click();
  await t.by('published').waitFor();
  await t.by('publish-done').click();
  await t.by('publish-several').click();
  await t.by('several-publish').waitFor();
});

panelTest('what becomes of one place is told among the others, also past its history', 'several-half', async (t) => {
  await openSeveral(t.page);
  await t.by('several-publish').click();
  await t.by('run-take-out').click();
  await t.by('take-out-no').click();
  await t.by('place-install').click();
  await t.by('publish-back').click();
  await t.by('publish-now').click();
  await t.by('published').waitFor();
  await t.by('publish-back').click();
  assert.deepEqual(await t.by('run-place').evaluateAll((all) => all.map((each) => each.dataset.end)), ['live', 'live']);
  assert.equal(await t.by('run-finish').count(), 0);
});

/** Presses a button and Back before what it begins is over. */
const pressAndLeave = (t, id) =>
  t.page.evaluate((id) => {
    for (const each of [id, 'publish-back']) document.querySelector(`[data-testid=${each}]`).click();
  }, id);

panelTest('gone back from a place while it is published, nothing told of the others is lost', 'several-half', async (t) => {
  await openSeveral(t.page);
  await t.by('several-publish').click();
  await t.by('run-take-out').click();
  await t.by('take-out-no').click();
  await t.by('publish-now').waitFor();
  await pressAndLeave(t, 'publish-now');
  await t.page.locator('[data-testid=run-place][data-end=live]').nth(1).waitFor();
  assert.equal(await t.by('run-place').count(), 2);
});

panelTest('a publication that failed as a whole is told as gone well once it did', 'several-failing', async (t) => {
  await openSeveral(t.page);
  await t.page.evaluate(() => {
    const { places } = window.mock;
    const answer = places.answer.bind(places);
    let failed = false;
    places.answer = (command, args) => {
      if (command !== 'publish' || failed) return answer(command, args);
      failed = true;
      throw { code: 'store', message: 'The database is busy.', hint: 'Try again.', retryable: true };
    };
  });
  await t.by('several-publish').click();
  await t.by('publish-failed').waitFor();
  await t.by('run-finish').click();
  await t.by('run-place').first().waitFor();
  await t.by('publish-done').waitFor();
  assert.equal(await t.by('publish-failed').count(), 0);
});

panelTest('a removal that is not waited for is told among the places', 'several-half', async (t) => {
  await openSeveral(t.page);
  await t.by('several-publish').click();
  await t.by('run-take-out').click();
  await t.by('take-out-yes').waitFor();
  await pressAndLeave(t, 'take-out-yes');
  await t.by('run-place').first().getByText('Waymark was taken out of the theme').waitFor();
  assert.equal(await t.by('run-finish').count(), 0);
});

panelTest('where a look failed nothing is tried again before another one', 'several-half', async (t) => {
  await openSeveral(t.page);
  await t.page.evaluate(() => {
    document.querySelector('[data-testid=several-publish]').click();
    window.mock.places.silence('theme', { code: 'unreachable', message: 'It does not answer.', hint: '', retryable: true });
  });
  await t.by('run-look-all').waitFor();
  assert.deepEqual([await t.by('run-finish').count(), await t.by('run-take-out').count()], [0, 0]);
  await t.page.evaluate(() => window.mock.places.silence('theme', null));
  await t.by('run-look-all').click();
  await t.by('run-finish').click();
  await t.page.locator('[data-testid=run-place][data-end=live]').nth(1).waitFor();
  const [, [again]] = await aims(t);
  assert.deepEqual([again.target, again.seenUnloaded], ['theme', true]);
});

panelTest('what was stopped before its turn came is not told as live', 'publish-behind', async (t) => {
  await publish(t);
  await t.by('publish-stop').click();
  await t.by('not-started').waitFor();
  assert.equal(await t.by('published').count(), 0);
  assert.doesNotMatch(await t.by('publish-dialog').innerText(), /is live|Visitors get/);
  await t.by('publish-done').click();
});
