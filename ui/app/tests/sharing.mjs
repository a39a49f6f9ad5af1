/** Working on a plan with others: undo and redo, notes, history, filters by status, platform and owner, event packs. */
import assert from 'node:assert/strict';
import { openPack, openPast, readPack } from '../dev/sharing.mjs';
import { drawn, focusedId, panelTest } from './panel-test.mjs';

const names = (t) =>
  t.by('event-row').evaluateAll((rows) => rows.map((row) => row.getAttribute('data-name')));
const args = async (t, command) => (await t.calls(command)).map((call) => call.args);

panelTest('what was undone can be redone, by key and by its message', 'list', async (t) => {
  const before = await names(t);
  await t.by('event-open').nth(1).focus();
  await t.page.keyboard.press('Delete');
  await t.page.waitForFunction((number) => document.querySelectorAll('[data-row]').length < number, before.length);
  const after = await names(t);
  await t.page.keyboard.press('Control+z');
  await t.page.getByText('Undone: Delete begin_checkout.').waitFor();
  assert.deepEqual(await names(t), before);
  await t.page.keyboard.press('Control+Shift+Z');
  await t.page.getByText('Redone: Delete begin_checkout.').waitFor();
  assert.deepEqual(await names(t), after);
  await t.page.getByRole('button', { name: 'Undo', exact: true }).click();
  await t.page.getByText('Undone').waitFor();
  await t.page.keyboard.press('Control+y');
  await t.page.getByText('Redone').waitFor();
  assert.deepEqual(await names(t), after);
  assert.equal((await t.calls('redo')).length, 2);
  await t.page.keyboard.press('Control+y');
  assert.equal((await t.calls('redo')).length, 2, 'nothing is left to redo');
});

panelTest('what was undone can be redone by mouse in a narrow panel', 'list', async (t) => {
  await t.by('event-menu').first().click();
  await t.by('event-delete').click();
  await t.by('undo').click();
  await t.page.locator('[data-testid=redo]:enabled').click();
  await t.page.waitForFunction(() => window.mock.calls.some(({ command }) => command === 'redo'));
  const [header, narrow] = [t.page.locator('header').first(), await t.page.evaluate(() => window.innerWidth)];
  assert.equal(narrow, 380);
  assert.ok((await header.evaluate((all) => all.scrollWidth)) <= narrow, 'and nothing is pushed out for it');
});

panelTest('typing keeps its own undo and redo', 'list', async (t) => {
  await t.by('event-open').nth(1).focus();
  await t.page.keyboard.press('Delete');
  await t.by('search').fill('cart');
  await t.page.keyboard.press('Control+z');
  await t.page.keyboard.press('Control+y');
  assert.equal((await t.calls('undo')).length + (await t.calls('redo')).length, 0);
});

panelTest('a note is signed, added and shown beside the event', 'list', async (t) => {
  assert.equal(await t.by('event-notes').count(), 1);
  await openPast(t.page, 1);
  await t.by('no-notes').waitFor();
  assert.equal(await t.by('note-add').isDisabled(), true, 'nothing was written');
  await t.by('note-author').fill('Jonas');
  await t.by('note-text').fill('  ');
  assert.equal(await t.by('note-add').isDisabled(), true, 'spaces say nothing');
  await t.by('note-text').fill('Ask the <b>agency</b>\nabout this.');
  await t.page.keyboard.press('Control+Enter');
  await t.by('note').waitFor();
  assert.match(await t.by('note').innerText(), /Jonas.*Ask the <b>agency<\/b>\nabout this\./s);
  assert.equal(await t.by('note-text').inputValue(), '');
  assert.deepEqual(await args(t, 'sign_as'), [{ name: 'Jonas' }]);
  assert.equal((await t.calls('event_history')).length, 2, 'the history is read again');
  await t.page.keyboard.press('Escape');
  await t.by('past-dialog').waitFor({ state: 'detached' });
  assert.equal(await t.by('event-notes').count(), 2);
});

panelTest('the history says who did what, and brings an earlier state back', 'past', async (t) => {
  await openPast(t.page);
  const changes = t.by('past-change');
  await changes.first().waitFor();
  assert.match(await changes.first().innerText(), /as it is now/);
  assert.equal(await changes.first().getByTestId('bring-back').count(), 0);
  assert.match(await changes.nth(1).innerText(), /Was a draft, is ready\.\s+Owner: Jonas instead of Mara\.\s+Mara Lindqvist, 2 h ago/);
  await changes.nth(1).getByTestId('bring-back').click();
  await t.page.getByText('Brought an earlier state back.').waitFor();
  assert.deepEqual(await args(t, 'bring_back_event'), [{ id: 'e-add_to_cart', change: 7 }]);
});

panelTest('a long history is read page by page, to its beginning', 'past-long', async (t) => {
  await openPast(t.page);
  await t.by('past-change').first().waitFor();
  assert.equal(await t.by('past-earlier').count(), 0, 'first all that was read');
  assert.match(await t.by('past-all').innerText(), /^Show the last 50$/);
  await t.by('past-all').click();
  for (const shown of [100, 120]) {
    await t.by('past-earlier').click();
    await t.by('past-change').nth(shown - 1).waitFor();
    assert.equal(await t.by('past-change').count(), shown);
  }
  assert.match(await t.by('past-change').last().innerText(), /^Add add_to_cart/);
  assert.equal(await t.by('past-earlier').count(), 0);
  const asked = (await args(t, 'event_history')).map(({ before }) => before);
  assert.deepEqual(asked, [null, 71, 21]);
});

