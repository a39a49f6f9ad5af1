/** When an event counts, what it sends and where it goes, and what of that reaches Rust. */
import assert from 'node:assert/strict';
import { panelTest } from './panel-test.mjs';

const saved = async (t) => {
  await t.page.keyboard.press('Control+Enter');
  await t.by('event-list').waitFor();
  return (await t.calls('save_draft')).at(-1).args.draft.event;
};

panelTest('when an event counts is said in one line once it is closed', 'draft', async (t) => {
  const counting = t.by('draft-counting');
  assert.match(await counting.innerText(), /Every time/);
  await counting.click();
  await t.by('draft-limit').selectOption('session');
  await t.by('draft-debounce').fill('0.5');
  await t.by('device-desktop').click();
  await t.by('device-phone').click();
  await t.by('traffic-paid').click();
  await t.by('traffic-gclid').click();
  await t.by('add-utm').click();
  await t.page.keyboard.type('news*');
  await t.by('utm-name').selectOption('campaign');
  await t.by('visitor-new').click();
  await t.by('draft-score').fill('20');
  await counting.click();
  assert.match(
    await counting.innerText(),
    /Once per visit, phones and desktops, paid or Google Ads click or utm_campaign news\* traffic, new visitors, score of 20 or more, repeats within 0.5 s once/,
  );
  const { limit, debounceMillis, onlyIf } = await saved(t);
  assert.deepEqual([limit, debounceMillis], ['session', 500]);
  assert.deepEqual(onlyIf, {
    devices: ['phone', 'desktop'],
    sources: [
      { type: 'paid' },
      { type: 'click_id', name: 'gclid' },
      { type: 'utm', name: 'campaign', value: 'news*' },
    ],
    visitor: 'new',
    minScore: 20,
  });
});

panelTest('what is asked no more leaves nothing behind', 'draft', async (t) => {
  await t.by('draft-counting').click();
  await t.by('device-phone').click();
  await t.by('add-referrer').click();
  await t.page.waitForFunction(() => window.mock.calls.some(({ args }) => args.draft?.event.onlyIf?.sources));
  assert.equal(await t.page.locator('[data-code=condition_value_empty]').count(), 0, 'nothing was typed yet');
  assert.equal(await t.by('traffic-text').getAttribute('aria-invalid'), 'false');
  await t.by('traffic-text').press('Tab');
  await t.page.locator('[data-code=condition_value_empty]').waitFor();
  assert.equal(await t.by('traffic-text').getAttribute('aria-invalid'), 'true');
  await t.by('traffic-remove').click();
  await t.by('device-phone').click();
  await t.by('visitor-new').click();
  await t.by('visitor-all').click();
  await t.page.locator('[data-code=condition_value_empty]').waitFor({ state: 'detached' });
  assert.equal((await saved(t)).onlyIf, undefined);
});

panelTest('parameters beside the first kind and those sent are folded away, and stay where they are', 'draft', async (t) => {
  const visible = () =>
    t.by('parameter').evaluateAll((all) => all.filter((row) => row.checkVisibility()).map((row) => row.dataset.name));
  assert.deepEqual(await visible(), ['element_text', 'link', 'position', 'page_type']);
  await t.by('more-parameters').click();
  await t.page.getByRole('group', { name: 'Product and cart' }).getByText('price', { exact: true }).click();
  await t.page.getByRole('group', { name: 'Product and cart' }).getByTestId('parameter-name').waitFor();
  assert.deepEqual((await saved(t)).parameters.map((parameter) => parameter.name), ['page_type', 'price']);
});

panelTest('a fixed text and an attribute are sent as typed', 'draft', async (t) => {
  await t.by('add-text').click();
  await t.page.keyboard.type('spring');
  await t.by('add-text').click();
  await t.page.keyboard.type('north');
  await t.by('add-attribute').click();
  await t.page.keyboard.type('data-badge');
  const names = t.by('parameter-name');
  await names.nth(1).fill('campaign');
  const row = t.page.locator('[data-testid=parameter][data-name=campaign]');
  await row.getByRole('checkbox').uncheck();
  await row.getByRole('checkbox').check();
  assert.equal(await row.getByTestId('parameter-value').inputValue(), 'spring', 'kept while it is off');
  assert.deepEqual((await saved(t)).parameters.slice(1), [
    { name: 'label_2', from: { type: 'literal', value: 'north' } },
    { name: 'attribute', from: { type: 'attribute', name: 'data-badge' } },
    { name: 'campaign', from: { type: 'literal', value: 'spring' } },
  ]);
});

panelTest('an event goes where it is told, under another name there', 'draft', async (t) => {
  await t.by('draft-more').click();
  const placeholder = (kind) => t.by(`send-${kind}-name`).getAttribute('placeholder');
  assert.equal(await placeholder('ga4'), 'sent as add_to_cart');
  assert.equal(await placeholder('klaviyo'), 'sent as Added to Cart');
  await t.by('draft-name').fill('bag_fill');
  await t.page.locator('[data-testid=send-klaviyo-name][placeholder="sent as Bag Fill"]').waitFor();
  await t.by('draft-name').fill('add_to_cart');
  await t.by('send-ga4-name').fill('add to cart');
  await t.page.locator('[data-code=destination_name_invalid]').waitFor();
  await t.by('send-ga4-name').fill('cart_add');
  await t.by('send-meta').uncheck();
  await t.by('send-klaviyo').uncheck();
  await t.by('send-klaviyo').check();
  await t.page.locator('[data-code=destination_name_invalid]').waitFor({ state: 'detached' });
  assert.deepEqual((await saved(t)).send, { ga4: { name: 'cart_add' }, meta: { off: true } });
});
