/** Audits that begin by themselves and people who are told: set, saved, tried out; secrets only go one way. */
import assert from 'node:assert/strict';
import { openAudits, openSchedule } from '../dev/auditing.mjs';
import { panelTest } from './panel-test.mjs';

panelTest('a schedule is set in one form and saved as it was chosen', 'audits', async (t) => {
  await openSchedule(t.page);
  assert.ok(await t.by('schedule-save').isDisabled(), 'nothing was changed');
  assert.equal(await t.by('schedule-sample-quick').count(), 0, 'nothing to be sized');
  await t.by('every-monthly').click();
  await t.by('schedule-sample-full').click();
  await t.by('pulse').check();
  await t.by('on-theme-change').check();
  await t.by('tell-desktop').check();
  await t.by('schedule-save').click();
  await t.by('next-audit').waitFor();
  const { schedule, webhook, password } = (await t.calls('set_audit_schedule'))[0].args;
  assert.deepEqual(schedule, {
    every: 'monthly',
    sample: 'full',
    pulse: true,
    onThemeChange: true,
    tells: { desktop: true, webhook: false, mail: null },
  });
  assert.deepEqual([webhook, password], [null, null]);
  assert.match(await t.by('next-audit').innerText(), /^Next on/);
  await t.by('audit-back').click();
  assert.match(await t.by('open-schedule').innerText(), /monthly, pulse, new theme/);
});

panelTest('a webhook is given once, tried out, and never shown again', 'audits', async (t) => {
  await openSchedule(t.page);
  await t.by('tell-webhook').check();
  const field = t.by('webhook-address');
  assert.equal(await field.getAttribute('type'), 'password');
  await field.fill(' https://hooks.slack.com/services/T/B/x ');
  await t.by('test-webhook').click();
  await t.by('tested-webhook').waitFor();
  const [saved] = await t.calls('set_audit_schedule');
  assert.equal(saved.args.webhook, 'https://hooks.slack.com/services/T/B/x');
  assert.equal(saved.args.schedule.tells.webhook, true);
  assert.ok(!JSON.stringify(saved.args.schedule).includes('hooks.slack.com'));
  assert.deepEqual((await t.calls('test_telling'))[0].args, { way: 'webhook' });
  assert.equal(await field.inputValue(), '');
  assert.match(await field.getAttribute('placeholder'), /keep the one you gave/);
});

panelTest('an e-mail needs a server and somebody who gets it', 'audits', async (t) => {
  await openSchedule(t.page);
  await t.by('tell-mail').check();
  assert.ok(await t.by('schedule-save').isDisabled());
  assert.ok(await t.by('test-mail').isDisabled());
  await t.by('mail-server').fill('smtp.fern.example');
  await t.by('mail-from').fill('waymark@fern.example');
  await t.by('mail-to').fill('mara@fern.example; tim@fern.example');
  await t.by('mail-security-tls').click();
  assert.equal(await t.by('mail-port').inputValue(), '465', 'the usual one moves along');
  assert.equal(await t.by('mail-password').count(), 0, 'nobody signs in');
  await t.by('mail-user').fill('mara');
  await t.by('mail-password').fill('p4ss');
  await t.by('schedule-save').click();
  await t.page.waitForFunction(() => window.mock.calls.some(({ command }) => command === 'set_audit_schedule'));
  const { schedule, password } = (await t.calls('set_audit_schedule'))[0].args;
  assert.deepEqual(schedule.tells.mail, {
    server: 'smtp.fern.example',
    port: 465,
    security: 'tls',
    user: 'mara',
    from: 'waymark@fern.example',
    to: ['mara@fern.example', 'tim@fern.example'],
  });
  assert.equal(password, 'p4ss');
});

panelTest('what became of the last messages is told, and a test that fails says why', 'scheduled', async (t) => {
  await openSchedule(t.page);
  assert.match(await t.by('next-pulse').innerText(), /Due now/);
  assert.equal(await t.by('told-desktop').innerText(), 'Last told 2 h ago.');
  assert.equal(await t.by('told-webhook').getAttribute('data-failed'), 'true');
  assert.match(await t.by('told-webhook').innerText(), /Failed 2 h ago: The webhook does not take/);
  await t.by('test-webhook').click();
  await t.by('test-failed-webhook').waitFor();
  assert.match(await t.by('test-failed-webhook').innerText(), /Make a new one/);
  assert.equal((await t.calls('set_audit_schedule')).length, 0, 'nothing was changed');
});

panelTest('what was typed is not lost unasked, and stays where saving failed', 'scheduled-long', async (t) => {
  await openSchedule(t.page);
  await t.by('every-off').click();
  await t.by('audit-back').click();
  await t.by('schedule-keep').click();
  await t.by('schedule-save').click();
  await t.by('schedule-failure').waitFor();
  assert.ok(await t.by('schedule-save').isEnabled());
  await t.by('schedule-discard').click();
  await t.by('schedule-discard-yes').click();
  await t.by('open-schedule').waitFor();
  assert.match(await t.by('open-schedule').innerText(), /weekly/, 'as it was');
  await t.by('open-schedule').click();
  assert.ok(await t.by('every-weekly').locator('input').isChecked());
});

panelTest('a schedule that cannot be read is asked for again', 'schedule-broken', async (t) => {
  await openAudits(t.page);
  assert.equal(await t.by('open-schedule').innerText(), 'Schedule');
  await t.by('open-schedule').click();
  await t.by('schedule-again').click();
  assert.equal(await t.by('schedule-failure').count(), 1);
});
