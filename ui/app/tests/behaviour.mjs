/** How the panel behaves under keyboard and mouse, in a real engine, against the pretended shell. */
import assert from 'node:assert/strict';
import { focusedId, focusedRow, panelTest, pickAnother } from './panel-test.mjs';
import { told } from './typing.mjs';

panelTest('an address opens with Enter, a failure stays in place and leads back', 'fail-host', async (t) => {
  assert.equal(await focusedId(t.page), 'address');
  await t.page.keyboard.type('bloom-and-barc.com');
  await t.page.keyboard.press('Enter');
  await t.by('open-failure').waitFor();
  assert.equal(await t.by('open-failure').getAttribute('data-code'), 'host_unknown');
  assert.equal(await t.by('address').inputValue(), 'bloom-and-barc.com');
  await t.by('open-edit').click();
  assert.equal(await focusedId(t.page), 'address');
  assert.equal(await t.by('open-failure').count(), 0);
  assert.equal((await t.calls('open_shop')).length, 1);
});

panelTest('opening can be given up', 'opening', async (t) => {
  await t.by('address').fill('slow-shop.com');
  await t.by('open-shop').click();
  await t.by('opening').waitFor();
  await t.page.keyboard.press('Enter');
  await t.by('address').waitFor();
  assert.equal(await t.by('address').inputValue(), 'slow-shop.com');
  assert.equal((await t.calls('close_shop')).length, 1);
});

panelTest('a recent shop opens, and another can be opened from there', 'recent', async (t) => {
  await t.by('recent-shop').nth(2).click();
  await t.by('event-row').nth(119).waitFor({ state: 'attached' });
  await t.by('shop-switcher').focus();
  await t.page.keyboard.press('Enter');
  await t.by('open-another').click();
  await t.by('first-screen').waitFor();
});

panelTest('typing a name asks at once and once it pauses, and what is typed stays', 'draft', async (t) => {
  assert.equal(await focusedId(t.page), 'draft-name');
  // Ten keys in one go: how fast a busy machine types says nothing.
  await t.by('draft-name').evaluate((field) => {
    for (const at of 'Add To Bag'.split('').keys()) {
      field.value = 'Add To Bag'.slice(0, at + 1);
      field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    }
  });
  await t.by('finding').waitFor();
  const asked = await t.calls('check_draft');
  assert.equal(asked.length, 2, 'at the first of ten keys, and after the last');
  assert.equal(asked.at(-1).args.draft.event.name, 'Add To Bag');
  assert.equal(await t.by('draft-name').getAttribute('aria-invalid'), 'true');
  assert.equal(await t.by('draft-save').isDisabled(), true);
  await t.by('draft-name').fill('add_to_bag');
  await t.by('finding').waitFor({ state: 'detached' });
  assert.equal(await t.by('draft-name').inputValue(), 'add_to_bag');
});

panelTest('Ctrl+Enter saves the draft and the list shows it', 'draft', async (t) => {
  await t.by('draft-name').fill('add_to_bag');
  await t.page.keyboard.press('Control+Enter');
  await t.page.locator('[data-testid=event-row][data-name=add_to_bag]').waitFor();
  assert.match(await t.by('toast').innerText(), /Saved add_to_bag/);
  assert.equal((await t.calls('save_draft')).length, 1);
});

panelTest('every field of a draft reaches Rust', 'draft', async (t) => {
  await t.by('draft-trigger').selectOption('submit');
  await t.by('draft-scope').selectOption({ label: 'Addresses like…' });
  await t.by('draft-url').fill('/collections/*');
  await t.by('draft-stage-tofu').click();
  await t.by('draft-phase').selectOption('discovery');
  await t.by('draft-kind-macro').click();
  await t.by('draft-weight-thumb').focus();
  await t.page.keyboard.press('ArrowLeft');
  await t.by('parameter').first().click();
  await t.by('draft-more').click();
  await t.by('draft-description').fill('Bag button');
  await t.by('draft-owner').fill('Mara');
  await t.by('draft-status').selectOption('ready');
  await t.by('draft-advanced').click();
  await t.by('draft-selector').first().fill('#buy');
  await t.by('draft-save').click();
  await t.by('event-list').waitFor();
  const [{ args }] = await t.calls('save_draft');
  const { id, target, parameters, ...event } = args.draft.event;
  assert.equal(id, 'new-1');
  assert.equal(target.selectors[0].css, '#buy');
  assert.deepEqual(parameters.map((parameter) => parameter.name), ['page_type', 'element_text']);
  assert.deepEqual(event, {
    name: 'add_to_cart',
    trigger: { type: 'submit' },
    where: { url: '/collections/*' },
    stage: 'TOFU',
    phase: 'discovery',
    weight: 7,
    macro: true,
    status: 'ready',
    description: 'Bag button',
    owner: 'Mara',
  });
});

