/** The guided start: proposals for the page, to take, change or skip. */
import assert from 'node:assert/strict';
import { panelTest } from './panel-test.mjs';

const begin = async (t) => {
  await t.by('empty-guide').click();
  await t.by('suggestion').first().waitFor();
};
const ids = (t) => t.by('suggestion').evaluateAll((rows) => rows.map((row) => row.dataset.id));

panelTest('what is found is shown in the shop, taken as it stands, and proposed no more', 'guide', async (t) => {
  await begin(t);
  assert.equal(await t.by('guide-platform').innerText(), 'Shopify, theme Dawn 15.2.0');
  assert.deepEqual(await ids(t), ['add_to_cart', 'newsletter_signup', 'size_chart_open', 'gallery_browse', 'product_read']);
  await t.by('suggestion').first().hover();
  assert.deepEqual((await t.calls('point_suggestion')).at(-1).args, { id: 'add_to_cart', reveal: false });
  await t.by('suggestion-show').first().click();
  assert.deepEqual((await t.calls('point_suggestion')).at(-1).args, { id: 'add_to_cart', reveal: true });
  await t.by('suggestion-add').first().click();
  await t.page.locator('[data-testid=starters][data-done="1"]').waitFor();
  assert.deepEqual((await t.calls('accept_suggestion')).map(({ args }) => args), [{ id: 'add_to_cart' }]);
  assert.ok(!(await ids(t)).includes('add_to_cart'));
  assert.match(await t.by('toast').innerText(), /Added Add to cart. It is proven once it fires in a test/);
  await t.by('guide-leave').click();
  assert.equal(await t.by('event-row').count(), 1);
});

panelTest('a proposal can be changed before it is saved, and the guide goes on', 'guide', async (t) => {
  await begin(t);
  await t.by('suggestion-change').nth(1).click();
  await t.by('draft').waitFor();
  assert.equal(await t.by('draft-name').inputValue(), 'newsletter_signup');
  await t.by('draft-save').click();
  await t.by('guide').waitFor();
  await t.page.locator('[data-testid=starters][data-done="1"]').waitFor();
  assert.ok(!(await ids(t)).includes('newsletter_signup'));
});

panelTest('what there is something to say about is looked at before it is saved', 'guide', async (t) => {
  await begin(t);
  await t.page.locator('[data-id=gallery_browse]').getByTestId('suggestion-add').click();
  await t.by('draft').waitFor();
  assert.equal(await t.by('draft-name').inputValue(), 'gallery_browse');
  assert.equal((await t.calls('save_draft')).length, 0);
});

panelTest('the keyboard goes on with the next proposal', 'guide', async (t) => {
  await begin(t);
  const focused = () => t.page.evaluate(() => document.activeElement?.closest('[data-testid=suggestion]')?.dataset.id);
  await t.by('suggestion-skip').nth(1).focus();
  await t.page.keyboard.press('Enter');
  assert.equal(await focused(), 'size_chart_open');
  await t.by('suggestion-add').first().focus();
  await t.page.keyboard.press('Enter');
  await t.page.locator('[data-testid=starters][data-done="1"]').waitFor();
  await t.page.waitForFunction(() => document.activeElement?.closest('[data-id=size_chart_open]'));
});

panelTest('what is skipped stays away until it is asked for', 'guide', async (t) => {
  await begin(t);
  await t.by('suggestion-skip').first().click();
  await t.by('suggestion-skip').first().click();
  assert.deepEqual((await ids(t)).slice(0, 1), ['size_chart_open']);
  assert.equal(await t.by('guide-unskip').innerText(), 'Show 2 skipped');
  await t.by('guide-unskip').click();
  assert.equal((await ids(t)).length, 5);
  assert.equal((await t.calls('accept_suggestion')).length, 0);
});

panelTest('another page is looked at by itself, and what was found on the last is gone at once', 'guide', async (t) => {
  await begin(t);
  await t.by('way').nth(2).click();
  const address = 'https://bloom-and-bark.com/cart';
  assert.deepEqual((await t.calls('pane_go')).at(-1).args, { action: { kind: 'address', address } });
  const pane = (change) => t.page.evaluate((change) => window.mock.say({ kind: 'pane', data: { ...window.mock.pane, ...change } }), change);
  await pane({ loading: true, url: address });
  assert.equal(await t.by('suggestion').count(), 0);
  await t.page.getByText('Looking at this page').waitFor();
  const before = (await t.calls('suggest_events')).length;
  await pane({ loading: false, url: address });
  await t.by('suggestion').first().waitFor();
  assert.equal((await t.calls('suggest_events')).length, before + 1);
});

panelTest('what kind of page it is can be taught, once', 'guide-rule', async (t) => {
  await begin(t);
  assert.match(await t.by('rule-question').innerText(), /Are addresses like \/catalogue\/\* your product pages\?/);
  await t.by('rule-yes').click();
  await t.by('rule-question').waitFor({ state: 'detached' });
  const rule = { pageType: 'product', pattern: '/catalogue/*' };
  assert.deepEqual((await t.calls('add_page_rule'))[0].args, { rule });
});

panelTest('a page that does not answer says so, and is asked again', 'guide-failed', async (t) => {
  await t.by('empty-guide').click();
  await t.by('guide-failure').waitFor();
  await t.by('guide-again').click();
  assert.equal((await t.calls('suggest_events')).length, 2);
});

panelTest('a page on which nothing is known leads on', 'guide-nothing', async (t) => {
  await t.by('open-guide').click();
  assert.match(await t.by('guide-none').innerText(), /Nothing was recognised here/);
  assert.equal(await t.by('way').count(), 3);
});
