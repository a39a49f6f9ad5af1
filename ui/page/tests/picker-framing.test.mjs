/** Where the element of an event under test can be pictured: told when it is pressed or fires, with what has to be covered. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pickerInBrowser } from './picker.mjs';
import { config, runtime, underTest } from './plan.mjs';

const { shop } = pickerInBrowser();

async function underWatch(body, ...events) {
  const opened = await shop(body, { init: underTest(runtime(events)) });
  await opened.reports.command({ kind: 'watch', config: config(events) });
  return opened;
}

const boxOf = async (tab, css) => {
  const { x, y, width, height } = await tab.locator(css).boundingBox();
  return [x, y, width, height];
};

/** Asks whether a frame still stands; what is told besides comes first. */
const stands = async ({ reports }, frame) => {
  await reports.command({ kind: 'still', frame });
  await reports.command({ kind: 'snapshot', request: 99 });
  await reports.next('page', ({ request }) => request === 99);
  return reports.all.some((report) => report.kind === 'still' && report.frame === frame);
};

test('an element is framed when it is pressed, before anything comes of it', async () => {
  const opened = await underWatch(
    '<button id=a onclick="this.remove()">Add</button><p>Far</p>',
    { css: '#a' },
    { css: 'body' },
    { css: 'p' },
  );
  const { tab, reports, close } = opened;
  const box = await boxOf(tab, '#a');
  const [x, y] = [box[0] + 5, box[1] + 5];
  await tab.mouse.move(x, y);
  await tab.mouse.down();
  const framed = await reports.next('framed', ({ events }) => events.includes('e0'));
  assert.deepEqual([framed.events, framed.bounds, framed.covers], [['e0'], box, []]);
  await reports.next('framed', ({ events }) => events.includes('e1'));
  assert.equal(reports.take('hit'), undefined, 'nothing has fired yet');
  assert.equal(await stands(opened, framed.frame), true);
  assert.equal(await stands(opened, framed.frame + 1), false, 'nobody told that one');
  await tab.mouse.up();
  await reports.next('hit', ({ id }) => id === 'e0');
  reports.take('still');
  assert.equal(await stands(opened, framed.frame), false, 'it is gone');
  assert.equal(reports.take('framed'), undefined, 'once for one press');
  await close();
});

test('a frame does not stand any more once its element moved or something came that has to be covered', async () => {
  const opened = await underWatch('<i></i><button id=a>Add</button>', { css: '#a' });
  const { tab, reports, close } = opened;
  const pressed = async () => {
    await reports.evaluate('new Promise((resolve) => setTimeout(resolve, 20))');
    await tab.click('#a');
    return (await reports.next('framed')).frame;
  };
  const moved = await pressed();
  await tab.evaluate(() => (document.querySelector('i').innerHTML = '<br><br>'));
  assert.equal(await stands(opened, moved), false);
  const joined = await pressed();
  await tab.evaluate(() => document.querySelector('#a').insertAdjacentHTML('afterend', '<input>'));
  assert.equal(await stands(opened, joined), false);
  await close();
});

test('fields and texts that look personal are covered, inside shadow roots and frames as well, far ones are not', async () => {
  const opened = await underWatch(
    `<form onsubmit="return false"><input id=mail value="anna@example.com"><x-box></x-box><button id=go>Send to <b>anna@example.com</b></button>
       <input type=hidden><input type=submit value=Go hidden></form>
     <p style="margin-top:400px">call 030 123 456 78</p><textarea></textarea>`,
    { on: 'submit', css: 'form' },
    { on: 'change', css: '#mail' },
  );
  const { tab, reports, close } = opened;
  await tab.evaluate(() => {
    const root = document.querySelector('x-box').attachShadow({ mode: 'open' });
    root.innerHTML = '<select><option>Ms</option></select>';
  });
  await tab.click('#go');
  const { covers } = await reports.next('framed', ({ events }) => events.includes('e0'));
  const expected = await Promise.all(['#mail', 'x-box select', '#go b'].map((css) => boxOf(tab, css)));
  assert.deepEqual(covers, expected);
  await tab.click('#mail');
  const field = await reports.next('framed', ({ events }) => events.includes('e1'));
  assert.deepEqual(field.covers[0], field.bounds, 'a field itself is all covered');
  await close();
});

test('what fires without a press is framed when it fires, if it can be seen', async () => {
  const events = [
    { trigger: { type: 'visible', percent: 50, millis: 50 }, css: '#seen' },
    { on: 'page_view' },
    { trigger: { type: 'hover', millis: 50 }, css: '#low' },
  ];
  const opened = await underWatch('<div id=seen>Shipping</div><div id=low>Returns</div>', ...events);
  const { tab, reports, close } = opened;
  const { bounds } = await reports.next('framed');
  assert.deepEqual(bounds, await boxOf(tab, '#seen'));
  await reports.next('hit', ({ id, proven }) => id === 'e0' && proven);
  await tab.hover('#low');
  const hovered = await reports.next('framed');
  assert.deepEqual([hovered.events, hovered.bounds], [['e2'], await boxOf(tab, '#low')]);
  assert.equal(reports.take('framed'), undefined, 'a page view has no element');
  await close();
});

test('nothing is framed while picking, or when no test runs', async () => {
  const { tab, reports, close } = await underWatch('<button id=a>Add</button>', { css: '#a' });
  await reports.command({ kind: 'pick', on: true });
  await tab.click('#a');
  await reports.next('picked');
  await reports.command({ kind: 'pick', on: false });
  await reports.command({ kind: 'watch', config: null });
  await tab.click('#a');
  await reports.command({ kind: 'snapshot', request: 1 });
  await reports.next('page');
  assert.equal(reports.take('framed'), undefined);
  await close();
});