panelTest('a pick does not overwrite unsaved changes without a yes', 'draft', async (t) => {
  await t.by('draft-name').fill('mine');
  await pickAnother(t.page);
  await t.by('waiting-keep').click();
  assert.equal(await t.by('draft-name').inputValue(), 'mine');
  await pickAnother(t.page);
  await t.by('waiting-take').click();
  await t.page.waitForFunction(() => document.querySelector('[data-testid=draft-name]')?.value === 'theirs');
});

panelTest('a pick that waited is next after a save', 'draft', async (t) => {
  await t.by('draft-name').fill('mine');
  await pickAnother(t.page);
  await t.by('waiting-pick').waitFor();
  await t.page.keyboard.press('Control+Enter');
  await t.page.waitForFunction(
    () => document.querySelector('[data-testid=draft-name]')?.value === 'theirs',
  );
  assert.equal((await t.calls('save_draft'))[0].args.draft.event.name, 'mine');
});

panelTest('a pick that waited can be the element of the event at hand', 'draft', async (t) => {
  await t.by('draft-name').fill('mine');
  await pickAnother(t.page);
  await t.by('waiting-give').click();
  await t.page.getByRole('heading', { name: 'Link: Returns' }).waitFor();
  assert.equal(await t.by('waiting-pick').count(), 0);
  await t.by('draft-save').click();
  await t.by('event-list').waitFor();
  const { event } = (await t.calls('save_draft'))[0].args.draft;
  assert.deepEqual([event.id, event.name], ['new-1', 'mine']);
  assert.match(event.target.selectors[0].css, /refund-policy/);
});

panelTest('the first change of a draft is told before anything else is picked', 'draft', async (t) => {
  assert.equal(await told(t.by('draft-name'), 'x'), 1);
});

panelTest('a parameter gets another name, and a name that is taken is told at its row', 'draft', async (t) => {
  const row = (at) => t.by('parameter').nth(at);
  const name = (at) => row(at).getByTestId('parameter-name');
  assert.equal(await name(1).count(), 0, 'only what is sent has a name to change');
  await row(1).getByRole('checkbox').press('Space');
  await name(1).fill('page_type');
  await row(1).locator('[data-code=parameter_taken]').waitFor();
  assert.equal(await name(1).getAttribute('aria-invalid'), 'true');
  assert.equal(await name(3).getAttribute('aria-invalid'), 'false');
  assert.equal(await t.by('draft-save').isDisabled(), true);
  await name(1).fill('button_words');
  await row(1).locator('[data-code]').waitFor({ state: 'detached' });
  await row(1).getByRole('checkbox').uncheck();
  await row(1).getByRole('checkbox').check();
  assert.equal(await name(1).inputValue(), 'button_words', 'its name is kept while it is off');
  await t.page.keyboard.press('Control+Enter');
  await t.by('event-list').waitFor();
  const { parameters } = (await t.calls('save_draft'))[0].args.draft.event;
  assert.deepEqual(parameters, [
    { name: 'page_type', from: { type: 'page_type' } },
    { name: 'button_words', from: { type: 'link' } },
  ]);
});

panelTest('a name for a parameter that would do is taken by a press', 'draft', async (t) => {
  const row = t.by('parameter').nth(1);
  await row.getByRole('checkbox').check();
  await row.getByTestId('parameter-name').fill('Chosen Size');
  await row.getByTestId('finding-suggestion').click();
  assert.equal(await row.getByTestId('parameter-name').inputValue(), 'chosen_size');
  await row.locator('[data-code]').waitFor({ state: 'detached' });
});

panelTest('two parameters with the same thing wrong are both told', 'draft', async (t) => {
  await t.by('parameter').nth(2).getByRole('checkbox').check();
  for (const at of [0, 1]) {
    await t.by('parameter-name').nth(at).fill('');
    await t.by('parameter').nth(at + 2).locator('[data-code=parameter_name_empty]').waitFor();
  }
  await t.by('parameter-name').first().pressSequentially('kept while typing', { delay: 60 });
  assert.equal(await t.by('parameter-name').first().inputValue(), 'kept while typing');
});

