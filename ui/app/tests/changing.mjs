/** Giving an event, saved or not, another element: what stays, and how it is called off. */
import assert from 'node:assert/strict';
import { panelTest, pickAnother } from './panel-test.mjs';

panelTest('a saved event gets another element and keeps the rest', 'list', async (t) => {
  await t.by('event-open').first().click();
  await t.by('draft-picture').waitFor();
  const [before, picture] = [await t.by('draft-target').innerText(), await t.by('draft-picture').getAttribute('src')];
  await t.by('draft-more').click();
  await t.by('draft-owner').fill('Mara');
  await t.by('change-element').click();
  await t.page.getByTestId('hover-label').getByText('Point at the new element in the shop').waitFor();
  assert.equal(await t.by('change-element').getAttribute('aria-pressed'), 'true');
  await pickAnother(t.page);
  await t.page.locator('[data-testid=finding][data-code=element_changed]').waitFor();
  assert.notEqual(await t.by('draft-target').innerText(), before);
  await t.page.waitForFunction(
    (old) => ![null, old].includes(document.querySelector('[data-testid=draft-picture]')?.src ?? null),
    picture,
  );
  await t.page.locator('[data-testid=draft-matches][data-tone=fine]').waitFor();
  assert.equal(await t.by('change-element').getAttribute('aria-pressed'), 'false');
  assert.equal(await t.by('draft-name').inputValue(), 'add_to_cart');
  assert.equal(await t.by('draft-owner').inputValue(), 'Mara');
  await t.page.keyboard.press('Control+Enter');
  await t.by('event-list').waitFor();
  const { event } = (await t.calls('save_draft'))[0].args.draft;
  assert.deepEqual([event.id, event.name, event.owner], ['e-add_to_cart', 'add_to_cart', 'Mara']);
  assert.match(event.target.selectors[0].css, /refund-policy/);
});

panelTest('what was proposed for a wrong element keeps its name and gets the right one', 'draft', async (t) => {
  const before = await t.by('draft-target').innerText();
  await t.by('draft-name').fill('pdp_add');
  await t.by('change-element').click();
  await pickAnother(t.page);
  await t.page.waitForFunction(
    (old) => document.querySelector('[data-testid=draft-target]')?.innerText !== old,
    before,
  );
  assert.equal(await t.by('draft-name').inputValue(), 'pdp_add');
  await t.page.keyboard.press('Control+Enter');
  await t.by('event-list').waitFor();
  assert.equal((await t.calls('save_draft'))[0].args.draft.event.name, 'pdp_add');
});

panelTest('a changed element can be discarded', 'list', async (t) => {
  await t.by('event-open').first().click();
  await t.by('change-element').click();
  await pickAnother(t.page);
  await t.page.locator('[data-testid=finding][data-code=element_changed]').waitFor();
  await t.page.keyboard.press('Escape');
  assert.equal(await t.by('draft').count(), 1, 'unsaved work is not left by a key');
  await t.by('draft-discard').click();
  await t.by('draft-discard-yes').click();
  await t.by('event-list').waitFor();
  assert.equal((await t.calls('save_draft')).length, 0);
  assert.equal((await t.calls('discard_draft')).length, 1);
});

panelTest('Esc calls the change of an element off and stays in the editor', 'list', async (t) => {
  await t.by('event-open').first().click();
  await t.by('change-element').click();
  await t.by('picking').waitFor();
  await t.page.keyboard.press('Escape');
  await t.by('picking').waitFor({ state: 'detached' });
  assert.equal(await t.by('change-element').getAttribute('aria-pressed'), 'false');
  await pickAnother(t.page);
  await t.page.waitForFunction(() => document.querySelector('[data-testid=draft-name]')?.value === 'theirs');
  assert.equal((await t.calls('change_element')).length, 0);
});

panelTest('leaving the editor leaves the picking for another element too', 'list', async (t) => {
  await t.by('event-open').first().click();
  await t.by('change-element').click();
  await t.by('picking').waitFor();
  await t.by('draft-discard').click();
  await t.by('event-list').waitFor();
  assert.deepEqual((await t.calls('set_picking')).map((call) => call.args.on), [true, false]);
});
