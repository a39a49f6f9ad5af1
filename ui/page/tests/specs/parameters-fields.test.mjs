/** Values of fields: which are read, how they are told, and which never are. */
import { body, spec } from '../spec.mjs';

const value = { name: 'value', from: { type: 'value' } };
const told = (text) => [body('e0', { value: text })];

spec(
  'value: what stands in harmless fields after the change',
  {
    events: [{ on: 'change', css: 'main', parameters: [value] }],
    body: `<main>
      <label>Size <select id=size name=size><option value=1>Choose</option><option value=2>Large, 42</option></select></label>
      <input id=count type=number name=quantity value=1>
      <input id=qty type=text name=quantity value=1>
      <input id=find type=search name=q aria-label="Search by name">
      <input id=range type=range name=price max=10 value=1>
      <input id=day type=date name=delivery>
      <select id=many multiple name=tags><option selected>Red</option><option selected>Blue</option><option>Green</option></select>
    </main>`,
  },
  async (t) => {
    await t.sends(() => t.tab.select('#size', '2'), told('Large, 42'));
    await t.sends(async () => {
      await t.tab.fill('#count', '3');
      await t.tab.press('Tab');
    }, told('3'));
    await t.sends(async () => {
      await t.tab.fill('#qty', '4');
      await t.tab.press('Tab');
    }, told('4'));
    await t.sends(async () => {
      await t.tab.fill('#find', 'gift for ada@example.com');
      await t.tab.press('Tab');
    }, told('gift for [email]'));
    const change = (css, text) =>
      t.tab.run(
        (id, entered) => {
          const field = document.querySelector(id);
          if (entered) field.value = entered;
          field.dispatchEvent(new Event('change', { bubbles: true }));
        },
        css,
        text,
      );
    await t.sends(() => change('#range', '7'), told('7'));
    await t.sends(() => change('#day', '2026-01-31'), told('2026-01-31'));
    await t.sends(() => change('#many'), told('Red,Blue'));
  },
);

spec(
  'value: all words of all labels say whether a field is private',
  {
    events: [{ on: 'change', css: 'input', parameters: [value] }],
    body: `<label for=n>Number</label><label for=n><b>Your</b> <i>birthday</i></label><input id=n type=number name=n7>`,
  },
  (t) =>
    t.sends(
      () =>
        t.tab.run(() => {
          const field = document.querySelector('#n');
          field.value = 7;
          field.dispatchEvent(new Event('change', { bubbles: true }));
        }),
      [body('e0')],
    ),
);

spec(
  'value: boxes and radio buttons, by themselves and by their labels',
  {
    events: [
      { on: 'change', css: 'main', parameters: [value] },
      { css: 'label', parameters: [value] },
    ],
    body: `<main>
      <label id=gift><input type=checkbox name=gift value=Yes> Gift wrap</label>
      <input type=checkbox id=red name=color value=red><label for=red>Red (12)</label>
      <fieldset><input type=radio name=size value=M id=m><label for=m>M<span hidden>Sold out</span></label>
      <input type=radio name=size value=8 id=l><label for=l>Large</label></fieldset>
    </main>`,
  },
  async (t) => {
    const both = (text) => [body('e1', { value: text }), body('e0', { value: text })];
    await t.sends(() => t.tab.click('#gift', { position: { x: 60, y: 8 } }), both('checked'));
    await t.sends(() => t.tab.click('#gift input'), both('unchecked'));
    await t.sends(() => t.tab.click('#red'), [body('e0', { value: 'checked: Red' })]);
    await t.sends(() => t.tab.click('[for=red]'), both('unchecked: Red'));
    await t.sends(() => t.tab.click('[for=m]'), both('M'));
    await t.sends(() => t.tab.click('[for=l]'), both('Large'));
  },
);

