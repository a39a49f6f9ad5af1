/** The same spot clicked again and again: what counts as anger, and what not. */
import { setTimeout as pause } from 'node:timers/promises';
import { body, spec } from '../spec.mjs';

const rage = (more = {}) => ({ trigger: { type: 'rage_click', clicks: 3, millis: 2000, ...more } });
const number = { parameters: [{ name: 'clicks', from: { type: 'milestone' } }] };

/** So many clicks, as fast as a finger. */
const hit = (t, css, times, gap = 90, position) => async () => {
  await t.tab.click(css, { times, gap, position });
  await pause(gap);
};

spec(
  'three clicks on a dead button, with a target and without, once a burst',
  {
    events: [rage(), { ...rage(), css: '#dead' }, { ...rage(), css: '#other' }, { ...rage({ clicks: 4 }) }],
    body: '<button id=dead>Zoom</button><button id=other>Other</button>',
  },
  async (t) => {
    await t.sendsNothing(hit(t, '#dead', 2));
    await t.sendsNothing(() => pause(2100));
    await t.sends(hit(t, '#dead', 3), [body('e0'), body('e1')]);
    await t.sends(hit(t, '#dead', 1), [body('e3')]);
    await t.sendsNothing(hit(t, '#dead', 3));
    await pause(2100);
    await t.sends(hit(t, '#dead', 3), [body('e0'), body('e1')]);
    // Another spot begins anew.
    await t.sends(hit(t, '#other', 3), [body('e0'), body('e2')]);
  },
);

spec(
  'too slow for the time given',
  { events: [rage({ millis: 300 })], body: '<button>Zoom</button>' },
  (t) => t.sendsNothing(hit(t, 'button', 4, 200)),
);

spec(
  'farther apart than a finger, and neighbours side by side',
  {
    events: [rage()],
    body: `<div id=wide role=button style="width:300px;height:60px"></div>
      <span role=button id=a style="display:inline-block;width:12px;height:20px"></span><span role=button id=b style="display:inline-block;width:12px;height:20px"></span><span role=button id=c style="display:inline-block;width:12px;height:20px"></span>`,
  },
  async (t) => {
    for (const x of [20, 80, 140]) await t.sendsNothing(hit(t, '#wide', 1, 50, { x, y: 20 }));
    await t.sends(async () => {
      for (const x of [200, 215, 225]) await hit(t, '#wide', 1, 50, { x, y: 20 })();
    }, [body('e0')]);
    await t.sendsNothing(async () => {
      for (const css of ['#a', '#b', '#c']) await hit(t, css, 1, 50)();
    });
  },
);

spec(
  'a button drawn anew by each click, and its icon',
  {
    events: [rage()],
    body: `<main></main><button id=icon><svg width=40 height=40><rect id=r width=40 height=40 /></svg></button>
      <script>
        const draw = () => { document.querySelector('main').innerHTML = '<button id=new onclick="draw()">Load</button>'; };
        draw();
      </script>`,
  },
  async (t) => {
    await t.sends(hit(t, '#new', 3), [body('e0')]);
    await t.sends(hit(t, '#r', 3), [body('e0')]);
  },
);

spec(
  'steppers, arrows and fields are clicked often without anger',
  {
    events: [rage(), { ...rage(), css: 'main' }],
    body: `<main>
      <div><button id=bare><i id=minus style="display:block;width:9px;height:9px"></i></button><input type=number id=number></div>
      <quantity-input class="quantity cart-quantity"><button name=plus><span id=plus>+</span></button></quantity-input>
      <button class="slider-button slider-button--next" name=next><span id=next>&gt;</span></button>
      <button class=swiper-button-prev id=prev>&lt;</button>
      <input id=text value="three words here"><p contenteditable id=rich>three words</p></main>`,
  },
  async (t) => {
    for (const css of ['#minus', '#plus', '#next', '#prev', '#text', '#rich', '#number']) await t.sendsNothing(hit(t, css, 4));
  },
);

spec(
  'words selected by clicks, and words that are a button',
  {
    events: [rage()],
    body: '<p id=words>SKU-1234-5678</p><a id=link role=button>Add to cart</a><img id=image alt="" width=80 height=80>',
  },
  async (t) => {
    await t.sendsNothing(hit(t, '#words', 3));
    await t.sends(hit(t, '#link', 3), [body('e0')]);
    await t.sends(hit(t, '#image', 3), [body('e0')]);
  },
);

spec(
  'a label clicks its control, Enter and scripts click too: none of that is a click more',
  {
    events: [rage()],
    body: '<label id=label>Colour <input type=radio></label><button>x</button>',
  },
  async (t) => {
    await t.sendsNothing(hit(t, '#label', 2, 120, { x: 10, y: 8 }));
    await t.tab.focus('button');
    await t.sendsNothing(async () => {
      for (let at = 0; at < 4; at++) await t.tab.press('Enter');
    });
    await t.sendsNothing(() => t.tab.run(() => [1, 2, 3].forEach(() => document.querySelector('button').click())));
  },
);

spec(
  'the number of clicks can be sent, and a page that stops the clicks does not hide them',
  {
    events: [{ ...rage({ clicks: 2 }), ...number }],
    body: '<button onclick="event.stopImmediatePropagation()">x</button>',
  },
  (t) => t.sends(hit(t, 'button', 2), [body('e0', { clicks: 2 })]),
);
