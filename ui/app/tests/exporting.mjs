/** Exports: the script, formats of other tools with what they lose, and an import from Tag Manager. */
import assert from 'node:assert/strict';
import { openFormat, openImport } from '../dev/exporting.mjs';
import { focusedId, panelTest } from './panel-test.mjs';

const args = async (t, command) => (await t.calls(command)).map((call) => call.args);
const untold = { measurementId: null, metaPixel: null, endpoint: null };

panelTest('an export shows its files, copies its line and gives the focus back', 'list', async (t) => {
  await t.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await openFormat(t.page, 'script');
  await t.by('choose-folder').click();
  await t.by('export-result').waitFor();
  assert.equal(await t.by('export-file').count(), 3);
  assert.match(await t.by('export-unproven').innerText(), /of 12 events never fired/);
  await t.by('copy-tag').click();
  await t.page.getByText('Copied').first().waitFor();
  assert.equal(await t.page.evaluate(() => navigator.clipboard.readText()), await t.by('script-tag').innerText());
  await t.page.keyboard.press('Escape');
  await t.by('export-dialog').waitFor({ state: 'detached' });
  assert.equal(await focusedId(t.page), 'export');
});

panelTest('without an event nothing can be exported, and something imported', 'empty', async (t) => {
  await t.by('export').click();
  assert.match(await t.by('export-dialog').innerText(), /nothing to export yet/);
  for (const format of ['script', 'gtm', 'pixel', 'ga4', 'csv', 'markdown', 'xlsx', 'json'])
    assert.equal(await t.by(`format-${format}`).isDisabled(), true, format);
  await t.by('import').click();
  await t.by('choose-container').click();
  await t.by('import-take').click();
  await t.by('export-dialog').waitFor({ state: 'detached' });
  assert.equal(await t.by('event-row').count(), 3);
});

panelTest('what a format loses is told before it is saved, and an event opens from there', 'list', async (t) => {
  await openFormat(t.page, 'gtm');
  assert.deepEqual(await args(t, 'preview_format'), [{ format: 'gtm', settings: untold }]);
  assert.equal((await t.calls('export_format')).length, 0);
  assert.match(await t.by('losses').innerText(), /Left for you to do\s+Measurement ID/);
  const first = t.by('event-losses').first();
  const name = await first.getByTestId('event-link').innerText();
  assert.match(await first.innerText(), /Parameter price, parameter currency\s+Needs Waymark on the shop/);
  await first.getByTestId('event-link').click();
  await t.by('draft').waitFor();
  assert.equal(await t.by('draft-name').inputValue(), name);
  assert.equal(await t.by('export-dialog').count(), 0);
});

panelTest('a format is saved where the person says, with what to do next', 'list', async (t) => {
  await openFormat(t.page, 'gtm');
  await t.by('format-measurementId').fill(' G-ABCD1234 ');
  await t.page.locator('[data-testid=losses]:not(:has-text("Measurement ID"))').waitFor();
  await t.by('save-export').click();
  await t.by('format-result').waitFor();
  const file = '/home/mara/Documents/bloom-and-bark.com.gtm.json';
  const settings = { ...untold, measurementId: 'G-ABCD1234' };
  assert.deepEqual(await args(t, 'export_format'), [{ format: 'gtm', settings, file }]);
  assert.equal(await t.by('format-result').getAttribute('data-file'), file);
  assert.match(await t.by('next-steps').innerText(), /Admin > Import container/);
  await t.by('show-file').click();
  assert.deepEqual(await args(t, 'show_file'), [{ file }]);
  await t.by('export-done').click();
  await t.by('export-dialog').waitFor({ state: 'detached' });
  assert.equal(await focusedId(t.page), 'export');
});

panelTest('who turns back in the system’s dialog has saved nothing', 'list', async (t) => {
  await openFormat(t.page, 'xlsx');
  await t.page.evaluate(() => (window.mock.formats.turnsBack = true));
  await t.by('save-export').click();
  await t.page.locator('[data-testid=save-export]:enabled').waitFor();
  assert.equal((await t.calls('export_format')).length, 0);
  assert.equal(await t.by('format-result').count(), 0);
  assert.equal(await t.by('export-failure').count(), 0);
});

panelTest('a file that cannot be written says why, and what was typed stays', 'export-not-saved', async (t) => {
  await openFormat(t.page, 'pixel');
  await t.by('format-endpoint').fill('https://events.bloom-and-bark.com/c');
  await t.by('save-export').click();
  await t.by('export-failure').waitFor();
  assert.match(await t.by('export-failure').innerText(), /No space left.*make room there/s);
  assert.equal(await t.by('format-endpoint').inputValue(), 'https://events.bloom-and-bark.com/c');
  assert.equal(await t.by('save-export').isDisabled(), false);
});

