/** What triggers that watch leave behind when the runtime is stopped, and when the page goes on without it: nothing. */
import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import { setTimeout as pause } from 'node:timers/promises';
import { body, spec } from '../spec.mjs';
import { until } from '../until.mjs';

const events = [
  { css: '#a', trigger: { type: 'visible', percent: 50, millis: 100 } },
  { css: '.late', trigger: { type: 'visible', percent: 50, millis: 5000, per: 'element' } },
  { trigger: { type: 'scroll', percents: [50] } },
  { trigger: { type: 'time', seconds: [20] } },
  { css: 'button', trigger: { type: 'hover', millis: 5000 } },
  { on: 'copy' },
  { on: 'page_view' },
  { trigger: { type: 'visible', percent: 50, millis: 5000 }, selectors: [{ css: 'p', within: [{ shadow: 'x-a' }, { frame: 'iframe' }] }] },
];

/** Counts what is listened to, observed and waited for. */
const counting = `<script>{
  const held = (window.held = { listeners: new Map(), observers: new Map(), timers: new Set() });
  const { addEventListener, removeEventListener } = EventTarget.prototype;
  const key = (type, options) => type + (typeof options == 'object' ? options.capture : options);
  EventTarget.prototype.addEventListener = function (type, listener, options) {
    held.listeners.set(listener, [...(held.listeners.get(listener) || []), key(type, options)]);
    return addEventListener.call(this || window, type, listener, options);
  };
  EventTarget.prototype.removeEventListener = function (type, listener, options) {
    const types = held.listeners.get(listener) || [];
    if (types.includes(key(type, options))) types.splice(types.indexOf(key(type, options)), 1);
    if (!types.length) held.listeners.delete(listener);
    return removeEventListener.call(this || window, type, listener, options);
  };
  for (const Observer of [MutationObserver, IntersectionObserver]) {
    const { observe, unobserve, disconnect } = Observer.prototype;
    const of = (observer) => held.observers.get(observer) || held.observers.set(observer, new Set()).get(observer);
    Observer.prototype.observe = function (target, options) { of(this).add(target); return observe.call(this, target, options); };
    if (unobserve) Observer.prototype.unobserve = function (target) { of(this).delete(target); return unobserve.call(this, target); };
    Observer.prototype.disconnect = function () { held.observers.delete(this); return disconnect.call(this); };
  }
  const { setTimeout, clearTimeout } = window;
  window.setTimeout = (act, wait, ...args) => {
    const id = setTimeout(() => { held.timers.delete(id); act(...args); }, wait);
    // WebKit's driver guards its scripts with one of the page's timers.
    if (wait !== 30000) held.timers.add(id);
    return id;
  };
  window.clearTimeout = (id) => { held.timers.delete(id); clearTimeout(id); };
}</script>`;

const held = (t) =>
  t.tab.run(() => ({
    listeners: [...window.held.listeners.values()].reduce((sum, types) => sum + types.length, 0),
    observed: [...window.held.observers.values()].reduce((sum, targets) => sum + targets.size, 0),
    timers: window.held.timers.size,
  }));

const setup = {
  events,
  head: counting,
  body: `<p id=a>a</p><p class=late>x</p><button>x</button><x-a></x-a><div style="height:2000px"></div>
    <script>document.querySelector('x-a').attachShadow({mode: 'open'}).innerHTML = '<iframe src=/frame></iframe>'</script>`,
  pages: { '/frame': '<!doctype html><p>frame</p>' },
};

spec('stopped: no listener, observer or timer is left', setup, async (t) => {
  await t.sends(() => t.tab.hover('button'), [body('e6'), body('e0')]);
  await pause(1500);
  const before = await held(t);
  assert.ok(before.listeners > 10 && before.observed > 4 && before.timers >= 3, JSON.stringify(before));
  await t.tab.run(() => {
    document.body.append('x');
    scrollTo(0, 1000);
    window.waymark.stop();
  });
  await pause(700);
  assert.deepEqual(await held(t), { listeners: 0, observed: 0, timers: 0 });
  await t.sendsNothing(async () => {
    await t.tab.scrollTo(1900);
    await t.tab.hover('button');
    await t.tab.run(() => {
      history.pushState({}, '', '/next');
      document.body.insertAdjacentHTML('afterbegin', '<p class=late>late');
    });
    await pause(700);
  });
  assert.deepEqual(await held(t), { listeners: 0, observed: 0, timers: 0 });
});

const LEAKS = 200;
/** WebKit ignores more than so many new addresses within ten seconds. */
const AT_ONCE = 90;

spec(
  `${LEAKS} routes with new elements each leave no more than the first`,
  { ...setup, seconds: 60 },
  async (t) => {
    await t.sent(2);
    await pause(1500);
    const before = await held(t);
    const go = (from, to) => t.tab.run(async (first, end) => {
      for (let route = first; route < end; route++) {
        history.pushState({}, '', `/${route}`);
        for (const old of document.querySelectorAll('.late, #a')) old.remove();
        document.body.insertAdjacentHTML('afterbegin', '<p class=late>late</p><p id=a>a</p>');
        await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      }
      return location.pathname;
    }, from, to);
    for (let route = 0; route < LEAKS; route += AT_ONCE) {
      if (route) await pause(10_500);
      const end = Math.min(route + AT_ONCE, LEAKS);
      assert.equal(await go(route, end), `/${end - 1}`);
    }
    const views = (await t.sent()).filter(({ event }) => event === 'e6');
    assert.equal(views.length, LEAKS);
    // Elements of the last route are looked for in idle time, as those of the first were.
    await until(async () => isDeepStrictEqual(await held(t), before), `not as before: ${JSON.stringify(before)}`).catch(
      async () => assert.deepEqual(await held(t), before),
    );
  },
);
