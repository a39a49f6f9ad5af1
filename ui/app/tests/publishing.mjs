/** Publishing: places, what would change there, going live and back, and what is said when it does not go well. */
import assert from 'node:assert/strict';
import { addPlace, openPlace } from '../dev/publish.mjs';
import { focusedId, panelTest } from './panel-test.mjs';

const PLAN = '9c41d7e02b6a85f3';
const LIVE = '3f9c2a71d04be865';
/** The plan as the review showed it, in place of what was seen. */
const toPlan = (target, seen) => ({
  target,
  seen: { revision: seen, files: null },
  goal: { type: 'plan', release: { revision: PLAN, runtime: 'c'.repeat(64) } },
});
const args = async (t, command) => (await t.calls(command)).map((call) => call.args);

panelTest('without a place the dialog says what to do, and gives the focus back', 'list', async (t) => {
  await t.by('publish').focus();
  await t.page.keyboard.press('Enter');
  await t.by('no-places').waitFor();
  await t.by('add-place').focus();
  await t.page.keyboard.press('Enter');
  await t.by('kind-folder').waitFor();
  assert.equal(await t.page.evaluate(() => document.activeElement.innerText), 'Add a place');
  await t.page.keyboard.press('Escape');
  await t.by('publish-dialog').waitFor({ state: 'detached' });
  assert.equal(await focusedId(t.page), 'publish');
});

panelTest('shortcuts of the panel rest while the dialog is open', 'publish-list', async (t) => {
  await t.by('publish').click();
  await t.by('place-list').waitFor();
  await t.page.keyboard.press('Control+E');
  assert.equal((await t.calls('set_picking')).length, 0);
});

panelTest('the list tells of each place what is live and how it stands', 'publish-list', async (t) => {
  await t.by('publish').click();
  await t.page.locator('[data-name="Staging bucket"] [data-tone=bad]').waitFor();
  const row = (name) => t.page.locator(`[data-testid=place][data-name="${name}"]`).innerText();
  assert.match(await row('Live shop'), /Waymark host\s+Revision 3 · Ada · 2 h ago\s+3 changes not published/);
  assert.match(await row('Spring theme'), /Shopify theme\s+Revision 4 · 2 h ago\s+Up to date/);
  assert.match(await row('Staging bucket'), /does not accept the token\. Give the token again/);
  assert.match(await row('Git checkout'), /Nothing is live yet\s+11 events to publish/);
});

panelTest('what would change is told event by event, and an event opens from there', 'publish-review', async (t) => {
  await openPlace(t.page);
  const told = t.by('change');
  assert.deepEqual(await told.evaluateAll((all) => all.map((each) => each.dataset.kind)), [
    'added',
    'changed',
    'removed',
  ]);
  assert.match(await told.nth(1).innerText(), /add_to_cart\s+name: add_to_cart, was add_to_basket\s+trigger: Added to the cart, was Click\s+where: product pages, was every page/);
  assert.equal(await told.nth(2).getByRole('button').count(), 0, 'what is gone cannot be opened');
  await told.nth(1).getByTestId('event-link').click();
  await t.by('draft').waitFor();
  assert.equal(await t.by('draft-name').inputValue(), 'add_to_cart');
});

