/** The visitor's runtime in Chromium: this action sends exactly these bodies, and not those. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { runtime, runtimeAlone, config, startBrowser, underTest } from './browser.mjs';

let browser;
before(async () => {
  browser = await startBrowser();
});
after(() => browser.close());

const page = (script, body, head = '') =>
  `<!doctype html><head>${head}<script>${script}</script></head><body>${body}</body>`;

/** Opens HTML with a runtime in its head and gives the page, and what was sent since asked last. */
async function shop(events, body, options = {}) {
  const script = options.script ?? runtime(...events);
  const pages = { '/': page(script, body, options.head), ...options.pages };
  const opened = await browser.open(pages, options);
  const errors = [];
  opened.page.on('pageerror', (error) => errors.push(error.message));
  await opened.page.evaluate(() => {
    // Nothing here leaves the page, so that what it sends can be read.
    window.addEventListener('click', (event) => event.composedPath().some(({ localName }) => localName === 'a') && event.preventDefault());
    window.addEventListener('submit', (event) => event.preventDefault());
  });
  let seen = 0;
  const sent = async () => {
    const all = await opened.page.evaluate(() => JSON.parse(JSON.stringify(Array.from(window.dataLayer ?? []))));
    return all.slice(seen, (seen = all.length));
  };
  return { ...opened, sent, errors };
}

const body = (id, rest = {}) => ({ event: id, ...rest, waymark: { id, revision: 'r1' } });

test('a click on an icon inside the button, and a click elsewhere', async () => {
  const { page, sent, close } = await shop(
    [{ css: 'button[name=add]', parameters: [{ name: 'words', from: { type: 'element_text' } }] }],
    '<button name=add><svg width=20 height=20><path id=icon d="M0 0h20v20H0z"/></svg> Add to <b>cart</b></button><button id=other>Other</button>',
  );
  await page.click('#icon');
  assert.deepEqual(await sent(), [body('e0', { words: 'Add to cart' })]);
  await page.click('#other');
  assert.deepEqual(await sent(), []);
  await page.focus('[name=add]');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Space');
  assert.deepEqual(await sent(), [body('e0', { words: 'Add to cart' }), body('e0', { words: 'Add to cart' })]);
  await close();
});

test('the DOM event carries the same as JSON', async () => {
  const { page, close } = await shop([{ css: 'button' }], '<button>x</button>');
  await page.evaluate(() => {
    document.addEventListener('waymark:event', (event) => (window.heard = event.detail));
  });
  await page.click('button');
  assert.deepEqual(JSON.parse(await page.evaluate(() => window.heard)), body('e0'));
  await close();
});

test('several rules hit by one click fire in the order of the plan, each once', async () => {
  const { page, sent, close } = await shop(
    [{ css: 'main' }, { css: 'a.card, a' }, { css: '[data-x=" A "]' }, { css: '#i' }, { css: 'footer a' }],
    '<main><div data-x=" A "><a class=card href=/x><i id=i>x</i></a></div></main>',
  );
  await page.click('#i');
  assert.deepEqual(await sent(), [body('e0'), body('e1'), body('e2'), body('e3')]);
  await close();
});

test('a spare fires only where no earlier selector matches anything', async () => {
  const { page, sent, close } = await shop(
    [{ selectors: [{ css: '.new' }, { css: '.old' }] }],
    '<button class=old>a</button><button class=new>b</button>',
  );
  await page.click('.old');
  assert.deepEqual(await sent(), []);
  await page.click('.new');
  assert.deepEqual(await sent(), [body('e0')]);
  await page.evaluate(() => document.querySelector('.new').remove());
  await page.click('.old');
  assert.deepEqual(await sent(), [body('e0')]);
  await close();
});

test('text conditions', async () => {
  const { page, sent, close } = await shop(
    [{ selectors: [{ css: 'button', text: 'In den Warenkorb' }] }],
    '<button id=a>In&shy; den&nbsp;\n WARENKORB</button><button id=b>In den Warenkorb legen</button>',
  );
  await page.click('#a');
  await page.click('#b');
  assert.deepEqual(await sent(), [body('e0')]);
  await close();
});

test('a submit, by the form, by the button meant, not by the other', async () => {
  const { page, sent, close } = await shop(
    [{ on: 'submit', css: 'form' }, { on: 'submit', css: '#go' }, { on: 'submit', css: '#other' }],
    '<form><input name=submit><input name=elements><input name=id id=field><button id=go>Go</button><button id=other>Other</button></form><form id=second></form>',
  );
  await page.click('#go');
  assert.deepEqual(await sent(), [body('e0'), body('e1')]);
  await page.click('#other');
  assert.deepEqual(await sent(), [body('e0'), body('e2')]);
  await page.focus('#field');
  await page.keyboard.press('Enter');
  assert.deepEqual(await sent(), [body('e0'), body('e1')]);
  await page.evaluate(() => HTMLFormElement.prototype.requestSubmit.call(document.querySelector('form')));
  assert.deepEqual(await sent(), [body('e0'), body('e1'), body('e2')]);
  await close();
});

