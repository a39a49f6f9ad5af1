/** Pages that stop, patch, frame or forbid things. */
import assert from 'node:assert/strict';
import { indexOf, manyKinds } from '../keys.mjs';
import { body, runtime, spec } from '../spec.mjs';

const button = { events: [{ css: 'button' }], body: '<button>x</button>' };

spec('a page that stops every event still sends', button, async (t) => {
  await t.tab.run(() => {
    for (const target of [window, document, document.querySelector('button')])
      target.addEventListener('click', (event) => event.stopImmediatePropagation(), true);
  });
  await t.sends(() => t.tab.click('button'), [body('e0')]);
});

const within = [{ shadow: 'x-cart' }];

spec(
  'open shadow roots: clicks, and submits and changes that do not leave them',
  {
    events: [
      { selectors: [{ css: 'button', within }] },
      { on: 'submit', selectors: [{ css: 'form', within }] },
      { on: 'change', selectors: [{ css: 'input', within }] },
      { css: 'x-cart' },
      { css: 'button' },
    ],
  },
  async (t) => {
    await t.tab.run(() => {
      const host = document.body.appendChild(document.createElement('x-cart'));
      const shadow = host.attachShadow({ mode: 'open' });
      shadow.innerHTML = '<form onsubmit="event.preventDefault()"><input><button>Go</button></form>';
    });
    await t.tab.fill('x-cart >>> input', 'x');
    await t.sends(() => t.tab.click('x-cart >>> button'), [body('e2'), body('e0'), body('e3'), body('e1')]);
  },
);

const frame = (css) => [{ css: 'button', within: [{ frame: css }] }];

spec(
  'same-origin frames: there from the start, late, nested; not those of other sites',
  {
    events: [
      { selectors: frame('#now') },
      { selectors: frame('#late') },
      { selectors: [{ css: 'button', within: [{ frame: '#outer' }, { frame: 'iframe' }] }] },
      { selectors: frame('#foreign') },
      { on: 'submit', selectors: [{ css: 'form', within: [{ frame: '#late' }] }] },
      { css: 'button' },
    ],
    pages: {
      '/inner': `<!doctype html><button onclick="parent.postMessage('pressed', '*')">x</button>
        <form onsubmit="event.preventDefault()"><input type=submit></form>`,
      '/outer': '<!doctype html><iframe src=/inner></iframe>',
    },
    body: ({ elsewhere }) =>
      `<iframe id=now src=/inner></iframe><iframe id=outer src=/outer></iframe><iframe id=foreign src="${elsewhere}/inner"></iframe>`,
  },
  async (t) => {
    await t.sends(() => t.tab.click('#now >>> button'), [body('e0')]);
    await t.sends(() => t.tab.click('#outer >>> iframe >>> button'), [body('e2')]);
    await t.sendsNothing(async () => {
      await t.tab.run(() => addEventListener('message', ({ data }) => (window.told = data)));
      await t.tab.click('#foreign', { position: { x: 20, y: 20 } });
      await t.tab.waitFor(() => window.told === 'pressed');
    });
    await t.tab.run(() => {
      document.querySelector('#outer').remove();
      const late = document.createElement('iframe');
      Object.assign(late, { id: 'late', src: '/inner' });
      document.body.append(late);
    });
    await t.sends(() => t.tab.click('#late >>> button'), [body('e1')]);
    await t.sends(() => t.tab.click('#late >>> input'), [body('e4')]);
  },
);

