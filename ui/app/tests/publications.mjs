/** Publishing to several places at once, what was reviewed, plans that break a rule, and shops that are left meanwhile. */
import assert from 'node:assert/strict';
import { openPlace, openSeveral } from '../dev/publish.mjs';
import { panelTest } from './panel-test.mjs';

const BEFORE = '3f9c2a71d04be865';
const ends = (t) => t.by('run-place').evaluateAll((all) => all.map((each) => each.dataset.end));
const publications = async (t) => (await t.calls('publish')).map((call) => call.args);

async function publishSeveral(t) {
  await openSeveral(t.page);
  await t.by('several-publish').click();
}

panelTest('all places that need no decision are ticked, and the plan goes to those', 'several', async (t) => {
  await openSeveral(t.page);
  const ticks = t.by('several-tick');
  assert.deepEqual(await ticks.evaluateAll((all) => all.map((each) => each.checked)), [true, true, true, true, false, true]);
  assert.equal(await ticks.nth(4).isDisabled(), true, 'somebody else published there');
  assert.match(await t.by('several-publish').innerText(), /Publish to 5 places/);
  await ticks.nth(1).uncheck();
  await t.by('several-publish').click();
  await t.by('publish-done').waitFor();
  assert.deepEqual(await ends(t), ['live', 'live', 'live', 'live']);
  const [{ aims }] = await publications(t);
  assert.deepEqual(aims.map(({ target }) => target), ['host', 'place-1', 'place-2', 'place-4']);
  assert.ok(aims.every(({ seen, goal }) => seen.revision === BEFORE && goal.type === 'plan'));
});

panelTest('a place that fails stops no other; it is tried again, or all go back', 'several-failing', async (t) => {
  await publishSeveral(t);
  await t.by('run-finish').waitFor();
  assert.deepEqual(await ends(t), ['live', 'failed', 'live', 'live', 'live']);
  assert.match(await t.by('run-place').nth(1).innerText(), /Live there now: Revision 3/);
  await t.by('run-undo').click();
  await t.by('run-undo-yes').click();
  await t.by('publish-done').waitFor();
  const [, { aims }] = await publications(t);
  assert.deepEqual(aims.map(({ target }) => target), ['host', 'place-1', 'place-2', 'place-4']);
  assert.ok(aims.every(({ goal }) => goal.number === 3));
});

panelTest('trying again takes only the places that failed', 'several-failing', async (t) => {
  await publishSeveral(t);
  await t.by('run-finish').click();
  await t.page.locator('[data-testid=run-place][data-end=live]').nth(4).waitFor();
  const [first, second] = await publications(t);
  assert.deepEqual(second.aims, [first.aims[1]]);
  assert.notEqual(first.publication, second.publication);
});

panelTest('stopped, the rest is not begun', 'several-running', async (t) => {
  await publishSeveral(t);
  await t.page.getByText('Writing the runtime…').waitFor();
  await t.by('publish-stop').click();
  await t.by('run-finish').waitFor();
  assert.deepEqual(await ends(t), ['live', 'failed', 'not_started', 'not_started', 'not_started']);
  const [{ publication }] = await publications(t);
  assert.deepEqual((await t.calls('stop_publishing')).map((call) => call.args), [{ publication }]);
  await t.by('run-finish').click();
  const [, again] = await publications(t);
  assert.equal(again.aims.length, 4);
});

panelTest('an earlier revision is put back at several places after a yes', 'several', async (t) => {
  await openSeveral(t.page);
  await t.by('several-goal').selectOption({ index: 2 });
  assert.match(await t.by('several-publish').innerText(), /Go back at 5 places/);
  await t.by('several-publish').click();
  await t.by('several-yes').click();
  await t.by('publish-done').waitFor();
  const [{ aims }] = await publications(t);
  assert.ok(aims.every(({ goal }) => goal.number === 2));
  assert.equal(aims.length, 5);
});

panelTest('a plan that changed since the review goes nowhere, and the fresh review says so', 'published', async (t) => {
  await openPlace(t.page);
  await t.by('publish-now').waitFor();
  await t.page.evaluate(() => window.mock.places.replan());
  await t.by('publish-now').click();
  await t.by('fresh-review').waitFor();
  assert.equal(await t.by('published').count(), 0);
  await t.by('publish-now').click();
  await t.by('published').waitFor();
  const releases = (await publications(t)).map(({ aims }) => aims[0].goal.release.revision);
  assert.deepEqual(releases, ['9c41d7e02b6a85f3', '5d20c8f1e94ab673']);
});

panelTest('a plan that breaks a rule hides neither what is live nor the way back, and leads to its event', 'publish-broken', async (t) => {
  await openPlace(t.page);
  await t.by('plan-broken').waitFor();
  assert.match(await t.by('live-now').innerText(), /Revision 3/);
  assert.equal(await t.by('publish-now').isDisabled(), true);
  await t.by('publish-blocked').waitFor();
  await t.by('place-history').click();
  assert.equal(await t.by('go-back').first().isEnabled(), true);
  await t.by('publish-back').click();
  assert.equal(await t.by('finding-link').count(), 1, 'the one that is about no event leads nowhere');
  await t.by('finding-link').click();
  await t.by('draft').waitFor();
  assert.equal(await t.by('draft-name').inputValue(), 'add_to_cart');
});

panelTest('a publication that ends in another shop names its shop and place', 'publish-running', async (t) => {
  await openPlace(t.page);
  await t.by('publish-now').click();
  await t.page.getByText('Writing the runtime…').waitFor();
  await t.by('publish-close').click();
  await t.by('shop-switcher').click();
  await t.by('shop-choice').last().click();
  await t.page.evaluate(() => {
    const { args } = window.mock.calls.find(({ command }) => command === 'publish');
    return window.mock.answer('stop_publishing', args);
  });
  await t.by('toast').waitFor();
  assert.match(await t.by('toast').innerText(), /Bloom.*: Live shop: Stopped/);
});

panelTest('a token is asked for again when its place has another address', 'publish-review', async (t) => {
  await openPlace(t.page);
  await t.by('place-edit').click();
  await t.by('place-url').fill('https://elsewhere.example/waymark');
  await t.page.locator('[data-code=secret_again]').waitFor();
  await t.by('place-save').click();
  assert.equal((await t.calls('save_target')).length, 0);
  await t.by('place-secret').fill('hush');
  await t.page.locator('[data-code=secret_again]').waitFor({ state: 'detached' });
  await t.by('place-save').click();
  await t.by('live-now').waitFor();
  assert.equal((await t.calls('save_target'))[0].args.secret, 'hush');
});
