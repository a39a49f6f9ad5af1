/** How long a visitor was there and took part. */
import assert from 'node:assert/strict';
import { body, spec } from '../spec.mjs';

const spent = [{ name: 'spent', from: { type: 'milestone' } }];
const time = (...seconds) => ({ trigger: { type: 'time', seconds }, parameters: spent });
const at = (id, seconds) => body(id, { spent: seconds });
const stay = (events, rest = {}) => ({ clock: true, events, body: '<button>x</button><input><div style="height:3000px">', ...rest });
const SECOND = 1000;

spec('seconds since the page was opened, each once', stay([time(10, 20), time(10)]), async (t) => {
  await t.sendsNothing(() => t.passes(9_999));
  await t.sends(() => t.passes(1), [at('e0', 10), at('e1', 10)]);
  await t.sendsNothing(() => t.passes(9_999));
  await t.sends(() => t.passes(1), [at('e0', 20)]);
  await t.sendsNothing(() => t.passes(60 * SECOND));
});

spec('half a minute unless it says otherwise', stay([{ trigger: { type: 'time' } }]), async (t) => {
  await t.sendsNothing(() => t.passes(29_999));
  await t.sends(() => t.passes(1), [body('e0')]);
});

const INPUTS = {
  'the mouse moves': (tab) => tab.moveTo(300, 300),
  'a click': (tab) => tab.click('button'),
  'a key': (tab) => tab.type('input', 'a'),
  'the wheel turns': (tab) => tab.wheel(50),
  'a finger': (tab) => tab.swipe('button', 0, 30),
};
for (const [name, act] of Object.entries(INPUTS))
  spec(`half a minute without input stops the clock; it goes on when ${name}`, stay([time(40)], { touch: name === 'a finger' }), async (t) => {
    await t.passes(20 * SECOND);
    await t.sendsNothing(() => t.passes(300 * SECOND));
    await act(t.tab);
    await t.sendsNothing(() => t.passes(9_900));
    await t.sends(() => t.passes(100), [at('e0', 40)]);
  });

spec('input in between keeps the clock going', stay([time(100)]), async (t) => {
  for (let count = 0; count < 4; count++) {
    await t.passes(24 * SECOND);
    await t.tab.moveTo(100 + count, 100);
  }
  await t.sendsNothing(() => t.passes(3_900));
  await t.sends(() => t.passes(100), [at('e0', 100)]);
});

spec('a script that scrolls is no visitor', stay([time(40)]), async (t) => {
  await t.passes(29 * SECOND);
  await t.tab.scrollTo(500);
  await t.sent();
  await t.sendsNothing(() => t.passes(100 * SECOND));
});

spec('a tab in the background does not count', stay([time(10)]), async (t) => {
  await t.passes(4 * SECOND);
  await t.tab.hide();
  await t.sendsNothing(() => t.passes(20 * SECOND));
  await t.tab.show();
  await t.sendsNothing(() => t.passes(5_900));
  await t.sends(() => t.passes(100), [at('e0', 10)]);
});

spec('each page view begins anew', stay([time(10)]), async (t) => {
  await t.passes(6 * SECOND);
  await t.tab.run(() => history.pushState({}, '', '/next'));
  await t.sendsNothing(() => t.passes(9_900));
  await t.sends(() => t.passes(200), [at('e0', 10)]);
  await t.tab.run(() => history.pushState({}, '', '/another'));
  await t.sends(() => t.passes(11 * SECOND), [at('e0', 10)]);
});

spec(
  'one timer at most, and none where nothing is to come of it',
  stay([time(5, 52)], {
    head: `<script>{
      window.timers = new Set();
      const { setTimeout, clearTimeout } = window;
      window.setTimeout = (act, wait, ...rest) => {
        const id = setTimeout((...args) => { timers.delete(id); act(...args); }, wait, ...rest);
        // WebKit's driver guards its scripts with one of the page's timers.
        if (wait !== 30000) timers.add(id);
        return id;
      };
      window.clearTimeout = (id) => { timers.delete(id); clearTimeout(id); };
    }</script>`,
  }),
  async (t) => {
    const timers = () => t.tab.run(() => window.timers.size);
    await t.passes(10);
    assert.equal(await timers(), 1);
    await t.sends(() => t.passes(5 * SECOND), [at('e0', 5)]);
    assert.equal(await timers(), 0);
    await t.passes(15 * SECOND);
    await t.tab.moveTo(200, 200);
    assert.equal(await timers(), 0);
    await t.passes(20 * SECOND);
    await t.tab.moveTo(210, 200);
    assert.equal(await timers(), 1);
    await t.tab.hide();
    assert.equal(await timers(), 0);
  },
);