panelTest('events are filtered by status, platform and owner', 'list', async (t) => {
  assert.deepEqual(
    (await t.by('filter-standing').locator('option').allInnerTexts()).slice(0, 4),
    ['Any status', 'In work', 'Ready', 'Paused'],
    'a draft is what never fired, in the filter beside it',
  );
  await t.by('filter-standing').selectOption('paused');
  assert.deepEqual(await names(t), ['shipping_policy_click']);
  await t.by('filter-standing').selectOption('ios');
  assert.deepEqual(await names(t), ['filter_collection', 'home_banner_click']);
  await t.by('filter-owner').selectOption('App team');
  assert.deepEqual(await names(t), ['filter_collection']);
  assert.equal(await t.by('shown-count').innerText(), '1 of 12 events shown');
  assert.match(await drawn(t.by('event-row').getByTestId('proof')), /iOS, Android/);
  await t.by('filter-owner').selectOption('Jonas');
  await t.by('clear-filter').click();
  assert.equal((await names(t)).length, 12);
});

panelTest('platforms are part of a draft', 'list', async (t) => {
  await t.by('event-open').nth(1).click();
  await t.by('draft-more').click();
  await t.by('draft-platform-ios').click();
  assert.equal(await t.by('apps-only').count(), 0);
  await t.by('draft-platform-web').click();
  await t.by('apps-only').waitFor();
  await t.page.keyboard.press('Control+Enter');
  await t.by('event-row').first().waitFor();
  assert.deepEqual((await args(t, 'save_draft'))[0].draft.event.platforms, ['ios']);
});

panelTest('chosen events are saved as a pack', 'list', async (t) => {
  await openPack(t.page);
  assert.equal(await t.by('pack-save').isDisabled(), true);
  await t.by('pack-search').fill('add_to');
  await t.by('pack-all').click();
  await t.by('pack-search').fill('');
  await t.page.locator('[data-testid=pack-choice][data-name=view_reviews]').getByRole('checkbox').check();
  await t.by('pack-save').click();
  await t.page.getByText('Saved 2 events as a pack.').waitFor();
  assert.deepEqual(await args(t, 'export_pack'), [
    { ids: ['e-add_to_cart', 'e-view_reviews'], file: '/home/mara/Documents/bloom-and-bark.com.pack.json' },
  ]);
  assert.equal(await focusedId(t.page), 'export');
});

panelTest('a pack is looked at before it is taken: found is chosen, guesses are not', 'pack-import', async (t) => {
  await readPack(t.page);
  await t.by('pack-found').waitFor();
  const chosen = await t.by('pack-choose').evaluateAll((boxes) => boxes.map((box) => box.checked));
  assert.deepEqual(chosen, [true, true, false, false], 'found, guessed, missing');
  assert.equal(await t.by('pack-there').getByRole('checkbox').count(), 0);
  assert.equal(await t.by('pack-refused').getByRole('checkbox').count(), 0);
  await t.by('pack-guessed').getByRole('checkbox').check();
  await t.by('pack-take').click();
  await t.page.getByText('Imported 3 events.').waitFor();
  assert.deepEqual(await args(t, 'take_pack'), [
    { ids: ['p-add_to_bag', 'p-scroll_product', 'p-size_chart_view'] },
  ]);
});

panelTest('the page of a proposal is shown in the shop while the pack waits', 'pack-import', async (t) => {
  await readPack(t.page);
  const guessed = t.by('pack-guessed').getByTestId('pack-event');
  await guessed.getByTestId('pack-show').click();
  const address = 'https://bloom-and-bark.com/products/fern';
  assert.deepEqual((await args(t, 'pane_go')).at(-1), { action: { kind: 'address', address } });
  assert.equal(await guessed.getByRole('checkbox').isChecked(), false, 'to look at it is not to take it');
  assert.equal(await t.by('pack-take').isEnabled(), true);
  assert.equal(await t.by('pack-missing').getByTestId('pack-show').count(), 0, 'what was found nowhere has no page');
});

panelTest('the search for a pack is told and can be stopped', 'pack-reading', async (t) => {
  await readPack(t.page);
  await t.page.getByText('3 of 9 pages read').waitFor();
  await t.by('pack-stop').click();
  await t.by('pack-step').waitFor({ state: 'detached' });
  assert.equal((await t.calls('stop_pack')).length, 1);
  assert.equal(await t.by('pack-failure').count(), 0, 'stopping is no failure');
});

panelTest('a history that could not be read is asked for again', 'past-failed', async (t) => {
  await openPast(t.page);
  await t.by('past-again').click();
  await t.page.waitForFunction(
    () => window.mock.calls.filter(({ command }) => command === 'event_history').length === 2,
  );
  await t.by('past-failure').waitFor();
});
