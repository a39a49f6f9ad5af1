/** How another trigger is chosen and its options are said, and what of that reaches Rust. */
import assert from 'node:assert/strict';
import { choose } from '../dev/options.mjs';
import { panelTest } from './panel-test.mjs';

const saved = async (t) => {
  await t.by('draft-save').click();
  await t.by('event-list').waitFor();
  return (await t.calls('save_draft')).at(-1).args.draft.event;
};

const onPage = async (t, type) => {
  await t.by('page-view').click();
  await t.by('draft').waitFor();
  await choose(t.page, type);
};

panelTest('name and parameters follow the trigger, and what was typed meanwhile stays', 'draft', async (t) => {
  await choose(t.page, 'scroll');
  assert.equal(await t.by('draft-name').inputValue(), 'product_read');
  assert.equal(await t.page.locator('[data-testid=parameter][data-name=milestone] [type=checkbox]').isChecked(), true);
  await t.page.evaluate(() => {
    window.mock.choosing = new Promise((done) => (window.done = done));
  });
  await t.by('draft-trigger').selectOption('visible');
  await t.by('draft-name').fill('seen_it');
  await t.by('draft-owner').evaluate((field) => {
    field.value = 'Mara';
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  });
  await t.by('draft-save').click();
  await t.page.evaluate(() => window.done());
  await t.by('event-list').waitFor();
  const { name, owner, trigger, parameters } = (await t.calls('save_draft'))[0].args.draft.event;
  assert.deepEqual([name, owner], ['seen_it', 'Mara']);
  assert.deepEqual(trigger, { type: 'visible', percent: 50, millis: 1000 });
  assert.deepEqual(parameters.map((parameter) => parameter.name), ['page_type']);
});

panelTest('choosing one trigger after another leaves the last one and its name', 'draft', async (t) => {
  await t.by('draft-trigger').evaluate((menu) => {
    for (const type of ['visible', 'scroll', 'hover']) {
      menu.value = type;
      menu.dispatchEvent(new Event('change', { bubbles: true }));
    }
  });
  await t.page.waitForFunction(() => document.querySelector('[data-testid=draft-name]').value === 'add_to_cart_hover');
  assert.equal(await t.by('draft-trigger').inputValue(), 'hover');
  assert.equal(await t.by('trigger-options').getAttribute('data-trigger'), 'hover');
});

panelTest('options are as they were left when a trigger is chosen again', 'draft', async (t) => {
  await choose(t.page, 'visible');
  await t.by('trigger-percent').fill('80');
  await t.by('trigger-seconds').fill('2.5');
  await choose(t.page, 'hover');
  await choose(t.page, 'visible');
  assert.equal(await t.by('trigger-percent').inputValue(), '80');
  assert.deepEqual((await saved(t)).trigger, { type: 'visible', percent: 80, millis: 2500 });
});

panelTest('a trigger that Rust refuses is not shown as chosen', 'draft-refused', async (t) => {
  await t.by('draft-trigger').selectOption('hover');
  await t.by('toast').waitFor();
  assert.equal(await t.by('draft-trigger').inputValue(), 'click');
  assert.equal(await t.by('draft-name').inputValue(), 'add_to_cart');
});

panelTest('depths are added and taken out by keyboard, each once and in order', 'list', async (t) => {
  await onPage(t, 'scroll');
  for (const typed of ['75', '25', '75']) {
    await t.by('percents-add').fill(typed);
    await t.page.keyboard.press('Enter');
  }
  assert.deepEqual(await t.by('percents-chip').allInnerTexts(), ['25 %', '50 %', '75 %', '90 %']);
  await t.page.getByRole('button', { name: 'Remove 50 %' }).press('Enter');
  assert.equal(await t.page.evaluate(() => document.activeElement.dataset.testid), 'percents-add');
  assert.deepEqual((await saved(t)).trigger, { type: 'scroll', percents: [25, 75, 90] });
});

panelTest('what is no number yet stays in its field and is not told', 'draft', async (t) => {
  await choose(t.page, 'rage_click');
  const clicks = t.by('trigger-times');
  await clicks.fill('');
  assert.equal(await clicks.inputValue(), '');
  await t.by('draft-name').focus();
  assert.equal(await clicks.inputValue(), '3', 'what holds is back once the field is left');
  await clicks.fill('5');
  assert.equal((await saved(t)).trigger.clicks, 5);
});

