/** What counts as having been seen. */
import { setTimeout as pause } from 'node:timers/promises';
import { body, spec } from '../spec.mjs';

const visible = (css, options = {}, rest = {}) => ({
  ...(css && { css }),
  trigger: { type: 'visible', percent: 50, millis: 100, ...options },
  ...rest,
});

/** Longer than changes are gathered for and a target of these specs has to be in view, so that silence means something. */
const LONG = 1200;
const silently = (act) => async () => {
  await act();
  await pause(LONG);
};

/** Blocks of 1000 pixels around, in a viewport of 700. */
const far = (html) => `<div style="height:1000px">top</div>${html}<div style="height:1000px">end</div>`;
const block = (height, attributes = '') => `<div ${attributes} style="height:${height}px;background:#ddd">x</div>`;

spec(
  'what comes into view counts once a page view, whichever element it is',
  {
    events: [visible('.a', {}, { parameters: [{ name: 'words', from: { type: 'element_text' } }] })],
    body: far('<p class=a>One</p>') + '<p class=a>Two</p>',
  },
  async (t) => {
    await t.sendsNothing(silently(() => {}));
    await t.sends(() => t.tab.scrollTo(800), [body('e0', { words: 'One' })]);
    await t.sendsNothing(silently(() => t.tab.scrollTo(0)));
    await t.sendsNothing(silently(() => t.tab.scrollTo(5000)));
  },
);

spec(
  'each element counts, once, where that is asked for',
  { events: [visible('.a', { per: 'element' })], body: far('<p class=a>One</p><p class=a>Two</p>') + '<p class=a>Three' },
  async (t) => {
    await t.sends(() => t.tab.scrollTo(600), [body('e0'), body('e0')]);
    await t.sendsNothing(silently(() => t.tab.scrollTo(0)));
    await t.sends(silently(() => t.tab.scrollTo(5000)), [body('e0')]);
  },
);

spec(
  'enough of it',
  { events: [visible('#a', { percent: 80 }), visible('#a', { percent: 100 }), visible('#a', { percent: 1 })], body: far(block(400, 'id=a')) },
  async (t) => {
    await t.sends(silently(() => t.tab.scrollTo(600)), [body('e2')]);
    await t.sends(silently(() => t.tab.scrollTo(630)), [body('e0')]);
    await t.sends(silently(() => t.tab.scrollTo(720)), [body('e1')]);
  },
);

spec(
  'of what is larger than the viewport, that share of the viewport',
  {
    events: [visible('#a'), visible('#a', { percent: 100 }), visible('#wide', { percent: 90 })],
    body: far(block(4000, 'id=a') + '<div id=wide style="width:9000px;height:50px">x</div>'),
  },
  async (t) => {
    await t.sendsNothing(silently(() => t.tab.scrollTo(600)));
    await t.sends(silently(() => t.tab.scrollTo(700)), [body('e0')]);
    await t.sends(silently(() => t.tab.scrollTo(2000)), [body('e1')]);
    await t.sends(silently(() => t.tab.scrollTo(9000)), []);
    await t.sends(() => t.tab.scrollTo(4700), [body('e2')]);
  },
);

spec(
  'what grows under the eyes',
  { events: [visible('#a')], body: `${far('')}${block(40, 'id=a')}` },
  async (t) => {
    // In view, but only a quarter of a viewport of it.
    await t.sendsNothing(
      silently(() =>
        t.tab.run(() => {
          document.querySelector('#a').style.height = '3000px';
          scrollTo(0, 1500);
        }),
      ),
    );
    await t.sends(() => t.tab.scrollTo(2500), [body('e0')]);
  },
);

spec(
  'long enough, without a break',
  { events: [visible('#a', { millis: 1500 })], body: far(block(100, 'id=a')) },
  async (t) => {
    for (let time = 0; time < 2; time++) {
      await t.tab.scrollTo(700);
      await pause(800);
      await t.sendsNothing(() => t.tab.scrollTo(0));
    }
    await t.sends(silently(() => t.tab.scrollTo(700)), [body('e0')]);
  },
);

spec(
  'a tab in the background shows nothing',
  { events: [visible('#a', { millis: 1200 }), visible('#late')], body: block(100, 'id=a') },
  async (t) => {
    await t.tab.hide();
    await t.tab.run(() => document.body.insertAdjacentHTML('beforeend', '<p id=late>Late'));
    await pause(1500);
    await t.sendsNothing(() => {});
    await t.sends(() => t.tab.show(), [body('e1'), body('e0')]);
  },
);

