/** Values of other elements than the event's: the nearest is read, nothing private is, and what is unclear is left out. */
import { body, spec } from '../spec.mjs';

const read = (name, css, type, more = {}) => ({
  name,
  from: { type: 'element', selectors: [{ css }], read: { type, ...more } },
});

const CARDS = `<main>
  <h1 id=title>Mug</h1>
  <div class=info><p class=price><s>€40.00</s> <b>€29,90</b></p>
    <form><button id=buy type=button>Add to cart</button></form></div>
  <ul>
    <li><a class=tile href=/products/bowl>Bowl</a> <span class=price>€12</span></li>
    <li><a class=tile href=/products/vase>Vase</a> <span class=price>€1.250,00</span></li>
    <li><a class=tile href=/products/cup>Cup</a></li>
  </ul>
</main><footer><button id=far>Sign up</button></footer>`;

spec(
  'element: the nearest is read, of each card its own',
  {
    events: [
      { css: 'button', parameters: [read('price', '.price', 'amount'), read('words', 'b', 'element_text')] },
      { css: '.tile', parameters: [read('price', 'li .price', 'amount'), read('title', 'h1', 'element_text')] },
    ],
    body: CARDS,
  },
  async (t) => {
    await t.sends(() => t.tab.click('#buy'), [body('e0', { price: 29.9, words: '€29,90' })]);
    await t.sends(() => t.tab.click('li:nth-child(1) a'), [body('e1', { price: 12, title: 'Mug' })]);
    await t.sends(() => t.tab.click('li:nth-child(2) a'), [body('e1', { price: 1250, title: 'Mug' })]);
    // A card without a price has none: not its neighbour's, not the page's.
    await t.sends(() => t.tab.click('li:nth-child(3) a'), [body('e1', { title: 'Mug' })]);
    // Three prices are as near and differ.
    await t.sends(() => t.tab.click('#far'), [body('e0', { words: '€29,90' })]);
  },
);

spec(
  'element: what an event of the page reads, and spare selectors',
  {
    events: [
      {
        on: 'page_view',
        parameters: [
          { name: 'total', from: { type: 'element', selectors: [{ css: '.gone' }, { css: '#sum' }], read: { type: 'amount' } } },
          { name: 'lone', from: { type: 'element', selectors: [{ css: 'i', alone: true }], read: { type: 'element_text' } } },
          { name: 'named', from: { type: 'element', selectors: [{ css: 'p', text: 'free shipping' }], read: { type: 'element_text' } } },
          read('broken', ':::', 'element_text'),
          read('nothing', '.gone', 'element_text'),
        ],
      },
    ],
    head: '<meta charset=utf-8>',
    body: '<p id=sum>Total 1 299,50 kr</p><p>Free  Shipping</p><i>a</i><i>b</i>',
    open: false,
  },
  async (t) => {
    await t.sends(
      () => t.tab.goto('/'),
      [body('e0', { total: 1299.5, named: 'Free Shipping' })],
    );
  },
);

spec(
  'element: what is chosen, as the visitor sees it',
  {
    events: [
      {
        css: '#buy',
        parameters: [
          read('size', '#size', 'choice'),
          read('colour', '#colour', 'choice'),
          read('glaze', '#glaze', 'choice'),
          read('quantity', '[name=quantity]', 'choice'),
          read('many', '#many', 'choice'),
        ],
      },
    ],
    body: `<fieldset id=size><legend>Size</legend>
        <input type=radio name=Size value=S id=s checked><label for=s>S</label>
        <input type=radio name=Size value=M id=m><label for=m>M</label></fieldset>
      <div id=colour role=radiogroup><button role=radio aria-checked=true aria-label=Moss>a</button><button role=radio aria-checked=false>Sand</button></div>
      <select id=glaze><option>Matt<option>Gloss</select>
      <input type=number name=quantity value=2>
      <div id=many><input type=checkbox checked id=a><label for=a>A</label><input type=checkbox checked id=b><label for=b>B</label></div>
      <button id=buy>Buy</button>
      <script>
        for (const each of document.querySelectorAll('[role=radio]'))
          each.onclick = () => { for (const other of each.parentNode.children) other.ariaChecked = other === each; };
      </script>`,
  },
  async (t) => {
    const plain = { size: 'S', colour: 'Moss', glaze: 'Matt', quantity: '2' };
    await t.sends(() => t.tab.click('#buy'), [body('e0', plain)]);
    await t.tab.click('label[for=m]');
    await t.tab.click('[role=radio]:last-child');
    await t.tab.select('#glaze', 'Gloss');
    await t.sends(
      () => t.tab.click('#buy'),
      [body('e0', { size: 'M', colour: 'Sand', glaze: 'Gloss', quantity: '2' })],
    );
  },
);

spec(
  'element: nothing private, and what looks like it is masked',
  {
    events: [
      {
        css: '#buy',
        parameters: [
          read('mail', '#mail', 'choice'),
          read('who', '#who', 'choice'),
          read('written', '#written', 'element_text'),
          read('form', 'form', 'element_text'),
          read('kept', '#mail', 'attribute', { name: 'data-kept' }),
          read('entered', '#count', 'attribute', { name: 'value' }),
          read('told', '#told', 'element_text'),
          read('account', '#account', 'link'),
        ],
      },
    ],
    body: `<form><input id=mail type=email data-kept=ada value=ada@mail.example><input id=who name=name value=Ada>
        <textarea id=written>Dear shop</textarea></form>
      <input id=count type=number name=quantity value=3>
      <p id=told>Signed in as ada@mail.example</p><a id=account href="/account?token=secret#me">Account</a>
      <button id=buy>Buy</button>`,
  },
  (t) =>
    t.sends(
      () => t.tab.click('#buy'),
      [body('e0', { told: 'Signed in as [email]', account: `${t.shop.origin}/account` })],
    ),
);

spec(
  'element: inside a shadow root, where the selector says so',
  {
    events: [
      {
        css: '#buy',
        parameters: [
          {
            name: 'price',
            from: {
              type: 'element',
              selectors: [{ css: '.price', within: [{ shadow: 'x-price' }] }],
              read: { type: 'amount' },
            },
          },
        ],
      },
    ],
    body: `<x-price></x-price><button id=buy>Buy</button>
      <script>document.querySelector('x-price').attachShadow({ mode: 'open' }).innerHTML = '<b class=price>€7.50</b>'</script>`,
  },
  (t) => t.sends(() => t.tab.click('#buy'), [body('e0', { price: 7.5 })]),
);