test('a change, and the name of the field but never its value', async () => {
  const parameters = [
    { name: 'field', from: { type: 'field_name' } },
    { name: 'words', from: { type: 'element_text' } },
  ];
  const { page, sent, close } = await shop(
    [{ on: 'change', css: 'select', parameters }, { on: 'change', css: '.mail', parameters }],
    '<select name=size><option>S<option>M</select><label class=mail>Mail <input name=email></label><input id=x>',
  );
  await page.selectOption('select', 'M');
  await page.fill('[name=email]', 'ada@example.com');
  await page.press('[name=email]', 'Tab');
  await page.fill('#x', 'x');
  await page.press('#x', 'Tab');
  assert.deepEqual(await sent(), [body('e0', { field: 'size' }), body('e1', { field: 'email', words: 'Mail' })]);
  await close();
});

test('a label and the control it clicks fire a rule once, and each its own', async () => {
  const { page, sent, close } = await shop(
    [{ css: 'label' }, { css: 'fieldset' }, { css: 'input' }],
    '<fieldset><label for=r>Red</label><input id=r type=radio><label id=w>Blue <input id=b type=radio></label></fieldset>',
  );
  await page.click('label[for=r]');
  assert.deepEqual(await sent(), [body('e0'), body('e1'), body('e2')]);
  await page.click('#w', { position: { x: 4, y: 8 } });
  assert.deepEqual(await sent(), [body('e0'), body('e1'), body('e2')]);
  await page.click('#r');
  assert.deepEqual(await sent(), [body('e1'), body('e2')]);
  await page.click('#b');
  assert.deepEqual(await sent(), [body('e0'), body('e1'), body('e2')]);
  await close();
});

test('parameters: link without query and fragment, page type, literal, masked and cut', async () => {
  const events = [
    {
      css: 'a',
      parameters: [
        { name: 'link', from: { type: 'link' } },
        { name: 'page', from: { type: 'page_type' } },
        { name: 'fixed', from: { type: 'literal', value: ' A  </script> \u2028' } },
        { name: 'words', from: { type: 'element_text' } },
        { name: 'event', from: { type: 'literal', value: 'must not replace the name' } },
        { name: '__proto__', from: { type: 'literal', value: 'x' } },
        { name: 'unknown', from: { type: 'from_the_future' } },
      ],
    },
    { css: 'b', parameters: [{ name: 'link', from: { type: 'link' } }] },
    { css: 'i', parameters: [{ name: 'link', from: { type: 'link' } }] },
  ];
  const html = page(
    runtime(...events),
    `<a href="../products/tee?variant=1#top">Mail ada@example.com <b>${'é'.repeat(200)}</b></a><a href="mailto:ada@example.com"><i>write</i></a>`,
  );
  const { page: tab, sent, close } = await shop(events, '', {
    path: '/en-gb/products/x',
    pages: { '/en-gb/products/x': html },
  });
  await tab.click('b');
  const words = `Mail [email] ${'é'.repeat(87)}`;
  const link = `${browser.origin}/en-gb/products/tee`;
  assert.deepEqual(await sent(), [
    body('e0', { link, page: 'product', fixed: 'A </script>', words }),
    body('e1', { link }),
  ]);
  await tab.click('i');
  assert.deepEqual((await sent())[1], body('e2', { link: 'mailto:' }));
  await close();
});

test('scopes by page type and address', async () => {
  const events = [
    { css: 'button', where: { pageTypes: ['product'] } },
    { css: 'button', where: { url: '/pages/*' } },
    { css: 'button', where: { pageTypes: ['home'], url: '/*' } },
    { css: 'button', where: {} },
  ];
  const html = page(runtime(...events), '<button>x</button>');
  const at = async (path) => {
    const { page: tab, sent, close } = await shop(events, '', { path, pages: { [new URL(path, 'http://x').pathname]: html } });
    await tab.click('button');
    const names = (await sent()).map(({ event }) => event);
    await close();
    return names;
  };
  assert.deepEqual(await at('/en-gb/products/tee?variant=2'), ['e0', 'e3']);
  assert.deepEqual(await at('/pages/about'), ['e1', 'e3']);
  assert.deepEqual(await at('/'), ['e2', 'e3']);
});

test('page views: the document, new routes, no fragments, back again', async () => {
  const { page: tab, sent, close } = await shop(
    [{ on: 'page_view' }, { on: 'page_view', where: { pageTypes: ['product'] } }],
    '',
  );
  assert.deepEqual(await sent(), [body('e0')]);
  const went = (script) =>
    tab.evaluate(
      ([code]) =>
        new Promise((resolve) => {
          new Function(code)();
          setTimeout(resolve, 0);
        }),
      [script],
    );
  await went("history.pushState({}, '', '/products/a')");
  assert.deepEqual(await sent(), [body('e0'), body('e1')]);
  await went("history.replaceState({}, '', '/products/a?variant=2')");
  await went("history.pushState({}, '', '#reviews')");
  assert.deepEqual(await sent(), []);
  await went("history.pushState({}, '', '?page=2')");
  assert.deepEqual(await sent(), [body('e0'), body('e1')]);
  await went("history.replaceState({}, '', '/cart')");
  assert.deepEqual(await sent(), [body('e0')]);
  await tab.goBack();
  assert.deepEqual(await sent(), [body('e0'), body('e1')]);
  await close();
});

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
      `<iframe id=foreign src="${browser.elsewhere}/inner"></iframe>`,
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
  const { page: tab, close } = await browser.open({
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
  const tested = underTest(runtime({ css: 'button', name: 'tested' }));
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
    [{ css: 'button:::no' }, { selectors: [{ css: 'div >' }, { css: 'button' }] }, { on: 'hover', css: 'button' }, { css: '' }],
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
    const { page: tab, close } = await browser.open({
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