panelTest('many matches are one event once they are all meant', 'draft', async (t) => {
  await t.say({ kind: 'matches', data: { id: 'new-1', draft: true, count: 4, visible: 4, spare: false } });
  await t.by('draft-multiple').check();
  await t.page.locator('[data-testid=draft-matches][data-tone=fine]').waitFor();
  await t.page.waitForFunction(() => window.mock.calls.some(({ args }) => args.draft?.event.target.multiple));
  const asked = await t.calls('check_draft');
  assert.equal(asked.at(-1).args.draft.event.target.multiple, true);
});

panelTest('an event of another page is not called broken', 'list', async (t) => {
  await t.by('event-open').first().click();
  await t.page.locator('[data-testid=draft-matches][data-tone=unknown]').waitFor();
  const matches = { id: 'e-add_to_cart', draft: true, count: 0, visible: 0, spare: false };
  await t.say({ kind: 'matches', data: matches });
  await t.page.getByText('Not on this page').waitFor();
});

panelTest('discarding changes asks once', 'draft', async (t) => {
  await t.by('draft-name').fill('mine');
  await t.by('draft-discard').click();
  assert.equal(await focusedId(t.page), 'draft-keep');
  assert.equal((await t.calls('discard_draft')).length, 0);
  await t.by('draft-discard-yes').click();
  await t.by('event-list').waitFor();
  assert.equal((await t.calls('discard_draft')).length, 1);
});

panelTest('the page has the last word on how many match', 'draft', async (t) => {
  assert.match(await t.by('draft-matches').innerText(), /Matches 1 element/);
  await t.say({ kind: 'matches', data: { id: 'new-1', draft: true, count: 3, visible: 2, spare: false } });
  await t.page.locator('[data-testid=draft-matches][data-count="3"]').waitFor();
  assert.match(await t.by('draft-matches').innerText(), /3 elements on this page, all outlined, 1 of them hidden/);
  await t.say({ kind: 'matches', data: { id: 'somebody-else', draft: true, count: 0, visible: 0, spare: false } });
  await t.page.locator('[data-testid=draft-matches][data-count="3"]').waitFor();
});

panelTest('the list is walked, opened and searched by keyboard', 'list', async (t) => {
  await t.by('event-open').first().focus();
  await t.page.keyboard.press('ArrowDown');
  await t.page.keyboard.press('ArrowDown');
  assert.equal(await focusedRow(t.page), 'newsletter_signup');
  await t.page.keyboard.press('End');
  assert.equal(await focusedRow(t.page), 'view_product');
  await t.page.keyboard.press('Control+f');
  assert.equal(await focusedId(t.page), 'search');
  await t.page.keyboard.type('menu size');
  await t.page.waitForFunction(() => document.querySelectorAll('[data-testid=event-row]').length === 1);
  await t.page.keyboard.press('ArrowDown');
  assert.equal(await focusedRow(t.page), 'select_variant');
  await t.page.keyboard.press('Enter');
  await t.by('draft').waitFor();
  assert.equal((await t.calls('edit_event'))[0].args.id, 'e-select_variant');
});

panelTest('Delete removes a row, the next one has the focus, and the toast brings it back', 'list', async (t) => {
  await t.by('event-open').nth(1).focus();
  await t.page.keyboard.press('Delete');
  await t.by('toast-action').waitFor();
  assert.equal(await t.by('event-row').count(), 11);
  assert.equal(await focusedRow(t.page), 'newsletter_signup');
  await t.by('toast-action').click();
  await t.page.waitForFunction(() => document.querySelectorAll('[data-testid=event-row]').length === 12);
  await t.page.getByText('Undone: Delete begin_checkout.').waitFor();
  assert.equal(await t.by('toast').count(), 1, 'what was said of the deletion is gone');
});

panelTest('Ctrl+Z takes back what the shell says can be taken back', 'list', async (t) => {
  await t.by('event-menu').first().click();
  await t.by('event-duplicate').click();
  await t.page.waitForFunction(() => document.querySelectorAll('[data-testid=event-row]').length === 13);
  await t.page.keyboard.press('Control+z');
  await t.page.waitForFunction(() => document.querySelectorAll('[data-testid=event-row]').length === 12);
});

panelTest('picking is switched by shortcut, says what it is over, and Esc leaves', 'list', async (t) => {
  await t.page.keyboard.press('Control+e');
  await t.by('picking').waitFor();
  const view = await t.page.evaluate(() => window.mock.pane);
  await t.say({ kind: 'pane', data: { ...view, picking: true, hover: 'Link: Returns & refunds' } });
  await t.page.getByText('Link: Returns & refunds').waitFor();
  await t.page.keyboard.press('Escape');
  await t.by('picking').waitFor({ state: 'detached' });
  assert.deepEqual((await t.calls('set_picking')).map((call) => call.args.on), [true, false]);
});

