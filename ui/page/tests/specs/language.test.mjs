/** The language of the specs itself: that it notices what it should, and that input is a visitor's. */
import assert from 'node:assert/strict';
import { body, spec } from '../spec.mjs';

const button = { events: [{ css: 'button' }], body: '<button>x</button><p>y</p>' };

spec('a missing, a wrong and a surplus body fail', { ...button, patience: 300 }, async (t) => {
  const press = () => t.tab.click('button');
  await assert.rejects(
    t.sends(() => t.tab.click('p'), [body('e0')]),
    assert.AssertionError,
  );
  await assert.rejects(t.sends(press, [body('e1')]), assert.AssertionError);
  await assert.rejects(t.sends(press, [body('e0'), body('e0')]), assert.AssertionError);
  await assert.rejects(t.sendsNothing(press), assert.AssertionError);
  await t.sends(press, [body('e0')]);
});

spec(
  'what comes late, in idle time, in a frame or by a task, is not missed',
  { ...button, events: [] },
  async (t) => {
    await t.tab.run(() => {
      window.dataLayer = [];
      const idle = window.requestIdleCallback ?? setTimeout;
      const late = () =>
        idle(() => requestAnimationFrame(() => setTimeout(() => window.dataLayer.push({ late: true }))));
      document.querySelector('button').addEventListener('click', late);
    });
    await assert.rejects(
      t.sendsNothing(() => t.tab.click('button')),
      assert.AssertionError,
    );
  },
);

spec('an element that is covered, or not there, is not clicked', { ...button, patience: 300 }, async (t) => {
  await t.tab.run(() =>
    document.querySelector('button').insertAdjacentHTML('afterend', '<div style="position:fixed;inset:0">'),
  );
  const missed = { message: /is covered by <div/ };
  await assert.rejects(t.tab.click('button'), missed);
  await assert.rejects(t.tab.click('nav'), { message: /is not there/ });
  assert.deepEqual(await t.sent(), []);
});

spec('errors of the page are kept', { ...button, throws: true }, async (t) => {
  await t.tab.run(() => {
    setTimeout(() => {
      throw new Error('thrown');
    });
    Promise.reject(new Error('rejected'));
    console.error('complained');
  });
  await t.tab.waitFor(() => true);
  const errors = await t.errors();
  assert.equal(errors.length, 3);
  for (const word of ['thrown', 'rejected', 'complained'])
    assert.ok(
      errors.some((error) => error.includes(word)),
      word,
    );
});

spec(
  'pages that were left, or come back from the cache, lose nothing and repeat nothing',
  { navigates: true, events: [{ on: 'page_view' }, { css: 'a' }], body: '<a href=/next>next</a>' },
  async (t) => {
    assert.deepEqual(await t.sent(), [body('e0')]);
    await t.tab.run(() => {
      window.addEventListener('pagehide', () => window.dataLayer.push({ left: 1 }), true);
      window.addEventListener('pageshow', ({ persisted }) => (window.kept = persisted));
    });
    await t.sends(() => t.tab.click('a'), [body('e1'), { left: 1 }, body('e0')]);
    // Nothing of before; that the page is shown again is a page view.
    await t.sends(() => t.tab.back(), [body('e0')]);
    assert.equal(await t.tab.run(() => window.kept), true);
    await t.sends(() => t.tab.click('a'), [body('e1'), { left: 1 }, body('e0')]);
    await t.sends(() => t.tab.reload(), [body('e0')]);
  },
);

spec(
  'what is posted and what vendors are called with',
  { ...button, recorders: ['fbq', 'Shopify.analytics.publish'] },
  async (t) => {
    await t.tab.run(() => {
      navigator.sendBeacon('/collect', JSON.stringify({ n: 1 }));
      window.fbq('track', 'Lead', { value: 2 });
      window.Shopify.analytics.publish('seen', { a: undefined });
    });
    assert.deepEqual(await t.received(1), [{ path: '/collect', body: { n: 1 } }]);
    assert.deepEqual(await t.called('fbq'), [['track', 'Lead', { value: 2 }]]);
    assert.deepEqual(await t.called('Shopify.analytics.publish'), [['seen', {}]]);
    assert.deepEqual(await t.called('fbq'), []);
  },
);

for (const turn of ['first', 'second'])
  spec(`a spec finds nothing of another, ${turn}`, { body: '<p>x</p>' }, async (t) => {
    const found = await t.tab.run(() => {
      const before = [document.cookie, localStorage.length, sessionStorage.length];
      document.cookie = 'a=1; max-age=1000';
      localStorage.a = sessionStorage.a = '1';
      return before;
    });
    assert.deepEqual(found, ['', 0, 0]);
  });

spec('the clock moves when it is told to, also on the next page', { clock: true, body: '<p>x</p>' }, async (t) => {
  const began = await t.tab.run(() => {
    window.heard = [];
    const say = (what) => window.heard.push([what, performance.now(), Date.now() - window.began]);
    window.began = Date.now();
    setTimeout(say, 1000, 'late');
    setTimeout(() => setTimeout(say, 100, 'nested'), 200);
    const every = setInterval(() => (say('every'), window.heard.length > 2 && clearInterval(every)), 250);
    return Date.now();
  });
  const heard = () => t.tab.run(() => window.heard.splice(0));
  await t.passes(249);
  assert.deepEqual(await heard(), []);
  await t.passes(10_000);
  assert.deepEqual(await heard(), [
    ['every', 250, 250],
    ['nested', 300, 300],
    ['every', 500, 500],
    ['late', 1000, 1000],
  ]);
  await t.tab.goto('/next');
  const [date, now] = await t.tab.run(() => [Date.now(), new Date().getTime()]);
  assert.equal(date, now);
  assert.ok(date - began >= 10_249 && date - began < 20_000);
});

