/** Previews in a theme that visitors do not see, and installing by hand. */
import assert from 'node:assert/strict';
import { openPlace } from '../dev/publish.mjs';
import { focusedId, panelTest } from './panel-test.mjs';

/** What previews were asked for; each has a name of its own to be stopped by. */
const previews = async (t) => {
  const asked = await args(t, 'preview_on');
  for (const { publication } of asked) assert.match(publication, /^[0-9a-f-]{36}$/);
  return asked.map(({ id, theme }) => ({ id, theme }));
};
const args = async (t, command) => (await t.calls(command)).map((call) => call.args);
const SHOWN = {
  action: {
    kind: 'address',
    address: 'https://bloom-and-bark.myshopify.com/?preview_theme_id=101',
  },
};

panelTest('a preview is made, stays in sight, leads to the live theme, and is discarded', 'theme-review', async (t) => {
  assert.equal(await t.by('preview-bar').count(), 0);
  await openPlace(t.page);
  await t.by('preview-first').click();
  await t.by('preview-bar').waitFor();
  await t.by('publish-dialog').waitFor({ state: 'detached' });
  assert.deepEqual(await previews(t), [{ id: 'theme', theme: null }]);
  assert.equal((await t.calls('publish')).length, 0);
  assert.match(await t.by('preview-bar').innerText(), /Revision 9c41d7e is in a copy of your theme\. Visitors do not see it/);
  await t.by('preview-bar-show').click();
  assert.deepEqual(await args(t, 'pane_go'), [SHOWN]);

  await t.by('preview-publish').click();
  await t.by('change').first().waitFor();
  await t.by('publish-now').click();
  await t.by('published').waitFor();
  await t.by('publish-close').click();
  assert.match(await t.by('preview-bar').innerText(), /live by now/);
  assert.equal(await t.by('preview-publish').count(), 0);
  await t.by('preview-bar-discard').click();
  await t.by('preview-bar').waitFor({ state: 'detached' });
  assert.deepEqual(await args(t, 'discard_preview'), [{ id: 'theme' }]);
  assert.deepEqual((await args(t, 'pane_go')).at(-1), { action: { kind: 'home' } });
});

panelTest('a preview goes into a theme that is chosen', 'theme-review', async (t) => {
  await openPlace(t.page);
  await t.by('preview-choose').click();
  await t.by('preview-theme').selectOption({ label: 'Dawn, spring campaign' });
  await t.by('preview-first').click();
  await t.by('preview-bar').waitFor();
  assert.deepEqual(await previews(t), [
    { id: 'theme', theme: 'gid://shopify/OnlineStoreTheme/2' },
  ]);
  assert.match(await t.by('preview-bar').innerText(), /is in Dawn, spring campaign/);
});

panelTest('a preview from before is known when the shop opens, and shown from its place', 'previewed', async (t) => {
  await t.by('preview-bar').waitFor();
  await openPlace(t.page);
  await t.by('preview-show').click();
  await t.by('publish-dialog').waitFor({ state: 'detached' });
  assert.deepEqual(await args(t, 'pane_go'), [SHOWN]);
});

panelTest('a place is not removed with its preview unless that is said', 'previewed', async (t) => {
  await openPlace(t.page);
  await t.by('place-edit').click();
  await t.by('place-remove').click();
  await t.page.getByText('Its preview would stay in the shop').waitFor();
  assert.equal(await focusedId(t.page), 'place-remove-keep');
  await t.by('place-remove-yes').click();
  await t.by('no-places').waitFor();
  assert.deepEqual(await args(t, 'remove_target'), [{ id: 'theme', leavePreview: true }]);
});

panelTest('making a preview tells its steps and stops when asked', 'theme-running', async (t) => {
  await openPlace(t.page);
  await t.by('preview-first').click();
  await t.page.getByText('Waiting for the copy of the theme…').waitFor();
  await t.page.getByText('Visitors see nothing of it.').waitFor();
  await t.by('publish-stop').click();
  await t.by('publish-failed').waitFor();
  assert.equal(await t.by('publish-failed').getAttribute('data-code'), 'cancelled');
  assert.equal(await t.by('preview-bar').count(), 0);
});

panelTest('where Shopify denies writing, installing by hand is offered, copied and looked at', 'theme-denied', async (t) => {
  await openPlace(t.page);
  await t.by('publish-now').click();
  await t.by('install-instead').click();
  assert.equal(await t.by('install-steps').getByRole('listitem').count(), 4);
  await t.page.evaluate(() => {
    window.copied = [];
    navigator.clipboard.writeText = async (text) => void window.copied.push(text);
  });
  for (const at of [0, 1, 2]) await t.by('copy-install-text').nth(at).click();
  const [bundle, snippet, line] = await t.page.evaluate(() => window.copied);
  assert.ok(bundle.length > 30_000 && (await t.by('install-text').first().innerText()).length < 200);
  assert.match(snippet, /^\{%- comment -%\}.*endunless -%\}\n$/s, 'with its line ends');
  assert.equal(await t.by('install-text').nth(2).innerText(), line);

  await t.by('check-install').click();
  await t.by('install-found').waitFor();
  assert.equal(await t.by('install-found').getAttribute('data-good'), 'false');
  assert.match(await t.by('install-found').innerText(), /does not load Waymark yet/);
  await t.page.evaluate(() =>
    window.mock.places.install({ verdict: 'installed', message: 'The shop loads Waymark once, in revision 1.', hint: '' }),
  );
  await t.by('check-install').click();
  await t.page.locator('[data-testid=install-found][data-good=true]').waitFor();
  await t.page.keyboard.press('Escape');
});

panelTest('a place that cannot be looked at for want of a token offers it too', 'theme-blind', async (t) => {
  await openPlace(t.page);
  await t.by('install-instead').click();
  await t.by('install-steps').waitFor();
});

panelTest('any other place has the one line', 'publish-review', async (t) => {
  await openPlace(t.page);
  await t.by('place-install').click();
  assert.match(await t.by('install-text').innerText(), /^<script src="https:\/\/cdn\.bloom-and-bark\.com\/.*<\/script>$/);
  await t.by('publish-back').click();
  await t.by('publish-now').waitFor();
});

panelTest('Waymark is taken out of a theme after a question', 'theme-review', async (t) => {
  await openPlace(t.page);
  await t.by('take-out-ask').click();
  await t.by('take-out-no').click();
  await t.by('take-out-ask').click();
  assert.match(await t.by('take-out').innerText(), /nothing is counted on the shop any more/);
  await t.by('take-out-yes').click();
  await t.page.getByText('Waymark is out of Dawn').waitFor();
  await t.page.getByText('Nothing is live yet').first().waitFor();
  assert.equal(await t.by('take-out').count(), 0, 'there is nothing to take out any more');
});

panelTest('what somebody else published meanwhile is taken out only once it was seen', 'theme-review', async (t) => {
  await openPlace(t.page);
  await t.page.evaluate(() => window.mock.places.othersPublish('theme'));
  await t.by('take-out-ask').click();
  await t.by('take-out-yes').click();
  await t.page.getByText('Nothing was taken out.').waitFor();
  await t.by('conflict').first().waitFor();
  await t.by('take-out-ask').click();
  assert.match(await t.by('take-out').innerText(), /what somebody else published\?\s+Revision \w{7} · Jonas · .* was not published from here/);
  await t.by('take-out-yes').getByText('Take it out anyway').click();
  await t.page.getByText('Waymark is out of Dawn').waitFor();
  const [first, second] = await args(t, 'take_out');
  assert.ok(first.seen && second.seen && first.seen.revision !== second.seen.revision, 'each names what was seen');
});
