/** What speaks against an event that did not fire on a walk: measured, told once, and never where it is doubtful. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pickerInBrowser } from './picker.mjs';
import { config } from './plan.mjs';

const { shop } = pickerInBrowser();

/** A page without a runtime, so that nothing ever fires, while a walk is recorded. */
async function onWalk(body, ...events) {
  const opened = await shop(body);
  const { reports } = opened;
  await reports.command({ kind: 'watch', config: config(events) });
  await reports.command({ kind: 'record', on: true });
  return opened;
}

const pause = ({ reports }, millis) => reports.evaluate(`new Promise((resolve) => setTimeout(resolve, ${millis}))`);
/** What was told to have been done so far. */
const told = ({ reports }) =>
  reports.all
    .filter(({ kind }) => kind === 'meant')
    .flatMap(({ events }) => events)
    .sort();
const visible = (css, more = {}) => ({ trigger: { type: 'visible', percent: 50, millis: 200, ...more }, css });
const far = '<div style="height:2000px"></div>';

test('an element that was in view for longer than it asks speaks against its event, one that was not does not', async () => {
  const opened = await onWalk(
    `<p id=here>Here</p><p id=hidden style="opacity:0">Hidden</p>
     <div style="width:200px;height:50px;overflow:hidden"><p style="width:900px"><b id=clipped style="margin-left:500px">Off</b></p></div>
     <p id=moves style="position:absolute;top:300px">Comes and goes</p>${far}<p id=low>Low</p>`,
    visible('#here'),
    visible('#hidden'),
    visible('#clipped'),
    visible('#low'),
    visible('#moves'),
    visible('#here', { millis: 60_000 }),
    { ...visible('#here'), where: { pageTypes: ['product'] } },
  );
  await opened.tab.evaluate(() => {
    const { style } = document.querySelector('#moves');
    setInterval(() => (style.top = style.top === '300px' ? '5000px' : '300px'), 400);
  });
  await opened.reports.next('meant', ({ events }) => events[0] === 'e0');
  await pause(opened, 2500);
  assert.deepEqual(told(opened), [], 'nothing else, and once');
  await opened.tab.evaluate(() => scrollTo(0, 9999));
  await opened.reports.next('meant', ({ events }) => events[0] === 'e3');
  await opened.close();
});

test('scrolling speaks against an event that asks for less, not where nobody scrolled or it asks for more', async () => {
  const scroll = (percents, more = {}) => ({ trigger: { type: 'scroll', percents }, ...more });
  const opened = await onWalk(
    `${far}<section id=end style="height:400px">End</section>${far}`,
    scroll([25, 90]),
    scroll([90]),
    scroll([50], { css: '#end' }),
    scroll([5]),
  );
  await pause(opened, 1200);
  assert.deepEqual(told(opened), [], 'nobody scrolled');
  await opened.tab.mouse.move(300, 300);
  await opened.tab.mouse.wheel(0, 1000);
  await opened.reports.next('meant', ({ events }) => events[0] === 'e0');
  await opened.reports.next('meant', ({ events }) => events[0] === 'e3');
  await pause(opened, 800);
  assert.deepEqual(told(opened), []);
  await opened.tab.mouse.wheel(0, 1200);
  await opened.reports.next('meant', ({ events }) => events[0] === 'e2');
  await opened.close();
});

test('time speaks against an event once somebody was surely there for longer; an idle page against none', async () => {
  const opened = await onWalk('<p>Read me</p>', { trigger: { type: 'time', seconds: [1, 60] } });
  await pause(opened, 3500);
  assert.deepEqual(told(opened), [], 'nobody did anything');
  await opened.tab.mouse.move(40, 40);
  await opened.tab.mouse.wheel(0, 10);
  await opened.reports.next('meant');
  await opened.close();
});

test('a mouse that rests on the element speaks against its event, one that passes does not', async () => {
  const hover = (css, millis) => ({ trigger: { type: 'hover', millis }, css });
  const opened = await onWalk(
    '<p id=a>Shipping</p><p id=b>Returns</p><p>Other</p>',
    hover('#a', 300),
    hover('#b', 300),
  );
  await opened.tab.hover('#b');
  await pause(opened, 250);
  await opened.tab.hover('#a');
  await opened.reports.next('meant', ({ events }) => events[0] === 'e0');
  await pause(opened, 900);
  assert.deepEqual(told(opened), [], 'it only passed over the other, and is told once');
  await opened.close();
});

test('nothing is measured when no walk is recorded, while picking, or before a new route had its time', async () => {
  const opened = await onWalk('<p id=a>Here</p>', visible('#a'), { trigger: { type: 'time', seconds: [1] } });
  await opened.reports.command({ kind: 'record', on: false });
  await pause(opened, 2500);
  assert.deepEqual(told(opened), []);
  await opened.reports.command({ kind: 'record', on: true });
  for (const path of ['/one', '/two', '/three']) {
    await opened.tab.evaluate((to) => history.pushState({}, '', to), path);
    await pause(opened, 1000);
  }
  await opened.reports.command({ kind: 'pick', on: true });
  await pause(opened, 2200);
  assert.deepEqual(told(opened), []);
  await opened.reports.command({ kind: 'pick', on: false });
  await opened.reports.next('meant', ({ events }) => events[0] === 'e0');
  await opened.close();
});
