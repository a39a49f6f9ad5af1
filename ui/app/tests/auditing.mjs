/** Audits from the panel: begun, steered and left alone; what they found is read, mended, muted and saved. */
import assert from 'node:assert/strict';
import { openAudits, openReport } from '../dev/auditing.mjs';
import { focusedId, panelTest } from './panel-test.mjs';

const QUICK = { sample: 'quick', previewTheme: null, address: null, ignoreRobots: false };

panelTest('an audit is begun as it was chosen and told step by step', 'audit-never', async (t) => {
  await openAudits(t.page);
  assert.equal(await t.by('never-audited').count(), 1);
  await t.by('sample-full').click();
  assert.match(await t.by('sample-hint').innerText(), /Every page/);
  await t.by('ignore-robots').check();
  assert.equal(await t.by('audit-submits').isChecked(), false, 'nothing is sent unless somebody says so');
  await t.by('audit-submits').check();
  await t.by('audit-start').click();
  await t.by('audit-running').waitFor();
  assert.deepEqual((await t.calls('start_audit'))[0].args, {
    settings: { ...QUICK, sample: 'full', ignoreRobots: true, submits: true },
    anew: true,
  });
  assert.equal(await t.by('never-audited').count(), 0);
  assert.match(await t.by('audit-running').innerText(), /really submits/);
  const far = async (change) => {
    await t.page.evaluate((change) => window.mock.audits.progress(change), change);
    return t.by('audit-far').innerText();
  };
  assert.equal(await far({ done: 31 }), '31 pages found');
  await t.by('audit-pause').click();
  assert.match(await t.by('audit-running').innerText(), /^Paused/);
  assert.equal(await t.by('audit-running').getAttribute('data-step'), 'searching');
  await t.by('audit-continue').click();
  const page = 'https://bloom-and-bark.com/products/fern?variant=2';
  assert.equal(await far({ step: 'reading', done: 1204, all: 9000, page }), '1,204 of 9,000 pages');
  assert.equal(await t.by('audit-page').innerText(), '/products/fern?variant=2');
  assert.equal(await far({ step: 'showing', done: 2, all: 18, device: 'phone' }), '2 of 18');
  assert.match(await t.by('audit-page').innerText(), /on a phone/);
  assert.equal(await t.page.locator('[aria-current=step]').innerText().then((text) => text.split('\n')[0]), 'Showing pages in a browser');
});

panelTest('an unpublished theme and another address are audited before launch', 'audit-never', async (t) => {
  await openAudits(t.page);
  await t.by('what-theme').click();
  assert.ok(await t.by('audit-start').isDisabled());
  await t.by('audit-theme').fill(' 128093 ');
  await t.by('audit-start').click();
  await t.by('audit-running').waitFor();
  assert.deepEqual((await t.calls('start_audit'))[0].args.settings, { ...QUICK, previewTheme: '128093' });
  await t.page.evaluate(() => window.mock.audits.end({ type: 'stopped' }));
  await t.by('what-address').click();
  assert.ok(await t.by('audit-start').isDisabled(), 'the theme is not asked for any more');
  await t.by('audit-address').fill('staging.bloom-and-bark.com');
  await t.by('audit-start').click();
  await t.by('audit-running').waitFor();
  assert.deepEqual((await t.calls('start_audit'))[1].args.settings, { ...QUICK, address: 'staging.bloom-and-bark.com' });
});

panelTest('an audit waits, goes on and stops', 'audit-running', async (t) => {
  await openAudits(t.page);
  await t.by('audit-pause').click();
  await t.by('audit-continue').click();
  await t.by('audit-pause').waitFor();
  await t.by('audit-stop').click();
  assert.ok(await t.by('audit-pause').isDisabled());
  assert.ok(await t.by('audit-stop').isDisabled());
  assert.deepEqual((await t.calls('pause_audit')).map(({ args }) => args.on), [true, false]);
  assert.equal((await t.calls('stop_audit')).length, 1);
  await t.page.evaluate(() => window.mock.audits.end({ type: 'stopped' }));
  await t.by('audit-start').waitFor();
  assert.equal(await t.by('toast').count(), 0, 'whoever looks sees it');
});