spec(
  'value: what pages make in place of fields',
  {
    events: [{ css: 'main', parameters: [value] }],
    body: `<main>
      <div role=radio aria-checked=false id=radio><i>Ox</i>blood</div>
      <ul role=listbox><li role=option aria-selected=false id=option>Wide</li></ul>
      <button class=swatch title="Navy" id=swatch></button>
      <button aria-pressed=false aria-label="Wishlist" id=pressed>+</button>
      <div role=switch aria-checked=true id=switch>Subscribe</div>
      <div data-value="price-ascending" id=item>Price, low to high</div>
      <p id=none>nothing</p>
      <label id=alone>Just a label</label>
    </main>`,
  },
  async (t) => {
    await t.sends(() => t.tab.click('#radio i'), told('Oxblood'));
    await t.sends(() => t.tab.click('#option'), told('Wide'));
    await t.sends(() => t.tab.click('#swatch'), told('Navy'));
    await t.sends(() => t.tab.click('#pressed'), told('checked: Wishlist'));
    await t.sends(() => t.tab.click('#switch'), told('unchecked: Subscribe'));
    await t.sends(() => t.tab.click('#item'), told('Price, low to high'));
    await t.sends(() => t.tab.click('#none'), [body('e0')]);
    await t.sends(() => t.tab.click('#alone'), told('Just a label'));
  },
);

/** Fields that may hold something about a person: HTML of one `id=x` each, with what it would tell. */
const PERSONAL = [
  '<input id=x type=password value=secret>',
  '<input id=x type=email value=ada@example.com>',
  '<input id=x type=tel value=5551234567>',
  '<input id=x type=hidden name=quantity value=1>',
  '<input id=x type=text value="free text">',
  '<input id=x type=unheard-of value="free text">',
  '<input id=x type=url value="https://x.example/ada">',
  '<textarea id=x name=quantity>free text</textarea>',
  '<input id=x type=number autocomplete=cc-csc value=123>',
  '<select id=x autocomplete="shipping country"><option>Utopia</option></select>',
  '<input id=x type=search autocomplete=username name=q value=ada>',
  '<input id=x type=number name="contact[phone]" value=55512>',
  '<input id=x type=number name=cardNumber value=41111>',
  '<input id=x type=number name=cvv value=123>',
  '<input id=x type=date name=birthday value=1990-01-01>',
  '<input id=x type=search name=email value=x>',
  '<input id=x type=radio name=address_id value="Ada, 1 Main Street" checked>',
  ...[
    'E-Mail',
    'Phone number',
    'Card number',
    'Password',
    'First name',
    'Address',
    'Date of birth',
    'Telefonnummer',
    'Kennwort',
    'Kreditkarte',
    'Nachname',
    'Adresse',
    'Geburtsdatum',
    'T\u00e9l\u00e9phone',
    'Mot de passe',
    'Carte de cr\u00e9dit',
    'Pr\u00e9nom',
    'Date de naissance',
    'Tel\u00e9fono',
    'Contrase\u00f1a',
    'Tarjeta',
    'Nombre',
    'Direcci\u00f3n',
    'Fecha de nacimiento',
    'Correo',
    'Celular',
    'Senha',
    'Cart\u00e3o',
    'Nome',
    'Endere\u00e7o',
    'Data de nascimento',
    'Telefono',
    'Cognome',
    'Indirizzo',
    'Data di nascita',
    'Carta di credito',
    'IBAN',
    '\u0908\u092e\u0947\u0932',
    '\u092b\u093c\u094b\u0928',
    '\u0928\u093e\u092e',
    '\u092a\u0924\u093e',
    '\u0915\u093e\u0930\u094d\u0921',
    '\u092a\u093e\u0938\u0935\u0930\u094d\u0921',
    '\u091c\u0928\u094d\u092e',
    '\u30e1\u30fc\u30eb\u30a2\u30c9\u30ec\u30b9',
    '\u96fb\u8a71\u756a\u53f7',
    '\u6c0f\u540d',
    '\u4f4f\u6240',
    '\u30ab\u30fc\u30c9\u756a\u53f7',
    '\u30d1\u30b9\u30ef\u30fc\u30c9',
    '\u8a95\u751f\u65e5',
    '\u751f\u5e74\u6708\u65e5',
  ].flatMap((label) => [
    `<label>${label}<input id=x type=number value=7></label>`,
    `<input id=x type=number value=7 placeholder="${label}">`,
  ]),
];

