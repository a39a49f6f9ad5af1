/** How saying what is meant behaves in the panel, and what is found out about a draft in the background. */
import assert from 'node:assert/strict';
import { focusedId, panelTest } from './panel-test.mjs';

const changes = async (t) => (await t.calls('change_meaning')).map((call) => call.args.change);

panelTest('an element is meant wider and narrower again, and what was typed stays', 'draft', async (t) => {
  await t.by('draft-name').fill('buy_box');
  assert.equal(await t.by('draft-narrower').count(), 0, 'nothing is wider yet');
  await t.by('draft-wider').click();
  await t.by('draft-narrower').waitFor();
  assert.equal(await t.by('draft-target').innerText(), 'Form');
  assert.equal(await t.by('draft-rule').innerText(), 'Form · Product pages');
  assert.equal(await t.by('draft-picture').count(), 0, 'the picture was of the button');
  assert.equal(await t.by('draft-bound').count(), 0, 'a form has no words of its own');
  await t.by('draft-narrower').click();
  await t.page.getByText('Button: Add to cart · Product pages').waitFor();
  assert.equal(await t.by('draft-name').inputValue(), 'buy_box');
  assert.deepEqual(await changes(t), [{ type: 'wider' }, { type: 'narrower' }]);
});

panelTest('a part of the element is meant by the keyboard alone', 'draft', async (t) => {
  await t.by('draft-inner').focus();
  await t.page.keyboard.press('Enter');
  await t.by('draft-part').first().waitFor();
  assert.deepEqual(await t.by('draft-part').allInnerTexts(), ['Icon: Cart', 'Text: Add to cart']);
  await t.page.keyboard.press('Escape');
  // It fades.
  await t.by('draft-part').first().waitFor({ state: 'detached' });
  assert.equal(await focusedId(t.page), 'draft-inner', 'Esc closes the menu, not the draft');
  await t.page.keyboard.press('Enter');
  await t.by('draft-part').first().waitFor();
  await t.page.keyboard.press('End');
  await t.page.keyboard.press('Enter');
  await t.page.getByText('Text: Add to cart · Product pages').waitFor();
  assert.deepEqual(await changes(t), [{ type: 'inner', part: 1 }]);
  assert.equal(await t.by('draft-inner').count(), 0, 'there is nothing in it');
  assert.equal(await t.by('draft-wider').innerText(), 'Wider: Button: Add to cart');
});

panelTest('a text condition starts with the own words, is edited and taken back', 'draft', async (t) => {
  await t.by('draft-bound').click();
  await t.page.getByText('with the text “Add to cart”', { exact: false }).first().waitFor();
  assert.equal(await t.by('draft-text').inputValue(), 'Add to cart');
  assert.match(await t.by('draft-matches').innerText(), /Matches 1 element on this page with the text “Add to cart”/);
  await t.by('draft-text').fill('Pre-order');
  await t.page.getByText('only with the text “Pre-order”').waitFor();
  assert.equal(await t.by('draft-text').inputValue(), 'Pre-order');
  await t.by('draft-text').fill('');
  await t.page.waitForFunction(() => !document.body.innerText.includes('“Pre-order”'));
  assert.equal(await t.by('draft-text').count(), 1, 'the field stays while it is being written');
  await t.by('draft-bound').click();
  assert.equal(await t.by('draft-text').count(), 0);
  assert.deepEqual((await changes(t)).at(-1), { type: 'text', text: null });
  assert.equal(await t.by('draft-rule').innerText(), 'Button: Add to cart · Product pages');
});

panelTest('an address that contains a word is said as such', 'draft', async (t) => {
  await t.by('draft-scope').selectOption('contained');
  await t.by('draft-contained').fill('sale');
  await t.page.getByText('Button: Add to cart · Address contains sale').waitFor();
  assert.deepEqual((await changes(t)).at(-1), { type: 'contained', part: 'sale' });
  assert.equal(await t.by('draft-scope').inputValue(), 'contained');
  await t.by('draft-scope').selectOption({ label: 'Every page' });
  assert.equal(await t.by('draft-contained').count(), 0);
});

