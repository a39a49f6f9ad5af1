/** How checking a page looks and behaves in the panel. */
import assert from 'node:assert/strict';
import { drawn, panelTest } from './panel-test.mjs';

panelTest('a check shows each event its verdict, and the reasons on demand', 'check', async (t) => {
  await t.by('check-page').click();
  assert.match(await t.by('check-summary').innerText(), /6 found, 2 moved, .*on this page/);
  const verdicts = await t.by('event-check').evaluateAll((all) => all.map((each) => each.dataset.verdict));
  assert.equal(verdicts.length, 15);
  const every = ['intact', 'not_run', 'moved', 'ambiguous', 'missing', 'hidden', 'needs_rendering'];
  assert.deepEqual(verdicts.slice(0, 7), every);
  const moved = t.by('event-row').nth(2);
  assert.match(await moved.getByTestId('event-check').innerText(), /Moved\s+Same form, field name/);
  assert.equal(await t.by('reasons').count(), 0);
  await moved.getByTestId('event-reasons').click();
  assert.match(await t.by('reasons').innerText(), /Form: Join 12,000 gardeners.*97 % sure/);
  assert.equal(await t.by('reasons').getByRole('listitem').count(), 5);
  assert.deepEqual((await t.calls('highlight')).at(-1).args, { id: 'e-newsletter_signup', reveal: true });
  await t.by('check-close').click();
  assert.equal(await t.by('event-check').count(), 0);
});

panelTest('what a row is about is outlined while the mouse or the keyboard is on it', 'check', async (t) => {
  const outlined = async () => (await t.calls('highlight')).at(-1)?.args;
  await t.by('event-row').nth(0).hover();
  assert.equal(await outlined(), undefined, 'nothing was found yet');
  await t.page.keyboard.press('Control+k');
  await t.by('event-check').first().waitFor();
  await t.by('event-row').nth(2).hover();
  assert.deepEqual(await outlined(), { id: 'e-newsletter_signup', reveal: false });
  await t.by('event-row').nth(4).hover();
  assert.deepEqual(await outlined(), { id: null, reveal: false }, 'missing');
  await t.by('search').focus();
  await t.page.keyboard.press('ArrowDown');
  assert.deepEqual(await outlined(), { id: 'e-add_to_cart', reveal: true });
});

panelTest('word that a check is over may come late or early, and is about that check alone', 'check', async (t) => {
  const hold = () =>
    t.page.evaluate(() => {
      window.mock.looking = new Promise((done) => (window.done = done));
    });
  const over = (number) => t.say({ kind: 'check_over', data: { number, why: 'page_changed' } });
  await t.by('check-page').click();
  await t.by('event-check').first().waitFor();
  await hold();
  await t.by('check-page').click();
  await over(1);
  await t.page.getByText('Looking for your events on this page').waitFor();
  assert.equal(await t.by('event-check').count(), 0, 'what the first found is gone');
  await t.page.evaluate(() => window.done());
  await t.by('event-check').first().waitFor();
  await over(1);
  assert.notEqual(await t.by('event-check').count(), 0, 'the second was not meant');
  await hold();
  await t.by('check-page').click();
  await over(3);
  await t.page.evaluate(() => window.done());
  await t.page.getByText('The page changed').waitFor();
  assert.equal(await t.by('event-check').count(), 0, 'it was over before it was heard of');
  assert.equal(await t.by('check-page').isEnabled(), true);
});

panelTest('a command waits for the one before it', 'check', async (t) => {
  await t.page.keyboard.press('Control+k');
  await t.by('event-check').first().waitFor();
  await t.page.evaluate(() => {
    window.mock.outlining = new Promise((done) => (window.done = done));
  });
  const sent = async () => (await t.calls('highlight')).map((call) => call.args.id);
  await t.by('event-row').nth(2).hover();
  await t.by('event-row').nth(4).hover();
  await t.by('event-row').nth(2).hover();
  assert.deepEqual(await sent(), ['e-newsletter_signup'], 'the first is still being done');
  await t.page.evaluate(() => window.done());
  await t.page.waitForFunction(() => window.mock.calls.filter((call) => call.command === 'highlight').length === 3);
  assert.deepEqual(await sent(), ['e-newsletter_signup', null, 'e-newsletter_signup']);
});

panelTest('what a check found goes with the page and with the plan, and says so', 'check', async (t) => {
  for (const [number, why, words] of [
    [1, 'page_changed', /The page changed/],
    [2, 'plan_changed', /The plan changed/],
  ]) {
    await t.by('check-page').click();
    await t.by('event-check').first().waitFor();
    await t.say({ kind: 'check_over', data: { number, why } });
    assert.equal(await t.by('event-check').count(), 0);
    assert.match(await t.by('check-summary').innerText(), words);
  }
  assert.equal(await t.by('check-page').innerText(), 'Check again');
});

panelTest('a moved event goes to the new place after a yes, and the others are checked again', 'check', async (t) => {
  await t.by('check-page').click();
  await t.by('use-new-place').first().click();
  await t.by('draft').waitFor();
  assert.deepEqual((await t.calls('use_new_place'))[0].args, { id: 'e-newsletter_signup' });
  // The page's count and the picture overtook the draft they are about.
  await t.page.locator('[data-testid=draft-matches][data-count="1"]').waitFor();
  await t.by('draft-picture').waitFor();
  const source = (picture) => t.by(picture).getAttribute('src');
  assert.notEqual(await source('draft-picture-before'), await source('draft-picture'));
  assert.equal((await t.calls('save_draft')).length, 0, 'nothing moves by itself');
  await t.by('draft-discard').click();
  await t.by('draft-discard-yes').click();
  assert.equal((await t.calls('save_draft')).length, 0);
  await t.by('use-new-place').first().click();
  await t.by('draft-save').click();
  await t.by('event-check').first().waitFor();
  assert.equal((await t.calls('save_draft')).length, 1);
  assert.equal((await t.calls('check_page')).length, 2);
});

panelTest('a set that moved is told by number and goes to its new place as a whole', 'check', async (t) => {
  await t.by('check-page').click();
  const row = t.by('event-row').nth(7);
  assert.match(await drawn(row.getByTestId('event-check')), /Moved\s+Found again as a set: 8 product links instead of 12/);
  await row.getByTestId('event-reasons').click();
  assert.match(await t.by('reasons').innerText(), /Link: Sword fern in a hanging pot and 7 more/);
  await row.getByTestId('use-new-place').click();
  await t.by('draft-picture').waitFor();
  assert.equal(await t.by('draft-picture-before').count(), 1);
  assert.equal((await t.calls('use_new_place')).length, 1);
  await t.by('draft-discard').click();
  await t.by('draft-discard-yes').click();
  await t.by('event-open').first().click();
  await t.by('draft-picture').waitFor();
  assert.equal(await t.by('draft-picture-before').count(), 0, 'of an event that stays where it is');
});

panelTest('a check that fails is told and can be tried again', 'check-failed', async (t) => {
  await t.by('check-page').click();
  await t.by('toast').waitFor();
  assert.equal(await t.by('check-page').innerText(), 'Check this page');
  assert.ok(await t.by('check-page').isEnabled());
});
