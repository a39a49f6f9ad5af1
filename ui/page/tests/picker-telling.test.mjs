/** What the picker tells beside picks: outlines, routes, and hits proven by gestures. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertSound, attributes, on, pickerInBrowser } from './picker.mjs';
import { consenting } from './consenting.mjs';
import { body, config, runtime, underTest } from './plan.mjs';

const { shop, started } = pickerInBrowser();

test('outlines follow the rule and the page; the number is reported when it changes', async () => {
  const { tab, reports, close } = await shop(
    '<button class=go>One</button><button class=go>Two</button><button class=go hidden>Three</button><x-box></x-box>',
  );
  const matches = (count, visible, selector) => ({ kind: 'matches', request: 7, count, visible, selector });
  const counted = async () => {
    const { bounds, ...report } = await reports.next('matches');
    assert.equal(bounds !== null, report.visible > 0, 'a box of what can be seen');
    return report;
  };
  const outline = (...selectors) => reports.command({ kind: 'outline', request: 7, selectors, reveal: false });
  await outline({ css: '.gone' }, { css: '.go' });
  assert.deepEqual(await counted(), matches(3, 2, 1));
  await tab.evaluate(() => document.querySelector('.go').classList.remove('go'));
  assert.deepEqual(await counted(), matches(2, 1, 1));
  await tab.evaluate(() => document.body.append(Object.assign(document.createElement('i'), { className: 'gone' })));
  assert.deepEqual(await counted(), matches(1, 0, 0));
  await outline({ css: 'b', within: [{ shadow: 'x-box' }] });
  assert.deepEqual(await counted(), matches(0, 0, null));
  await tab.evaluate(() => {
    document.querySelector('x-box').attachShadow({ mode: 'open' }).innerHTML = '<b>in</b>';
    document.body.append('changed');
  });
  assert.deepEqual(await counted(), matches(1, 1, 0));
  await reports.command({ kind: 'conceal', on: true });
  assert.equal(await tab.locator('waymark-overlay').isVisible(), false);
  await reports.command({ kind: 'conceal', on: false });
  assert.equal(await tab.locator('waymark-overlay').isVisible(), true);
  await reports.command({ kind: 'clear' });
  assert.equal(await tab.locator('waymark-overlay').count(), 0);
  await close();
});

test('revealing scrolls the first visible match into view', async () => {
  const { tab, reports, close } = await shop('<div style="height:3000px"></div><button>Down here</button>');
  await reports.command({ kind: 'outline', request: 1, selectors: [{ css: 'button' }], reveal: true });
  await tab.waitForFunction(() => scrollY > 2000);
  await close();
});

test('the box that is told after revealing is where the element then is, on a page that scrolls softly too', async () => {
  const { tab, reports, close } = await shop('<div style="height:3000px"></div><button>Down here</button>', {
    head: '<style>html { scroll-behavior: smooth }</style>',
  });
  await reports.command({ kind: 'outline', request: 1, selectors: [{ css: 'button' }], reveal: true });
  const { bounds } = await reports.next('matches');
  const { x, y, width, height } = await tab.locator('button').boundingBox();
  assert.deepEqual(bounds, [x, y, width, height]);
  assert.ok(y > 0 && y + height <= 700, `it lies at ${y}`);
  await close();
});

test('the page is told as it is when it is asked for, without a pick', async () => {
  const { tab, reports, close } = await shop('<input value=typed><p id=p>Text</p>');
  await tab.locator('input').fill('secret');
  await reports.command({ kind: 'snapshot', request: 4 });
  const { request, snapshot } = await reports.next('page');
  assert.equal(request, 4);
  assertSound(snapshot);
  assert.deepEqual([snapshot.picked, snapshot.truncated], [null, false]);
  assert.ok(snapshot.nodes.some((node) => attributes(node).id === 'p'));
  assert.ok(!/secret|typed/.test(JSON.stringify(snapshot)));
  await close();
});

test('of a page too large to be told, what can be acted on is told', async () => {
  const { tab, reports, close } = await shop('<main></main><a id=last href=/x>Last</a>');
  await tab.evaluate(() => {
    document.querySelector('main').innerHTML = '<p>word</p>'.repeat(70_000);
  });
  await reports.command({ kind: 'snapshot', request: 5 });
  const { snapshot } = await reports.next('page');
  assertSound(snapshot);
  assert.equal(snapshot.truncated, true);
  assert.ok(snapshot.nodes.some((node) => attributes(node).id === 'last'));
  await close();
});

test('a page whose own code breaks the picker is told as unseen', async () => {
  const { tab, reports, close } = await shop('x');
  await tab.evaluate(() => document.documentElement.remove());
  await reports.command({ kind: 'snapshot', request: 6 });
  const { request, reason } = await reports.next('unseen');
  assert.deepEqual([request, reason], [6, 'broken']);
  await close();
});

test('a new route is told, with its title', async () => {
  const { tab, reports, close } = await shop('x', { head: '<title>Home</title>' });
  await reports.next('moved', ({ title }) => title === 'Home');
  await tab.evaluate(() => {
    history.pushState({}, '', '/products/a');
    document.title = 'Tee';
  });
  await reports.next('moved', ({ url, title }) => url.endsWith('/products/a') && title === 'Tee');
  await close();
});

/** A page with the runtime under test in its main world, and the picker watching. */
async function underWatch(body, ...events) {
  const opened = await shop(body, { init: underTest(runtime(events)) });
  await opened.reports.command({ kind: 'watch', config: config(events) });
  return opened;
}