/** Types and saves within one turn of the page, so that nothing can come in between, however slow the machine. */
const typeAndSave = (field, text) =>
  field.evaluate((input, text) => {
    input.value = text;
    input.dispatchEvent(new InputEvent('input', { bubbles: true }));
    input.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', ctrlKey: true, bubbles: true }));
  }, text);
const saved = async (t) => (await t.calls('save_draft'))[0].args.draft.event;

panelTest('a text that is saved while it is being typed is saved', 'draft', async (t) => {
  await t.by('draft-bound').click();
  await t.page.getByText('only with the text “Add to cart”').waitFor();
  await typeAndSave(t.by('draft-text'), 'Pre-order');
  await t.by('event-list').waitFor();
  assert.deepEqual((await changes(t)).at(-1), { type: 'text', text: 'Pre-order' });
  assert.equal((await saved(t)).target.selectors[0].text, 'Pre-order');
});

panelTest('an address that is saved while it is being typed is saved', 'draft', async (t) => {
  await t.by('draft-scope').selectOption('contained');
  await typeAndSave(t.by('draft-contained'), 'sale');
  await t.by('event-list').waitFor();
  assert.match((await saved(t)).where.url, /sale/);
});

panelTest('a save waits for a change of the rule that is under way', 'draft', async (t) => {
  await t.page.evaluate(() => {
    window.mock.trials.meaning = new Promise((done) => (window.release = done));
  });
  await t.by('draft-bound').click();
  await t.page.waitForFunction(() => window.mock.calls.some(({ command }) => command === 'change_meaning'));
  await t.page.keyboard.press('Control+Enter');
  await t.page.evaluate(() => new Promise((due) => setTimeout(due, 0)));
  assert.equal((await t.calls('save_draft')).length, 0);
  await t.page.evaluate(() => window.release());
  await t.by('event-list').waitFor();
  assert.equal((await saved(t)).target.selectors[0].text, 'Add to cart');
});

panelTest('all elements like the picked one are meant by a save that follows at once', 'draft-troubled', async (t) => {
  await t.page.evaluate(() => {
    window.mock.trials.meaning = new Promise((done) => (window.release = done));
  });
  await t.by('draft-multiple').click();
  await t.page.waitForFunction(() => window.mock.calls.some(({ command }) => command === 'choose_alike'));
  await t.page.keyboard.press('Control+Enter');
  await t.page.evaluate(() => window.release());
  await t.page.waitForFunction(() => window.mock.calls.some(({ command }) => command === 'save_draft'));
  assert.equal((await saved(t)).target.multiple, true);
});

panelTest('an address that is being typed is not meant once another choice is made', 'draft', async (t) => {
  await t.by('draft-scope').selectOption('contained');
  await t.by('draft-contained').evaluate((input) => {
    input.value = 'sale';
    input.dispatchEvent(new InputEvent('input', { bubbles: true }));
    const scope = document.querySelector('[data-testid=draft-scope]');
    scope.value = [...scope.options].find(({ label }) => label === 'Every page').value;
    scope.dispatchEvent(new Event('change', { bubbles: true }));
  });
  await t.page.keyboard.press('Control+Enter');
  await t.by('event-list').waitFor();
  assert.deepEqual((await saved(t)).where, {});
});

panelTest('a page that the event does not fire on says so instead of a count', 'draft', async (t) => {
  await t.say({
    kind: 'matches',
    data: { id: 'new-1', draft: true, count: 0, visible: 0, spare: false, elsewhere: true },
  });
  assert.match(await t.by('draft-matches').innerText(), /Counts on other pages only/);
  assert.equal(await t.by('draft-matches').getAttribute('data-tone'), 'unknown');
});