spec(
  'a page that patched what it could',
  {
    events: [
      { css: 'button', parameters: [{ name: 'words', from: { type: 'element_text' } }] },
      { on: 'page_view' },
    ],
    head: `<script>
      Array.prototype.toJSON = String.prototype.toJSON = () => 'patched';
      for (const name of ['forEach', 'map', 'filter', 'find', 'indexOf', 'some']) {
        const original = Array.prototype[name];
        Array.prototype[name] = function (...rest) { return original.apply(this, rest); };
      }
      Array.prototype.extra = function () {};
      Object.prototype.extra = 'inherited';
      Element.prototype.closest = () => { throw new Error('patched'); };
    </script>`,
    body: `<img name=querySelectorAll><img name=addEventListener><img name=dispatchEvent><form name=location></form>
      <form><input name=getAttribute><input name=matches><button>x</button></form>`,
  },
  async (t) => {
    await t.tab.run(() => {
      delete Array.prototype.toJSON;
      delete String.prototype.toJSON;
    });
    await t.sent();
    await t.tab.run(() => {
      delete window.dataLayer;
      Element.prototype.matches = () => {
        throw new Error('patched late');
      };
      const { stringify } = JSON;
      // Not for good: WebKit's driver needs it to answer at all.
      addEventListener('pointerdown', () => {
        JSON.stringify = () => {
          throw new Error('patched late');
        };
        setTimeout(() => (JSON.stringify = stringify), 500);
      });
    });
    await t.sends(() => t.tab.click('button'), [body('e0', { words: 'x' })]);
  },
);

spec(
  'a frozen dataLayer, or one that throws, does not keep the DOM event back nor reach the page',
  {
    ...button,
    head: `<script>
      window.dataLayer = Object.freeze([]);
      heard = 0;
      document.addEventListener('waymark:event', () => heard++);
    </script>`,
  },
  async (t) => {
    await t.sendsNothing(() => t.tab.click('button'));
    assert.equal(await t.tab.run(() => window.heard), 1);
  },
);

spec(
  'under a strict content security policy, from a file of its own, before the body',
  {
    pages: {
      '/': {
        body: '<!doctype html><head><script src=/waymark.js></script></head><body><button>x</button></body>',
        headers: {
          'content-security-policy': "default-src 'none'; script-src 'self'; require-trusted-types-for 'script'",
        },
      },
      '/waymark.js': runtime([{ css: 'button' }, { on: 'page_view' }]),
    },
  },
  async (t) => {
    assert.deepEqual(await t.sent(), [body('e1')]);
    await t.sends(() => t.tab.click('button'), [body('e0')]);
  },
);

spec(
  'one bad rule does not harm the others',
  {
    events: [
      { css: 'button:::no' },
      { selectors: [{ css: 'div >' }, { css: 'button' }] },
      { on: 'from_the_future', css: 'button' },
      { css: '' },
    ],
    body: '<button>x</button>',
  },
  (t) => t.sends(() => t.tab.click('button'), [body('e1')]),
);

for (const bad of ['null', '{}', '{"events":7}', '{"events":[null]}', '{"events":[{"id":1}]}']) {
  const script = runtime([]).replace(/'\{"schema".*?\}'/, () => `'${bad}'`);
  assert.ok(script.includes(`('${bad}')`));
  spec(`the config ${bad} does nothing`, { script, body: '<button>x</button>' }, (t) =>
    t.sendsNothing(() => t.tab.click('button')),
  );
}

assert.ok(manyKinds.length > 200);

const named = (c, d, i) => `<main><ul><li class="${c} ${d}" data-x=1><a href=/p id=${i}>
  <button class=${c} data-x=2><b>x</b></button></a></li></ul></main>`;

for (const [where, mode, page] of [
  ['', 'CSS1Compat', { body: named('c', 'd', 'i') }],
  [' in quirks mode, where case does not matter', 'BackCompat', { body: named('C', 'D', 'I'), doctype: false }],
])
  spec(
    `two hundred rules of all kinds${where}: the index gives the same answer as every rule by itself`,
    {
      events: manyKinds.map((css) => ({ css })),
      config: { index: indexOf(manyKinds.map((css) => ({ selectors: [{ css }] }))) },
      ...page,
    },
    async (t) => {
      const [compatMode, expected] = await t.tab.run(
        (list) => [
          document.compatMode,
          list.flatMap((css, at) => (document.querySelector('b').closest(css) ? [`e${at}`] : [])),
        ],
        manyKinds,
      );
      assert.equal(compatMode, mode);
      assert.ok(expected.length > 100);
      for (const css of ['.d #i', '.d .c', '.c:not(.z)'])
        assert.ok(expected.includes(`e${manyKinds.indexOf(css)}`), css);
      await t.sends(
        () => t.tab.click('b'),
        expected.map((id) => body(id)),
      );
    },
  );