spec(
  'content that comes late, is replaced, or begins to be meant',
  { events: [visible('#late'), visible('.on'), visible('#away')], body: '<p id=x>x</p><p id=away>y</p>' },
  async (t) => {
    await t.tab.run(() => document.querySelector('#away').remove());
    await t.sends(silently(() => t.tab.run(() => document.body.insertAdjacentHTML('beforeend', '<p id=late>Late'))), [body('e0')]);
    await t.sends(() => t.tab.run(() => (document.querySelector('#x').className = 'on')), [body('e1')]);
    await t.sendsNothing(
      silently(() => t.tab.run(() => document.querySelector('#late').replaceWith(Object.assign(document.createElement('p'), { id: 'late' })))),
    );
  },
);

spec(
  'what is removed or no longer meant before its time does not count',
  { events: [visible('#a', { millis: 1200 }), visible('.b', { millis: 1200 }), visible('#c', { millis: 1200 })], body: '<p id=a>a<p class=b>b<p id=c>c' },
  async (t) => {
    await pause(400);
    await t.tab.run(() => {
      document.querySelector('#a').remove();
      document.querySelector('.b').className = '';
    });
    await t.sends(silently(() => pause(800)), [body('e2')]);
    await t.sends(() => t.tab.run(() => (document.querySelector('p').className = 'b')), [body('e1')]);
  },
);

spec(
  'a spare is seen only while no earlier selector means anything',
  {
    events: [{ ...visible(), selectors: [{ css: '.new' }, { css: '.old' }] }],
    body: '<p class=old>a</p><p class=new style="margin-top:1000px">b</p>',
  },
  async (t) => {
    await t.sendsNothing(silently(() => {}));
    await t.sends(() => t.tab.run(() => document.querySelector('.new').remove()), [body('e0')]);
  },
);

spec(
  'what is not drawn was not seen, until it is',
  {
    events: ['none', 'veiled', 'clear', 'flat'].map((id) => visible(`#${id}`)),
    body: `<p id=none style="display:none">x</p><p id=veiled style="visibility:hidden">x</p>
      <div style="opacity:0"><p id=clear>x</p></div><p id=flat style="height:0;overflow:hidden">x</p>`,
  },
  async (t) => {
    await t.sendsNothing(silently(() => {}));
    const show = (id, style) => () => t.tab.run((css, text) => (document.querySelector(css).style.cssText = text), id, style);
    await t.sends(show('#veiled', ''), [body('e1')]);
    await t.sends(show('div', ''), [body('e2')]);
    await t.sends(show('#flat', ''), [body('e3')]);
    await t.sends(show('#none', ''), [body('e0')]);
  },
);

spec(
  'each page view anew',
  { events: [visible('.a'), visible('.a', { per: 'element', millis: 300 }), visible('.a', { millis: 500 }, { where: { pageTypes: ['product'] } })], body: '<p class=a>x' },
  async (t) => {
    await t.sends(() => {}, [body('e0'), body('e1')]);
    await t.sends(silently(() => t.tab.run(() => history.pushState({}, '', '/products/a'))), [body('e0'), body('e1'), body('e2')]);
    await t.sendsNothing(silently(() => t.tab.run(() => history.replaceState({}, '', '/products/a?variant=2'))));
  },
);

spec(
  'in open shadow roots and frames, also those that come late',
  {
    events: [
      { ...visible(), selectors: [{ css: 'p', within: [{ shadow: 'x-a' }] }] },
      { ...visible(), selectors: [{ css: 'p', within: [{ frame: 'iframe' }] }] },
      { ...visible(), selectors: [{ css: 'p', within: [{ frame: 'iframe' }, { shadow: 'x-a' }] }] },
    ],
    body: far('<x-a></x-a>'),
    pages: { '/frame': '<!doctype html><style>p{height:50px}</style><p>frame</p><x-a></x-a><script>document.querySelector("x-a").attachShadow({mode: "open"})</script>' },
  },
  async (t) => {
    await t.tab.scrollTo(900);
    await t.sends(
      () =>
        t.tab.run(() => {
          const root = document.querySelector('x-a').attachShadow({ mode: 'open' });
          document.body.append('.');
          setTimeout(() => (root.innerHTML = '<p>shadow'), 500);
        }),
      [body('e0')],
    );
    await t.sends(
      silently(() => t.tab.run(() => document.querySelector('x-a').insertAdjacentHTML('afterend', '<iframe src=/frame width=300 height=300></iframe>'))),
      [body('e1')],
    );
    const fill = () => (document.querySelector('iframe').contentDocument.querySelector('x-a').shadowRoot.innerHTML = '<p>deep');
    await t.sends(() => t.tab.run(fill), [body('e2')]);
  },
);

spec(
  'inside what scrolls by itself',
  { events: [visible('#a')], body: `<main style="height:300px;overflow:auto">${far(block(100, 'id=a'))}</main>` },
  async (t) => {
    await t.sendsNothing(silently(() => {}));
    await t.sends(() => t.tab.run(() => document.querySelector('main').scrollTo(0, 800)), [body('e0')]);
  },
);
