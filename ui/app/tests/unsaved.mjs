/** What is open and has changes is not thrown away by opening something else: the person is asked first. */
import assert from 'node:assert/strict';
import { openReport } from '../dev/auditing.mjs';
import { openPlace } from '../dev/publish.mjs';
import { panelTest } from './panel-test.mjs';

const nameIs = (t, name) =>
  t.page.waitForFunction((name) => document.querySelector('[data-testid=draft-name]')?.value === name, name);
const openFromReview = async (t) => {
  await openPlace(t.page);
  await t.by('change').nth(1).getByTestId('event-link').click();
};

panelTest('an event that a review names does not overwrite an unsaved pick without a yes', 'publish-review', async (t) => {
  await t.page.evaluate(() => window.mock.pick());
  await t.by('draft-name').fill('mine');
  await openFromReview(t);
  await t.by('waiting-pick').waitFor();
  assert.match(await t.by('waiting-pick').innerText(), /You opened another event\s+add_to_cart\. This event has unsaved changes/);
  assert.equal(await t.by('waiting-give').count(), 0, 'its element is its own');
  assert.equal(await t.by('publish-dialog').count(), 0);
  await t.by('waiting-keep').click();
  assert.equal(await t.by('draft-name').inputValue(), 'mine');
  assert.equal((await t.calls('check_draft')).at(-1).args.draft.event.name, 'mine', 'it is what is outlined again');
  await openFromReview(t);
  await t.by('waiting-take').click();
  await nameIs(t, 'add_to_cart');
  await t.by('draft-picture').waitFor();
});

panelTest('an event that is open with changes stays as it is when it is opened once more', 'publish-review', async (t) => {
  await openFromReview(t);
  await nameIs(t, 'add_to_cart');
  await t.by('draft-name').fill('mine');
  await openFromReview(t);
  await t.by('publish-dialog').waitFor({ state: 'detached' });
  assert.equal(await t.by('draft-name').inputValue(), 'mine');
  assert.equal((await t.calls('edit_event')).length, 1);
});

panelTest('an event of a report asks, and is next after a save', 'audit-report', async (t) => {
  await t.by('event-open').first().click();
  await t.by('draft-name').fill('add_to_basket');
  await openReport(t.page);
  await t.by('finding-event').first().click();
  await t.by('waiting-pick').waitFor();
  await t.page.keyboard.press('Control+Enter');
  await nameIs(t, 'begin_checkout');
  assert.equal((await t.calls('save_draft'))[0].args.draft.event.name, 'add_to_basket');
});

panelTest('a repair waits while another event is open with changes, and is one still when it is taken', 'audit-launch', async (t) => {
  await t.by('event-open').nth(3).click();
  await t.by('draft-name').fill('mine');
  await openReport(t.page);
  await t.by('review-repair').first().click();
  await t.by('waiting-pick').waitFor();
  assert.equal(await t.by('draft-name').inputValue(), 'mine');
  assert.equal(await t.by('draft-ahead').count(), 0);
  await t.by('waiting-take').click();
  await t.by('draft-ahead').waitFor();
  await t.by('draft-picture-before').waitFor();
  await t.by('draft-discard').click();
  assert.equal(await t.by('draft-discard-yes').count(), 1, 'it is a change until it is saved');
});

panelTest('a repair of the event that is open with changes does not take them', 'audit-report', async (t) => {
  await openReport(t.page);
  await t.by('review-repair').first().click();
  await t.by('draft').waitFor();
  await t.by('draft-name').fill('mine');
  await openReport(t.page);
  await t.by('review-repair').first().click();
  await t.by('toast').filter({ hasText: 'Save or discard the open event first' }).waitFor();
  assert.equal(await t.by('draft-name').inputValue(), 'mine');
  assert.equal((await t.calls('use_new_place')).length, 1);
});

panelTest('events are not moved together while one is open with changes', 'audit-report', async (t) => {
  await t.by('event-open').first().click();
  await t.by('draft-name').fill('mine');
  await openReport(t.page);
  await t.by('repair-all-accept').click();
  await t.by('repair-all-yes').click();
  await t.by('toast').filter({ hasText: 'Save or discard the open event first' }).waitFor();
  assert.equal((await t.calls('accept_repairs')).length, 0);
});

panelTest('undo and redo rest while an event is open, by mouse as by keyboard', 'list', async (t) => {
  const ready = (way) => t.page.locator(`[data-testid=${way}]:enabled`).waitFor({ state: 'attached' });
  const rests = async (way) => {
    await t.by('event-open').first().click();
    await t.by('draft').waitFor();
    assert.equal(await t.by(way).isDisabled(), true);
    assert.match(await t.by(way).getAttribute('title'), /save or close the event first/);
    await t.by('draft-discard').click();
    await t.by('event-list').waitFor();
    await ready(way);
  };
  await t.by('event-menu').first().click();
  await t.by('event-duplicate').click();
  await ready('undo');
  await rests('undo');
  await t.by('undo').click();
  await ready('redo');
  await rests('redo');
});
