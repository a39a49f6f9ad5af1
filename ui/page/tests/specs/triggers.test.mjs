/** Clicks, submits, changes and page views: what each sends, and what not. */
import assert from 'node:assert/strict';
import { body, spec } from '../spec.mjs';

spec(
  'a click on an icon inside the button, and a click elsewhere',
  {
    events: [{ css: 'button[name=add]', parameters: [{ name: 'words', from: { type: 'element_text' } }] }],
    body: `<button name=add><svg width=20 height=20><path id=icon d="M0 0h20v20H0z"/></svg> Add to <b>cart</b></button>
      <button id=other>Other</button>`,
  },
  async (t) => {
    const added = body('e0', { words: 'Add to cart' });
    await t.sends(() => t.tab.click('#icon'), [added]);
    await t.sendsNothing(() => t.tab.click('#other'));
    await t.tab.focus('[name=add]');
    await t.sends(() => t.tab.press('Enter'), [added]);
    await t.sends(() => t.tab.press('Space'), [added]);
  },
);

spec(
  'the DOM event carries the same as JSON',
  { events: [{ css: 'button' }], body: '<button>x</button>' },
  async (t) => {
    await t.tab.run(() => document.addEventListener('waymark:event', (event) => (window.heard = event.detail)));
    await t.sends(() => t.tab.click('button'), [body('e0')]);
    assert.deepEqual(JSON.parse(await t.tab.run(() => window.heard)), body('e0'));
  },
);

spec(
  'several rules hit by one click fire in the order of the plan, each once',
  {
    events: [{ css: 'main' }, { css: 'a.card, a' }, { css: '[data-x=" A "]' }, { css: '#i' }, { css: 'footer a' }],
    body: '<main><div data-x=" A "><a class=card href=/x><i id=i>x</i></a></div></main>',
  },
  (t) => t.sends(() => t.tab.click('#i'), [body('e0'), body('e1'), body('e2'), body('e3')]),
);

spec(
  'a spare fires only where no earlier selector matches anything',
  {
    events: [{ selectors: [{ css: '.new' }, { css: '.old' }] }],
    body: '<button class=old>a</button><button class=new>b</button>',
  },
  async (t) => {
    await t.sendsNothing(() => t.tab.click('.old'));
    await t.sends(() => t.tab.click('.new'), [body('e0')]);
    await t.tab.run(() => document.querySelector('.new').remove());
    await t.sends(() => t.tab.click('.old'), [body('e0')]);
  },
);

spec(
  'what selectors have in common stands apart',
  {
    config: { parts: [':is(main *)', ':not(.x *, .x)'] },
    events: [
      {
        css: 'button{0}{1}',
        parameters: [
          {
            name: 'words',
            from: { type: 'element', selectors: [{ css: 'b{0}' }], read: { type: 'element_text' } },
          },
        ],
      },
      { selectors: [{ css: '.none{0}' }, { css: 'b{1}' }] },
      { css: '[title="{2}"]' },
    ],
    body: '<main><button id=a>a <b>b</b></button><button id=b class=x>c</button></main><button id=c title="{2}">d</button>',
  },
  async (t) => {
    await t.sends(() => t.tab.click('b'), [body('e0', { words: 'b' }), body('e1')]);
    await t.sendsNothing(() => t.tab.click('#b'));
    // A sign that stands for nothing is a text.
    await t.sends(() => t.tab.click('#c'), [body('e2')]);
  },
);

spec(
  'text conditions',
  {
    events: [{ selectors: [{ css: 'button', text: 'In den Warenkorb' }] }],
    body: '<button id=a>In&shy; den&nbsp;\n WARENKORB</button><button id=b>In den Warenkorb legen</button>',
  },
  async (t) => {
    await t.sends(() => t.tab.click('#a'), [body('e0')]);
    await t.sendsNothing(() => t.tab.click('#b'));
  },
);

spec(
  'a submit, by the form, by the button meant, not by the other',
  {
    events: [
      { on: 'submit', css: 'form' },
      { on: 'submit', css: '#go' },
      { on: 'submit', css: '#other' },
    ],
    body: `<form><input name=submit><input name=elements><input name=id id=field>
      <button id=go>Go</button><button id=other>Other</button></form><form id=second></form>`,
  },
  async (t) => {
    await t.sends(() => t.tab.click('#go'), [body('e0'), body('e1')]);
    await t.sends(() => t.tab.click('#other'), [body('e0'), body('e2')]);
    await t.tab.focus('#field');
    await t.sends(() => t.tab.press('Enter'), [body('e0'), body('e1')]);
    const request = () => HTMLFormElement.prototype.requestSubmit.call(document.querySelector('form'));
    await t.sends(() => t.tab.run(request), [body('e0'), body('e1'), body('e2')]);
  },
);