panelTest('wrong settings of the pixel are told while typing and stop both ways out', 'list', async (t) => {
  await t.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await openFormat(t.page, 'pixel');
  await t.by('format-metaPixel').fill('12a');
  await t.page.locator('[data-code=meta_pixel_invalid]').waitFor();
  assert.equal(await t.by('format-metaPixel').getAttribute('aria-invalid'), 'true');
  await t.by('format-metaPixel').press('Backspace');
  assert.equal(await t.by('copy-code').isDisabled(), true, 'the code of before is not what was typed');
  await t.by('format-metaPixel').fill('12a');
  await t.page.locator('[data-code=meta_pixel_invalid]').waitFor();
  assert.equal(await t.by('save-export').isDisabled(), true);
  assert.equal(await t.by('copy-code').isDisabled(), true);
  await t.by('format-metaPixel').fill('123456789012345');
  await t.page.locator('[data-testid=copy-code]:enabled').click();
  await t.by('format-result').waitFor();
  assert.equal(await t.page.evaluate(() => navigator.clipboard.readText()), '/* 123456789012345 */');
  assert.match(await t.by('next-steps').innerText(), /Customer events > Add custom pixel/);
  assert.equal(await t.by('show-file').count(), 0);
});

panelTest('of forty events with losses the first are shown, and all when asked', 'export-many', async (t) => {
  await openFormat(t.page, 'gtm');
  assert.equal(await t.by('event-losses').count(), 6);
  assert.match(await t.by('losses-all').innerText(), /Show all 40/);
  await t.by('losses-all').focus();
  await t.page.keyboard.press('Enter');
  assert.equal(await t.by('event-losses').count(), 40);
  const focused = () => t.page.evaluate(() => document.activeElement?.dataset.testid);
  assert.equal(await focused(), 'losses-all', 'the keyboard stays where it was');
  await t.page.keyboard.press('Enter');
  assert.equal(await t.by('event-losses').count(), 6);
});

panelTest('the format that loses nothing says so', 'list', async (t) => {
  await openFormat(t.page, 'json');
  assert.match(await t.by('losses').innerText(), /Nothing is lost/);
});

panelTest('a container is shown first, what is chosen comes, and one undo takes it back', 'list', async (t) => {
  const rows = await t.by('event-row').count();
  await openImport(t.page);
  await t.by('choose-container').click();
  await t.by('import-draft').first().waitFor();
  assert.deepEqual(
    await t.by('import-draft').evaluateAll((all) => all.map((each) => each.dataset.name)),
    ['add_to_basket', 'newsletter_signup', 'read_guide'],
  );
  assert.match(await t.by('import-draft').nth(1).innerText(), /Form submit · Selector: form\.newsletter · Addresses like \/pages/);
  assert.match(await t.by('import-draft').nth(2).innerText(), /Paused/);
  assert.match(await t.by('import-left-out').nth(1).innerText(), /begin_checkout.*no trigger of Waymark/s);
  await t.by('import-choose').nth(1).uncheck();
  assert.match(await t.by('import-take').innerText(), /Import 2 events/);
  assert.equal((await t.calls('take_container')).length, 0);
  await t.by('import-take').click();
  await t.by('export-dialog').waitFor({ state: 'detached' });
  assert.deepEqual(await args(t, 'take_container'), [{ ids: ['gtm-add_to_basket', 'gtm-read_guide'] }]);
  assert.equal(await t.by('event-row').count(), rows + 2);
  assert.match(await t.by('toast').innerText(), /Imported 2 events as drafts/);
  await t.by('toast-action').click();
  await t.page.waitForFunction((rows) => document.querySelectorAll('[data-testid=event-row]').length === rows, rows);
});

panelTest('none chosen is nothing to import', 'list', async (t) => {
  await openImport(t.page);
  await t.by('choose-container').click();
  await t.by('import-all').click();
  assert.equal(await t.by('import-take').isDisabled(), true);
  await t.by('import-all').click();
  assert.match(await t.by('import-take').innerText(), /Import 3 events/);
});

panelTest('a bad file says what is wrong, and what was read before stays', 'list', async (t) => {
  await openImport(t.page);
  await t.by('import-paste-open').click();
  assert.equal(await t.by('import-read').isDisabled(), true);
  await t.by('import-paste').fill('<!doctype html>');
  await t.by('import-read').click();
  await t.by('import-failure').waitFor();
  assert.match(await t.by('import-failure').innerText(), /no JSON.*Admin > Export container/s);
  assert.equal(await t.by('import-paste').inputValue(), '<!doctype html>');
  await t.by('import-paste').fill('{"exportFormatVersion": 2}');
  await t.by('import-read').click();
  await t.by('import-draft').first().waitFor();
  assert.equal(await t.by('import-failure').count(), 0);
  await t.page.evaluate(() => {
    window.mock.formats.state.reading = { code: 'read_failed', message: 'Bad.', hint: '', retryable: false };
  });
  await t.by('choose-container').click();
  await t.by('import-failure').waitFor();
  assert.equal(await t.by('import-draft').count(), 3);
  assert.equal(await t.by('import-take').isDisabled(), false);
});

panelTest('a container with nothing for a plan says so', 'import-nothing', async (t) => {
  await openImport(t.page);
  await t.by('choose-container').click();
  await t.by('no-drafts').waitFor();
  assert.equal(await t.by('import-take').count(), 0);
  assert.equal(await t.by('import-left-out').count(), 2);
});

panelTest('shortcuts of the panel rest while the dialog is open', 'list', async (t) => {
  await t.by('export').click();
  await t.page.keyboard.press('Control+E');
  assert.equal((await t.calls('set_picking')).length, 0);
});
