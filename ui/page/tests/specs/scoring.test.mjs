/** The runtime, held to the vectors that the app's simulator is held to as well: tests/vectors/scoring/visits.json. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { consenting } from '../consenting.mjs';
import { spec } from '../spec.mjs';

const path = new URL('../../../../tests/vectors/scoring/visits.json', import.meta.url);
const cases = JSON.parse(readFileSync(path, 'utf8'));

/** The page's clock is moved by what it takes to be sure that a timer is over, too. */
const LEEWAY = 1;

for (const { name, events, acts, fires } of cases)
  spec(`scoring: ${name}`, {
    clock: true,
    // Every event has a button, also those that are made of others, which hear of none.
    events: events.map((event, at) => (event.trigger ? event : { css: `#e${at}`, ...event })),
    body: events.map((_, at) => `<button id=e${at}>${at}</button>`).join(''),
    head: consenting(true),
    seconds: 60,
  }, async (t) => {
    const bought = (second) => t.tab.run((at) => void (document.cookie = `waymark_purchase=${at}; path=/`), second);
    await bought(0);
    const fired = [];
    for (const { kind, id, after = 0 } of acts) {
      if (after) await t.passes(after * 1000 + LEEWAY);
      if (kind === 'event') await t.tab.click(`#${id}`);
      else if (kind === 'page') await t.tab.goto('/next');
      else if (kind === 'buy') await bought(await t.tab.run(() => Math.floor(Date.now() / 1000)));
      const wanted = fires[fired.length].length;
      fired.push((await t.sent(wanted)).map(({ event }) => event));
    }
    assert.deepEqual(fired, fires);
  });