panelTest('one that runs is seen while the dialog is closed, and its end is told', 'audit-running', async (t) => {
  await t.by('audit-bar').waitFor();
  assert.match(await t.by('audit-bar').innerText(), /Reading pages: 12 of 20/);
  await t.page.evaluate(() => window.mock.audits.progress({ done: 20, step: 'adding_up' }));
  assert.match(await t.by('audit-bar').innerText(), /Adding up/);
  const line = await t.page.evaluate(() => window.mock.state.audits.reports[0].line);
  await t.page.evaluate((line) => window.mock.audits.end({ type: 'done', line }), line);
  await t.by('toast').waitFor();
  assert.match(await t.by('toast').innerText(), /health 88 of 100\. 3 warnings/);
  assert.equal(await t.by('audit-bar').count(), 0);
  await t.by('toast-action').click();
  await t.by('report-said').waitFor();
  assert.equal((await t.calls('audit_report'))[0].args.audit, line.id);
});

panelTest('whoever looks on gets the report, and another shop says whose it is', 'audit-running', async (t) => {
  await openAudits(t.page);
  const line = await t.page.evaluate(() => window.mock.state.audits.reports[0].line);
  const end = (shop, name) =>
    t.page.evaluate(([line, shop, name]) => window.mock.audits.end({ type: 'done', line }, shop, name), [line, shop, name]);
  await end('demo', 'Demo shop');
  assert.match(await t.by('toast').innerText(), /^Demo shop: Audit done/);
  assert.equal(await t.by('audit-running').count(), 1);
  await end('bloom-and-bark.com', 'Bloom & Bark');
  await t.by('report-said').waitFor();
});

panelTest('one that was cut off goes on as it was asked for, or begins anew', 'audit-left', async (t) => {
  await openAudits(t.page);
  assert.match(await t.by('audit-left').innerText(), /1,240 pages done/);
  await t.by('audit-go-on').click();
  await t.by('audit-running').waitFor();
  assert.deepEqual((await t.calls('start_audit'))[0].args, { settings: { ...QUICK, sample: 'full' }, anew: false });
});

panelTest('one that another program does is said, and can be waited for', 'audit-elsewhere', async (t) => {
  await openAudits(t.page);
  assert.match(
    await t.by('audit-elsewhere').innerText(),
    /^The command line \(process 48213\) is auditing this shop, begun 12 min ago/,
  );
  assert.equal(await t.by('audit-left').count(), 0);
  // It was killed, which nobody tells.
  await t.page.evaluate(() => delete window.mock.audits.state.elsewhere);
  await t.by('audit-elsewhere').waitFor({ state: 'detached', timeout: 10_000 });
});

panelTest('one whose plan changed can only begin anew', 'audit-left-behind', async (t) => {
  await openAudits(t.page);
  assert.equal(await t.by('audit-go-on').count(), 0);
  await t.by('audit-anew').click();
  await t.by('audit-running').waitFor();
  assert.equal((await t.calls('start_audit'))[0].args.anew, true);
});

panelTest('an audit that cannot begin says why where it was asked for', 'audit-refused', async (t) => {
  await openAudits(t.page);
  await t.by('audit-start').click();
  assert.equal(await t.by('audit-failed').getAttribute('data-code'), 'conflict');
  assert.ok(await t.by('audit-start').isEnabled());
  await t.page.evaluate(() =>
    window.mock.audits.end({ type: 'failed', failure: { code: 'load_failed', message: 'It broke.', hint: '', retryable: true } }),
  );
  assert.match(await t.by('audit-failed').innerText(), /It broke/);
});

