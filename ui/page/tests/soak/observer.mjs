/**
 * The other listener: says in its own words, from what the browser tells it, what should have fired. Sent into every
 * document before the runtime, frames included, as text, so it stands alone and shares nothing with the runtime.
 *
 * It calls `expected(id, bound, detail)` of the top window. `both`: it happens exactly now. What depends on the clock
 * or on frames has two bounds: `most` when it may fire from now on, `least` when it must have fired by now.
 */
export function observer({ rules, slack }) {
  const isFrame = window.top !== window;
  const expect = (id, bound = 'both', detail = '') => window.top.expected(id, bound, detail);
  const of = (type) => rules.filter(({ trigger, frame }) => trigger.type === type && !!frame === isFrame);
  const listen = (type, heard) => window.addEventListener(type, heard, true);
  const now = () => performance.now();

  // --- Pages and routes ----------------------------------------------------------------------------------
  /** When the page that is shown began, and what is forgotten with it. */
  let since = now();
  let shown = true;
  const fresh = [];
  const begin = () => {
    since = now();
    for (const forget of fresh) forget();
    for (const { id } of of('page_view')) expect(id);
  };

  let place = location.pathname + location.search;
  const isElsewhere = (isView) => {
    const before = place.split('?');
    place = location.pathname + location.search;
    const after = place.split('?');
    return before[0] !== after[0] || (isView && before[1] !== after[1]);
  };
  if (!isFrame) {
    let coming;
    for (const name of ['pushState', 'replaceState']) {
      const original = history[name];
      history[name] = (...args) => {
        original.apply(history, args);
        // What is new is new at once; whoever goes on in the same breath goes to one page.
        if (!isElsewhere(name === 'pushState')) return;
        clearTimeout(coming);
        coming = setTimeout(begin);
      };
    }
    listen('popstate', () => isElsewhere(true) && begin());
    listen('pagehide', () => (shown = false));
    listen('pageshow', ({ persisted }) => {
      shown = true;
      if (persisted) begin();
    });
    begin();
  }

  // --- What a rule means ---------------------------------------------------------------------------------
  const isHere = (element, { shadow }) => {
    const root = element.getRootNode();
    return shadow ? root.host?.matches(shadow) : root === document;
  };
  const means = (element, rule) =>
    element instanceof Element &&
    element.matches(rule.css) &&
    isHere(element, rule) &&
    (!rule.text || element.textContent.trim() === rule.text);
  const inner = (path, rule) => path.find((node) => means(node, rule));

  // --- Clicks --------------------------------------------------------------------------------------------
  /** Counts what a visitor did, to tell a label's click on its control from a second click. */
  let doings = 0;
  for (const type of ['pointerdown', 'keydown']) listen(type, () => doings++);
  let label = {};
  const onPage = new Set();
  fresh.push(() => onPage.clear());
  const lastAt = {};

  listen('click', (event) => {
    const path = event.composedPath();
    const isEcho = label.control && label.control === path[0] && label.doings === doings;
    const fired = [];
    for (const rule of of('click')) {
      const element = inner(path, rule);
      if (!element) continue;
      fired.push(rule.id);
      if (!(isEcho && label.fired.includes(rule.id))) click(rule, element);
    }
    const control = isEcho ? null : path.find((node) => node.localName === 'label')?.control;
    label = { control: path.includes(control) ? null : control, doings, fired };
  });

  function click({ id, linked, limit, debounceMillis = 0 }, element) {
    if (limit === 'page') {
      if (onPage.has(id)) return;
      onPage.add(id);
    } else if (limit === 'session') {
      if (sessionStorage[`once ${id}`]) return;
      sessionStorage[`once ${id}`] = 1;
    }
    const pause = now() - (lastAt[id] ?? -Infinity);
    lastAt[id] = now();
    if (debounceMillis && pause < debounceMillis - slack) return;
    const isCertain = !debounceMillis || pause > debounceMillis + slack;
    expect(id, isCertain ? 'both' : 'most', linked ? element.getAttribute('href').split('?')[0] : '');
  }

  // --- Forms ---------------------------------------------------------------------------------------------
  function hear(root, isShadow) {
    const about = (type) => of(type).filter(({ shadow }) => !!shadow === isShadow);
    root.addEventListener(
      'submit',
      (event) => {
        const { submitter } = event;
        for (const rule of about('submit')) {
          const path = event.composedPath();
          const buttons = submitter ? [submitter] : path[0].querySelectorAll('button:not([type=button])');
          if (inner([...buttons, ...path], rule)) expect(rule.id);
        }
      },
      true,
    );
    root.addEventListener(
      'change',
      (event) => {
        for (const rule of about('change')) if (inner(event.composedPath(), rule)) expect(rule.id);
      },
      true,
    );
  }
  hear(window, false);
  const heard = new WeakSet();
  const hearIn = (root) => {
    if (!heard.has(root)) hear(root, true);
    heard.add(root);
    return root;
  };
  const { attachShadow } = Element.prototype;
  Element.prototype.attachShadow = function (...args) {
    return hearIn(attachShadow.apply(this, args));
  };
  // Roots that the server declared.
  for (const type of ['DOMContentLoaded', 'pointerover', 'keydown', 'focusin'])
    listen(type, () => {
      for (const { shadowRoot } of document.querySelectorAll('*')) if (shadowRoot) hearIn(shadowRoot);
    });

  if (isFrame) return;

  // --- Pointer and clipboard -----------------------------------------------------------------------------
  for (const rule of of('hover')) {
    let element;
    let timer;
    const rest = (next) => {
      if (next === element) return;
      clearTimeout(timer);
      element = next;
      if (next) timer = setTimeout(() => next.isConnected && expect(rule.id), rule.trigger.millis);
    };
    listen('pointerover', (event) => rest(inner(event.composedPath(), rule)));
    listen('pointerout', ({ relatedTarget }) => relatedTarget || rest(undefined));
    listen('visibilitychange', () => rest(undefined));
  }

  for (const rule of of('rage_click')) {
    let burst = [];
    listen('click', ({ target, detail, clientX: x, clientY: y, timeStamp: at }) => {
      const last = burst.at(-1);
      if (!detail || (last && at - last.at < 50)) return;
      const isSame =
        last &&
        (last.target === target || last.target.contains(target) || target.contains(last.target) || !last.target.isConnected);
      const isNear = last && Math.hypot(x - last.x, y - last.y) <= 30;
      if (!isSame || !isNear || at - last.at > rule.trigger.millis) burst = [];
      burst.push({ target, x, y, at });
      const first = burst.at(-rule.trigger.clicks);
      if (!first || burst.done || at - first.at > rule.trigger.millis) return;
      if (!target.closest(rule.css)) return;
      burst.done = true;
      // Clicks beside the picture may select words, which is no anger.
      expect(rule.id, target.closest('img, button') ? 'both' : 'most');
    });
  }

  for (const rule of of('copy'))
    listen('copy', (event) => {
      const field = event.composedPath()[0];
      const isField = field.matches('input, textarea');
      // Of what is selected in a field of numbers or e-mail addresses, browsers tell nothing.
      if (isField && field.selectionStart === null) expect(rule.id, 'most');
      // In a shadow root WebKit calls a selection collapsed that has words in it.
      else if (isField ? field.selectionStart !== field.selectionEnd : `${getSelection()}`) expect(rule.id);
    });

  for (const rule of of('exit')) {
    let done = false;
    fresh.push(() => (done = false));
    listen('mouseout', ({ relatedTarget, clientY, buttons }) => {
      const age = now() - since;
      if (done || relatedTarget || clientY > 0 || buttons || age < 3000 - slack) return;
      done = true;
      expect(rule.id, age < 3000 + slack ? 'most' : 'both');
    });
  }

  // --- Depth, time and sight -----------------------------------------------------------------------------
  for (const rule of of('scroll')) {
    let reached = 0;
    let asked = false;
    fresh.push(() => (reached = 0));
    const measure = () => {
      asked = false;
      const { scrollTop, scrollHeight } = document.scrollingElement;
      // A document that cannot scroll is not what was scrolled.
      if (scrollHeight <= innerHeight + 1) return;
      const depth = (100 * (scrollTop + innerHeight + 1)) / scrollHeight;
      for (const percent of rule.trigger.percents) if (percent <= depth && percent > reached) expect(rule.id);
      reached = Math.max(reached, depth);
    };
    listen('scroll', () => {
      if (!asked) requestAnimationFrame(measure);
      asked = true;
    });
  }

  /** What has two bounds: tells `most` after `from` milliseconds of being true, `least` after `to`. */
  const bounds = (rule, from, to) => {
    let told = 0;
    return (lasted, isCertain = true) => {
      if (told === 0 && lasted >= from) {
        told = 1;
        expect(rule.id, 'most');
      }
      if (told === 1 && isCertain && lasted >= to) {
        told = 2;
        expect(rule.id, 'least');
      }
    };
  };
  /** Asked again and again while the page is shown. */
  const watches = [];

  for (const rule of of('time'))
    for (const seconds of rule.trigger.seconds) {
      const make = () => bounds(rule, seconds * 1000 - slack, seconds * 1000 + 3 * slack);
      let tell = make();
      fresh.push(() => (tell = make()));
      watches.push(() => tell(now() - since));
    }

  const share = (element) => {
    const { top, bottom, left, right, width, height } = element.getBoundingClientRect();
    const seen = (from, to, size) => Math.max(0, Math.min(to, size) - Math.max(from, 0));
    return (100 * seen(top, bottom, innerHeight) * seen(left, right, innerWidth)) / (width * height || Infinity);
  };
  for (const rule of of('visible')) {
    const { percent, millis, per } = rule.trigger;
    let known = new WeakMap();
    const make = () => bounds(rule, millis - slack, millis + 3 * slack);
    let one = make();
    fresh.push(() => {
      known = new WeakMap();
      one = make();
    });
    /** Elements are found soon after they came, not at once. */
    const FOUND = 1500;
    watches.push((at) => {
      for (const element of document.querySelectorAll(rule.css)) {
        if (!known.has(element)) known.set(element, { tell: per === 'element' ? make() : (...args) => one(...args), since: at });
        const own = known.get(element);
        const seen = share(element);
        // Browsers tell of shares in steps of some percents.
        own.most = seen < percent - 4 ? undefined : (own.most ?? at);
        own.least = seen < percent + 4 || at - own.since < FOUND ? undefined : (own.least ?? at);
        if (own.most !== undefined) own.tell(at - own.most, false);
        if (own.least !== undefined) own.tell(at - own.least);
      }
    });
  }

  for (const rule of of('gallery')) {
    let gallery;
    let before;
    let last;
    let changedAt = 0;
    let doneAt = -Infinity;
    let tell;
    for (const type of ['pointerdown', 'pointerup', 'keydown'])
      listen(type, ({ target }) => {
        if (target instanceof Element && target.closest(rule.css)) doneAt = now();
      });
    watches.push((at) => {
      const current = document.querySelector(rule.css);
      if (!current) return;
      const picture = current.querySelector('#MainImage').getAttribute('src');
      if (current !== gallery) [gallery, before, last] = [current, picture, picture];
      if (picture !== last) {
        // What was up for a moment may have been told, and then what was up before is new as well.
        const isBack = picture === before;
        const isPossible = at - doneAt < 1500 + 3 * slack && (!isBack || at - changedAt > 200 - slack);
        const isCertain = at - doneAt < 700 && !isBack;
        [last, changedAt] = [picture, at];
        const own = bounds(rule, 200 - slack, 200 + 4 * slack);
        tell = isPossible && ((lasted) => own(lasted, isCertain));
      }
      if (tell) tell(at - changedAt);
      if (at - changedAt > 200 + 4 * slack) before = last;
    });
  }

  setInterval(() => {
    if (shown && document.visibilityState === 'visible') for (const watch of watches) watch(now());
  }, 10);
}
