/** When an event counts, what it sends and where it goes, and what of that reaches Rust. */
import assert from 'node:assert/strict';
import { panelTest } from './panel-test.mjs';

const saved = async (t) => {
  await t.page.keyboard.press('Control+Enter');
  await t.by('event-list').waitFor();
  return (await t.calls('save_draft')).at(-1).args.draft.event;
};

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