test('a hit is proven by the trusted gesture that causes it, and by nothing else', async () => {
  const words = [{ name: 'words', from: { type: 'element_text' } }];
  const { tab, reports, close } = await underWatch(
    `<button id=a><b>Add</b></button><form onsubmit="event.preventDefault()"><input id=t name=q><input type=checkbox id=c><button id=s>Go</button></form>
     <button id=other onclick="document.querySelector('#a').click()">Other</button>`,
    { css: '#a', parameters: words },
    { on: 'submit', css: 'form' },
    { on: 'change', css: '#c' },
    { on: 'page_view' },
    { css: '#never' },
  );
  const hit = (id, proven, parameters = {}) => ({
    kind: 'hit', id, name: id, revision: 'r1', parameters, proven, url: `${started.browser.origin}/`,
    deliveries: [{ destination: 'data_layer', call: 'dataLayer.push', args: [body(id, parameters)], ready: true, allowed: true }],
  }); // prettier-ignore
  const next = () => reports.next('hit');
  assert.deepEqual(await next(), hit('e3', true));
  await tab.click('#a b');
  assert.deepEqual(await next(), hit('e0', true, { words: 'Add' }));
  await tab.check('#c');
  assert.deepEqual(await next(), hit('e2', true));
  await tab.click('#s');
  assert.deepEqual(await next(), hit('e1', true));
  await tab.focus('#t');
  await tab.keyboard.press('Enter');
  assert.deepEqual(await next(), hit('e1', true));
  await reports.evaluate('new Promise((resolve) => setTimeout(resolve, 1100))');
  // The page's own click, and a forged event: told, not proven.
  await tab.click('#other');
  assert.deepEqual(await next(), hit('e0', false, { words: 'Add' }));
  const forge = (detail) =>
    tab.evaluate((text) => document.dispatchEvent(new CustomEvent('waymark:event', { detail: text })), detail);
  await forge(JSON.stringify({ event: 'e4', waymark: { id: 'e4', revision: 'r1' } }));
  const forged = (id) => {
    const bare = hit(id, false);
    delete bare.deliveries;
    return bare;
  };
  assert.deepEqual(await next(), forged('e4'));
  await forge(JSON.stringify({ event: 'e3', waymark: { id: 'e3', revision: 'r1' } }));
  assert.deepEqual(await next(), forged('e3'));
  // What is no event of the plan, or no event at all, is not told.
  for (const bad of ['{', 'null', '7', '{"event":"e0"}', '{"event":"x","waymark":{"id":"e0","revision":"r"}}', ' '.repeat(30_000)])
    await forge(bad);
  await tab.evaluate(() => document.dispatchEvent(new CustomEvent('waymark:event', { detail: { toString: 1 } })));
  await forge(JSON.stringify({ event: 'e4', waymark: { id: 'e4', revision: 'last' } }));
  assert.equal((await next()).revision, 'last');
  await close();
});

