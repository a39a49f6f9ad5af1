/** Whoever gets a window finds it as if nobody had it before, and alone has what browsers have one of. */
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { openWindows } from '../dev/windows.mjs';

let server, address, windows, opened;
before(async () => {
  const page = '<!doctype html><style>p:hover { color: red }</style><p style="height: 400px">Here</p>';
  server = createServer((_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end(page));
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  address = `http://127.0.0.1:${server.address().port}/`;
  opened = 0;
  windows = openWindows(() => opened++);
});
after(async () => {
  await windows.close();
  server.close();
});

/** A window at the page. */
async function visit(options) {
  const page = await windows.take(options);
  await page.goto(address);
  return page;
}

const looks = (page) =>
  page.evaluate(async () => ({
    size: [innerWidth, innerHeight],
    dark: matchMedia('(prefers-color-scheme: dark)').matches,
    still: matchMedia('(prefers-reduced-motion: reduce)').matches,
    printed: matchMedia('print').matches,
    hovered: document.querySelectorAll('p:hover').length,
    focused: document.hasFocus(),
    shown: document.visibilityState,
    clipboard: (await navigator.permissions.query({ name: 'clipboard-read' })).state,
  }));
const NEW = {
  size: [380, 800],
  dark: false,
  still: true,
  printed: false,
  hovered: 0,
  focused: true,
  shown: 'visible',
  clipboard: 'prompt',
};

test('a window is used again, and what a visit changed is put back', async () => {
  const first = await visit();
  assert.deepEqual(await looks(first), NEW);
  await first.setViewportSize({ width: 560, height: 300 });
  await first.emulateMedia({ media: 'print', colorScheme: 'dark', reducedMotion: 'no-preference' });
  await first.context().grantPermissions(['clipboard-read']);
  await first.route('**', (route) => route.abort());
  await first.mouse.move(100, 100);
  const changed = await looks(first);
  for (const what of ['size', 'dark', 'still', 'printed', 'hovered', 'clipboard'])
    assert.notDeepEqual(changed[what], NEW[what], what);
  await windows.give(first);
  const second = await visit();
  assert.equal(second, first);
  assert.deepEqual(await looks(second), NEW);
  await windows.give(second);
});

const REMAINS = {
  'a value in storage': () => localStorage.setItem('a', 'b'),
  'a value of the session': () => sessionStorage.setItem('a', 'b'),
  'a cookie': () => (document.cookie = 'a=b'),
  'a name': () => (window.name = 'a'),
  'a database': () => new Promise((done) => (indexedDB.open('a').onsuccess = done)),
  'a cache': () => caches.open('a'),
  'another page': () => void window.open('about:blank'),
};
for (const [what, leave] of Object.entries(REMAINS)) {
  test(`a window in which a visit left ${what} is closed`, async () => {
    const first = await visit();
    const heard = what === 'another page' && first.waitForEvent('popup');
    await first.evaluate(leave);
    await heard;
    await windows.give(first);
    assert.ok(first.isClosed());
    const second = await visit();
    assert.deepEqual(await looks(second), NEW);
    await windows.give(second);
  });
}

test('a window is not used again after a failure, and two at a time do not share', async () => {
  const before = opened;
  const [one, other] = [await visit(), await visit({ width: 560, dark: true })];
  assert.notEqual(one, other);
  for (const page of [one, other]) await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await one.evaluate(() => navigator.clipboard.writeText('one'));
  await other.evaluate(() => navigator.clipboard.writeText('other'));
  assert.equal(await one.evaluate(() => navigator.clipboard.readText()), 'one');
  for (const page of [one, other]) assert.equal((await looks(page)).focused, true);
  assert.deepEqual((await looks(other)).size, [560, 800]);
  await windows.give(one, { spent: true });
  assert.ok(one.isClosed() && !other.isClosed());
  await windows.give(other);
  assert.equal(await visit(), other);
  assert.equal(opened, before + 1);
  await windows.give(other);
});
