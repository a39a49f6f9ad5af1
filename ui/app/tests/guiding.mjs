/** The guided start: proposals for the page, to take, change or skip. */
import assert from 'node:assert/strict';
import { focusedId, pickAnother, panelTest } from './panel-test.mjs';

const begin = async (t) => {
  await t.by('empty-guide').click();
  await t.by('suggestion').first().waitFor();
};
const started = (t) => t.by('starter').evaluateAll((rows) => rows.map((row) => row.dataset.id));
const starter = (t, id) => t.page.locator(`[data-testid=starter][data-id=${id}]`);
const pointed = async (t) => (await t.calls('point_suggestion')).at(-1)?.args;
const pane = (t, change) =>
  t.page.evaluate((change) => window.mock.say({ kind: 'pane', data: { ...window.mock.pane, ...change } }), change);
const ids = (t) => t.by('suggestion').evaluateAll((rows) => rows.map((row) => row.dataset.id));

panelTest('what is found is shown in the shop, taken as it stands, and proposed no more', 'guide', async (t) => {
  await begin(t);
  assert.equal(await t.by('guide-platform').innerText(), 'Shopify, theme Dawn 15.2.0');
  assert.deepEqual(await ids(t), ['add_to_cart', 'newsletter_signup', 'size_chart_open', 'gallery_browse', 'product_read']);
  assert.deepEqual(await started(t), ['begin_checkout'], 'the starter that is not here says where it is');
  await t.page.locator('[data-id=size_chart_open]').hover();
  assert.deepEqual((await t.calls('point_suggestion')).at(-1).args, { id: 'size_chart_open', reveal: false });
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

panelTest('what was skipped stays so when the guide is opened again, and is not added with all', 'guide-full', async (t) => {
  await begin(t);
  await t.page.locator('[data-testid=suggestion][data-id=size_chart_open]').getByTestId('suggestion-skip').click();
  await t.by('guide-leave').click();
  await begin(t);
  assert.ok(!(await ids(t)).includes('size_chart_open'));
  assert.equal(await t.by('guide-unskip').innerText(), 'Show 1 skipped');
  await t.by('suggestions-add-all').click();
  await t.page.waitForFunction(() => window.mock.calls.some(({ command }) => command === 'accept_suggestions'));
  const taken = (await t.calls('accept_suggestions'))[0].args.ids;
  assert.ok(taken.includes('gallery_browse') && !taken.includes('size_chart_open'), `${taken}`);
});

panelTest('what was skipped in one shop is offered in another', 'guide', async (t) => {
  await begin(t);
  await t.by('suggestion-skip').first().click();
  assert.equal(await t.by('guide-unskip').count(), 1);
  await t.by('shop-switcher').click();
  await t.by('shop-choice').nth(2).click();
  await t.by('open-guide').click();
  await t.by('suggestion').first().waitFor();
  assert.equal(await t.by('guide-unskip').count(), 0);
});

panelTest('another page is looked at by itself, and what was found on the last is gone at once', 'guide', async (t) => {
  await begin(t);
  await t.by('way').nth(2).click();
  const address = 'https://bloom-and-bark.com/cart';
  assert.deepEqual((await t.calls('pane_go')).at(-1).args, { action: { kind: 'address', address } });
  await pane(t, { loading: true, url: address });
  assert.equal(await t.by('suggestion').count(), 0);
  await t.page.getByText('Looking at this page').waitFor();
  const before = (await t.calls('suggest_events')).length;
  await pane(t, { loading: false, url: address });
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

panelTest('the starter that is next is outlined by itself, and counted', 'guide', async (t) => {
  await begin(t);
  await t.page.waitForFunction(() => window.mock.calls.some((call) => call.command === 'point_suggestion'));
  assert.deepEqual(await pointed(t), { id: 'add_to_cart', reveal: true });
  await t.say({ kind: 'matches', data: { id: 'proposal add_to_cart', draft: false, count: 1, visible: 1, spare: false } });
  assert.match(await t.by('suggestion-outlined').innerText(), /1 element outlined in the shop/);
  // Another is looked at, and then the next starter again.
  await t.page.locator('[data-id=size_chart_open]').hover();
  assert.deepEqual(await pointed(t), { id: 'size_chart_open', reveal: false });
  assert.equal(await t.by('suggestion-outlined').count(), 0);
  await t.by('guide-platform').hover();
  assert.deepEqual(await pointed(t), { id: 'add_to_cart', reveal: false });
  await t.by('suggestion-skip').first().click();
  assert.deepEqual(await pointed(t), { id: 'newsletter_signup', reveal: true });
  assert.deepEqual(await started(t), ['add_to_cart', 'begin_checkout']);
  assert.match(await starter(t, 'add_to_cart').innerText(), /Skipped/);
  await t.by('starter-unskip').click();
  assert.deepEqual((await ids(t)).slice(0, 1), ['add_to_cart']);
});

panelTest('the picture of what was taken is waited for before the page is scrolled', 'guide', async (t) => {
  await begin(t);
  await t.by('suggestion-add').first().click();
  await t.page.locator('[data-testid=starters][data-done="1"]').waitFor();
  await t.page.waitForFunction(() =>
    window.mock.calls.some((call) => call.command === 'point_suggestion' && call.args.id === 'newsletter_signup'),
  );
  assert.deepEqual(await pointed(t), { id: 'newsletter_signup', reveal: false });
  await t.say({ kind: 'picture', data: { id: 'e-add_to_cart', data: 'data:image/png;base64,' } });
  await t.page.waitForFunction(() =>
    window.mock.calls.some((call) => call.command === 'point_suggestion' && call.args.id === 'newsletter_signup' && call.args.reveal),
  );
});

panelTest('all that is found is added in one step, but for what is to be looked at first', 'guide', async (t) => {
  await begin(t);
  await t.page.waitForFunction(() => window.mock.calls.some((call) => call.command === 'point_suggestion'));
  const before = (await t.calls('point_suggestion')).length;
  await t.by('suggestions-add-all').click();
  await t.page.locator('[data-testid=toast]').waitFor();
  assert.match(await t.by('toast').innerText(), /Added 1 event\. Have a look at Gallery first\./);
  assert.deepEqual((await t.calls('accept_suggestions')).map(({ args }) => args), [{ ids: ['size_chart_open', 'gallery_browse'] }]);
  assert.ok(!(await ids(t)).includes('size_chart_open') && (await ids(t)).includes('gallery_browse'));
  assert.ok((await ids(t)).includes('add_to_cart'), 'the starters are one by one');
  assert.equal((await t.calls('point_suggestion')).length, before, 'nothing is outlined while it is pictured');
  await t.say({ kind: 'picture', data: { id: 'e-size_chart_open', data: 'data:image/png;base64,' } });
  await t.page.waitForFunction(
    (before) => window.mock.calls.filter((call) => call.command === 'point_suggestion').length > before,
    before,
  );
  assert.deepEqual(await pointed(t), { id: 'add_to_cart', reveal: false });
  await t.by('toast').getByText('Undo').click();
  await t.page.waitForFunction(() => window.mock.calls.some((call) => call.command === 'undo'));
});

panelTest('what a full page type has no room for is left out, named, and offered one by one', 'guide-full', async (t) => {
  await begin(t);
  await t.by('suggestions-add-all').click();
  const note = t.by('guide-full');
  await note.waitFor();
  assert.match(await note.innerText(), /^Product pages are full with 12 events\.\s+Left out, because they weigh less: .*Gallery/s);
  assert.match(await t.by('toast').innerText(), /Added 1 event\. No room for \d: see the guide\./);
  const offered = await ids(t);
  assert.ok(offered.includes('gallery_browse') && !offered.includes('size_chart_open'), `${offered}`);
  for (const left of offered.filter((id) => !['add_to_cart', 'newsletter_signup', 'product_read', 'gallery_browse'].includes(id)))
    await t.page.locator(`[data-testid=suggestion][data-id=${left}]`).getByTestId('suggestion-add').click();
  await t.page.locator('[data-testid=suggestion][data-id=gallery_browse]').getByTestId('suggestion-skip').click();
  await note.waitFor({ state: 'detached' });
});

panelTest('what is on another page is shown there', 'guide', async (t) => {
  await begin(t);
  assert.equal(await starter(t, 'begin_checkout').getByTestId('starter-words').innerText(), 'On the cart page, once something lies in the cart.');
  await t.by('starter-show').click();
  const address = 'https://bloom-and-bark.com/cart';
  assert.deepEqual((await t.calls('pane_go')).at(-1).args, { action: { kind: 'address', address } });
});

panelTest('an empty cart says how to go on, and looks again at a press', 'guide-cart', async (t) => {
  await t.by('empty-guide').click();
  const begun = starter(t, 'begin_checkout');
  assert.match(await begun.innerText(), /put it into the cart; come back to the cart, and look again/);
  await begun.getByTestId('starter-again').click();
  await t.page.locator('[data-testid=suggestion][data-id=begin_checkout]').waitFor();
  assert.equal((await t.calls('suggest_events')).length, 2);
  await t.page.waitForFunction(() => window.mock.calls.some((call) => call.args.id === 'begin_checkout'));
  assert.deepEqual(await pointed(t), { id: 'begin_checkout', reveal: true });
});

panelTest('a wrong proposal is pointed at instead', 'guide', async (t) => {
  await begin(t);
  await t.by('suggestion-point').first().click();
  assert.deepEqual((await t.calls('pick_entry')).map(({ args }) => args), [{ id: 'add_to_cart' }]);
  assert.equal(await t.by('hover-label').innerText(), 'Point at “Add to cart” in the shop');
  await pickAnother(t.page);
  await t.by('draft').waitFor();
  assert.equal(await t.by('draft-name').inputValue(), 'add_to_cart');
});

panelTest('a shop is looked through for pages that this one does not link to', 'guide-alone', async (t) => {
  await begin(t);
  await t.by('ways').waitFor();
  assert.deepEqual(await t.by('way').allInnerTexts(), ['Home', 'Collection', 'Cart', 'Search', 'Content', 'Blog']);
  assert.equal((await t.calls('find_ways')).length, 1);
  await t.by('guide-look').click();
  await t.page.waitForFunction(() => window.mock.calls.filter((call) => call.command === 'suggest_events').length === 2);
  assert.equal((await t.calls('find_ways')).length, 1, 'once is enough');
});

panelTest('looking through the shop says how far it is, and stops', 'guide-leading', async (t) => {
  await t.by('empty-guide').click();
  await t.by('ways-looking').waitFor();
  await t.say({ kind: 'ways', data: 412 });
  assert.match(await t.by('ways-looking').innerText(), /412 addresses so far/);
  assert.equal(await t.by('ways-told').innerText(), 'Looking through the shop for other pages.', 'numbers are not said aloud');
  assert.match(await starter(t, 'begin_checkout').innerText(), /Looking for its page in the shop/);
  await t.by('ways-stop').click();
  assert.match(await t.by('ways-stopped').innerText(), /Stopped before these pages were found: home, collection, cart, search/);
  assert.equal((await t.calls('stop_finding')).length, 1);
  await t.by('guide-look').click();
  assert.equal((await t.calls('find_ways')).length, 1, 'what was called off does not begin by itself');
  await t.by('ways-look').click();
  await t.by('ways-looking').waitFor();
});

panelTest('the shop is looked through once its pages are in sight', 'guide-leading', async (t) => {
  await t.by('empty-catalogue').click();
  await t.page.getByText('Compared with the product page').waitFor();
  assert.equal((await t.calls('find_ways')).length, 0, 'the catalogue needs none of them');
  await t.by('guide-tab-page').click();
  await t.by('ways-looking').waitFor();
  assert.equal((await t.calls('find_ways')).length, 1);
});

panelTest('the keyboard keeps its place where what was pressed is gone', 'guide', async (t) => {
  await begin(t);
  await starter(t, 'begin_checkout').getByTestId('starter-skip').focus();
  await t.page.keyboard.press('Enter');
  await t.page.waitForFunction(() => document.activeElement?.dataset.testid === 'starter-unskip');
  await t.page.keyboard.press('Enter');
  await t.page.waitForFunction(() => document.activeElement?.closest('[data-id=begin_checkout]'));
});

panelTest('pages that are not found, and a shop that does not answer, say so', 'guide-led-nowhere', async (t) => {
  await t.by('empty-guide').click();
  assert.match(await t.by('ways-missing').innerText(), /Not found in the shop: home, collection, cart, search/);
  assert.match(await starter(t, 'begin_checkout').innerText(), /On the cart page, which was not found/);
});

panelTest('a look at the page can be called off', 'guide-waiting', async (t) => {
  await t.by('empty-guide').click();
  await t.by('guide-stop').click();
  await t.page.getByText('Stopped.').waitFor();
  assert.equal((await t.calls('stop_suggesting')).length, 1);
  await t.by('guide-again').click();
  await t.by('guide-stop').waitFor();
});

const browse = async (t) => {
  await t.by('empty-catalogue').click();
  await t.page.locator('[data-testid=entry][data-here=found]').first().waitFor();
};
const entry = (t, id) => t.page.locator(`[data-testid=entry][data-id=${id}]`);

panelTest('the whole catalogue is there by phase and family, and says how each entry stands', 'guide', async (t) => {
  await browse(t);
  assert.equal(await t.by('entry').count(), 84);
  const phases = await t.page.locator('[data-testid=catalogue] h3').allInnerTexts();
  assert.deepEqual(phases, ['Product discovery', 'Product consideration', 'Intent', 'Checkout']);
  assert.match(await entry(t, 'add_to_cart').innerText(), /Found here, 97 % sure/);
  assert.match(await entry(t, 'size_chart_open').innerText(), /Found here/);
  assert.match(await entry(t, 'add_to_wishlist').innerText(), /Not found here/);
  assert.match(await entry(t, 'filter_use').innerText(), /On other pages: collection, search/);
  await entry(t, 'add_to_cart').getByTestId('entry-open').click();
  const facts = await t.by('entry-facts').innerText();
  for (const said of ['AddToCart', 'Click', 'Product', 'BOFU', '8 of 10', 'Button: Add to cart']) assert.ok(facts.includes(said), said);
  assert.deepEqual(await pointed(t), { id: 'add_to_cart', reveal: true });
  await t.by('entry-add').click();
  await t.by('entry-event').waitFor();
  assert.match(await entry(t, 'add_to_cart').innerText(), /In your plan/);
  await t.by('catalogue-where').selectOption('planned');
  assert.equal(await t.by('entry').count(), 1);
});

panelTest('the catalogue is searched by any of its words and narrowed', 'guide', async (t) => {
  await browse(t);
  await t.by('catalogue-search').fill('InitiateCheckout');
  assert.deepEqual(await t.by('entry').evaluateAll((rows) => rows.map((row) => row.dataset.id)), ['begin_checkout']);
  assert.match(await t.by('catalogue-count').innerText(), /1 of 84 entries shown/);
  await t.by('catalogue-search').fill('quantum');
  await t.by('catalogue-clear').click();
  assert.equal(await t.by('entry').count(), 84);
  await t.by('catalogue-family').selectOption('trust');
  const trust = await t.by('entry').count();
  assert.ok(trust > 3 && trust < 30, `${trust}`);
  await t.by('catalogue-phase').selectOption('checkout');
  await t.by('catalogue-none').waitFor();
});

panelTest('the keyboard goes through the catalogue', 'guide', async (t) => {
  await browse(t);
  await t.by('catalogue-search').focus();
  await t.page.keyboard.press('ArrowDown');
  const focused = () => t.page.evaluate(() => document.activeElement?.closest('[data-testid=entry]')?.dataset.id);
  const first = await focused();
  await t.page.keyboard.press('ArrowDown');
  assert.notEqual(await focused(), first);
  await t.page.keyboard.press('ArrowUp');
  assert.equal(await focused(), first);
  assert.equal(await focusedId(t.page), 'entry-open');
  await t.page.keyboard.press('Enter');
  await t.by('entry-facts').waitFor();
  assert.equal(await t.page.evaluate(() => document.activeElement?.getAttribute('aria-expanded')), 'true');
});

panelTest('an entry that is not found is pointed at, and one on another page is gone to', 'guide', async (t) => {
  await browse(t);
  await entry(t, 'filter_use').getByTestId('entry-open').click();
  await t.by('entry-go').click();
  const address = 'https://bloom-and-bark.com/collections/all';
  assert.deepEqual((await t.calls('pane_go')).at(-1).args, { action: { kind: 'address', address } });
  await entry(t, 'add_to_wishlist').getByTestId('entry-open').click();
  await t.by('entry-point').click();
  assert.deepEqual((await t.calls('pick_entry')).map(({ args }) => args), [{ id: 'add_to_wishlist' }]);
  assert.equal(await t.by('hover-label').innerText(), 'Point at “Added to wish list” in the shop');
  await t.page.keyboard.press('Escape');
  await t.by('picking').waitFor({ state: 'detached' });
  assert.equal((await t.calls('set_picking')).at(-1).args.on, false);
  await entry(t, 'view_item').getByTestId('entry-open').click();
  assert.equal(await t.by('entry-point').count(), 0, 'the page as a whole is not pointed at');
});
