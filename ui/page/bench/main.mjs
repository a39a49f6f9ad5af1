/**
 * What the runtime costs a visitor, beside floors and others' scripts, all in one run: each round measures every script
 * once, in an order by chance, each in a fresh browser.
 *
 *     node ui/page/bench/main.mjs [--rounds 7] [--seed 1] [--only NAME] [--report FILE]
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import {
  measure,
  measureBlocking,
  measureLayouts,
  measureLoad,
  measureRecorded,
} from './measure.mjs';
import { report } from './report.mjs';
import { HARNESS, scripts } from './scripts.mjs';
import { serve } from './server.mjs';
import { sizesOf } from './sizes.mjs';
import { rng, shuffled } from './statistics.mjs';

const { values: options } = parseArgs({
  options: {
    rounds: { type: 'string', default: '7' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string' },
    report: { type: 'string' },
  },
});

/** Clicks by one script in one round; the big ones write all they have queued anew with each. */
const clicksOf = ({ isPeer }) => (isPeer ? 400 : 2000);

/** Loads besides the one that is clicked on: those of one's own and of the floors are too short to be told by one. */
const loadsOf = ({ isPeer }) => (isPeer ? 0 : 3);

/** Rounds that also slow the processor down: what they tell hardly varies. */
const SLOW_ROUNDS = 3;

/** A script that does not do its work is no measure. One's own has to do all of it; peers leave out some elements. */
const leastOf = ({ answers }) => (answers === 'exactly' ? 1 : 0.5);

const server = await serve();
const all = (await scripts(server.origin)).filter(
  (script) => script === HARNESS || !options.only || script.name.includes(options.only),
);
const rounds = Number(options.rounds);
const next = rng(Number(options.seed));
const results = new Map(all.map(({ name }) => [name, []]));
const lost = new Set();

/** What does not vary: its layouts, and whether it does its work. */
async function onceOf(script) {
  const { layouts } = await measureLayouts(script, { server });
  if (!script.answers) return { layouts };
  const { recorded, due, extra } = await measureRecorded(script, { server });
  if (!due || recorded < due * leastOf(script))
    lost.add(`${script.name} recorded ${recorded} of ${due} events`);
  return { layouts, recorded, due, extra };
}

for (let round = 0; round < rounds; round++) {
  for (const script of shuffled(all, next)) {
    const { name } = script;
    const result = await measure(script, { server, count: clicksOf(script) });
    if (round < SLOW_ROUNDS) Object.assign(result, await measureBlocking(script, { server }));
    if (!round) Object.assign(result, await onceOf(script));
    results.get(name).push(result);
    for (let load = 0; load < loadsOf(script); load++)
      results.get(name).push(await measureLoad(script, { server }));
    const clicked = `${Math.round(result.interactive)} us a click`;
    console.error(`round ${round + 1} of ${rounds}: ${name}: ${clicked}`);
  }
}
await server.close();

const measured = {
  scripts: all,
  results,
  sizes: sizesOf(all),
  seed: options.seed,
  rounds,
  isWhole: !options.only,
};
const text = report(measured);
console.log(text);
if (options.report && !options.only) writeFileSync(options.report, text);
for (const problem of lost) console.error(problem);
process.exitCode = lost.size ? 1 : 0;
