/** The visitor's runtime in Chromium: this action sends exactly these bodies, and not those. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runtime } from './browser.mjs';
import { body, page, runtimeInBrowser } from './runtime.mjs';

const { shop, started } = runtimeInBrowser();

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
  const link = `${started.browser.origin}/en-gb/products/tee`;
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
