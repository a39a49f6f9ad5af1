/** The plan as a whole, and names that keep to the convention. */
import assert from 'node:assert/strict';
import { focusedId, panelTest } from './panel-test.mjs';

panelTest('the plan at a glance says how full page types are, what is missing and what counts twice', 'list-120', async (t) => {
  assert.match(await t.by('open-balance').innerText(), /120 events\s*too many/);
  await t.by('open-balance').click();
  const product = t.page.locator('[data-testid=meter][data-fill=too_many]');
  assert.match(await product.innerText(), /Product\s+17 events\s+Too many/);
  assert.match(await product.innerText(), /Could go: add_to_cart_hindi \(as add_to_cart\), view_product \(weight 3\)/);
  assert.match(await t.by('coverage-stages').innerText(), /BOFU\s*buying\s+Nothing/);
  assert.equal(await t.by('twins').count(), 5);
  assert.match(await t.by('twins').first().innerText(), /fire together: one thing done counts twice/);
  await t.by('twins-all').click();
  assert.equal(await t.by('twins').count(), 7);
});

panelTest('what could go opens, and the plan gives way to it', 'list-120', async (t) => {
  await t.by('open-balance').click();
  await t.page.locator('[data-fill=too_many]').getByTestId('event-link').first().click();
  await t.by('draft').waitFor();
  assert.equal(await t.by('balance-dialog').count(), 0);
  assert.equal(await t.by('draft-name').inputValue(), 'add_to_cart_hindi');
});

panelTest('a plan that is fine says no more than its number', 'list', async (t) => {
  assert.equal((await t.by('open-balance').innerText()).trim(), '12 events');
  await t.by('open-balance').focus();
  await t.page.keyboard.press('Enter');
  assert.match(await t.by('coverage-phases').innerText(), /Checkout\s+Nothing/);
  assert.equal(await t.by('twins').count(), 0);
  await t.page.keyboard.press('Escape');
  await t.by('balance-dialog').waitFor({ state: 'detached' });
  assert.equal(await focusedId(t.page), 'open-balance');
});

panelTest('shortcuts rest behind the page types, too', 'list', async (t) => {
  await t.by('event-menu').first().click();
  await t.by('event-delete').click();
  await t.page.locator('[data-testid=undo]:enabled').waitFor();
  await t.by('open-balance').click();
  await t.by('open-page-types').click();
  await t.by('page-type-up').nth(1).focus();
  for (const key of ['Control+z', 'Control+e', 'Control+t', 'Control+k']) await t.page.keyboard.press(key);
  const commands = await t.page.evaluate(() => window.mock.calls.map(({ command }) => command));
  const behind = ['undo', 'set_picking', 'set_testing', 'check_page'];
  assert.deepEqual(commands.filter((command) => behind.includes(command)), []);
  await t.by('page-types-close').click();
  await t.by('page-types-dialog').waitFor({ state: 'detached' });
  await t.page.keyboard.press('Control+e');
  assert.equal((await t.calls('set_picking')).length, 1, 'they are back once it is closed');
});

panelTest('a name that would do is taken at a click', 'draft-troubled', async (t) => {
  const suggestion = t.by('finding-suggestion');
  assert.equal(await suggestion.innerText(), 'Use shop_purchase');
  // What lies below the picture moves until that is there, and a press that ends elsewhere is none.
  await t.page.waitForFunction(() => [...document.images].every((image) => image.complete));
  await suggestion.click();
  await t.page.waitForFunction(() => document.querySelector('[data-testid=draft-name]').value === 'shop_purchase');
  await t.page.waitForFunction(() => document.activeElement?.dataset.testid === 'draft-name');
  await t.page.waitForFunction(() => window.mock.calls.some((call) => call.command === 'check_draft'));
});

panelTest('a filter says how many of the plan it leaves', 'list-120', async (t) => {
  await t.by('filter-stage').selectOption('BOFU');
  const rows = await t.by('event-row').count();
  assert.ok(rows > 0 && rows < 120);
  assert.match(await t.by('open-balance').innerText(), new RegExp(`^${rows} of 120\\s`));
});

panelTest('words and numbers of a row stay whole beside a long name', 'list-120', async (t) => {
  const stages = t.page.locator('[data-testid=event-row] .stage');
  const heights = await stages.evaluateAll((all) => all.map((each) => Math.round(each.getBoundingClientRect().height)));
  assert.equal(new Set(heights.filter((height) => height > 0)).size, 1);
});

panelTest('page types are put in another order, and the keyboard stays with what moves', 'list', async (t) => {
  await t.by('open-balance').click();
  await t.by('open-page-types').click();
  const rows = t.page.locator('li[data-testid=page-type]');
  await rows.first().waitFor();
  const order = () => rows.evaluateAll((all) => all.map(({ dataset }) => dataset.id));
  const before = await order();
  assert.equal(await rows.first().getByTestId('page-type-up').isDisabled(), true);
  assert.equal(await rows.last().getByTestId('page-type-down').isDisabled(), true);
  await rows.nth(1).getByTestId('page-type-up').focus();
  await t.page.keyboard.press('Enter');
  const after = [before[1], before[0], ...before.slice(2)];
  assert.deepEqual(await order(), after);
  const focused = await t.page.evaluate(() => document.activeElement.getAttribute('aria-label'));
  assert.equal(focused, `Move ${before[1]} down`);
  await t.page.locator('[data-testid=page-types-save]:enabled').click();
  await t.by('page-types-dialog').waitFor({ state: 'detached' });
  const saved = (await t.calls('save_page_types'))[0].args.types.map(({ was }) => was);
  assert.deepEqual(saved, after);
});

panelTest('page types are edited as one step, and deleting one asks what becomes of its events', 'list', async (t) => {
  await t.by('open-balance').click();
  await t.by('open-page-types').click();
  const product = t.page.locator('[data-testid=page-type][data-id=product]');
  assert.match(await product.getByTestId('page-type-takes').innerText(), /Takes \/products\/linen-apron, .* and 6 more/);
  assert.match(await product.getByTestId('page-type-remark').innerText(), /looks like a content page/);
  assert.equal(await t.by('page-types-save').isDisabled(), true, 'nothing was changed');
  await product.getByTestId('page-type-name').fill('');
  await product.getByText('A page type has no name. Give it one.').waitFor();
  assert.equal(await t.by('page-types-save').isDisabled(), true);
  await product.getByTestId('page-type-name').fill('article');
  await product.getByTestId('pattern-add').click();
  await product.getByTestId('page-type-pattern').last().fill('/artikel/*');
  await t.page.locator('[data-testid=page-types-save]:enabled').click();
  await t.by('page-types-dialog').waitFor({ state: 'detached' });
  const saved = (await t.calls('save_page_types'))[0].args.types.find(({ was }) => was === 'product');
  assert.deepEqual([saved.id, saved.patterns.at(-1)], ['article', '/artikel/*']);

  await t.by('open-balance').click();
  await t.by('open-page-types').click();
  await t.by('page-type').first().waitFor();
  const cart = t.page.locator('[data-testid=page-type][data-id=cart]');
  await t.page.locator('[data-testid=page-type-takes],[data-testid=page-type] >> text=for it').first().waitFor();
  await cart.getByTestId('page-type-delete').click();
  await cart.getByTestId('page-type-keep').click();
  assert.equal(await cart.count(), 1);
  await cart.getByTestId('page-type-delete').click();
  await cart.getByTestId('page-type-delete-yes').click();
  assert.equal(await cart.count(), 0);
});
