/** Where the target stands among its likes. */
import { body, spec } from '../spec.mjs';

const position = { name: 'position', from: { type: 'position' } };
const at = (number) => [body('e0', { position: number })];

const card = (inner) => `<div class="card"><h3>Tee</h3>${inner}</div>`;

spec(
  'position: in lists, among repeated cards, among buttons; numbers',
  {
    events: [{ css: '.x', parameters: [position] }],
    body: `
      <ul><li class=x id=alone>only</li></ul>
      <ul><li>An advertisement</li>
        ${'<li><div><button class="x add">Add</button></div></li>'.repeat(3)}</ul>
      <section>${card('<button class="wish">Wish</button> <button class="x buy">Buy</button>').repeat(4)}
        <div class="banner"><button class="buy">More</button></div></section>
      <div class=thumbs><button class="thumb x">1</button><button class="thumb x is-active">2</button></div>
      <p><span class=x id=nowhere>nothing like it</span></p>`,
  },
  async (t) => {
    await t.sends(() => t.tab.click('#alone'), at(1));
    await t.sends(() => t.tab.click('li:nth-child(3) .add'), at(2));
    await t.sends(() => t.tab.click('.card:nth-child(3) .buy'), at(3));
    await t.sends(() => t.tab.click('.is-active'), at(2));
    await t.sends(() => t.tab.click('#nowhere'), [body('e0')]);
  },
);
