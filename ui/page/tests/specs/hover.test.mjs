/** The mouse that rests on something. */
import { body, spec } from '../spec.mjs';

const hover = (css, rest = {}) => ({ ...(css && { css }), trigger: { type: 'hover', millis: 800 }, ...rest });
const setup = (events, html, rest = {}) => ({ clock: true, events, body: html, ...rest });
const box = '<style>p{height:100px;margin:0}</style>';

spec(
  'on the target or something inside it, once a stay',
  setup([hover('#a', { parameters: [{ name: 'words', from: { type: 'element_text' } }] })], `${box}<p id=a>In <b>here</b></p><p id=b>b</p>`),
  async (t) => {
    const sent = body('e0', { words: 'In here' });
    await t.tab.hover('b');
    await t.sendsNothing(() => t.passes(700));
    await t.tab.hover('#a');
    await t.sends(() => t.passes(100), [sent]);
    await t.tab.hover('b');
    await t.sendsNothing(() => t.passes(5000));
    await t.tab.hover('#b');
    await t.tab.hover('#a');
    await t.sends(() => t.passes(800), [sent]);
  },
);

spec('leaving in between begins anew', setup([hover('#a')], `${box}<p id=a>a</p><p id=b>b</p>`), async (t) => {
  for (let count = 0; count < 3; count++) {
    await t.tab.hover('#a');
    await t.sendsNothing(() => t.passes(790));
    await t.tab.hover('#b');
    await t.sendsNothing(() => t.passes(790));
  }
  await t.tab.hover('#a');
  await t.sends(() => t.passes(800), [body('e0')]);
});

spec('a second unless it says otherwise', setup([{ css: '#a', trigger: { type: 'hover' } }], `${box}<p id=a>a`), async (t) => {
  await t.tab.hover('#a');
  await t.sendsNothing(() => t.passes(999));
  await t.sends(() => t.passes(1), [body('e0')]);
});

spec('from one target to the next', setup([hover('p'), hover('div')], `${box}<div><p>a</p><p id=b>b</p></div>`), async (t) => {
  await t.tab.hover('p');
  await t.passes(500);
  await t.tab.hover('#b');
  await t.sends(() => t.passes(500), [body('e1')]);
  await t.sends(() => t.passes(300), [body('e0')]);
});

spec('leaving the page ends it', setup([hover('#a')], `${box}<p id=a>a`), async (t) => {
  await t.tab.hover('#a', { position: { x: 300, y: 10 } });
  await t.tab.leave();
  await t.sendsNothing(() => t.passes(2000));
});

spec('a finger does not hover', setup([hover('p')], `${box}<p>a`, { touch: true }), async (t) => {
  await t.tab.swipe('p', 5);
  await t.sendsNothing(() => t.passes(2000));
});

spec('what went away meanwhile, and what came', setup([hover('.a')], `${box}<p class=a>a</p><main></main>`), async (t) => {
  await t.tab.hover('.a');
  await t.tab.run(() => document.querySelector('.a').remove());
  await t.sendsNothing(() => t.passes(2000));
  await t.tab.run(() => document.querySelector('main').insertAdjacentHTML('beforeend', '<p>x</p><p class=a>late'));
  await t.tab.hover('.a');
  await t.sends(() => t.passes(800), [body('e0')]);
});

spec('a hidden tab ends it', setup([hover('#a')], `${box}<p id=a>a`), async (t) => {
  await t.tab.hover('#a');
  await t.tab.hide();
  await t.sendsNothing(() => t.passes(2000));
});

spec(
  'the page shown when the time is over is the one that counts',
  setup([hover('#a', { where: { pageTypes: ['product'] } })], `${box}<p id=a>a`),
  async (t) => {
    await t.tab.hover('#a');
    await t.tab.run(() => history.pushState({}, '', '/products/a'));
    await t.sends(() => t.passes(800), [body('e0')]);
  },
);

spec(
  'in shadow roots and frames, and around them',
  setup(
    [
      { ...hover(), selectors: [{ css: 'b', within: [{ shadow: 'x-a' }] }] },
      { ...hover(), selectors: [{ css: 'p', within: [{ frame: 'iframe' }] }] },
      hover('main'),
    ],
    `${box}<x-a></x-a><script>document.querySelector('x-a').attachShadow({mode: 'open'}).innerHTML = '<i>one</i> <b>two</b>'</script>
      <main><iframe src=/frame width=300 height=300></iframe></main><p id=out>x`,
    { pages: { '/frame': `<!doctype html>${box}<body style="margin:0"><p>frame</p><i>other</i>` } },
  ),
  async (t) => {
    await t.tab.hover('x-a >>> i');
    await t.tab.hover('x-a >>> b');
    await t.sends(() => t.passes(800), [body('e0')]);
    await t.tab.hover('iframe >>> i');
    await t.tab.hover('iframe >>> p');
    await t.sends(() => t.passes(800), [body('e2'), body('e1')]);
    await t.tab.hover('iframe >>> i');
    await t.tab.hover('iframe >>> p');
    await t.sends(() => t.passes(800), [body('e1')]);
    await t.tab.hover('#out');
    await t.tab.hover('iframe >>> p');
    await t.tab.hover('#out');
    await t.sendsNothing(() => t.passes(800));
  },
);
