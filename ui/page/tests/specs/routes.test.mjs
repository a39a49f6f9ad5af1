/** Page views of one document, beyond those that triggers.test.mjs has: documents left and shown again, and the end. */
import assert from 'node:assert/strict';
import { body, spec } from '../spec.mjs';

const events = [{ on: 'page_view' }];

spec('a document that was left and comes back, as it was or anew', { events }, async (t) => {
  assert.deepEqual(await t.sent(1), [body('e0')]);
  await t.sends(() => t.tab.goto('/other'), [body('e0')]);
  await t.sends(() => t.tab.back(), [body('e0')]);
});

spec('a route of the moment in which the document is loaded', { events, head: "<script>addEventListener('load', () => history.pushState({}, '', '?tab=2'))</script>" }, async (t) => {
  assert.deepEqual(await t.sent(2), [body('e0'), body('e0')]);
});

spec('a router that keeps the place of the old route before it pushes the new one', { events }, async (t) => {
  await t.sent(1);
  await t.sends(
    () =>
      t.tab.run(() => {
        history.replaceState({ scroll: 0 }, '');
        history.pushState({}, '', '?tab=2');
        history.replaceState({ scroll: 0 }, '', '?tab=2&open');
      }),
    [body('e0')],
  );
});

spec('a route that is left for another at once', { events }, async (t) => {
  await t.sent(1);
  await t.sends(
    () =>
      t.tab.run(() => {
        history.pushState({}, '', '/account');
        history.replaceState({}, '', '/login');
      }),
    [body('e0')],
  );
});

spec('nothing after the runtime was stopped, and History is what it was', { events }, async (t) => {
  await t.sent(1);
  const own = () => history.pushState === History.prototype.pushState && history.replaceState === History.prototype.replaceState;
  assert.equal(await t.tab.run(own), false);
  await t.sendsNothing(() =>
    t.tab.run(() => {
      history.pushState({}, '', '/pending');
      window.waymark.stop();
      history.pushState({}, '', '/next');
    }),
  );
  assert.equal(await t.tab.run(own), true);
});

spec('a plan without page views leaves History alone', { events: [{ css: 'button' }] }, async (t) => {
  assert.equal(await t.tab.run(() => history.pushState === History.prototype.pushState), true);
});

spec(
  'a page that froze its History',
  { events, head: '<script>Object.freeze(history)</script>' },
  async (t) => {
    assert.deepEqual(await t.sent(1), [body('e0')]);
    await t.sendsNothing(() => t.tab.run(() => history.pushState({}, '', '/next')));
  },
);