panelTest('a count is made of other events, by name', 'list', async (t) => {
  await onPage(t, 'count');
  await t.page.locator('[data-code=trigger_events_empty]').waitFor();
  assert.equal(await t.by('draft-save').isDisabled(), true);
  await t.by('event-add').selectOption({ label: 'view_reviews' });
  await t.by('event-add').selectOption({ label: 'size_guide_open' });
  assert.equal(await t.by('event-add').getByRole('option', { name: 'view_reviews' }).count(), 0);
  await t.page.locator('[data-code=trigger_events_empty]').waitFor({ state: 'detached' });
  await t.by('trigger-times').fill('2');
  await t.by('trigger-within').selectOption({ label: 'all visits' });
  await t.by('count-different').check();
  assert.deepEqual((await saved(t)).trigger, {
    type: 'count',
    events: ['e-view_reviews', 'e-size_guide_open'],
    times: 2,
    different: true,
    within: 'visitor',
  });
});

panelTest('an event is not offered to itself', 'list', async (t) => {
  await t.by('event-open').last().click();
  await choose(t.page, 'sequence');
  assert.equal(await t.by('event-add').getByRole('option', { name: 'view_product' }).count(), 0);
  assert.equal(await t.by('event-add').getByRole('option', { name: 'begin_checkout' }).count(), 1);
});

panelTest('steps of a sequence are ordered by keyboard, the focus goes along', 'list', async (t) => {
  await onPage(t, 'sequence');
  for (const label of ['shipping_policy_click', 'add_to_cart', 'begin_checkout'])
    await t.by('event-add').selectOption({ label });
  await t.page.getByRole('button', { name: 'Move begin_checkout up' }).press('Enter');
  await t.page.keyboard.press('Enter');
  assert.deepEqual(await t.by('step').allInnerTexts().then((all) => all.map((text) => text.replace(/\W+/, ''))), [
    '1begin_checkout',
    '2shipping_policy_click',
    '3add_to_cart',
  ]);
  const focused = () => t.page.evaluate(() => document.activeElement.getAttribute('aria-label'));
  assert.equal(await focused(), 'Move begin_checkout down', 'at the top only the other button is left');
  await t.page.getByRole('button', { name: 'Remove shipping_policy_click' }).press('Enter');
  assert.deepEqual((await saved(t)).trigger.events, ['e-begin_checkout', 'e-add_to_cart']);
});

panelTest('a score may wait for no purchase, and says what that takes', 'list', async (t) => {
  await onPage(t, 'score');
  assert.equal(await t.by('unbought-note').count(), 0);
  await t.by('score-unbought').check();
  assert.match(await t.by('unbought-note').innerText(), /custom pixel.*never fires/s);
  await t.by('unbought-minutes').fill('15');
  await t.by('event-scope-some').click();
  await t.by('event-add').selectOption({ label: 'add_to_cart' });
  assert.deepEqual((await saved(t)).trigger, {
    type: 'score',
    threshold: 20,
    within: 'session',
    unboughtMinutes: 15,
    events: ['e-add_to_cart'],
  });
});

panelTest('what shows that a submit worked is written as a selector, and gone when it is emptied', 'draft', async (t) => {
  await choose(t.page, 'submit');
  assert.equal(await t.by('submit-shown').count(), 0);
  await t.by('submit-success').click();
  const field = t.page.getByRole('textbox', { name: 'It worked when this appears' });
  await field.fill('.thanks >');
  await t.page.locator('[data-code=selector_invalid]').waitFor();
  await field.fill('.thanks');
  await t.page.locator('[data-code=selector_invalid]').waitFor({ state: 'detached' });
  await field.fill('');
  await field.fill('#sent');
  assert.deepEqual((await saved(t)).trigger, { type: 'submit', outcome: 'success', success: [{ css: '#sent' }] });
});

panelTest('what is made of events starts with every page', 'list', async (t) => {
  await onPage(t, 'count');
  assert.equal(await t.by('draft-scope').evaluate((menu) => menu.selectedOptions[0].text), 'Every page');
});
