/** Walks: recorded, kept, looked at, played, taken away; and how far events are proven. */
import assert from 'node:assert/strict';
import { drawn, focusedId, panelTest } from './panel-test.mjs';

const show = async (t) => {
  await t.by('walks').click();
  await t.by('walk').first().click();
  await t.by('walk-name').waitFor();
};

panelTest('without a walk the dialog says what one is for, and begins one', 'walk-none', async (t) => {
  await t.by('walks').click();
  assert.match(await t.by('no-walk').innerText(), /Click through the shop once/);
  await t.by('walks-record').click();
  assert.equal(await t.by('walks-dialog').count(), 0);
  assert.equal(await t.by('recording-far').innerText(), '1 step, 0 events fired');
  assert.equal((await t.calls('begin_walk')).length, 1);
});

panelTest('a walk is recorded step by step, kept, and shown with its ticks', 'walk-none', async (t) => {
  await t.by('record-walk').click();
  await t.say({
    kind: 'recording',
    data: { steps: [{ act: 'page', words: 'Page /', fired: [] }, { act: 'click', words: 'Clicked Button: Add to cart', fired: ['add_to_cart'] }], fired: 1 },
  });
  assert.equal(await t.by('recording-far').innerText(), '2 steps, 1 event fired');
  assert.equal((await t.by('recording-last').innerText()).trim(), 'Clicked Button: Add to cart');
  assert.equal(await t.by('record-walk').count(), 0, 'one at a time');
  await t.by('keep-walk').click();
  await t.by('walk-name').waitFor();
  assert.equal(await t.by('recording').count(), 0);
  assert.equal(await t.page.locator('[data-testid=tick][data-outcome=fired]').count(), 4);
  const silent = t.page.locator('[data-testid=tick][data-outcome=silent]');
  assert.match(await silent.innerText(), /newsletter_signup\s+What fires it was done, and it did not fire/);
});

panelTest('a walk that takes long to be kept says so, and goes on when that is called off', 'walk-keeping', async (t) => {
  await t.by('keep-walk').click();
  await t.by('keeping').waitFor();
  assert.match(await t.by('keeping').innerText(), /Asking the page what is on it/);
  assert.equal(await t.by('drop-walk').count(), 0);
  await t.page.keyboard.press('Enter');
  assert.equal((await t.calls('keep_walk')).length, 1, 'once');
  await t.page.keyboard.press('Shift+Tab');
  assert.equal(await focusedId(t.page), 'stop-keeping');
  await t.page.keyboard.press('Enter');
  await t.by('recording-last').waitFor();
  assert.equal((await t.calls('stop_keeping')).length, 1);
  assert.equal(await t.by('recording-far').innerText(), '8 steps, 4 events fired', 'the walk goes on');
  assert.equal(await t.by('walks-dialog').count(), 0);
});

panelTest('what is discarded is not kept, and what still comes of it is late', 'walk-recording', async (t) => {
  await t.by('recording').waitFor();
  await t.by('drop-walk').click();
  await t.say({ kind: 'recording', data: { steps: [], fired: 0 } });
  assert.equal(await t.by('recording').count(), 0);
  assert.equal((await t.calls('keep_walk')).length, 0);
});

panelTest('reasons of what did not fire lie folded, what should have fired does not', 'walk-one', async (t) => {
  await show(t);
  assert.equal(await t.page.locator('[data-testid=tick][data-outcome=absent]').isVisible(), false);
  await t.by('ticks-absent').click();
  assert.match(
    await t.page.locator('[data-testid=tick][data-outcome=absent]').innerText(),
    /None of the pages where it may fire had its element/,
  );
});

panelTest('a play shows what is lost at its step, and the list says so afterwards', 'walk-lost', async (t) => {
  await show(t);
  await t.by('play-walk').click();
  await t.by('play-outcome').waitFor();
  assert.match(await t.by('play-outcome').innerText(), /2 events lost: select_variant, add_to_cart/);
  const lost = t.page.locator('[data-testid=walk-step][data-state=lost]');
  assert.equal(await lost.count(), 2);
  assert.match(await lost.nth(1).innerText(), /not on the page any more/);
  assert.equal(await t.page.locator('[data-testid=step-event][data-lost=true]').count(), 2);
  await t.by('walks-back').click();
  assert.match(await t.by('walk').first().innerText(), /2 events lost/);
});

panelTest('a play goes on behind the closed dialog and can be stopped there', 'walk-playing', async (t) => {
  await show(t);
  await t.by('play-walk').click();
  await t.page.locator('[data-testid=walk-step][data-state=doing]').waitFor();
  await t.by('walks-close').click();
  await t.by('playing').waitFor();
  await t.by('stop-play').click();
  await t.by('playing').waitFor({ state: 'detached' });
});

panelTest('a play that cannot begin says why and leaves everything', 'walk-failing', async (t) => {
  await show(t);
  await t.by('play-walk').click();
  await t.by('toast').waitFor();
  assert.equal(await t.by('playing').count(), 0);
  assert.equal(await t.by('play-walk').isEnabled(), true);
  // The message does not lie over the button.
  await t.by('play-walk').click({ trial: true, timeout: 3000 });
});