panelTest('an address typed above the shop is sent, Esc puts the old one back', 'list', async (t) => {
  await t.page.keyboard.press('Control+l');
  await t.page.keyboard.type('bloom-and-bark.com/cart');
  await t.page.keyboard.press('Escape');
  assert.match(await t.by('pane-address').inputValue(), /linen-apron/);
  await t.by('pane-address').fill('/cart');
  await t.page.keyboard.press('Enter');
  await t.page.waitForFunction(() => window.mock.calls.some((call) => call.command === 'pane_go'));
  assert.deepEqual((await t.calls('pane_go'))[0].args.action, { kind: 'address', address: '/cart' });
});

panelTest('the shop is looked at with a device, by mouse or keyboard, and the toolbar says so', 'list', async (t) => {
  await t.by('device').selectOption('phone');
  assert.deepEqual((await t.calls('set_device'))[0].args, { device: 'phone' });
  assert.equal(await t.by('device-said').count(), 0, 'it is said once it is so');
  await t.page.evaluate(() => window.mock.say({ kind: 'pane', data: { ...window.mock.pane, device: 'tablet' } }));
  assert.equal(await t.by('device-said').innerText(), '820');
  assert.equal(await t.by('device').inputValue(), 'tablet');
  await t.by('pane-address').focus();
  await t.page.keyboard.press('Tab');
  assert.equal(await focusedId(t.page), 'device');
  await t.page.keyboard.press('Home');
  await t.page.waitForFunction(() => window.mock.calls.some((call) => call.command === 'set_device' && call.args.device === null));
});

panelTest('a panel that starts late asks what the pane shows and which edition it is', 'demo-redesign', async (t) => {
  await t.by('edition-redesign').getByRole('radio', { checked: true }).waitFor();
  assert.match(await t.by('pane-address').inputValue(), /linen-apron/);
  await t.by('edition-today').click();
  await t.by('edition-today').getByRole('radio', { checked: true }).waitFor();
  assert.deepEqual((await t.calls('set_demo_edition')).map((call) => call.args.edition), ['today']);
});

panelTest('hits arrive newest first, as text, and say when they do not count', 'test-empty', async (t) => {
  const hit = { at: 1773657000000, id: 'e-add_to_cart', path: '/cart', proven: true, deliveries: [] };
  await t.say({ kind: 'hit', data: { ...hit, number: 1, name: 'add_to_cart', parameters: {} } });
  await t.say({
    kind: 'hit',
    data: { ...hit, number: 2, name: 'forged', proven: false, parameters: { text: '<img src=x onerror=alert(1)>' } },
  });
  await t.by('hit').nth(1).waitFor();
  assert.equal(await t.by('hit').first().getAttribute('data-name'), 'forged');
  assert.match(await t.by('hit').first().innerText(), /Not counted: no real click seen/);
  await t.by('hit').first().locator('summary').click();
  await t.page.getByText('<img src=x onerror=alert(1)>').waitFor();
  assert.equal(await t.page.locator('main img').count(), 0);
  await t.by('test-clear').click();
  assert.equal(await t.by('hit').count(), 0);
});

panelTest('what was done last is told in place of what was done before, and failures stay', 'list', async (t) => {
  await t.say({ kind: 'failure', data: { code: 'internal', message: 'It broke.', hint: '', retryable: false } });
  for (const at of [0, 1]) {
    await t.by('event-open').nth(at).click();
    await t.by('draft-save').click();
    await t.by('event-list').waitFor();
  }
  const names = (await t.calls('save_draft')).map((call) => call.args.draft.event.name);
  assert.deepEqual(await t.by('toast').locator('p').allInnerTexts(), ['It broke.', `Saved ${names[1]}.`]);
  await t.by('event-menu').first().click();
  await t.by('event-delete').click();
  await t.by('toast-action').waitFor();
  assert.equal(await t.by('toast').count(), 2, 'the failure and the deletion');
});

panelTest('a failure nobody asked for is announced and can be dismissed', 'toasts', async (t) => {
  assert.match(await t.page.locator('[aria-live=polite] [data-testid=toast]').innerText(), /another site/);
  await t.by('toast-dismiss').click();
  assert.equal(await t.by('toast').count(), 0);
});

panelTest('a damaged database offers its backup', 'database-damaged', async (t) => {
  await t.by('restore-backup').click();
  await t.by('first-screen').waitFor();
  assert.equal(await t.by('recent-shop').count(), 4);
});