const pad = `<style>body { height: 5000px } #pad { width: 100px; height: 100px; touch-action: none } #far { position: absolute; top: 3000px }</style>
  <select><option>S<option value=m>Medium<option>L</select><input id=field value=abc><input id=box type=checkbox>
  <div id=pad></div><a id=link href=/x>link</a><a id=far href=/y>far</a>`;

/** Has the page keep the events of these types: type, trusted, and other fields that were asked for. */
const keep = (t, ...fields) =>
  t.tab.run((wanted) => {
    window.seen = [];
    const types =
      'click auxclick dblclick contextmenu pointerdown pointermove pointerup mouseover mouseout wheel copy keydown input change touchstart touchend visibilitychange';
    for (const type of types.split(' '))
      addEventListener(
        type,
        (event) =>
          window.seen.push({
            type,
            trusted: event.isTrusted,
            ...Object.fromEntries(wanted.map((name) => [name, event[name]])),
          }),
        true,
      );
  }, fields);
const seen = (t, ...types) =>
  t.tab.run((wanted) => window.seen.splice(0).filter(({ type }) => wanted.includes(type)), types);

spec('clicks of every button', { body: pad }, async (t) => {
  await keep(t, 'button', 'detail');
  await t.tab.click('#link');
  assert.deepEqual(await seen(t, 'click', 'auxclick'), [{ type: 'click', trusted: true, button: 0, detail: 1 }]);
  await t.tab.click('#link', { button: 'middle' });
  assert.deepEqual(await seen(t, 'click', 'auxclick'), [
    { type: 'auxclick', trusted: true, button: 1, detail: 1 },
  ]);
  await t.tab.click('#box', { button: 'right' });
  assert.deepEqual(
    (await seen(t, 'click', 'contextmenu')).map(({ type, trusted }) => [type, trusted]),
    [['contextmenu', true]],
  );
  await t.tab.click('#pad', { times: 3 });
  assert.deepEqual(
    (await seen(t, 'click', 'dblclick')).map(({ type, detail }) => [type, detail]),
    [
      ['click', 1],
      ['click', 2],
      ['dblclick', 2],
      ['click', 3],
    ],
  );
  await t.tab.click('#far');
  assert.equal((await seen(t, 'click')).length, 1);
});

spec('hovering, dragging, the wheel, and leaving by the upper edge', { body: pad }, async (t) => {
  await keep(t);
  await t.tab.hover('#pad');
  assert.ok((await seen(t, 'mouseover')).length > 0);
  await t.tab.drag('#pad', 40);
  const types = (await seen(t, 'pointerdown', 'pointermove', 'pointerup')).map(({ type }) => type);
  assert.equal(types.at(-1), 'pointerup');
  assert.ok(types.lastIndexOf('pointermove') > types.indexOf('pointerdown'));
  await t.tab.wheel(300);
  await t.tab.waitFor(() => scrollY > 100);
  assert.ok((await seen(t, 'wheel')).every(({ trusted }) => trusted));
  await t.tab.run(() =>
    document.documentElement.addEventListener(
      'mouseleave',
      ({ isTrusted, clientY }) => (window.gone = [isTrusted, clientY]),
    ),
  );
  await t.tab.leave();
  const [trusted, y] = await t.tab.waitFor(() => window.gone);
  assert.ok(trusted && y < 0);
});

spec('typing, choosing, checking and copying', { body: pad }, async (t) => {
  await keep(t);
  const value = (css) => t.tab.run((name) => document.querySelector(name).value, css);
  await t.tab.select('select', 'L');
  assert.equal(await value('select'), 'L');
  await t.tab.select('select', 'm');
  assert.equal(await value('select'), 'm');
  const changes = [
    { type: 'change', trusted: true },
    { type: 'change', trusted: true },
  ];
  assert.deepEqual(await seen(t, 'change'), changes);
  await t.tab.type('#field', 'D');
  assert.equal(await value('#field'), 'abcD');
  await t.tab.fill('#field', 'Xy 1');
  assert.equal(await value('#field'), 'Xy 1');
  assert.deepEqual(await seen(t, 'change'), []);
  await t.tab.press('Tab');
  await t.tab.check('#box');
  await t.tab.check('#box');
  assert.equal(await t.tab.run(() => document.querySelector('#box').checked), true);
  assert.deepEqual(await seen(t, 'change'), changes);
  await t.tab.focus('#field');
  await t.tab.press('Control+A');
  await t.tab.press('Control+C');
  assert.deepEqual(await seen(t, 'copy'), [{ type: 'copy', trusted: true }]);
});

spec('a hidden and a visible page', { body: pad }, async (t) => {
  await keep(t);
  for (const state of ['hide', 'show', 'hide', 'show']) {
    await t.tab[state]();
    assert.equal(await t.tab.run(() => document.visibilityState), state === 'hide' ? 'hidden' : 'visible');
    assert.deepEqual(await seen(t, 'visibilitychange'), [{ type: 'visibilitychange', trusted: true }]);
  }
});

spec(
  'a telephone',
  {
    viewport: { width: 360, height: 640 },
    touch: true,
    head: '<meta name=viewport content="width=device-width">',
    body: pad,
  },
  async (t) => {
    await keep(t, 'pointerType');
    assert.deepEqual(await t.tab.run(() => [innerWidth, innerHeight]), [360, 640]);
    await t.tab.swipe('#pad', 60);
    const events = await seen(t, 'pointerdown', 'pointermove', 'pointerup');
    assert.ok(events.every(({ pointerType }) => pointerType === 'touch'));
    assert.equal(
      events.every(({ trusted }) => trusted),
      t.engine === 'chromium',
    );
    assert.equal(events.at(-1).type, 'pointerup');
  },
);
