/** The visitor's runtime on pages that stop, patch, frame or forbid things, and beside other runtimes. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { config, runtime, runtimeAlone, underTest } from './browser.mjs';
import { body, runtimeInBrowser } from './runtime.mjs';

const { shop, started } = runtimeInBrowser();

test('a page that stops every event still sends', async () => {
  const { page: tab, sent, close } = await shop([{ css: 'button' }], '<button>x</button>');
  await tab.evaluate(() => {
    for (const target of [window, document, document.querySelector('button')])
      target.addEventListener('click', (event) => event.stopImmediatePropagation(), true);
  });
  await tab.click('button');
  assert.deepEqual(await sent(), [body('e0')]);
  await close();
});

test('open shadow roots: clicks, and submits and changes that do not leave them', async () => {
  const within = [{ shadow: 'x-cart' }];
  const { page: tab, sent, close } = await shop(
    [
      { selectors: [{ css: 'button', within }] },
      { on: 'submit', selectors: [{ css: 'form', within }] },
      { on: 'change', selectors: [{ css: 'input', within }] },
      { css: 'x-cart' },
      { css: 'button' },
    ],
    '',
  );
  await tab.evaluate(() => {
    const host = document.body.appendChild(document.createElement('x-cart'));
    const shadow = host.attachShadow({ mode: 'open' });
    shadow.innerHTML = '<form onsubmit="event.preventDefault()"><input><button>Go</button></form>';
  });
  await tab.fill('x-cart input', 'x');
  await tab.click('x-cart button');
  assert.deepEqual(await sent(), [body('e2'), body('e0'), body('e3'), body('e1')]);
  await close();
});

test('same-origin frames: there from the start, late, nested; not those of other sites', async () => {
  const inner = '<!doctype html><button>x</button><form onsubmit="event.preventDefault()"><input type=submit></form>';
  const rule = (frame) => [{ css: 'button', within: [{ frame }] }];
  const { page: tab, sent, close } = await shop(
    [
      { selectors: rule('#now') },
      { selectors: rule('#late') },
      { selectors: [{ css: 'button', within: [{ frame: '#outer' }, { frame: 'iframe' }] }] },
      { selectors: rule('#foreign') },
      { on: 'submit', selectors: [{ css: 'form', within: [{ frame: '#late' }] }] },
      { css: 'button' },
    ],
    '<iframe id=now src=/inner></iframe><iframe id=outer src=/outer></iframe>' +
      `<iframe id=foreign src="${started.browser.elsewhere}/inner"></iframe>`,
    { pages: { '/inner': inner, '/outer': '<!doctype html><iframe src=/inner></iframe>' } },
  );
  await tab.frameLocator('#now').locator('button').click();
  assert.deepEqual(await sent(), [body('e0')]);
  await tab.frameLocator('#outer').frameLocator('iframe').locator('button').click();
  assert.deepEqual(await sent(), [body('e2')]);
  await tab.frameLocator('#foreign').locator('button').click();
  assert.deepEqual(await sent(), []);
  await tab.evaluate(() => {
    const frame = document.createElement('iframe');
    Object.assign(frame, { id: 'late', src: '/inner' });
    document.body.append(frame);
  });
  await tab.frameLocator('#late').locator('button').click();
  await tab.frameLocator('#late').locator('input').click();
  assert.deepEqual(await sent(), [body('e1'), body('e4')]);
  await close();
});

test('a page that patched what it could', async () => {
  const head = `<script>
    Array.prototype.toJSON = String.prototype.toJSON = () => 'patched';
    for (const name of ['forEach', 'map', 'filter', 'find', 'indexOf', 'some']) {
      const original = Array.prototype[name];
      Array.prototype[name] = function (...rest) { return original.apply(this, rest); };
    }
    Array.prototype.extra = function () {};
    Object.prototype.extra = 'inherited';
    Element.prototype.closest = () => { throw new Error('patched'); };
  </script>`;
  const { page: tab, sent, errors, close } = await shop(
    [{ css: 'button', parameters: [{ name: 'words', from: { type: 'element_text' } }] }, { on: 'page_view' }],
    '<img name=querySelectorAll><img name=addEventListener><img name=dispatchEvent><form name=location></form><form><input name=getAttribute><input name=matches><button>x</button></form>',
    { head },
  );
  await tab.evaluate(() => {
    delete Array.prototype.toJSON;
    delete String.prototype.toJSON;
  });
  await sent();
  const [x, y] = await tab.evaluate(() => {
    const box = document.querySelector('button').getBoundingClientRect();
    return [box.x + 2, box.y + 2];
  });
  await tab.evaluate(() => {
    delete window.dataLayer;
    Element.prototype.matches = () => {
      throw new Error('patched late');
    };
    JSON.stringify = () => {
      throw new Error('patched late');
    };
  });
  // By the mouse alone: the page has broken what Playwright looks for elements with.
  await tab.mouse.click(x, y);
  const left = await tab.evaluate(() => window.dataLayer.map(({ event, words }) => ({ event, words })));
  assert.deepEqual(left, [{ event: 'e0', words: 'x' }]);
  assert.deepEqual(errors, []);
  await close();
});

test('a frozen dataLayer, or one that throws, does not keep the DOM event back nor reach the page', async () => {
  const { page: tab, errors, close } = await shop([{ css: 'button' }], '<button>x</button>', {
    head: '<script>window.dataLayer = Object.freeze([]); heard = 0; document.addEventListener("waymark:event", () => heard++)</script>',
  });
  await tab.click('button');
  assert.equal(await tab.evaluate(() => window.heard), 1);
  assert.deepEqual(errors, []);
  await close();
});

test('under a strict content security policy, from a file of its own, before the body', async () => {
  const events = [{ css: 'button' }, { on: 'page_view' }];
  const { page: tab, close } = await started.browser.open({
    '/': {
      body: '<!doctype html><head><script src=/waymark.js></script></head><body><button>x</button></body>',
      headers: { 'content-security-policy': "default-src 'none'; script-src 'self'; require-trusted-types-for 'script'" },
    },
    '/waymark.js': runtime(...events),
  });
  await tab.click('button');
  assert.deepEqual(await tab.evaluate(() => window.dataLayer), [body('e1'), body('e0')]);
  await close();
});

test('loaded twice it fires once; stopped it fires no more', async () => {
  const script = runtime({ css: 'button' });
  const { page: tab, sent, close } = await shop([], `<button>x</button><script>${script}</script>`, { script });
  await tab.click('button');
  assert.deepEqual(await sent(), [body('e0')]);
  assert.deepEqual(await tab.evaluate(() => Object.keys(window).includes('waymark')), false);
  await tab.evaluate(() => window.waymark.stop());
  await tab.click('button');
  assert.deepEqual(await sent(), []);
  await close();
});

test('the runtime under test wins over the shop\'s own, whichever came first', async () => {
  const own = runtime({ css: 'button', name: 'own' });
  const tested = underTest(runtime({ css: 'button', name: 'tested' }), { send: true });
  for (const options of [{ init: tested }, {}]) {
    const { page: tab, sent, close } = await shop([], '<button>x</button><p id=waymark></p>', { script: own, ...options });
    if (!options.init) await tab.evaluate(tested);
    assert.equal(await tab.evaluate(() => window.waymark.test), true);
    await tab.click('button');
    assert.deepEqual((await sent()).map(({ event }) => event), ['tested']);
    await close();
  }
});

test('an element that is called waymark is no runtime', async () => {
  const script = runtime({ css: 'button' });
  const { page: tab, sent, close } = await shop([], `<form id=waymark></form><button>x</button><script>${script}</script>`, {
    script: '',
  });
  await tab.click('button');
  assert.deepEqual(await sent(), [body('e0')]);
  await close();
});

test('one bad rule does not harm the others; a bad config does nothing', async () => {
  const { page: tab, sent, errors, close } = await shop(
    [{ css: 'button:::no' }, { selectors: [{ css: 'div >' }, { css: 'button' }] }, { on: 'from_the_future', css: 'button' }, { css: '' }],
    '<button>x</button>',
  );
  await tab.click('button');
  assert.deepEqual(await sent(), [body('e1')]);
  assert.deepEqual(errors, []);
  await close();
  for (const bad of ['null', '{}', '{"events":7}', '{"events":[null]}', '{"events":[{"id":1}]}']) {
    const script = runtime().replace(/\(\{"schema".*?\}\)/, () => `(${bad})`);
    assert.ok(script.includes(`(${bad})`));
    const broken = await shop([], '<button>x</button>', { script });
    await broken.page.click('button');
    assert.deepEqual(await broken.sent(), []);
    assert.deepEqual(broken.errors, []);
    await broken.close();
  }
});

test('the runtime alone fetches its config: beside itself, or where it is told', async () => {
  for (const [tag, path] of [
    ['<script src=/cdn/waymark.runtime.js></script>', '/cdn/waymark.config.json'],
    ['<script src=/cdn/waymark.runtime.js data-config=/shop.json async></script>', '/shop.json'],
  ]) {
    const { page: tab, close } = await started.browser.open({
      '/': `<!doctype html><head>${tag}</head><button>x</button>`,
      '/cdn/waymark.runtime.js': runtimeAlone(),
      [path]: JSON.stringify(config({ css: 'button', where: { pageTypes: ['home'] } })),
    });
    await tab.waitForFunction(() => window.waymark);
    await tab.click('button');
    assert.deepEqual(await tab.evaluate(() => window.dataLayer), [body('e0')]);
    await close();
  }
});

test('debug mode says what happens', async () => {
  const { page: tab, close } = await shop([{ css: 'button', where: { pageTypes: ['product'] } }], '<button>x</button>', {
    path: '/?waymark=debug',
  });
  const said = [];
  tab.on('console', (message) => said.push(message.text()));
  await tab.click('button');
  assert.match(said.join(), /\[waymark\] not on this page e0/);
  await close();
});

test('two hundred rules of all kinds: the index gives the same answer as every rule by itself', async () => {
  const parts = ['#i', '.c', '.d', '[data-x]', "[data-x='1']", '[href^="/p"]', 'a', 'button', 'li', 'main', ':first-child', '*'];
  const rules = [];
  for (const left of parts) for (const right of parts) rules.push(`${left} ${right}`, `${left}:not(.z)`, `${right}${left.replace(/^[a-z*]+$/, '')}`);
  const events = [...new Set(rules)].map((css) => ({ css }));
  assert.ok(events.length > 200);
  const { page: tab, sent, close } = await shop(
    events,
    '<main><ul><li class="c d" data-x=1><a href=/p id=i><button class=c data-x=2><b>x</b></button></a></li></ul></main>',
  );
  await tab.click('b');
  const fired = (await sent()).map(({ event }) => event);
  const expected = await tab.evaluate(
    (list) => list.flatMap((css, at) => (document.querySelector('b').closest(css) ? [`e${at}`] : [])),
    events.map(({ css }) => css),
  );
  assert.deepEqual(fired, expected);
  assert.ok(fired.length > 100);
  await close();
});
