/** Destinations and consent of the plan in their dialog, and what destinations get in a test. */
import assert from 'node:assert/strict';
import { openSettings } from '../dev/options.mjs';
import { focusedId, panelTest } from './panel-test.mjs';

panelTest('destinations are checked while typing, saved, and known to every draft', 'list', async (t) => {
  await openSettings(t.page);
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
  assert.equal(await focusedId(t.page), 'shop-switcher');
  assert.deepEqual((await t.calls('save_settings'))[0].args.settings, {
    destinations: [
      { type: 'data_layer' },
      { type: 'ga4' },
      { type: 'klaviyo' },
      { type: 'endpoint', url: 'https://events.bloom-and-bark.com/collect' },
    ],
    privacy: { consent: 'merchant', visitorDays: 90 },
    naming: 'object_action',
  });
  await t.by('event-open').first().click();
  await t.by('draft-more').click();
  assert.deepEqual(
    await t.by('draft-send').getByRole('checkbox').evaluateAll((all) => all.map((box) => box.dataset.testid)),
    ['send-data_layer', 'send-ga4', 'send-klaviyo', 'send-endpoint'],
  );
});

panelTest('another naming convention renames events after a yes to the list, and not without', 'list', async (t) => {
  const shown = () => t.by('event-row').evaluateAll((all) => all.map((row) => row.dataset.name));
  const before = await shown();
  await openSettings(t.page);
  await t.by('naming-title_case').click();
  await t.by('renames').waitFor();
  const first = t.by('rename').filter({ hasText: 'add_to_cart' });
  assert.match(await first.innerText(), /add_to_cart\s*→\s*Product Added/);
  assert.equal(await t.by('rename-too').isChecked(), false, 'nobody is renamed unasked');
  await t.by('rename-too').check();
  await t.by('naming-camel_case').click();
  await t.by('rename').filter({ hasText: 'addToCart' }).waitFor();
  assert.equal(await t.by('rename-too').isChecked(), false, 'a yes is to the names that were shown');
  await t.by('settings-save').click();
  await t.by('settings-dialog').waitFor({ state: 'detached' });
  assert.deepEqual(await shown(), before);
  await openSettings(t.page);
  await t.by('naming-title_case').click();
  await t.by('rename-too').check();
  await t.by('settings-save').click();
  await t.by('settings-dialog').waitFor({ state: 'detached' });
  await t.page.getByText(/^Renamed \d+ events\.$/).waitFor();
  const [kept, renamed] = (await t.calls('save_settings')).map(({ args }) => args.renames);
  assert.deepEqual(kept, []);
  assert.ok(renamed.some(({ to }) => to === 'Product Added'));
  assert.ok((await shown()).includes('Product Added'));
});

panelTest('Esc closes the dialog, and asks once where something would be lost', 'list', async (t) => {
  await t.by('shop-switcher').click();
  await t.by('open-settings').click();
  await t.by('settings-dialog').waitFor();
  await t.page.keyboard.press('Escape');
  await t.by('settings-dialog').waitFor({ state: 'detached' });
  await openSettings(t.page);
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
  await openSettings(t.page);
  assert.equal(await t.by('destination-vwo').isChecked(), false);
});

panelTest('a hit says what each destination gets, under every consent', 'test', async (t) => {
  const hit = t.page.locator('[data-testid=hit][data-name=add_to_cart]');
  const outcomes = () => hit.getByTestId('delivery').evaluateAll((all) => all.map((each) => each.dataset.outcome));
  await hit.locator('summary').click();
  assert.deepEqual(await outcomes(), ['would_send', 'held', 'held', 'held']);
  assert.match(await hit.getByTestId('reach').innerText(), /1 of 4 destinations/);
  await t.by('test-consent-granted').click();
  await hit.getByText('3 of 4').waitFor();
  assert.deepEqual(await outcomes(), ['would_send', 'would_send', 'would_send', 'waiting']);
  assert.match(await hit.innerText(), /Klaviyo\s+Waits: its script is not on the page/);
  await t.by('test-consent-gpc').click();
  await hit.getByText('2 of 4').waitFor();
  assert.match(await hit.innerText(), /Meta pixel\s+Held back: no consent for advertising/);
  assert.match(await hit.getByTestId('delivery').nth(1).locator('code').innerText(), /^gtag\("event", "add_to_cart", \{/);
  assert.deepEqual((await t.calls('set_test_settings')).map((call) => call.args), [
    { sends: false, consent: 'granted' },
    { sends: false, consent: 'gpc' },
  ]);
});

panelTest('sending for real is off at first, warns, and keeps the consent', 'test', async (t) => {
  assert.equal(await t.by('test-sends').getAttribute('aria-checked'), 'false');
  await t.by('test-consent-denied').click();
  await t.by('test-sends').click();
  await t.by('test-sends-warning').waitFor();
  assert.deepEqual((await t.calls('set_test_settings')).at(-1).args, { sends: true, consent: 'denied' });
  await t.by('test-sends').click();
  await t.by('test-sends-warning').waitFor({ state: 'detached' });
});

panelTest('what the shop said is not known of a hit that it was not asked for', 'test-empty', async (t) => {
  const outcomes = { page: null, granted: 'sent', denied: 'held', gpc: 'sent' };
  const delivery = { destination: 'ga4', label: 'Google Analytics 4', call: 'gtag()', purpose: 'analytics', outcomes };
  const hit = { at: 1773657000000, id: 'e-add_to_cart', name: 'add_to_cart', path: '/cart', proven: true };
  await t.say({ kind: 'hit', data: { ...hit, number: 1, parameters: {}, deliveries: [delivery] } });
  await t.by('hit').locator('summary').click();
  assert.equal(await t.by('delivery').getAttribute('data-outcome'), 'unknown');
  assert.match(await t.by('hit').innerText(), /0 of 1 destination\b.*Not known: the shop was not asked/s);
});
