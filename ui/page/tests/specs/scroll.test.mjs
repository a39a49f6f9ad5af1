/** How far a visitor came. */
import { body, spec } from '../spec.mjs';

const depth = [{ name: 'depth', from: { type: 'milestone' } }];
const scroll = (percents, css, rest = {}) => ({ ...(css && { css }), trigger: { type: 'scroll', percents }, parameters: depth, ...rest });
const tall = (height = 4000) => `<div style="height:${height}px">x</div>`;
const style = '<style>body{margin:0}</style>';

/** Bodies of an event for these depths. */
const at = (id, ...percents) => percents.map((depth) => body(id, { depth }));

spec(
  'depths of the page, each once, at the deepest point',
  { events: [scroll([25, 50, 90, 100])], head: style, body: tall() },
  async (t) => {
    await t.sendsNothing(() => {});
    await t.sends(() => t.tab.scrollTo(400), at('e0', 25));
    await t.sendsNothing(() => t.tab.scrollTo(1200));
    await t.sends(() => t.tab.scrollTo(1300), at('e0', 50));
    await t.sendsNothing(() => t.tab.scrollTo(0));
    await t.sendsNothing(() => t.tab.scrollTo(1400));
    await t.sends(() => t.tab.scrollTo(9000), at('e0', 90, 100));
    await t.sendsNothing(() => t.tab.scrollTo(0));
  },
);

spec('by the wheel', { events: [scroll([20, 40])], head: style, body: tall() }, (t) => t.sends(() => t.tab.wheel(150), at('e0', 20)));

spec(
  'depths left out are half and almost all of the page',
  { events: [{ trigger: { type: 'scroll' } }], head: style, body: tall() },
  (t) => t.sends(() => t.tab.scrollTo(9000), [body('e0'), body('e0')]),
);

spec(
  'a page that fits was not scrolled, and what shows without scrolling counts with the first scroll',
  { events: [scroll([10, 50, 100])], head: style, body: tall(300) },
  async (t) => {
    await t.sendsNothing(() => t.tab.wheel(200));
    await t.sendsNothing(() => t.tab.run(() => (document.querySelector('div').style.height = '1000px')));
    await t.sends(() => t.tab.scrollTo(1), at('e0', 10, 50));
  },
);

spec(
  'through an element, at the lower edge of the viewport',
  { events: [scroll([50, 100], '#a'), scroll([1], '#none'), scroll([1], '#hidden')], head: style, body: `${tall(1000)}<p id=a style="height:1000px;margin:0"></p>${tall()}<p id=hidden style="display:none">` },
  async (t) => {
    await t.sendsNothing(() => t.tab.scrollTo(700));
    await t.sends(() => t.tab.scrollTo(800), at('e0', 50));
    await t.sends(() => t.tab.scrollTo(1300), at('e0', 100));
    await t.sendsNothing(() => t.tab.scrollTo(4000));
  },
);

spec(
  'an element that came late, and one that went',
  { events: [scroll([50], '#a'), scroll([50], '#b')], head: style, body: `${tall()}<p id=b>b` },
  async (t) => {
    await t.sendsNothing(() =>
      t.tab.run(() => {
        document.querySelector('#b').remove();
        document.body.insertAdjacentHTML('afterbegin', '<p id=a>a');
      }),
    );
    await t.sends(() => t.tab.scrollTo(9000), at('e0', 50));
  },
);

spec(
  'a page whose main part scrolls instead of the document',
  {
    events: [scroll([50, 100]), scroll([50], '#end')],
    head: style,
    body: `<main style="height:100vh;overflow:auto"><nav style="width:300px;height:400px;overflow:auto">${tall(2000)}</nav>${tall(1000)}<p id=end>x</p>${tall(600)}</main>`,
  },
  async (t) => {
    const to = (css, y) => () => t.tab.run((where, top) => document.querySelector(where).scrollTo(0, top), css, y);
    await t.sendsNothing(to('nav', 9000));
    await t.sends(to('main', 500), at('e0', 50));
    await t.sends(to('main', 800), at('e1', 50));
    await t.sends(to('main', 9000), at('e0', 100));
  },
);

