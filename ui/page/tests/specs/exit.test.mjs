/** The visitor is about to leave: the mouse goes for the tabs, the page is thrown back up. */
import { setTimeout as pause } from 'node:timers/promises';
import { body, spec } from '../spec.mjs';

/** A page on which one has been for as long as it takes. */
const stay = () => pause(3100);
const exit = { on: 'exit' };
const phone = { viewport: { width: 400, height: 300 }, touch: true };
const long = '<div style="height:9000px">long</div><button id=top onclick="scrollTo(0, 0)" style="position:fixed;top:0">Up</button>';

spec(
  'the mouse leaves upwards: not at once, once a page view, all events',
  {
    events: [exit, { ...exit, where: { pageTypes: ['product'] } }, exit],
    body: `<button onclick="history.pushState({}, '', '/products/a')">route</button>`,
  },
  async (t) => {
    await t.sendsNothing(() => t.tab.leave());
    await stay();
    await t.sends(() => t.tab.leave(), [body('e0'), body('e2')]);
    await t.sendsNothing(() => t.tab.leave());
    await t.tab.click('button');
    await t.sendsNothing(() => t.tab.leave());
    await stay();
    await t.sends(() => t.tab.leave(), [body('e0'), body('e1'), body('e2')]);
  },
);

spec(
  'the mouse goes from one element to another, even at the upper edge, or leaves dragging',
  {
    events: [exit],
    body: '<header style="position:fixed;inset:0 0 auto;height:40px"><a id=a href=/>a</a> <a id=b href=/>b</a></header>',
  },
  async (t) => {
    await stay();
    await t.sendsNothing(async () => {
      for (const [x, y] of [[5, 300], [5, 1], [200, 0], [400, 2], [400, 300]]) await t.tab.moveTo(x, y);
    });
    const drag = () =>
      t.tab.run(() => document.body.dispatchEvent(new MouseEvent('mouseout', { bubbles: true, clientY: -3, buttons: 1 })));
    await t.sendsNothing(drag);
    const side = () =>
      t.tab.run(() => document.body.dispatchEvent(new MouseEvent('mouseout', { bubbles: true, clientX: -3, clientY: 90 })));
    await t.sendsNothing(side);
    await t.sends(() => t.tab.leave(), [body('e0')]);
  },
);

spec(
  'a page thrown back up by a finger',
  { events: [exit], head: '<meta name=viewport content="width=device-width">', body: long, ...phone, only: ['chromium', 'the driver has no fingers that scroll'] },
  async (t) => {
    const flick = async (dy) => {
      for (let at = 0; at < 3; at++) await t.tab.swipe('body > div', 0, dy);
    };
    const throwIt = (dy, times) =>
      t.tab.run(
        (by, most) => {
          // The touches are the browser's own; only their momentum is not to be had from a driver.
          for (let at = 1; at <= most; at++) setTimeout(() => window.scrollBy({ top: by, behavior: 'instant' }), at * 30);
        },
        dy,
        times,
      );
    await stay();
    await t.tab.scrollTo(4000);
    await t.sendsNothing(() => throwIt(-80, 6));
    await t.tab.scrollTo(4000);
    await t.sendsNothing(() => t.tab.click('#top'));
    await t.tab.scrollTo(4000);
    await flick(-60);
    await t.sendsNothing(() => throwIt(80, 6));
    await flick(60);
    await t.sends(() => throwIt(-80, 6), [body('e0')]);
    await t.tab.scrollTo(4000);
    await flick(60);
    await t.sendsNothing(() => throwIt(-80, 6));
  },
);