test('what a script causes by itself is told and not proven, though the browser calls it trusted', async () => {
  const { tab, reports, close } = await underWatch(
    `<form onsubmit="event.preventDefault()"><input id=t name=q><input type=checkbox id=c></form>
     <label id=l for=b>Buy</label><button id=b>Buy</button><select id=s><option>S<option>M</select>`,
    { on: 'submit', css: 'form' },
    { on: 'change', css: '#c' },
    { on: 'change', css: '#t' },
    { css: '#b' },
    { on: 'change', css: '#s' },
  );
  const next = async () => {
    const { id, proven } = await reports.next('hit');
    return [id, proven];
  };
  await tab.evaluate(() => document.querySelector('#c').click());
  assert.deepEqual(await next(), ['e1', false]);
  await tab.evaluate(() => {
    const field = document.querySelector('#t');
    field.focus();
    document.execCommand('insertText', false, 'x');
    field.blur();
  });
  assert.deepEqual(await next(), ['e2', false]);
  await tab.evaluate(() => document.querySelector('#l').click());
  assert.deepEqual(await next(), ['e3', false]);
  await tab.evaluate(() => {
    history.pushState(null, '', '?a');
    history.pushState(null, '', '?b');
    addEventListener('popstate', () => document.querySelector('form').requestSubmit());
    history.back();
  });
  assert.deepEqual(await next(), ['e0', false]);

  // A person takes their time: the change comes long after the last key, when the field is left.
  await tab.click('#t');
  await tab.keyboard.type('y');
  await reports.evaluate('new Promise((resolve) => setTimeout(resolve, 1100))');
  await tab.evaluate(() => document.querySelector('#t').blur());
  assert.deepEqual(await next(), ['e2', true]);
  await tab.focus('#s');
  await tab.keyboard.press('M');
  assert.deepEqual(await next(), ['e4', true]);
  await close();
});

test('a call that waited and then went is about the hit it was made for, not about the next', async () => {
  const events = [{ css: 'button' }];
  const destinations = [{ type: 'mixpanel' }];
  const { tab, reports, close } = await shop('<button>Add</button>', {
    head: `${consenting()}<script>mixpanel = { track() {} }</script>`,
    init: underTest(runtime(events, { destinations }), { send: true }),
  });
  await reports.command({ kind: 'watch', config: config(events, { destinations }) });
  const standing = async () => (await reports.next('hit')).deliveries.map(({ ready, allowed }) => [ready, allowed]);
  await tab.click('button');
  assert.deepEqual(await standing(), [[true, false]]);
  await tab.evaluate(() => window.visitorSays(true));
  await tab.click('button');
  assert.deepEqual(await standing(), [[true, true]]);
  await close();
});

test('a view of a route that the browser went back to is proven', async () => {
  const { tab, reports, close } = await underWatch('<p>Hi</p>', { on: 'page_view' });
  await reports.next('hit', (hit) => hit.proven);
  await tab.evaluate(() => history.pushState(null, '', '?a'));
  await tab.goBack();
  const hit = await reports.next('hit', (each) => !each.url.includes('?a'));
  assert.equal(hit.proven, true);
  await close();
});

test('hits are proven inside frames and shadow roots, and while a link leads away', async () => {
  const { tab, reports, close } = await underWatch(
    '<iframe id=f srcdoc="<button>In</button>"></iframe><x-box></x-box><a id=l href=/next>Leave</a>',
    { selectors: [{ css: 'button', within: [{ frame: '#f' }] }] },
    { on: 'change', selectors: [{ css: 'input', within: [{ shadow: 'x-box' }] }] },
    { css: 'a' },
  );
  await tab.evaluate(() => {
    document.querySelector('x-box').attachShadow({ mode: 'open' }).innerHTML = '<input>';
  });
  const proven = async (id) => assert.equal((await reports.next('hit', (hit) => hit.id === id)).proven, true);
  await tab.frameLocator('#f').locator('button').click();
  await proven('e0');
  await tab.fill('x-box input', 'x');
  await tab.locator('x-box input').blur();
  await tab.click('x-box input');
  await tab.keyboard.type('y');
  await tab.keyboard.press('Tab');
  await reports.next('hit', (hit) => hit.id === 'e1' && hit.proven);
  await tab.click('#l');
  await proven('e2');
  await close();
});

test('a change in a shadow root inside a frame is proven', async () => {
  const { tab, reports, close } = await underWatch('<iframe id=f srcdoc="<x-box></x-box>"></iframe>', {
    on: 'change',
    selectors: [{ css: 'input', within: [{ frame: '#f' }, { shadow: 'x-box' }] }],
  });
  const frame = tab.frameLocator('#f');
  await frame.locator('x-box').evaluate((box) => (box.attachShadow({ mode: 'open' }).innerHTML = '<input type=checkbox>'));
  await frame.locator('input').click();
  assert.equal((await reports.next('hit')).proven, true);
  await close();
});

test('a picking click is no hit', async () => {
  const { tab, reports, pickWith, close } = await underWatch('<button>Add</button>', { css: 'button' });
  await reports.command(on);
  await pickWith('button', 'Button: Add');
  await reports.next('picked');
  await reports.command({ kind: 'pick', on: false });
  await tab.click('button');
  assert.equal((await reports.next('hit')).proven, true);
  assert.ok(!reports.all.some(({ kind }) => kind === 'hit'));
  await close();
});