panelTest('unproven events are asked about once, then the plan goes live', 'publish-review', async (t) => {
  await openPlace(t.page);
  await t.by('publish-now').click();
  assert.equal(await focusedId(t.page), 'publish-not-yet');
  await t.by('publish-not-yet').click();
  assert.equal((await t.calls('publish')).length, 0);
  await t.by('publish-now').click();
  await t.by('publish-anyway').click();
  await t.by('published').waitFor();
  const [{ aims }] = await args(t, 'publish');
  assert.deepEqual(aims, [toPlan('host', LIVE)]);
  assert.match(await t.by('published').innerText(), /Revision 4 is live/);
  assert.match(await t.by('live-script').innerText(), /^<script src="https:\/\/cdn\.bloom-and-bark\.com\/.*<\/script>$/);
  await t.by('publish-done').click();
  await t.page.getByText('Up to date').waitFor();
  assert.match(await t.by('place').innerText(), /Revision 4 · Mara · just now/);
});

panelTest('the shop is held against what is live, in plain words', 'published', async (t) => {
  await openPlace(t.page);
  await t.by('publish-now').click();
  await t.by('published').waitFor();
  const look = async (serving) => {
    await t.page.evaluate((serving) => window.mock.places.serve(serving), serving);
    await t.by('check-shop').click();
    await t.page.locator('[data-testid=check-shop]:enabled').waitFor();
    await t.by('serving').waitFor();
    return [await t.by('serving').getAttribute('data-good'), await t.by('serving').innerText()];
  };
  const told = [
    await look({}),
    await look({ revision: LIVE }),
    await look({ revision: null }),
    await look({ twice: true }),
    await look({ loads: false, from: null, revision: null }),
    await look({ loads: false, from: null, revision: null, isClosed: true }),
    await look({ revision: LIVE, undelivered: { message: 'Browsers get nothing.', hint: 'Let them.' } }),
  ];
  const expected = [
    ['true', /Visitors get revision 4 from cdn\.bloom-and-bark\.com/],
    ['false', /Visitors get revision 3 from .*, not revision 4/],
    ['false', /could not be told which revision/],
    ['false', /loads Waymark twice/],
    ['false', /does not load Waymark yet\. Put the line above/],
    ['false', /password page, which loads nothing/],
    ['false', /Browsers get nothing\. Let them\./],
  ];
  for (const [at, [good, words]] of expected.entries()) {
    assert.equal(told[at][0], good);
    assert.match(told[at][1], words);
  }
});

panelTest('what went live and reaches no browser is said at once', 'publish-unreached', async (t) => {
  await openPlace(t.page);
  await t.by('publish-now').click();
  await t.by('published-undelivered').waitFor();
  assert.match(await t.by('published').innerText(), /is live/);
  assert.match(await t.by('published-undelivered').innerText(), /Browsers get nothing from cdn.*\(CORS\)\. Have it send/);
  assert.equal(await t.by('published-undelivered').getAttribute('data-good'), 'false');
  // A look that says that all is well takes its place.
  await t.page.evaluate(() => window.mock.places.serve({}));
  await t.by('check-shop').click();
  await t.by('serving').waitFor();
  assert.equal(await t.by('serving').getAttribute('data-good'), 'true');
  assert.equal(await t.by('published-undelivered').count(), 0);
});

panelTest('Test connection says what browsers do not get', 'place-unreached', async (t) => {
  await addPlace(t.page, 'theme');
  await t.by('place-shop').fill('bloom-and-bark.myshopify.com');
  await t.by('place-secret').fill('hush');
  await t.by('place-test').click();
  await t.by('place-undelivered').waitFor();
  assert.equal(await t.by('place-tested').getAttribute('data-writable'), 'true');
  assert.match(await t.by('place-undelivered').innerText(), /Browsers get nothing from .*\(CORS\)/);
});

panelTest('somebody else’s publication shows both differences and is only replaced by choice', 'publish-conflict', async (t) => {
  await openPlace(t.page);
  await t.by('conflict').waitFor();
  assert.match(await t.by('their-change').first().innerText(), /begin_checkout/);
  assert.equal(await t.by('change').count(), 3);
  assert.equal(await t.by('publish-now').count(), 0);
  await t.by('publish-over').click();
  await t.by('published').waitFor();
  assert.deepEqual((await args(t, 'publish'))[0].aims, [toPlan('host', 'e07a5c3d91f4b628')]);
});

panelTest('who publishes in between is found out and nothing is overwritten', 'published', async (t) => {
  await openPlace(t.page);
  await t.by('change').first().waitFor();
  await t.page.evaluate(() => window.mock.places.othersPublish('host'));
  await t.by('publish-now').click();
  await t.by('see-conflict').waitFor();
  assert.equal(await t.by('publish-failed').getAttribute('data-code'), 'conflict');
  assert.equal(await t.by('publish-again').count(), 0);
  await t.by('see-conflict').click();
  await t.by('publish-over').waitFor();
  assert.equal(await t.by('their-change').count(), 2);
});

panelTest('a publication tells its steps, goes on while nobody looks, and stops when asked', 'publish-running', async (t) => {
  await openPlace(t.page);
  await t.by('publish-now').click();
  await t.page.getByText('Writing the runtime…').waitFor();
  const told = await t.by('publish-steps').getByRole('listitem').allInnerTexts();
  assert.deepEqual(told.map((step) => step.replace(/\s+/g, ' ')), [
    'Done: Looking what is live',
    'Done: Writing the config',
    'Writing the runtime…',
  ]);
  await t.page.keyboard.press('Escape');
  await t.by('publish-dialog').waitFor({ state: 'detached' });
  assert.match(await t.by('publish').innerText(), /Publishing/);
  await t.by('publish').click();
  await t.by('publish-stop').click();
  await t.by('publish-failed').waitFor();
  assert.equal(await t.by('publish-failed').getAttribute('data-code'), 'cancelled');
  assert.match(await t.by('live-now').innerText(), /Revision 3/);
});

panelTest('one that ends while nobody looks says so', 'publish-running', async (t) => {
  await openPlace(t.page);
  await t.by('publish-now').click();
  await t.by('publish-steps').waitFor();
  await t.by('publish-close').click();
  await t.page.evaluate(() => window.mock.answer('stop_publishing', { publication: window.mock.calls.find(({ command }) => command === 'publish').args.publication }));
  await t.by('toast').waitFor();
  assert.match(await t.by('toast').innerText(), /Stopped\. What was live before is live/);
  assert.equal(await t.by('publish').innerText(), 'Publish');
});

panelTest('after a failure it is looked what is live, and the same can be done again', 'publish-failed', async (t) => {
  await openPlace(t.page);
  await t.by('publish-now').click();
  await t.by('publish-failed').waitFor();
  await t.by('live-now').waitFor();
  assert.equal((await t.calls('review_target')).length, 2, 'when the dialog opened, and after the failure');
  assert.equal(await t.by('publish-now').count(), 0);
  await t.by('publish-again').click();
  await t.by('published').waitFor();
  assert.equal((await t.calls('publish')).length, 2);
});

panelTest('an earlier revision is put back after a yes', 'published', async (t) => {
  await openPlace(t.page);
  await t.by('place-history').click();
  const entries = t.by('history-entry');
  assert.equal(await entries.count(), 3);
  assert.match(await entries.nth(0).innerText(), /Revision 3\s.*Live/s);
  assert.equal(await entries.nth(0).getByTestId('go-back').count(), 0);
  await entries.nth(1).getByTestId('go-back').click();
  assert.equal(await focusedId(t.page), 'go-back-keep');
  await t.by('go-back-keep').click();
  await entries.nth(1).getByTestId('go-back').click();
  await t.by('go-back-yes').click();
  await t.by('published').waitFor();
  const goal = { type: 'revision', number: 2 };
  assert.deepEqual((await args(t, 'publish')).at(-1).aims, [{ target: 'host', seen: { revision: LIVE, files: null }, goal }]);
  assert.match(await t.by('published').innerText(), /Revision 2 is live/);
});

panelTest('any revision is reached, however many came after it', 'publish-often', async (t) => {
  await openPlace(t.page);
  await t.by('place-history').click();
  const entries = t.by('history-entry');
  assert.equal(await entries.count(), 20);
  assert.match(await t.by('history-all').innerText(), /^Show all 25$/);
  await t.by('history-all').click();
  assert.equal(await entries.count(), 25);
  assert.equal(await t.by('history-all').getAttribute('aria-expanded'), 'true');
  await entries.nth(24).getByTestId('go-back').click();
  await t.by('go-back-yes').click();
  const goal = { type: 'revision', number: 1 };
  assert.deepEqual((await args(t, 'publish')).at(-1).aims, [{ target: 'host', seen: { revision: LIVE, files: null }, goal }]);
});

panelTest('a locked keyring is told from none', 'place-locked', async (t) => {
  await addPlace(t.page, 'http');
  await t.by('place-url').fill('https://files.bloom-and-bark.com');
  await t.by('place-secret').fill('hush');
  await t.by('place-save').click();
  await t.page.getByText(
    'Your keyring is locked: it is asked again when the secret is used, and until then Waymark keeps it while it is open.',
  ).waitFor();
  await t.by('place-edit').click();
  assert.match(await t.page.locator('#place-secret-note').innerText(), /^Your keyring was locked. Unlock it: /);
});

panelTest('a new place is checked while typing, tried, saved, and opens', 'place-untested', async (t) => {
  await addPlace(t.page, 'http');
  assert.equal(await focusedId(t.page), 'place-name');
  assert.equal(await t.by('finding').count(), 0, 'an empty form is not told off');
  await t.by('place-save').click();
  await t.page.locator('[data-code=address_invalid]').waitFor();
  assert.equal(await focusedId(t.page), 'place-url');
  await t.by('place-url').fill('http://files.bloom-and-bark.com');
  await t.page.locator('[data-code=address_unencrypted]').waitFor();
  await t.by('place-allow-http').check();
  await t.by('finding').waitFor({ state: 'detached' });
  await t.by('place-allow-http').uncheck();
  await t.by('place-url').fill('https://files.bloom-and-bark.com');
  await t.by('place-secret').fill('hush');
  await t.by('place-test').click();
  await t.by('place-test-failure').waitFor();
  await t.by('place-save').click();
  await t.by('publish-now').waitFor();
  const [{ target, secret }] = await args(t, 'save_target');
  assert.equal(secret, 'hush');
  assert.deepEqual({ ...target, id: '' }, {
    id: '',
    name: 'HTTP server',
    place: { type: 'http', url: 'https://files.bloom-and-bark.com' },
  });
  assert.deepEqual(await args(t, 'test_target'), [{ target, secret: 'hush' }]);
  assert.match(await t.by('toast').innerText(), /kept until Waymark closes/);
  await t.by('place-edit').click();
  assert.equal(await t.by('place-secret').inputValue(), '');
  assert.equal(await t.by('place-secret').getAttribute('type'), 'password');
  assert.match(await t.page.locator('#place-secret-note').innerText(), /only until Waymark closes/);
});

panelTest('a theme is chosen among those that the test found', 'list', async (t) => {
  await addPlace(t.page, 'theme');
  await t.by('place-shop').fill('bloom-and-bark.myshopify.com');
  await t.by('place-sign-in').selectOption('client_credentials');
  await t.by('place-clientId').fill('client');
  await t.by('place-secret').fill('hush');
  await t.by('place-test').click();
  await t.by('place-tested').waitFor();
  await t.by('place-theme').selectOption({ label: 'Dawn, spring campaign' });
  await t.by('place-save').click();
  await t.by('publish-now').waitFor();
  const [{ target }] = await args(t, 'save_target');
  assert.deepEqual(target.place, {
    type: 'theme',
    shop: 'bloom-and-bark.myshopify.com',
    signIn: { type: 'client_credentials', clientId: 'client' },
    theme: 'gid://shopify/OnlineStoreTheme/2',
  });
});

panelTest('a folder is chosen in the system’s own dialog', 'list', async (t) => {
  await addPlace(t.page, 'folder');
  assert.equal(await t.by('place-secret').count(), 0);
  await t.by('place-choose-folder').click();
  await t.by('place-path').waitFor();
  await t.by('place-save').click();
  await t.by('publish-now').waitFor();
  const [{ target, secret }] = await args(t, 'save_target');
  assert.equal(target.place.path, '/home/mara/Documents/bloom-and-bark-tracking');
  assert.equal(secret, null);
});

panelTest('leaving a changed form asks once, and a place is removed after a yes', 'publish-review', async (t) => {
  await openPlace(t.page);
  await t.by('place-edit').click();
  await t.by('place-name').fill('Shop');
  await t.page.keyboard.press('Escape');
  assert.equal(await focusedId(t.page), 'place-keep');
  await t.by('place-discard-yes').click();
  await t.by('place').click();
  await t.by('place-edit').click();
  assert.equal(await t.by('place-name').inputValue(), 'Live shop');
  await t.by('place-remove').click();
  assert.equal(await focusedId(t.page), 'place-remove-keep');
  await t.by('place-remove-yes').click();
  await t.by('no-places').waitFor();
  assert.deepEqual(await args(t, 'remove_target'), [{ id: 'host', leavePreview: false }]);
});

panelTest('what is live already is not published again', 'publish-current', async (t) => {
  await openPlace(t.page);
  await t.page.getByText('Up to date: it has all of your plan.').waitFor();
  assert.equal(await t.by('publish-now').count(), 0);
  await t.by('check-shop').click();
  assert.match(await t.by('serving').innerText(), /revision 3 from .*, not revision 4/);
  assert.deepEqual((await args(t, 'serving')).at(-1), { id: 'host' });
  assert.equal(await t.page.getByText(PLAN).count(), 0);
});

panelTest('files that went missing are put back by publishing what is live once more', 'publish-current', async (t) => {
  await openPlace(t.page);
  await t.by('publish-once-more').click();
  await t.by('published').waitFor();
  assert.deepEqual((await args(t, 'publish'))[0].aims, [toPlan('host', PLAN)]);
});

panelTest('a theme that does not load what it has is told of, and finished', 'theme-unfinished', async (t) => {
  await t.by('publish').click();
  await t.page.getByText('Published, but the theme does not load it').waitFor();
  await t.by('place').click();
  await t.by('unfinished').waitFor();
  assert.equal(await t.page.getByText('Up to date').count(), 0);
  assert.match(await t.by('publish-now').innerText(), /Finish/);
  await t.by('publish-now').click();
  await t.by('published').waitFor();
  assert.deepEqual((await args(t, 'publish'))[0].aims, [{ ...toPlan('theme', PLAN), seenUnloaded: true }]);
  await t.by('publish-done').click();
  await t.page.getByText('Up to date').waitFor();
});

panelTest('what is in a theme that visitors do not see is nowhere called live', 'theme-unseen', async (t) => {
  await t.by('publish').click();
  await t.page.getByText('Not live: visitors do not see the theme “Winter sale, draft of Jonas”').waitFor();
  await t.by('place').click();
  assert.match(await t.by('unseen-theme').innerText(), /has all of your plan.*Publish that theme in Shopify/s);
  assert.doesNotMatch(await t.by('publish-dialog').innerText(), /Up to date|Live now|is live/);
  await t.by('publish-once-more').click();
  assert.match(await t.by('unseen-theme').innerText(), /Revision \d+ is in it/);
  assert.doesNotMatch(await t.by('publish-dialog').innerText(), /Up to date|Live now|is live/);
});

panelTest('a publication to a theme that visitors do not see ends as that', 'theme-unseen-behind', async (t) => {
  await openPlace(t.page);
  await t.by('change').first().waitFor();
  await t.by('unseen-theme').waitFor();
  await t.by('publish-now').click();
  await t.page.getByText(/Revision \d+ is in it\./).waitFor();
  assert.doesNotMatch(await t.by('publish-dialog').innerText(), /Live now|is live/);
});

panelTest('where what is live cannot be read no difference is made up', 'theme-unread', async (t) => {
  await openPlace(t.page);
  await t.by('change-unknown').waitFor();
  assert.equal(await t.by('change').count(), 0);
  assert.equal(await t.by('their-change').count(), 0);
  assert.match(await t.by('publish-over').innerText(), /Publish over it/);
});

panelTest('a name that fits nowhere is told of while it is typed', 'list', async (t) => {
  await addPlace(t.page, 'host');
  await t.by('place-name').fill('n'.repeat(300));
  await t.page.locator('[data-code=target_name_long]').waitFor();
  assert.match(await t.page.locator('[data-code=target_name_long]').innerText(), /at most 60 characters\. It has 300\./);
  await t.by('place-name').fill('Live shop');
  await t.page.locator('[data-code=target_name_long]').waitFor({ state: 'detached' });
});