panelTest('a walk is named, taken away, and brought back', 'walk-one', async (t) => {
  await show(t);
  await t.by('walk-name').fill('To the cart');
  await t.by('walk-name').press('Enter');
  await t.by('walks-back').click();
  assert.match(await t.by('walk').innerText(), /To the cart/);
  await t.by('walk').click();
  await t.by('delete-walk').click();
  await t.by('no-walk').waitFor();
  await t.page.keyboard.press('Escape');
  assert.equal(await t.by('undo').getAttribute('aria-label'), 'Undo: Delete the walk “To the cart”');
  await t.by('undo').click();
  await t.by('walks').click();
  assert.equal(await t.by('walk').count(), 1);
});

panelTest('events are filtered by how far they are proven', 'list', async (t) => {
  await t.by('filter-proof').selectOption('published');
  const names = await t.by('event-row').evaluateAll((rows) => rows.map((row) => row.dataset.name));
  assert.deepEqual(names, ['add_to_cart', 'begin_checkout', 'home_banner_click']);
  await t.by('filter-proof').selectOption('stale');
  assert.equal(await t.by('event-row').getAttribute('data-name'), 'select_variant');
  assert.equal(await drawn(t.by('proof')), 'Changed since proven');
});

panelTest('what a row says of the proof is what is filtered by', 'list', async (t) => {
  const signs = () => t.by('proof').evaluateAll((all) => all.map((each) => each.dataset.proof));
  const all = await signs();
  assert.ok(all.includes('paused') && all.includes('apps'));
  const found = [];
  for (const [proof, sign] of [['draft', 'never'], ['proven', 'fired'], ['published', 'published'], ['stale', 'stale']]) {
    await t.by('filter-proof').selectOption(proof);
    const shown = await signs();
    assert.deepEqual(shown, shown.map(() => sign), proof);
    found.push(...shown);
  }
  assert.deepEqual(found.sort(), all.filter((sign) => !['paused', 'apps'].includes(sign)).sort());
});

panelTest('the proof of an event says when, where, with what and where it is live', 'list', async (t) => {
  await t.by('event-open').first().click();
  await t.by('draft-proof').click();
  const said = await t.by('proof-detail').innerText();
  assert.match(said, /Fired in a test 2 min ago, on \/products\/linen-apron-with-pockets/);
  assert.match(said, /Live at Hosted by us as revision 4/);
  assert.match(said, /element_text\s+Add to cart/);
  await t.by('proof-picture').waitFor();
  assert.equal(await t.by('proof-picture').getAttribute('alt'), 'The element of add_to_cart in the shop when it fired');
  assert.equal((await t.calls('proof_picture')).length, 1);
});

panelTest('a proof without a picture says why, and shows no empty box', 'list', async (t) => {
  await t.page.locator('[data-testid=event-row][data-name=search_submit]').getByTestId('event-open').click();
  await t.by('draft-proof').click();
  assert.match(await t.by('no-proof-picture').innerText(), /^There is no picture: the page went on/);
  assert.equal(await t.by('proof-picture').count(), 0);
  assert.equal((await t.calls('proof_picture')).length, 0);
});

panelTest('a score that cannot be watched says why, and is asked for once more', 'score-failed', async (t) => {
  await t.by('open-balance').click();
  await t.by('open-score').click();
  await t.by('score-failure').waitFor();
  assert.equal(await t.page.locator('[data-testid=score-dialog] .spinner').count(), 0, 'nothing is waited for');
  await t.by('score-again').click();
  await t.page.waitForFunction(() => window.mock.calls.filter(({ command }) => command === 'simulate_score').length === 2);
  await t.by('score-failure').waitFor();
  await t.page.evaluate(() => delete window.mock.walks.state.scoring);
  await t.by('score-again').click();
  await t.by('score-total').waitFor();
  assert.equal(await t.by('score-failure').count(), 0);
});

panelTest('a score is watched as it grows, and taken back', 'score-rules', async (t) => {
  await t.by('open-balance').click();
  await t.by('open-score').click();
  await t.by('score-total').waitFor();
  const act = (name) => t.page.locator(`[data-testid=score-act][data-name=${name}]`).click();
  await act('view_product');
  await act('select_variant');
  assert.equal(await t.by('score-rule').getAttribute('data-have'), '8');
  await act('add_to_cart');
  await t.page.locator('[data-testid=score-total][data-score="16"]').waitFor();
  assert.equal(await t.by('score-rule').getAttribute('data-fired'), '1');
  const asked = (await t.calls('simulate_score')).at(-1).args.acts;
  assert.deepEqual(asked.map(({ after, kind }) => [after, kind]), [[0, 'event'], [5, 'event'], [5, 'event']]);
  await t.by('score-back').click();
  await t.page.locator('[data-testid=score-total][data-score="8"]').waitFor();
  await t.by('score-clear').click();
  await t.page.locator('[data-testid=score-total][data-score="0"]').waitFor();
});

panelTest('the score of a walk is watched from the walk', 'walk-one', async (t) => {
  await show(t);
  await t.by('walk-score').click();
  await t.by('score-total').waitFor();
  assert.equal((await t.calls('simulate_walk'))[0].args.id, 'w1');
  assert.ok((await t.by('score-moment').count()) > 0);
});

panelTest('another weight than the usual one is named, and the usual one is a click away', 'draft', async (t) => {
  await t.page.getByRole('slider').focus();
  await t.page.keyboard.press('ArrowLeft');
  await t.by('usual-weight').waitFor();
  assert.match(await t.by('usual-weight').innerText(), /Usual for such an event: 8\./);
  await t.by('use-usual-weight').click();
  await t.by('usual-weight').waitFor({ state: 'detached' });
});