panelTest('a report says what to do, the worst first, and what changed', 'audit-report', async (t) => {
  await openReport(t.page);
  assert.equal(await t.by('health').getAttribute('data-score'), '61');
  assert.equal(await t.by('health').getAttribute('data-tone'), 'bad');
  const findings = t.by('audit-finding');
  assert.equal(await findings.first().getAttribute('data-severity'), 'critical');
  assert.match(await findings.first().innerText(), /New/);
  assert.match(await findings.nth(1).innerText(), /What to do: Accept the new place/);
  assert.match(await t.by('report-since').innerText(), /down by 27/);
  assert.equal(await t.by('resolved').count(), 1);
  await t.by('health-formula').click();
  await t.page.getByText('Each event counts by its weight').waitFor();
  await t.by('report-events').click();
  const order = await t.by('event-report').evaluateAll((rows) => rows.map((row) => row.dataset.standing));
  assert.deepEqual(order.slice(0, 4), ['broken', 'broken', 'broken', 'partly']);
  await t.by('event-report').first().locator('summary').click();
  assert.match(await t.by('event-report').first().innerText(), /1 found on desktop; 1 found on phone/);
  await t.by('report-page-types').click();
  assert.match(await t.by('page-types').innerText(), /Product\s+10\s+9\s+9/);
  assert.match(await t.by('events-by-type').innerText(), /Product\s+7\s+4\s+1\s+58/);
  assert.match(await t.by('events-by-device').innerText(), /Phone \(5 shown\)\s+6\s+2\s+1\s+43/);
  await t.by('report-installation').click();
  assert.match(await t.by('installation').innerText(), /Served: 81d04be8653f9c2a/);
  assert.match(await t.by('other-tags').innerText(), /Google Analytics 4\s+G-4N8X2K1P0Q\s+18 \(11 twice\)/);
  await t.by('audit-back').click();
  await t.by('last-audit').waitFor();
  assert.equal(await t.by('audit-line').count(), 4);
  await t.by('audits-all').click();
  assert.equal(await t.by('audit-line').count(), 6);
  assert.match(await t.by('trend').getAttribute('aria-label'), /84, 82, 97, 94, 88, 61/);
});

panelTest('an audit of an unpublished theme says how many events would break', 'audit-launch', async (t) => {
  await openReport(t.page);
  assert.equal(await t.by('report-said').innerText(), '4 events would break');
});

panelTest('a wall and a shop that does not answer are said, and no health is made up', 'audit-wall', async (t) => {
  await openReport(t.page);
  assert.equal(await t.by('health').getAttribute('data-score'), null);
  assert.equal(await t.by('report-said').innerText(), 'Nothing could be told: the shop kept Waymark out');
  assert.match(await t.by('audit-finding').innerText(), /Crawler access/);
});

panelTest('a finding is muted with a reason and does not count until it is heard again', 'audit-report', async (t) => {
  await openReport(t.page);
  const before = await t.by('audit-finding').count();
  await t.by('mute').first().click();
  assert.equal(await focusedId(t.page), 'mute-reason');
  assert.ok(await t.by('mute-yes').isDisabled(), 'why has to be said');
  await t.page.keyboard.press('Escape');
  assert.equal(await t.by('audit-dialog').count(), 1, 'only the form was left');
  await t.by('mute').first().click();
  await t.by('mute-reason').fill('Known: the agency is on it');
  await t.by('mute-for').selectOption('good');
  await t.by('mute-yes').click();
  await t.page.waitForFunction((number) => document.querySelectorAll('[data-testid=audit-finding]').length < number, before);
  assert.deepEqual((await t.calls('mute_finding'))[0].args, {
    severity: 'critical',
    finding: 'event/e-begin_checkout/eventsilent',
    reason: 'Known: the agency is on it',
    howLong: 'good',
  });
  assert.equal(await t.by('report-said').innerText(), '4 warnings, 1 notice');
  assert.equal(await t.by('health').getAttribute('data-tone'), 'warn');
  await t.by('muted').click();
  const muted = t.by('muted-finding');
  assert.equal(await muted.count(), 2);
  assert.match(await muted.last().innerText(), /until you say so/);
  await muted.last().getByTestId('unmute').click();
  await t.page.waitForFunction((number) => document.querySelectorAll('[data-testid=audit-finding]').length === number, before);
  await t.by('toast').filter({ hasText: 'Told again: ' }).getByText('Undo').click();
  // The report counts otherwise after it, and is asked for once more.
  await t.page.waitForFunction((asked = window.mock.calls.map(({ command }) => command)) => asked.includes('undo') && asked.lastIndexOf('audit_report') > asked.lastIndexOf('undo'));
});

panelTest('a repair is looked at on its page and saved by a person', 'audit-report', async (t) => {
  await openReport(t.page);
  await t.by('review-repair').first().click();
  await t.by('draft').waitFor();
  assert.deepEqual((await t.calls('show_audited_page'))[0].args, { audit: 7, page: 'https://bloom-and-bark.com/' });
  const all = await t.page.evaluate(() => window.mock.calls.map(({ command }) => command));
  const at = (command) => all.indexOf(command);
  assert.ok(at('show_audited_page') < at('check_page') && at('check_page') < at('use_new_place'));
  assert.equal(at('save_draft'), -1, 'nothing moves by itself');
  await t.by('draft-picture').waitFor();
  assert.equal(await t.by('draft-ahead').count(), 0);
  await t.by('draft-save').click();
  await t.page.waitForFunction(() => window.mock.calls.some(({ command }) => command === 'save_draft'));
});