panelTest('the strip tells how the rule does on other pages, and opens them', 'draft', async (t) => {
  await t.by('sample').waitFor();
  assert.equal(await t.by('sample-headline').innerText(), 'Matches 1 element on 9 of 10 product pages');
  assert.equal(await t.by('sample-note').innerText(), 'None on “Gift card”: a gift card?');
  assert.equal(await t.by('sample-page').count(), 10);
  const card = t.by('sample-page').and(t.page.locator('[data-state=nothing]'));
  assert.equal(await card.getAttribute('aria-label'), 'Gift card: none: a gift card?. Open it in the shop.');
  await card.click();
  assert.deepEqual((await t.calls('pane_go')).at(-1).args.action, {
    kind: 'address',
    address: 'https://bloom-and-bark.com/products/gift-card',
  });
  const asked = async () => (await t.calls('sample_draft')).length;
  assert.equal(await asked(), 1);
  await t.by('draft-name').fill('buy');
  await t.by('draft-bound').click();
  await t.page.waitForFunction(() => window.mock.calls.filter((call) => call.command === 'sample_draft').length === 2);
  const calls = await t.calls('sample_draft');
  assert.equal(calls.at(-1).args.draft.event.target.selectors[0].text, 'Add to cart', 'the new rule is tried');
  assert.equal(calls.at(-1).args.anew, false);
  await t.by('sample-again').click();
  assert.equal((await t.calls('sample_draft')).at(-1).args.anew, true);
});

panelTest('reading pages and looking on devices show how far they are and can be stopped', 'draft-sampling', async (t) => {
  await t.by('sample-running').waitFor();
  await t.say({ kind: 'sampling', data: { found: 0, read: 3, all: 10 } });
  assert.match(await t.by('sample-running').innerText(), /Reading pages like this: 3 of 10/);
  await t.by('sample-stop').click();
  assert.equal((await t.calls('stop_sampling')).length, 1);
  await t.by('devices-running').waitFor();
  await t.by('devices-stop').click();
  assert.equal((await t.calls('stop_measuring')).length, 1);
  assert.equal(await t.by('draft-save').isEnabled(), true, 'nobody has to wait for it');
});

panelTest('pages are not read any longer for a draft that is dropped', 'draft-sampling', async (t) => {
  await t.by('sample-running').waitFor();
  assert.equal((await t.calls('stop_sampling')).length, 0);
  await t.by('draft-discard').click();
  await t.by('draft').waitFor({ state: 'detached' });
  assert.equal((await t.calls('stop_sampling')).length, 1);
});

panelTest('a network that does not answer is told in words and can be tried again', 'draft-untried', async (t) => {
  await t.by('sample-failure').waitFor();
  assert.match(await t.by('sample-failure').innerText(), /Other pages could not be read/);
  await t.by('sample-again').click();
  await t.page.waitForFunction(() => window.mock.calls.filter((call) => call.command === 'sample_draft').length === 2);
  await t.by('devices').waitFor();
  assert.match(await t.by('devices').innerText(), /Phone, tablet, desktop: could not tell/);
});

panelTest('devices that show the element are told apart from those that hide it', 'draft-sampled-long', async (t) => {
  await t.by('devices').waitFor();
  assert.equal(await t.by('devices').getAttribute('data-sights'), 'phone hidden, tablet unknown, desktop visible');
  assert.match(await t.by('devices').innerText(), /Phone:\s+there but hidden/);
  const page = t.by('sample-pages');
  await page.click();
  const width = await t.page.evaluate(() => document.querySelector('[data-testid=sample]').scrollWidth);
  assert.ok(width <= 380, `long names push the panel to ${width} px`);
});

panelTest('the list shows on which devices an event was seen last', 'list', async (t) => {
  const marks = t.page.locator('[data-name=add_to_cart] [data-testid=event-devices]');
  await marks.waitFor();
  assert.equal(await marks.getAttribute('title'), 'Phone: can be seen, Tablet: can be seen, Desktop: can be seen');
  assert.ok((await t.by('event-devices').count()) < 12, 'what was never looked at shows nothing');
});
