/** Destinations and consent of the plan in their dialog, and what destinations get in a test. */
import assert from 'node:assert/strict';
import { focusedId, panelTest } from './panel-test.mjs';

panelTest('destinations are checked while typing, saved, and known to every draft', 'list', async (t) => {
  await t.by('settings').click();
  assert.equal(await t.by('settings-save').isDisabled(), true, 'nothing was changed');
  await t.by('destination-ga4-field').fill('UA-1');
  const wrong = t.page.locator('[data-kind=ga4] [data-code=measurement_id_invalid]');
  await wrong.waitFor();
  assert.equal(await t.by('destination-ga4-field').getAttribute('aria-invalid'), 'true');
  await t.by('destination-ga4-field').fill('');
  await wrong.waitFor({ state: 'detached' });
  await t.by('destination-meta').uncheck();
  await t.by('destination-endpoint').check();
  await t.page.locator('[data-kind=endpoint] [data-code=endpoint_invalid]').waitFor();
  assert.equal(await t.by('settings-save').isDisabled(), true);
  await t.by('destination-endpoint-field').fill('https://events.bloom-and-bark.com/collect');
  await t.by('consent-merchant').click();
  await t.by('visitor-days').fill('90');
  await t.page.locator('[data-testid=settings-save]:enabled').click();
  await t.by('settings-dialog').waitFor({ state: 'detached' });
  assert.equal(await focusedId(t.page), 'settings');
  assert.deepEqual((await t.calls('save_settings'))[0].args.settings, {
    destinations: [
      { type: 'data_layer' },
      { type: 'ga4' },
      { type: 'klaviyo' },
      { type: 'endpoint', url: 'https://events.bloom-and-bark.com/collect' },
    ],
    privacy: { consent: 'merchant', visitorDays: 90 },
  });
  await t.by('event-open').first().click();
  await t.by('draft-more').click();
  assert.deepEqual(
    await t.by('draft-send').getByRole('checkbox').evaluateAll((all) => all.map((box) => box.dataset.testid)),
    ['send-data_layer', 'send-ga4', 'send-klaviyo', 'send-endpoint'],
  );
});

panelTest('Esc closes the dialog, and asks once where something would be lost', 'list', async (t) => {
  await t.by('shop-switcher').click();
  await t.by('open-settings').click();
  await t.by('settings-dialog').waitFor();
  await t.page.keyboard.press('Escape');
  await t.by('settings-dialog').waitFor({ state: 'detached' });
  await t.by('settings').click();
  await t.by('destination-vwo').check();
  await t.page.keyboard.press('Escape');
  await t.page.getByText('Discard changes?').waitFor();
  assert.equal(await focusedId(t.page), 'settings-keep');
  await t.by('settings-keep').click();
  assert.equal(await t.by('destination-vwo').isChecked(), true);
  await t.by('settings-discard').click();
  await t.by('settings-discard-yes').click();
  await t.by('settings-dialog').waitFor({ state: 'detached' });
  assert.equal((await t.calls('save_settings')).length, 0);
  await t.by('settings').click();
  assert.equal(await t.by('destination-vwo').isChecked(), false);
});

