/**
 * A visitor of the demo shop does anything at all for a while, and whatever should fire fires, once each: nothing is
 * lost and nothing is too much, by the word of an observer who listens for himself. `WAYMARK_SOAK_SECONDS` says how
 * long, `WAYMARK_SOAK_SEED` what is done.
 */
import assert from 'node:assert/strict';
import { consenting } from '../consenting.mjs';
import { demoShop } from '../served/demo.mjs';
import { assertComposed, boundsOf, countsOf, differences } from '../soak/judge.mjs';
import { observer } from '../soak/observer.mjs';
import { events, simple } from '../soak/plan.mjs';
import { Visitor } from '../soak/visitor.mjs';
import { runtime, spec } from '../spec.mjs';
import { until } from '../until.mjs';

const SECONDS = Number(process.env.WAYMARK_SOAK_SECONDS ?? 20);
const SEED = Number(process.env.WAYMARK_SOAK_SEED ?? Date.now() % 1e6);
/** By how much timers of a busy machine may be off, in milliseconds. */
const SLACK = 150;
/** What the shop's own requests say when their page is left; it does not catch them. */
const CANCELLED = /^TypeError: (Load failed|Failed to fetch)$/;
/** Between looks at what was sent, in things done. */
const OFTEN = 20;

const script = runtime(events);
/** Frames belong to apps, and these do not load the shop's scripts. */
const head = (path) =>
  consenting(true) +
  `<script>(${observer})(${JSON.stringify({ rules: simple, slack: SLACK })})</script>` +
  (path.startsWith('/apps/') ? '' : `<script>${script}</script>`);

spec(
  `${SECONDS} seconds of anything in the demo shop, seed ${SEED}`,
  { behind: demoShop, navigates: true, recorders: ['expected'], head, script: '', throws: true, patience: 600, seconds: SECONDS * 3 + 60 },
  async (t) => {
    console.log(`WAYMARK_SOAK_SEED=${SEED} WAYMARK_SOAK_SECONDS=${SECONDS} [${t.engine}]`);
    const idle = () => until(() => t.shop.pending === 0, 'the shop does not answer');
    const visitor = new Visitor(t.tab, SEED, idle);
    const bodies = [];
    const calls = [];
    const collect = async () => {
      bodies.push(...(await t.sent()));
      calls.push(...(await t.called('expected')));
    };
    const end = performance.now() + SECONDS * 1000;
    for (let done = 1; performance.now() < end; done++) {
      // A page that is shown again goes on where it was; what other pages sent meanwhile must stand before.
      const name = visitor.choose();
      const isReturn = /back|forward/.test(name);
      if (isReturn) await collect();
      await visitor.act(name);
      if (isReturn || done % OFTEN === 0) await collect();
    }
    // What began to count has come, or is not coming.
    await t.tab.goto('/pages/about');
    await collect();

    const added = ({ method, path, status }) => method === 'POST' && path.startsWith('/cart/add') && status < 400;
    calls.push(...t.shop.passed.filter(added).map(() => ['added', 'both', '']));
    const bounds = boundsOf(calls);
    const counts = countsOf(bodies);
    tell(visitor, bounds, counts);
    const { done, missed } = visitor;
    assert.ok(sum(Object.values(done)) > Math.max(SECONDS / 2, 5 * missed.length), `too little was done: ${missed.join('\n')}`);
    assert.ok(sum(Object.values(counts)) > SECONDS, 'too little fired');
    assert.deepEqual((await t.errors()).filter((error) => !CANCELLED.test(error)), [], 'errors in the page');
    assert.deepEqual(differences(bounds, counts), []);
    assertComposed(bodies);
  },
);

const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);

function tell({ done, missed }, bounds, counts) {
  const open = Object.fromEntries(
    Object.entries(bounds).flatMap(([name, { least, most }]) => (most > least ? [[name, most - least]] : [])),
  );
  console.log(`done ${JSON.stringify(done)}, not possible ${missed.length}: ${missed.slice(0, 3).join('; ')}`);
  console.log(`${sum(Object.values(counts))} events ${JSON.stringify(counts)}, of uncertain time ${JSON.stringify(open)}`);
}