const field = { name: 'field', from: { type: 'field_name' } };
const words = { name: 'words', from: { type: 'element_text' } };

spec(
  'a change, and the name of the field but never its value',
  {
    events: [
      { on: 'change', css: 'select', parameters: [field, words] },
      { on: 'change', css: '.mail', parameters: [field, words] },
    ],
    body: `<select name=size><option>S<option>M</select>
      <label class=mail>Mail <input name=email></label><input id=x>`,
  },
  async (t) => {
    await t.sends(() => t.tab.select('select', 'M'), [body('e0', { field: 'size' })]);
    await t.sendsNothing(() => t.tab.fill('[name=email]', 'ada@example.com'));
    await t.sends(() => t.tab.press('Tab'), [body('e1', { field: 'email', words: 'Mail' })]);
    await t.tab.fill('#x', 'x');
    await t.sendsNothing(() => t.tab.press('Tab'));
  },
);

spec(
  'a choice in a same-origin frame',
  {
    events: [{ on: 'change', selectors: [{ css: 'select', within: [{ frame: 'iframe' }] }], parameters: [field] }],
    body: '<iframe src=/frame></iframe>',
    pages: { '/frame': '<!doctype html><select name=day><option>Thursday<option>Friday</select>' },
  },
  (t) => t.sends(() => t.tab.select('iframe >>> select', 'Friday'), [body('e0', { field: 'day' })]),
);

spec(
  'a label and the control it clicks fire a rule once, and each its own',
  {
    events: [{ css: 'label' }, { css: 'fieldset' }, { css: 'input' }],
    body: `<fieldset><label for=r>Red</label><input id=r type=radio>
      <label id=w>Blue <input id=b type=radio></label></fieldset>`,
  },
  async (t) => {
    const all = [body('e0'), body('e1'), body('e2')];
    await t.sends(() => t.tab.click('label[for=r]'), all);
    await t.sends(() => t.tab.click('#w', { position: { x: 4, y: 8 } }), all);
    await t.sends(() => t.tab.click('#r'), [body('e1'), body('e2')]);
    await t.sends(() => t.tab.click('#b'), all);
  },
);

const onPages = {
  '/en-gb/products/tee?variant=2': ['e0', 'e3'],
  '/pages/about': ['e1', 'e3'],
  '/': ['e2', 'e3'],
};
for (const [path, fired] of Object.entries(onPages))
  spec(
    `scopes by page type and address on ${path}`,
    {
      events: [
        { css: 'button', where: { pageTypes: ['product'] } },
        { css: 'button', where: { url: '/pages/*' } },
        { css: 'button', where: { pageTypes: ['home'], url: '/*' } },
        { css: 'button', where: {} },
      ],
      path,
      body: '<button>x</button>',
    },
    (t) =>
      t.sends(
        () => t.tab.click('button'),
        fired.map((id) => body(id)),
      ),
  );

spec(
  'page views: the document, new routes, no fragments, back again',
  {
    events: [{ on: 'page_view' }, { on: 'page_view', where: { pageTypes: ['product'] } }],
    // By clicks, because the back button passes over what a script added without any.
    body: `<input><button id=push onclick="history.pushState({}, '', document.querySelector('input').value)">push</button>
      <button id=replace onclick="history.replaceState({}, '', document.querySelector('input').value)">replace</button>`,
  },
  async (t) => {
    const route = (how) => async (path) => {
      await t.tab.fill('input', path);
      await t.tab.click(how);
    };
    const [push, replace] = [route('#push'), route('#replace')];
    assert.deepEqual(await t.sent(), [body('e0')]);
    await t.sends(() => push('/products/a'), [body('e0'), body('e1')]);
    await t.sendsNothing(() => replace('/products/a?variant=2'));
    await t.sendsNothing(() => push('#reviews'));
    await t.sends(() => push('?page=2'), [body('e0'), body('e1')]);
    await t.sends(() => replace('/cart'), [body('e0')]);
    await t.sends(() => t.tab.back(), [body('e0'), body('e1')]);
  },
);
