/**
 * The panel that all tests of this run share, built and started once, and its tests. A few run at a time, each in a window
 * that nobody else has meanwhile.
 */
import assert from 'node:assert/strict';
import { availableParallelism } from 'node:os';
import { after, before, describe, test as registered } from 'node:test';
import { start } from '../dev/harness.mjs';

/** One more than there are cores: a window waits for frames in between. */
const AT_A_TIME = Number(process.env.WAYMARK_WINDOWS ?? availableParallelism() + 1);

const tests = [];

/** A test in a panel in a state of `dev/mock/states.ts`; any noise in the console fails it as well. */
export function test(name, state, body) {
  tests.push([name, state, body]);
}

/** Runs the tests of all files that were imported. */
export function run() {
  describe('panel', { concurrency: AT_A_TIME }, () => {
    let panel;
    before(async () => {
      panel = await start();
    });
    after(() => panel?.stop());
    for (const [name, state, body] of tests) registered(name, () => within(panel, state, body));
  });
}

async function within(panel, state, body) {
  const { page, problems, close } = await panel.open(state);
  let passed = false;
  try {
    await body(page);
    assert.deepEqual(problems, []);
    passed = true;
  } finally {
    await close({ spent: !passed });
  }
}
