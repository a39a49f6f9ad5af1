/** The bench of the runtime: a script that does nothing, or not all of its work, is found out. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { measureRecorded } from '../bench/measure.mjs';
import { HARNESS, floor, waymark } from '../bench/scripts.mjs';
import { serve } from '../bench/server.mjs';

test('the bench knows who records what is due', async () => {
  const server = await serve();
  const record = (script) => measureRecorded(script, { server });
  try {
    const { rules, answers } = waymark(50);
    const idle = await record({ ...HARNESS, rules, answers });
    assert.equal(idle.recorded, 0);
    assert.ok(idle.due > 100);
    const complete = { recorded: idle.due, due: idle.due, extra: 0 };
    assert.deepEqual(await record(waymark(50)), complete);
    assert.deepEqual(await record(floor('full', 50)), complete);
    const half = await record({ ...waymark(10), rules });
    assert.ok(half.recorded < half.due);
  } finally {
    await server.close();
  }
});