panelTest('a repair before launch says that the live shop has the old place', 'audit-launch', async (t) => {
  await openReport(t.page);
  assert.match(await t.by('audit-dialog').innerText(), /would not fire/);
  assert.equal(await t.by('repair-all-accept').count(), 0, 'nothing is moved unseen');
  await t.by('review-repair').first().click();
  await t.by('draft-ahead').waitFor();
  assert.match(await t.by('draft-ahead').innerText(), /The live shop still has it in its old place/);
  await t.by('draft-discard').click();
  await t.by('draft-discard-yes').click();
  await t.by('draft').waitFor({ state: 'detached' });
  await t.by('event-open').first().click();
  await t.by('draft').waitFor();
  assert.equal(await t.by('draft-ahead').count(), 0);
});

panelTest('a page that does not come is not waited for when another is asked for', 'audit-lost', async (t) => {
  await openReport(t.page);
  await t.by('review-repair').first().click();
  await t.by('repair-bar').waitFor();
  await t.page.evaluate(() =>
    window.mock.say({
      kind: 'pane',
      data: { ...window.mock.pane, loading: false, error: { code: 'load_failed', message: 'No.', hint: '', retryable: true } },
    }),
  );
  await t.by('repair-bar').waitFor({ state: 'detached' });
  assert.equal((await t.calls('check_page')).length, 0);
});

panelTest('repairs that are sure enough are accepted together, the others are named', 'audit-report', async (t) => {
  await openReport(t.page);
  assert.match(await t.by('repair-held').innerText(), /newsletter_signup: On other pages/);
  await t.by('repair-level').selectOption('99');
  await t.by('repair-all-accept').click();
  assert.equal(await focusedId(t.page), 'repair-all-keep');
  assert.equal((await t.calls('accept_repairs')).length, 0);
  await t.by('repair-all-yes').click();
  await t.by('toast').waitFor();
  assert.deepEqual((await t.calls('accept_repairs'))[0].args, { audit: 7, atLeast: 0.99 });
  assert.match(await t.by('toast').innerText(), /Moved 1 event/);
  assert.equal(await t.by('repair-all').count(), 0);
  await t.by('toast').getByRole('button', { name: 'Prove' }).click();
  await t.by('audit-dialog').waitFor({ state: 'detached' });
  assert.equal((await t.calls('prove_events')).length, 1);
});

panelTest('events and pages of a report are opened from it', 'audit-report', async (t) => {
  await openReport(t.page);
  await t.by('finding-event').first().click();
  await t.by('draft').waitFor();
  assert.equal((await t.calls('edit_event'))[0].args.id, 'e-begin_checkout');
  await openReport(t.page);
  await t.by('finding-pages').first().click();
  await t.by('audited-page').first().click();
  assert.equal(await t.by('audit-dialog').count(), 0);
  assert.equal((await t.calls('show_audited_page'))[0].args.page, 'https://bloom-and-bark.com/cart');
});

panelTest('a report is saved in the form that was chosen', 'audit-report', async (t) => {
  await openReport(t.page);
  await t.by('report-form').selectOption('csv');
  await t.by('report-save').click();
  await t.by('report-saved').waitFor();
  const name = 'bloom-and-bark.com-audit-2026-03-16.csv';
  assert.equal((await t.calls('choose_export_file'))[0].args.name, name);
  const { audit, form } = (await t.calls('save_audit_report'))[0].args;
  assert.deepEqual([audit, form], [7, 'csv']);
  await t.by('report-show').click();
  assert.equal((await t.calls('show_file')).length, 1);
});

panelTest('what cannot be saved is told, and nothing is said to be there', 'audit-unsaved', async (t) => {
  await openReport(t.page);
  await t.by('report-save').click();
  await t.by('toast').waitFor();
  assert.equal(await t.by('report-saved').count(), 0);
  await t.by('toast-dismiss').click();
  await t.by('audit-back').click();
  await t.by('audit-brand').click();
  await t.by('choose-logo').click();
  await t.by('toast').waitFor();
  assert.equal(await t.by('no-logo').count(), 1);
});