/** Fields whose names only look like it. */
const HARMLESS = [
  ['<select id=x name="options[iPhone model]"><option>15</option></select>', '15'],
  ['<input id=x type=radio name=style value="Pastel hotel">', 'Pastel hotel'],
  ['<input id=x type=number name=economy value=7>', '7'],
  ['<label>Quantity<input id=x type=number autocomplete=off value=7></label>', '7'],
  ['<label>\u30b5\u30a4\u30ba<select id=x><option>L</option></select></label>', 'L'],
];

spec(
  'value and attribute: nothing of fields that may hold personal data',
  {
    events: [
      {
        on: 'change',
        css: '#x',
        parameters: [value, { name: 'mark', from: { type: 'attribute', name: 'data-mark' } }],
      },
    ],
    body: '<main></main>',
  },
  async (t) => {
    const change = (html) =>
      t.tab.run((text) => {
        document.querySelector('main').innerHTML = text;
        const field = document.querySelector('#x');
        field.setAttribute('data-mark', 'copied');
        field.dispatchEvent(new Event('change', { bubbles: true }));
      }, html);
    await t.sends(
      async () => {
        for (const html of PERSONAL) await change(html);
      },
      PERSONAL.map(() => body('e0')),
    );
    await t.sends(
      async () => {
        for (const [html] of HARMLESS) await change(html);
      },
      HARMLESS.map(([, text]) => body('e0', { value: text, mark: 'copied' })),
    );
  },
);

const attribute = (name) => ({ name: name.replace(/\W/g, '_'), from: { type: 'attribute', name } });

spec(
  'attribute: of the target; no code, no style, no query',
  {
    events: [
      {
        css: 'a',
        parameters: [
          'data-id',
          'href',
          'onclick',
          'style',
          'VALUE',
          'srcdoc',
          'data-mail',
          'missing',
        ].map(attribute),
      },
    ],
    body: `<a href="/account/reset?token=secret#x" data-id=" 40  123 " data-mail="ada%40example.com" onclick="void 0"
      style="color:red" value=1 srcdoc=x>go</a>`,
  },
  async (t) => {
    await t.sends(
      () => t.tab.click('a'),
      [body('e0', { data_id: '40 123', href: '/account/reset', data_mail: '[email]' })],
    );
  },
);

spec(
  'element text: never what a visitor writes',
  {
    events: [{ css: '.x', parameters: [{ name: 'text', from: { type: 'element_text' } }] }],
    body: '<div class=x contenteditable>my words</div><textarea class=x>my words</textarea>',
  },
  async (t) => {
    await t.sends(() => t.tab.click('div'), [body('e0')]);
    await t.sends(() => t.tab.click('textarea'), [body('e0')]);
  },
);

spec(
  'words of an element leave out what visitors write in it, and addresses their queries',
  {
    events: [
      {
        css: '.box',
        parameters: [
          { name: 'words', from: { type: 'element_text' } },
          { name: 'address', from: { type: 'attribute', name: 'data-url' } },
        ],
      },
    ],
    body: `<div class=box id=note>Note <textarea>Ada Lovelace, 1 Main Street</textarea></div>
      <div class=box id=free>Say <p contenteditable>Ada</p></div>
      <div contenteditable><b class=box id=in>Ada</b></div>
      <div class=box id=fine data-url="reset?token=abc">Reset</div>`,
  },
  async (t) => {
    for (const id of ['note', 'free', 'in'])
      await t.sends(() => t.tab.click(`#${id}`, { position: { x: 2, y: 4 } }), [body('e0')]);
    await t.sends(() => t.tab.click('#fine'), [body('e0', { words: 'Reset', address: 'reset' })]);
  },
);
