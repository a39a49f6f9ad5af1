/** Text that was copied, and that it stays where it is. */
import assert from 'node:assert/strict';
import { body, spec } from '../spec.mjs';

const copy = (css, rest = {}) => ({ on: 'copy', ...(css && { css }), ...rest });
const everything = ['element_text', 'link', 'field_name'].map((type) => ({ name: type, from: { type } }));

/** Selects by script what is in an element, or from one to another. */
const select = (t, from, to = from) =>
  t.tab.run(
    (start, end) => {
      const [first, last] = [start, end].map((css) => document.querySelector(css));
      getSelection().setBaseAndExtent(first, 0, last, last.childNodes.length);
    },
    from,
    to,
  );
const press = (t) => () => t.tab.press('Control+C');

spec(
  'from the target, from elsewhere, from both and from more',
  { events: [copy('#code'), copy(), copy('main')], body: '<main><p id=code>SAVE <b>10</b></p><p id=x>x</p></main><footer>f</footer>' },
  async (t) => {
    await select(t, '#code');
    await t.sends(press(t), [body('e0'), body('e2'), body('e1')]);
    await select(t, 'b');
    await t.sends(press(t), [body('e0'), body('e2'), body('e1')]);
    await select(t, '#code', '#x');
    await t.sends(press(t), [body('e2'), body('e1')]);
    await select(t, '#code', 'footer');
    await t.sends(press(t), [body('e1')]);
  },
);

spec('nothing selected, nothing copied', { events: [copy(), copy('p')], body: '<p>x</p><input value=abc>' }, async (t) => {
  await t.tab.click('p');
  await t.sendsNothing(press(t));
  await t.tab.focus('input');
  await t.tab.press('End');
  await t.sendsNothing(press(t));
});

spec(
  'from a field, without a word of it',
  {
    events: [copy('form', { parameters: everything }), copy(undefined, { parameters: everything })],
    body: '<form><label>Code <input name=code value="SECRET-123"></label></form><textarea name=note>HUSH</textarea>',
  },
  async (t) => {
    await t.tab.focus('input');
    await t.tab.press('Control+A');
    await t.sends(press(t), [
      body('e0', { element_text: 'Code', field_name: 'code' }),
      body('e1', { field_name: 'code' }),
    ]);
    await t.tab.focus('textarea');
    await t.tab.press('Control+A');
    await t.sends(press(t), [body('e1', { field_name: 'note' })]);
  },
);

spec(
  'with the words of the target but not those copied',
  { events: [copy('main', { parameters: everything })], body: '<main title=t><p>Our code:</p><input value=SECRET><p id=p>for you</p></main>' },
  async (t) => {
    await select(t, '#p');
    await press(t)();
    const [sent] = await t.sent(1);
    assert.doesNotMatch(JSON.stringify(sent), /SECRET/);
    assert.equal(sent.event, 'e0');
  },
);

spec('cutting and a page that copies by itself', { events: [copy()], body: '<input value=abc><button onmousedown="event.preventDefault()" onclick="document.execCommand(\'copy\')">c</button><p>text' }, async (t) => {
  await t.tab.focus('input');
  await t.tab.press('Control+A');
  await t.sendsNothing(() => t.tab.press('Control+X'));
  await select(t, 'p');
  await t.sends(() => t.tab.click('button'), [body('e0')]);
});

spec('elements that came late, and another route', { events: [copy('.a', { where: { pageTypes: ['product'] } })], body: '<main>' }, async (t) => {
  await t.tab.run(() => (document.querySelector('main').innerHTML = '<p class=a>late'));
  await select(t, '.a');
  await t.sendsNothing(press(t));
  await t.tab.run(() => history.pushState({}, '', '/products/a'));
  await t.sends(press(t), [body('e0')]);
});

spec(
  'in shadow roots and frames',
  {
    events: [
      { ...copy(), selectors: [{ css: 'p', within: [{ shadow: 'x-a' }] }] },
      { ...copy(), selectors: [{ css: 'p', within: [{ frame: 'iframe' }] }] },
    ],
    body: `<x-a></x-a><script>document.querySelector('x-a').attachShadow({mode: 'open'}).innerHTML = '<p>shadow words</p><i>other</i>'</script>
      <iframe src=/frame></iframe>`,
    pages: { '/frame': '<!doctype html><p>frame words</p><i>other</i>' },
  },
  async (t) => {
    // By the mouse, because selecting by script does not reach into a shadow root everywhere.
    await t.tab.click('x-a >>> p', { times: 2, position: { x: 20, y: 8 } });
    await t.sends(press(t), [body('e0')]);
    await t.tab.click('x-a >>> i', { times: 2 });
    await t.sendsNothing(press(t));
    await t.tab.click('iframe >>> p', { times: 2, position: { x: 20, y: 8 } });
    await t.sends(press(t), [body('e1')]);
    await t.tab.click('iframe >>> i', { times: 2 });
    await t.sendsNothing(press(t));
  },
);