panelTest('who hands reports on is named once for all', 'audits', async (t) => {
  await openAudits(t.page);
  await t.by('audit-brand').click();
  assert.equal(await t.by('brand-name').inputValue(), 'Fern & Co');
  await t.by('brand-name').fill('Moss & Co');
  await t.by('audit-back').click();
  await t.by('last-audit').waitFor();
  await t.page.waitForFunction(() => window.mock.calls.some(({ command, args }) => command === 'set_brand_name' && args.name === 'Moss & Co'));
  await t.by('audit-brand').click();
  await t.by('choose-logo').click();
  await t.by('brand-logo').waitFor();
  await t.by('remove-logo').click();
  await t.by('no-logo').waitFor();
  assert.deepEqual((await t.calls('set_brand_logo')).map(({ args }) => args.file === null), [false, true]);
});

panelTest('what moved is shown as it was tagged and where it is now, or it is said that nobody saw', 'audit-report', async (t) => {
  await openReport(t.page);
  const moved = t.page.locator('[data-testid=audit-finding][data-kind=event_moved]');
  const shown = moved.first().getByTestId('element-pictures');
  await shown.locator('img').nth(2).waitFor();
  assert.deepEqual(await shown.locator('figcaption').allInnerTexts(), [
    'When it was tagged',
    'Its new place, home page, desktop',
    'Its new place, home page, phone',
    'Its new place, product page, phone',
  ]);
  assert.match(await shown.innerText(), /Not kept any more/);
  assert.match(await moved.nth(1).getByTestId('no-new-picture').innerText(), /^No picture of where it is now/);
  const asked = (await t.calls('audit_picture')).map(({ args }) => args.name);
  assert.deepEqual(asked.toSorted(), ['gone', 'narrow', 'then', 'wide'], 'those of events that are closed are not asked for');
});

panelTest('before an audit it is said that crawler headers expire, and new ones are given once', 'audit-access', async (t) => {
  await openAudits(t.page);
  assert.match(await t.by('access-warning').innerText(), /expire in 4 days/);
  await t.by('what-address').click();
  assert.equal(await t.by('access-warning').count(), 0, 'they are not of that host');
  await t.by('what-live').click();
  await t.by('access-warning').getByRole('button').click();
  assert.match(await t.by('access-standing').innerText(), /until/);
  assert.ok(await t.by('access-save').isDisabled());
  await t.by('access-input').fill('sig1=("@authority");expires=1800000000');
  await t.by('access-signature').fill('sig1=:c2VjcmV0:');
  assert.equal(await t.by('access-signature').getAttribute('type'), 'password');
  await t.by('access-save').click();
  await t.by('access-kept').waitFor();
  assert.deepEqual((await t.calls('set_crawler_access'))[0].args.headers, {
    input: 'sig1=("@authority");expires=1800000000',
    signature: 'sig1=:c2VjcmV0:',
    agent: '',
  });
  assert.equal(await t.by('access-signature').inputValue(), '', 'what was given is not shown again');
  await t.by('access-drop').click();
  await t.by('access-drop').waitFor({ state: 'detached' });
  assert.match(await t.by('access-standing').innerText(), /None are given/);
});

panelTest('headers of another host are not said to be sent', 'audit-strayed', async (t) => {
  await openAudits(t.page);
  assert.match(await t.by('access-warning').innerText(), /are for old\.bloom-and-bark\.com\. They are not sent/);
  await t.by('access-warning').getByRole('button').click();
  assert.match(await t.by('access-standing').innerText(), /not sent: the shop is at bloom-and-bark\.com now/);
});

panelTest('headers that the keyring lost are asked for again', 'audit-unkept', async (t) => {
  await openAudits(t.page);
  assert.match(await t.by('access-warning').innerText(), /The keyring has lost/);
  await t.by('access-warning').getByRole('button').click();
  assert.match(await t.by('access-standing').innerText(), /Give them again/);
});

panelTest('a click on a notification opens the report it is about', 'audit-report', async (t) => {
  await t.by('audit').waitFor();
  await t.page.evaluate(() => window.mock.audits.wanted());
  await t.by('report-said').waitFor();
});
