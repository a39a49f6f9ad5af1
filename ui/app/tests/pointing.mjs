/** Parameters by pointing and what is measured already, against the pretended shell. */
import assert from 'node:assert/strict';
import { focusedId, panelTest } from './panel-test.mjs';

async function point(t) {
  await t.by('point-at-value').click();
  await t.page.locator('[data-testid=point-at-value][aria-pressed=true]').waitFor();
  await t.say({ kind: 'pointed' });
  await t.by('pointed').waitFor();
}

panelTest('what was pointed at is sent along under the name that it is offered by', 'pointed', async (t) => {
  await point(t);
  await t.by('picking').waitFor({ state: 'detached' });
  assert.equal(await focusedId(t.page), 'pointed', 'what comes next is at hand');
  const values = t.by('pointed').getByTestId('seen-values');
  assert.match(await values.innerText(), /Waxed Garden Tote\s+54\s.*Gift Card\s+nothing there/s);
  await t.by('pointed-choice').nth(1).click();
  assert.match(await t.by('pointed-add').innerText(), /price_shown/);
  await t.by('pointed-add').click();
  await t.by('pointed').waitFor({ state: 'detached' });
  await t.page.keyboard.press('Control+Enter');
  await t.by('event-list').waitFor();
  const { parameters } = (await t.calls('save_draft'))[0].args.draft.event;
  assert.deepEqual(parameters.at(-1), {
    name: 'price_shown',
    from: {
      type: 'element',
      selectors: [{ css: '.product__info .price', alone: true }],
      read: { type: 'amount' },
    },
  });
});

panelTest('a fact that is on offer already is sent once, and told when it is pointed at again', 'pointed', async (t) => {
  await point(t);
  await t.by('pointed-add').click();
  assert.equal(await t.page.locator('[data-testid=parameter][data-name=price]').count(), 1);
  assert.equal(
    await t.page.locator('[data-testid=parameter][data-name=price] [type=checkbox]').isChecked(),
    true,
  );
  await point(t);
  assert.match(await t.by('pointed').innerText(), /sent already, as price/);
  assert.equal(await t.by('pointed-add').isDisabled(), true);
  await t.page.keyboard.press('Escape');
  await t.by('pointed').waitFor({ state: 'detached' });
  assert.equal(await t.by('draft').count(), 1, 'Escape let go of the value only');
});

panelTest('personal data is refused with the reason, and leads on', 'pointed-refused', async (t) => {
  await point(t);
  assert.match(await t.by('pointed-refused').innerText(), /e-mail address.*never sends/s);
  assert.equal(await t.by('pointed-add').count(), 0);
  await t.by('point-again').click();
  await t.page.locator('[data-testid=point-at-value][aria-pressed=true]').waitFor();
  assert.deepEqual((await t.calls('set_pointing')).map((call) => call.args.on), [true, true]);
});

panelTest('pointing is no picking of another event', 'pointed', async (t) => {
  await t.by('point-at-value').click();
  await t.by('picking').waitFor();
  assert.match(await t.by('picking').innerText(), /Point at the value in the shop/);
  assert.equal(await t.by('pick').getAttribute('aria-pressed'), 'false');
  await t.by('point-at-value').click();
  await t.by('picking').waitFor({ state: 'detached' });
  assert.deepEqual((await t.calls('set_pointing')).map((call) => call.args.on), [true, false]);
});

panelTest('product data that the page tells is one click away', 'draft', async (t) => {
  const names = await t.by('product-fact').evaluateAll((all) => all.map((each) => each.dataset.name));
  assert.deepEqual(names, ['item_id', 'item_name', 'price', 'currency']);
  await t.page.locator('[data-testid=product-fact][data-name=item_name]').click();
  await t.page.locator('[data-testid=parameter][data-name=item_name] [type=checkbox]:checked').waitFor();
  assert.equal(await t.page.locator('[data-testid=product-fact][data-name=item_name]').count(), 0);
  await t.page.keyboard.press('Control+Enter');
  await t.by('event-list').waitFor();
  const { parameters } = (await t.calls('save_draft'))[0].args.draft.event;
  assert.deepEqual(parameters.at(-1), { name: 'item_name', from: { type: 'product', field: 'title' } });
});

panelTest('what other tools are told already is told, and can be compared', 'already', async (t) => {
  await t.by('already-told').waitFor();
  assert.match(await t.by('already-told').innerText(), /GA4 G-7QX2M4KD1Z already gets add_to_cart from this click\./);
  assert.match(await t.by('already-told').innerText(), /And 1 more\./);
  const [look] = await t.calls('look_already');
  assert.equal(look.args.anyway, false);
  await t.by('already-compare').click();
  const cells = await t.by('already-table').locator('tr').evaluateAll((rows) =>
    rows.map((row) => [...row.cells].map((cell) => cell.innerText)),
  );
  assert.deepEqual(cells[0], ['', 'This event', 'GA4']);
  assert.deepEqual(cells[1], ['Event', 'add_to_cart', 'add_to_cart']);
  assert.equal(cells[2][2], 'GA4 G-7QX2M4KD1Z');
  await t.by('compare-with').selectOption({ index: 1 });
  assert.equal(await t.by('already-table').locator('th').nth(1).innerText(), 'Meta Pixel');
});

panelTest('what nothing is known of is compared without a word of the model', 'already', async (t) => {
  await t.by('already-told').waitFor();
  const [{ args }] = await t.calls('look_already');
  const event = { ...args.draft.event, parameters: [{ name: 'size', from: { type: 'attribute', name: 'data-size' } }] };
  await t.say({ kind: 'draft', data: { ...args.draft, event, parameters: [] } });
  await t.by('already-compare').click();
  const size = t.by('already-table').locator('tr', { hasText: 'size' });
  assert.deepEqual(await size.locator('td').allInnerTexts(), ['–', '–']);
});

panelTest('adding anyway puts it aside, skipping drops the draft', 'already', async (t) => {
  await t.by('already-add').click();
  await t.by('already-told').waitFor({ state: 'detached' });
  assert.match(await t.by('already').innerText(), /already gets add_to_cart/);
  await t.by('already-again').click();
  await t.by('already-skip').click();
  await t.by('event-list').waitFor();
  assert.equal((await t.calls('discard_draft')).length, 1);
});

panelTest('looking that takes long shows and can be called off', 'already-waiting', async (t) => {
  await t.by('already-stop').click();
  assert.equal((await t.calls('stop_looking')).length, 1);
  await t.by('already-look').click();
  await t.by('already-stop').waitFor();
  assert.equal((await t.calls('look_already')).at(-1).args.anyway, true);
  await t.by('draft-discard').click();
  await t.by('event-list').waitFor();
  assert.equal((await t.calls('stop_looking')).length, 2, 'nobody looks for a draft that is gone');
});

panelTest('a draft of a saved event is looked at only when somebody asks', 'list', async (t) => {
  await t.by('event-open').first().click();
  await t.by('already-look').waitFor();
  assert.equal((await t.calls('look_already')).length, 0);
  await t.by('already-look').click();
  await t.page.waitForFunction(() => window.mock.calls.some(({ command }) => command === 'look_already'));
});
