/** The picker in Chromium: what a pick reports, and what the page notices of it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertSound, attributes, on, pickedNode, pickerInBrowser } from './picker.mjs';

const { shop, started } = pickerInBrowser();

test('a pick means the button around the icon, and the page notices nothing', async () => {
  const { tab, reports, pickWith, close } = await shop(
    `<a href=#away><button id=b><svg width=30 height=30><path id=p d="M0 0h30v30H0z"/></svg>Add to cart</button></a>
     <script>noticed = [];
     for (const type of ['pointerdown','mousedown','pointerup','mouseup','click','auxclick','dblclick','contextmenu','focus','submit','selectstart'])
       for (const target of [window, document, document.querySelector('button')])
         target.addEventListener(type, () => noticed.push(type), true);
     </script>`,
  );
  await reports.command(on);
  await pickWith('#p', 'Button: Add to cart');
  const picked = await reports.next('picked');
  assertSound(picked.snapshot);
  assert.equal(attributes(pickedNode(picked)).id, 'b');
  const box = await tab.locator('#b').boundingBox();
  assert.deepEqual(picked.bounds, [box.x, box.y, box.width, box.height]);
  assert.deepEqual(picked.snapshot.viewport, [1000, 700]);
  assert.equal(picked.snapshot.truncated, false);
  assert.equal(await tab.evaluate(() => location.hash + window.noticed.join()), '');

  await tab.keyboard.press('Escape');
  assert.deepEqual(await reports.next('mode'), { kind: 'mode', picking: false, frozen: false });
  assert.equal(await tab.locator('waymark-overlay').count(), 0);
  await tab.click('#p');
  assert.match(await tab.evaluate(() => window.noticed.join()), /pointerdown.*click/);
  await close();
});

test('of all code in the page only the words that name the theme are reported', async () => {
  const { reports, pickWith, close } = await shop(
    `<script>var secret = 'x'.repeat(5); var Shopify = {};</script>
     <script>${'/* long */'.repeat(2500)} Shopify.theme = {"schema_name":"Too late"};</script>
     <script>Shopify.shop = "a.myshopify.com"; Shopify.theme = {"name":"Live","id":1,
       "schema_name":"Dawn","schema_version":"15.0"}; token = 'geheim';</script>
     <script>Shopify.theme = {"schema_name":"Second"};</script><button id=b>x</button>`,
  );
  await reports.command(on);
  await pickWith('#b', 'Button: x');
  const { snapshot } = await reports.next('picked');
  assertSound(snapshot);
  const code = snapshot.nodes.filter(({ p, x }) => x && snapshot.nodes[p]?.t === 'script');
  assert.deepEqual(
    code.map(({ x }) => x.replace(/\s+/g, ' ')),
    ['Shopify.theme = {"name":"Live","id":1, "schema_name":"Dawn","schema_version":"15.0"}'],
  );
  await close();
});

test('the snapshot holds shadow roots, frames, boxes and visibility, and nothing that was typed', async () => {
  const { tab, reports, pickWith, close } = await shop(
    `<p id=t>Hello <!-- no --> <b>you</b></p><p id=h style="display:none">hidden</p><p id=v style="visibility:hidden">v</p>
     <input id=i1 value=secret><input id=i2 type=checkbox value=red><input id=i3 type=hidden value=token><input id=i4 type=SUBMIT value=Go>
     <svg id=s viewBox="0 0 1 1"><path d=""/></svg><script>var code</script><style>p{}</style><template><p>inert</p></template>
     <x-card id=c><i>light</i></x-card><iframe id=f srcdoc="<p id=inside>in</p>"></iframe><p id=long></p><button id=b>x</button>`,
  );
  await tab.evaluate(() => {
    document.querySelector('#c').attachShadow({ mode: 'open' }).innerHTML = '<b id=sh>deep</b>';
    document.querySelector('#long').textContent = 'x'.repeat(5000);
    document.querySelector('#long').setAttribute('data-long', 'y'.repeat(5000));
    document.querySelector('#i1').value = 'typed';
  });
  await reports.command(on);
  await pickWith('#b', 'Button: x');
  const { snapshot } = await reports.next('picked');
  assertSound(snapshot);
  const { nodes } = snapshot;
  const at = (id) => nodes.findIndex((node) => attributes(node).id === id);
  const texts = (id) => nodes.filter(({ p, x }) => p === at(id) && x !== undefined).map(({ x }) => x);
  assert.deepEqual(texts('t'), ['Hello ', ' ']);
  assert.equal(nodes[at('h')].h, true);
  assert.equal(nodes[at('h')].b, undefined);
  assert.equal(nodes[at('v')].h, true);
  assert.ok(nodes[at('v')].b);
  assert.equal(nodes[at('b')].h, undefined);
  assert.equal(attributes(nodes[at('i1')]).value, undefined);
  assert.equal(attributes(nodes[at('i2')]).value, 'red');
  assert.equal(attributes(nodes[at('i3')]).value, undefined);
  assert.equal(attributes(nodes[at('i4')]).value, 'Go');
  assert.equal(nodes[at('s')].n, 'svg');
  assert.equal(attributes(nodes[at('s')]).viewBox, '0 0 1 1');
  const shadow = nodes[nodes[at('sh')].p];
  assert.deepEqual([shadow.s, shadow.p], [true, at('c')]);
  const frame = nodes[nodes[nodes[nodes[at('inside')].p].p].p];
  assert.deepEqual([frame.d, frame.p], ['about:srcdoc', at('f')]);
  assert.equal(texts('long')[0].length, 2000);
  assert.equal(attributes(nodes[at('long')])['data-long'].length, 1000);
  assert.equal(snapshot.truncated, true);
  const json = JSON.stringify(snapshot);
  for (const secret of ['secret', 'typed', 'token', 'var code', 'inert', 'waymark'])
    assert.ok(!json.includes(secret), secret);
  await close();
});

test('under a strict policy, over a modal dialog and a sticky header, outlined in the top layer', async () => {
  const { tab, reports, pickWith, close } = await shop(
    `<header style="position:sticky;top:0;z-index:2147483647;background:#fff"><a id=l href=/x>Sale</a></header>
     <dialog><button id=d>Close</button></dialog><script nonce=n>document.querySelector('dialog').showModal()</script>`,
    { headers: { 'content-security-policy': "default-src 'none'; script-src 'nonce-n'; style-src 'none'" } },
  );
  await reports.command(on);
  await pickWith('#d', 'Button: Close');
  assert.equal(attributes(pickedNode(await reports.next('picked'))).id, 'd');
  const outlined = () =>
    tab.evaluate(() => {
      const host = document.querySelector('waymark-overlay');
      const { x, y, width, height } = host.getBoundingClientRect();
      return [host.matches(':popover-open'), getComputedStyle(host).pointerEvents, x, y, width, height];
    });
  assert.deepEqual(await outlined(), [true, 'none', 0, 0, 1000, 700]);
  // Nothing of the page's can be painted over the outline: its colour is on the screen.
  const { x, y } = await tab.locator('#d').boundingBox();
  assert.ok(await hasColour(tab, { x: x - 2, y: y - 2, width: 8, height: 8 }, [79, 70, 229]));
  await tab.evaluate(() => document.querySelector('dialog').close());
  await pickWith('#l', 'Link: Sale');
  assert.equal(attributes(pickedNode(await reports.next('picked'))).id, 'l');
  await tab.evaluate(() => document.querySelector('dialog').showModal());
  await pickWith('#d', 'Button: Close');
  assert.ok(await hasColour(tab, { x: x - 2, y: y - 2, width: 8, height: 8 }, [79, 70, 229]));
  await close();
});

/** Whether a colour is among the pixels of a part of the screen. */
async function hasColour(tab, clip, [red, green, blue]) {
  const picture = (await tab.screenshot({ clip })).toString('base64');
  const reader = await tab.context().newPage();
  const found = await reader.evaluate(
    async ([data, r, g, b]) => {
      const bitmap = await createImageBitmap(await (await fetch(`data:image/png;base64,${data}`)).blob());
      const canvas = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
      canvas.drawImage(bitmap, 0, 0);
      const { data: pixels } = canvas.getImageData(0, 0, bitmap.width, bitmap.height);
      for (let at = 0; at < pixels.length; at += 4)
        if (Math.abs(pixels[at] - r) + Math.abs(pixels[at + 1] - g) + Math.abs(pixels[at + 2] - b) < 12) return true;
      return false;
    },
    [picture, red, green, blue],
  );
  await reader.close();
  return found;
}

test('in a same-origin frame, a late one, and an open shadow root inside it', async () => {
  const { tab, reports, pickWith, close } = await shop(
    '<div style="height:900px"></div><iframe id=f style="margin:40px;border:5px solid;padding:3px" src=/inner></iframe>',
    { pages: { '/inner': '<!doctype html><button id=a>Inside</button><x-box></x-box>' } },
  );
  const frame = tab.frameLocator('#f');
  await frame.locator('x-box').evaluate((host) => {
    host.attachShadow({ mode: 'open' }).innerHTML = '<button id=s>Deep</button>';
  });
  await reports.command(on);
  await tab.mouse.wheel(0, 900);
  await tab.waitForFunction(() => scrollY > 100);
  await pickWith(frame.locator('#a'), 'Button: Inside');
  const first = await reports.next('picked');
  assert.equal(attributes(pickedNode(first)).id, 'a');
  const box = await frame.locator('#a').boundingBox();
  assert.deepEqual(first.bounds, [box.x, box.y, box.width, box.height]);
  await pickWith(frame.locator('#s'), 'Button: Deep');
  assert.equal(attributes(pickedNode(await reports.next('picked'))).id, 's');
  await tab.evaluate(() => {
    const late = document.createElement('iframe');
    Object.assign(late, { id: 'late', srcdoc: '<button id=l>Late</button>' });
    document.body.prepend(late);
    scrollTo(0, 0);
  });
  await pickWith(tab.frameLocator('#late').locator('#l'), 'Button: Late');
  assert.equal(attributes(pickedNode(await reports.next('picked'))).id, 'l');
  await close();
});

test('a frame of another site says so and is left alone', async () => {
  const { tab, reports, pickWith, close } = await shop(`<iframe id=f src="${started.browser.elsewhere}/inner"></iframe>`, {
    pages: {
      '/inner': "<!doctype html><script>addEventListener('click', () => document.title = 'clicked')</script>inside",
    },
  });
  const host = new URL(started.browser.elsewhere).host;
  await reports.command(on);
  await pickWith('#f', `Frame of ${host}: it cannot be looked into`);
  assert.deepEqual(await reports.next('refused'), { kind: 'refused', reason: 'cross_origin_frame', host });
  const titles = await Promise.all(tab.frames().map((frame) => frame.title()));
  assert.ok(!titles.includes('clicked'));
  assert.ok(!reports.all.some(({ kind }) => kind === 'picked'));
  await close();
});

test('keys: up, down, sideways, Enter picks exactly what is outlined', async () => {
  const { tab, reports, pickWith, middle, close } = await shop(
    '<ul id=u><li id=one><a id=a href=/x><b id=b>First</b></a></li><li id=two>Second</li></ul><input id=i>',
  );
  await reports.command(on);
  await tab.mouse.move(...(await middle(tab.locator('#b'))));
  await reports.next('hover', ({ label }) => label === 'Link: First');
  const pressed = async (key, label) => {
    await tab.keyboard.press(key);
    await reports.next('hover', (report) => report.label === label);
    await tab.keyboard.press('Enter');
    return attributes(pickedNode(await reports.next('picked'))).id;
  };
  assert.equal(await pressed('ArrowDown', 'Text: First'), 'b');
  await tab.keyboard.press('ArrowUp');
  assert.equal(await pressed('ArrowUp', 'List item: First'), 'one');
  assert.equal(await pressed('ArrowRight', 'List item: Second'), 'two');
  void pickWith;
  await close();
});

test('a menu that opens on hover stays open when frozen, by CSS and by script', async () => {
  const { tab, reports, middle, close } = await shop(
    `<style>@media all { .sub { display: none } .nav:hover > .sub { display: block } }</style>
     <div class=nav style="width:200px"><a id=top href=/x>Menu</a><div class=sub><a id=entry href=/y>Entry</a></div></div>
     <div id=js style="width:200px">Script<p id=pop hidden>Popped</p></div><button id=far style="position:fixed;top:400px;left:400px">Far</button>
     <script>js.onmouseenter = () => pop.hidden = false; js.onmouseleave = () => pop.hidden = true</script>`,
  );
  await reports.command(on);
  const go = async (css) => tab.mouse.move(...(await middle(tab.locator(css))));
  const far = await middle(tab.locator('#far'));
  await go('#top');
  await reports.next('hover', ({ label }) => label === 'Link: Menu');
  await tab.keyboard.press('f');
  assert.deepEqual(await reports.next('mode'), { kind: 'mode', picking: true, frozen: true });
  await tab.mouse.move(...far);
  await reports.next('hover', ({ label }) => label === 'Button: Far');
  assert.equal(await tab.locator('#entry').isVisible(), true);
  const [x, y] = await middle(tab.locator('#entry'));
  await tab.mouse.move(x, y);
  await tab.mouse.click(x, y);
  const picked = await reports.next('picked');
  assert.equal(attributes(pickedNode(picked)).id, 'entry');
  assert.ok(!JSON.stringify(picked).includes('data-waymark'));
  await tab.keyboard.press('f');
  await tab.mouse.move(...far);
  await tab.locator('#entry').waitFor({ state: 'hidden' });
  assert.equal(await tab.locator('[data-waymark-hovered]').count(), 0);

  await go('#js');
  await tab.keyboard.press('f');
  await tab.mouse.move(...far);
  await reports.next('hover', ({ label }) => label === 'Button: Far');
  assert.equal(await tab.locator('#pop').isVisible(), true);
  await close();
});

test('a disabled button can be picked', async () => {
  const { reports, pickWith, close } = await shop('<button id=b disabled>Sold out</button>');
  await reports.command(on);
  await pickWith('#b', 'Button: Sold out');
  assert.equal(attributes(pickedNode(await reports.next('picked'))).id, 'b');
  await close();
});

test('pick_at picks without a mouse, in frames and shadow roots too', async () => {
  const { tab, reports, middle, close } = await shop(
    '<iframe id=f srcdoc="<button id=a>Inside</button>"></iframe><x-box></x-box>',
  );
  await tab.evaluate(() => {
    document.querySelector('x-box').attachShadow({ mode: 'open' }).innerHTML = '<button id=s><i>Deep</i></button>';
  });
  for (const [locator, id] of [
    [tab.frameLocator('#f').locator('#a'), 'a'],
    [tab.locator('x-box i'), 's'],
  ]) {
    const [x, y] = await middle(locator);
    await reports.command({ kind: 'pick_at', x, y });
    assert.equal(attributes(pickedNode(await reports.next('picked'))).id, id);
  }
  await close();
});
