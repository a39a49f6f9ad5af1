/**
 * Runs in every served page before anything else, on the side of the tests: finds elements, reads what was sent,
 * keeps errors and what the console was told, and tells when the page is quiet. Sent as text, so it
 * stands alone; what it needs of the browser it takes before the page can patch it.
 */
export function witness({ recorders, stays, left, startClock }) {
  // A frame belongs to the page.
  if (window.top !== window) return;
  const { parse, stringify } = JSON;
  const { apply } = Reflect;
  const { slice } = Array.prototype;
  const frame = window.requestAnimationFrame.bind(window);
  const later = window.setTimeout.bind(window);
  const beacon = navigator.sendBeacon.bind(navigator);
  const listen = window.addEventListener.bind(window);
  const unlisten = window.removeEventListener.bind(window);
  const fixed = (type, name) => {
    const original = type.prototype[name];
    return (self, ...args) => apply(original, self, args);
  };
  const getter = (type, name) => {
    const { get } = Object.getOwnPropertyDescriptor(type.prototype, name);
    return (self) => apply(get, self, []);
  };
  const copy = (value) => parse(stringify(value));

  // --- What was sent -------------------------------------------------------------------------------------
  const born = performance.timeOrigin;
  const logs = { entries: [], calls: [], errors: [], said: [] };
  let layer;
  let seen = 0;
  const readLayer = () => {
    const now = window.dataLayer;
    if (now !== layer) [layer, seen] = [now, 0];
    const entries = now ? apply(slice, now, [seen]) : [];
    seen = now?.length ?? 0;
    logs.entries.push(...copy(entries));
  };
  /** How much of each log had come across when the test asked last; answers get lost when a page is left. */
  let read = { entries: 0, calls: 0, errors: 0, said: 0 };
  const take = (readByPage = {}) => {
    read = readByPage[born] ?? read;
    readLayer();
    const fresh = Object.keys(logs).map((kind) => [kind, logs[kind].slice(read[kind])]);
    return stringify({ born, read, fresh: Object.fromEntries(fresh) });
  };

  for (const path of recorders) {
    const names = path.split('.');
    const last = names.pop();
    const owner = names.reduce((object, name) => (object[name] ??= {}), window);
    owner[last] = (...args) => void logs.calls.push({ name: path, args: copy(args) });
  }

  listen('error', (event) => {
    if (event instanceof ErrorEvent) logs.errors.push(event.message);
  });
  listen('unhandledrejection', ({ reason }) => logs.errors.push(String(reason)));
  for (const level of ['debug', 'log', 'info', 'warn', 'error']) {
    const original = console[level];
    console[level] = (...words) => {
      const line = words.map(String).join(' ');
      logs.said.push(line);
      if (level === 'error') logs.errors.push(line);
      apply(original, console, words);
    };
  }

  // A page that is left hands over what was not read yet; some is sent as late as when it becomes hidden.
  let leaving = false;
  listen('pagehide', () => {
    leaving = true;
    beacon(left, take());
  });
  listen('pageshow', () => (leaving = false));
  listen('visibilitychange', () => leaving && beacon(left, take()));

  if (stays) {
    const hold = (event) => {
      const inLink = event.composedPath().some(({ localName }) => localName === 'a' || localName === 'area');
      if (event.type === 'submit' || inLink) event.preventDefault();
    };
    for (const type of ['click', 'auxclick', 'submit']) listen(type, hold);
    listen('contextmenu', (event) => event.preventDefault());
  }

  // --- Quiet ---------------------------------------------------------------------------------------------
  /** How many of the page's idle callbacks have not come yet. */
  let pending = 0;
  if (window.requestIdleCallback) {
    const request = window.requestIdleCallback.bind(window);
    const cancel = window.cancelIdleCallback.bind(window);
    const waiting = new Set();
    const done = (id) => waiting.delete(id) && pending--;
    window.requestIdleCallback = (callback, options) => {
      const id = request((deadline) => {
        done(id);
        callback(deadline);
      }, options);
      waiting.add(id);
      pending++;
      return id;
    };
    window.cancelIdleCallback = (id) => {
      done(id);
      cancel(id);
    };
  }

  const nextFrame = () =>
    new Promise((resolve) => {
      // A hidden page has no frames.
      later(resolve, document.visibilityState === 'hidden' ? 0 : 100);
      frame(resolve);
    });
  const nextTask = () => new Promise((resolve) => later(resolve, 0));
  const traffic = () => (window.dataLayer?.length ?? 0) + logs.calls.length + logs.said.length;

  /**
   * Until twice in a row a frame and a task have brought nothing, and no idle callback of the page waits. Gives when the
   * page began, by which `take` names it too.
   */
  async function quiet() {
    for (let still = 0, before = traffic(); still < 2;) {
      await nextFrame();
      await nextTask();
      const now = traffic();
      still = now === before && pending === 0 ? still + 1 : 0;
      before = now;
    }
    return born;
  }

  // --- Elements ------------------------------------------------------------------------------------------
  const inDocument = fixed(Document, 'querySelector');
  const inFragment = fixed(DocumentFragment, 'querySelector');
  const shadowOf = getter(Element, 'shadowRoot');
  const contentOf = getter(HTMLIFrameElement, 'contentDocument');
  const rectOf = fixed(Element, 'getBoundingClientRect');
  const rectsOf = fixed(Element, 'getClientRects');
  const into = fixed(Element, 'scrollIntoView');
  const contains = fixed(Node, 'contains');
  const atPointOf = {
    document: fixed(Document, 'elementFromPoint'),
    shadow: fixed(ShadowRoot, 'elementFromPoint'),
  };

  /** The element at the end of a path, the root it is in, and where that root's viewport lies in this one. */
  function follow(path) {
    let root = document;
    let kind = 'document';
    let [left, top] = [0, 0];
    const hops = path.split(' >>> ');
    for (let at = 0; ; at++) {
      const element = kind === 'document' ? inDocument(root, hops[at]) : inFragment(root, hops[at]);
      if (!element) return undefined;
      if (at === hops.length - 1) return { element, root, kind, left, top };
      const shadow = shadowOf(element);
      [root, kind] = shadow ? [shadow, 'shadow'] : [contentOf(element), 'document'];
      if (!root) return undefined;
      if (shadow) continue;
      const box = rectOf(element);
      left += box.left + element.clientLeft;
      top += box.top + element.clientTop;
    }
  }

  const answer = (it) => stringify({ it });
  const why = (reason) => stringify({ why: reason });
  const found = (path, use) => {
    const place = follow(path);
    return place ? use(place) : why('is not there');
  };

  /** The point to press, in this viewport. */
  function pointOf({ element, left, top }, position) {
    const box = Array.prototype.find.call(rectsOf(element), ({ width, height }) => width && height);
    if (!box) return undefined;
    const { x, y } = position ?? { x: box.width / 2, y: box.height / 2 };
    return [left + box.left + x, top + box.top + y];
  }

  function isInView([x, y], { root, left, top }) {
    const { innerWidth, innerHeight } = root.defaultView ?? window;
    const inside = (value, size) => value >= 0 && value < size;
    return (
      inside(x, window.innerWidth) &&
      inside(y, window.innerHeight) &&
      inside(x - left, innerWidth) &&
      inside(y - top, innerHeight)
    );
  }

  /** Where to press an element, once it is still and on top. */
  async function locate(path, position) {
    const place = follow(path);
    if (!place) return why('is not there');
    const before = pointOf(place, position);
    if (!before) return why('has no area');
    if (!isInView(before, place)) {
      into(place.element, { block: 'center', inline: 'center', behavior: 'instant' });
      await nextFrame();
      return why('has to be scrolled to');
    }
    await nextFrame();
    const point = pointOf(place, position);
    if (!point || point[0] !== before[0] || point[1] !== before[1]) return why('is moving');
    const on = atPointOf[place.kind](place.root, point[0] - place.left, point[1] - place.top);
    if (!on || !contains(place.element, on)) return why(`is covered by ${on?.outerHTML?.slice(0, 80)}`);
    return answer(point);
  }

  const focus = (path, caret) =>
    found(path, ({ element }) => {
      element.focus();
      if (caret === 'all') element.select?.();
      try {
        if (caret === 'end') element.setSelectionRange?.(1e6, 1e6);
      } catch {
        // A field of numbers or e-mail addresses has no caret that can be set.
      }
      return answer(true);
    });

  const option = (path, wanted) =>
    found(path, ({ element }) => {
      const index = Array.from(element.options).findIndex(
        ({ value, label }) => value === wanted || label === wanted,
      );
      return index < 0 ? why(`has no option ${wanted}`) : answer({ index });
    });

  const touch = (points) => {
    const [[startX, startY]] = points;
    const target = document.elementFromPoint(startX, startY);
    points.forEach(([clientX, clientY], at) => {
      const init = {
        bubbles: true,
        composed: true,
        cancelable: true,
        pointerType: 'touch',
        isPrimary: true,
        clientX,
        clientY,
      };
      if (at === 0) target.dispatchEvent(new PointerEvent('pointerdown', init));
      else target.dispatchEvent(new PointerEvent('pointermove', init));
      if (at === points.length - 1) target.dispatchEvent(new PointerEvent('pointerup', init));
    });
  };

  /** Resolves with the next event of a type. */
  const hears = (type) =>
    new Promise((resolve) => {
      const heard = () => {
        unlisten(type, heard, true);
        resolve(true);
      };
      listen(type, heard, true);
    });

  Object.defineProperty(window, Symbol.for('witness'), {
    value: {
      take,
      quiet,
      advance: startClock?.(),
      born,
      locate,
      focus,
      option,
      touch,
      hears,
      has: (path) => !!follow(path),
      find: (path) => follow(path).element,
      checked: (path) => found(path, ({ element }) => answer(element.checked)),
    },
  });
}
