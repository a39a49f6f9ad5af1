/** Where the picker says that a rule's element can be hit with a mouse. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pickerInBrowser } from './picker.mjs';

const { shop } = pickerInBrowser();

const BODY = `<style>body { margin: 0 } .far { height: 3000px } .lid { position: absolute; inset: 0; background: #fff }</style>
  <div class=far></div>
  <button class=twice hidden>No</button><button class=twice>Yes</button>
  <p style="position:relative;display:inline-block"><button id=under>Under</button><button class=lid>Accept all</button></p>
  <p style="position:relative;display:inline-block"><button id=half style="width:200px">Half</button><i class=lid style="left:40%;right:40%"></i></p>
  <x-box></x-box><iframe srcdoc="<button>Framed</button>"></iframe>
  <form><input type=email name=mail required><select name=size required><option value="">?<option>S</select>
    <input type=checkbox name=terms required><input name=code minlength=9 required><button>Go</button></form>
  <select id=list><option>S</select>
  <fieldset disabled><button class=off>Off</button></fieldset><button class=off disabled>Off</button><button id=on class=off hidden>On</button>
  <script>document.querySelector('x-box').attachShadow({ mode: 'open' }).innerHTML = '<button>In</button>';</script>`;

test('a point that hits the element, wherever it is; what covers it, where there is none', async () => {
  const { tab, reports, close } = await shop(BODY);
  let request = 0;
  const aim = async (submits, ...selectors) => {
    await reports.command({ kind: 'aim', request: ++request, selectors, submits });
    const report = await reports.next('aimed');
    assert.equal(report.request, request);
    return report;
  };
  const at = ([x, y]) =>
    tab.evaluate(([x, y]) => document.elementFromPoint(x, y).textContent, [x, y]);

  const { point, count, visible } = await aim(false, { css: '.gone' }, { css: '.twice' });
  assert.deepEqual([count, visible, await at(point)], [2, 1, 'Yes']);
  assert.equal(await at((await aim(false, { css: '#half' })).point), 'Half');
  const under = await aim(false, { css: '#under' });
  assert.deepEqual([under.point, under.cover], [null, 'Button: Accept all']);
  assert.deepEqual([(await aim(false, { css: '.gone' })).count, (await aim(false, { css: '[hidden]' })).visible], [0, 0]);
  for (const within of [[{ shadow: 'x-box' }], [{ frame: 'iframe' }]])
    assert.ok((await aim(false, { css: 'button', within })).point, JSON.stringify(within));
  const off = await aim(false, { css: '.off' });
  assert.deepEqual([off.point, off.visible, off.disabled], [null, 2, true]);
  await tab.evaluate(() => (document.querySelector('#on').hidden = false));
  const on = await aim(false, { css: '.off' });
  assert.deepEqual([await at(on.point), on.disabled], ['On', false]);
  const controls = ['#list', '[name=mail]', '[name=terms]', '#half'];
  const told = [];
  for (const css of controls) told.push((await aim(false, { css })).control);
  assert.deepEqual(told, ['list', 'text', 'choice', null]);
  await close();
});

test('a form insists on nothing any more when its button is aimed at', async () => {
  const { tab, reports, close } = await shop(BODY);
  const isValid = () => tab.evaluate(() => document.forms[0].checkValidity());
  await reports.command({ kind: 'aim', request: 1, selectors: [{ css: 'form' }], submits: false });
  await reports.next('aimed');
  assert.equal(await isValid(), false, 'only who submits fills in');
  await reports.command({ kind: 'aim', request: 2, selectors: [{ css: 'form' }], submits: true });
  const { point } = await reports.next('aimed');
  assert.equal(await tab.evaluate(([x, y]) => document.elementFromPoint(x, y).textContent, point), 'Go');
  assert.equal(await isValid(), true);
  await close();
});