spec(
  'a part that scrolls within a page that scrolls is not the page',
  { events: [scroll([50])], head: style, body: `<main style="height:600px;overflow:auto">${tall()}</main>${tall(2000)}` },
  async (t) => {
    await t.sendsNothing(() => t.tab.run(() => document.querySelector('main').scrollTo(0, 9000)));
    await t.sends(() => t.tab.scrollTo(9000), at('e0', 50));
  },
);

spec(
  'each page view anew, and only in scope',
  { events: [scroll([50]), scroll([50], undefined, { where: { pageTypes: ['product'] } })], head: style, body: tall() },
  async (t) => {
    await t.sends(() => t.tab.scrollTo(2000), at('e0', 50));
    await t.sendsNothing(() => t.tab.run(() => history.pushState({}, '', '/products/a')));
    await t.sends(() => t.tab.scrollTo(2100), [...at('e0', 50), ...at('e1', 50)]);
  },
);

spec(
  'nothing in a tab in the background until it is shown',
  { events: [scroll([50])], head: style, body: tall() },
  async (t) => {
    await t.tab.hide();
    await t.sendsNothing(() => t.tab.scrollTo(3000));
    await t.sends(() => t.tab.show(), at('e0', 50));
  },
);

const within = (...hops) => ({ ...scroll([50]), selectors: [{ css: '#a', within: hops }] });
spec(
  'elements in shadow roots and frames, where those scroll as well',
  {
    events: [within({ shadow: 'x-a' }), within({ frame: '#whole' }), within({ frame: '#part' })],
    head: style,
    body: `${tall(1000)}<x-a></x-a><script>
        document.querySelector('x-a').attachShadow({mode: 'open'}).innerHTML =
          '<main style="height:200px;overflow:auto"><div style="height:1000px"></div><p id=a style="height:100px">a</p></main>';
      </script><iframe id=whole src=/frame width=300 height=1300></iframe><iframe id=part src=/frame width=300 height=300></iframe>${tall(1000)}`,
    pages: { '/frame': '<!doctype html><body style="margin:0"><div style="height:1000px"></div><p id=a style="height:100px">a</p><div style="height:400px">' },
  },
  async (t) => {
    await t.sendsNothing(() => t.tab.scrollTo(600));
    await t.sends(() => t.tab.run(() => document.querySelector('x-a').shadowRoot.querySelector('main').scrollTo(0, 9000)), at('e0', 50));
    await t.sendsNothing(() => t.tab.scrollTo(1400));
    await t.sends(() => t.tab.scrollTo(1700), at('e1', 50));
    await t.sendsNothing(() => t.tab.scrollTo(2400));
    await t.tab.hover('#part');
    await t.sends(() => t.tab.run(() => document.querySelector('#part').contentWindow.scrollTo(0, 9000)), at('e2', 50));
  },
);

spec(
  'no layout before something scrolled',
  {
    events: [scroll([50]), scroll([50], 'div')],
    head: `${style}<script>
      window.asked = 0;
      for (const [type, name] of [[Element, 'scrollHeight'], [Element, 'scrollTop'], [Element, 'clientHeight'], [window, 'innerHeight']]) {
        const owner = type.prototype || window;
        const property = Object.getOwnPropertyDescriptor(owner, name);
        Object.defineProperty(owner, name, {...property, get() { asked++; return property.get.call(this); }});
      }
      const rect = Element.prototype.getBoundingClientRect;
      Element.prototype.getBoundingClientRect = function () { asked++; return rect.call(this); };
    </script>`,
    body: tall(),
  },
  async (t) => {
    await t.sendsNothing(() => {});
    await t.tab.waitFor(() => window.asked === 0);
    await t.sends(() => t.tab.run(() => scrollTo(0, 3000)), [...at('e0', 50), ...at('e1', 50)]);
    await t.tab.waitFor(() => window.asked > 0);
  },
);
