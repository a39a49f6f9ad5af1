/**
 * For pages that are rendered out of sight, in the page's own world: runs the runtime under test, and measures what it costs
 * the page and what it throws. While the runtime runs, and only then, what it hands to the browser to be called later
 * (listeners, timers, observers) is handed over so that the call is measured too; the page's own calls are not touched. What
 * a page does inside such a call (a data layer that somebody listens to) counts as the runtime's. The page could make things
 * up here, so whoever reads this proves nothing by it.
 */

/** Set in front of this by whoever injects it: a name that the page does not know. */
declare const waymarkCost: string;

(() => {
  const channel = waymarkCost;
  /** Errors that are told, and their characters. */
  const MOST = 5;
  const LONGEST = 200;

  type Work = (...all: unknown[]) => unknown;

  // Taken before the page can change them.
  const { stringify } = JSON;
  const { apply, deleteProperty } = Reflect;
  const { round } = Math;
  const DetailEvent = CustomEvent;
  const dispatch = document.dispatchEvent.bind(document);
  const now = performance.now.bind(performance);
  const sliceOf = String.prototype.slice;

  let starting = 0;
  let handling = 0;
  let calls = 0;
  let thrown = 0;
  const errors: string[] = [];
  let inside = false;

  const note = (error: unknown): void => {
    thrown++;
    let said = 'an error';
    try {
      said = String(error);
    } catch {
      // What cannot be said is one all the same.
    }
    if (errors.length < MOST) errors[errors.length] = apply(sliceOf, said, [0, LONGEST]) as string;
  };

  /** Does some of the runtime's work. */
  const run = (
    work: Work,
    self: unknown,
    all: unknown[],
    spent: (millis: number) => void,
  ): unknown => {
    // What is called from within is measured from without.
    if (inside) return apply(work, self, all);
    inside = true;
    change();
    const begun = now();
    try {
      return apply(work, self, all);
    } catch (error) {
      note(error);
      throw error;
    } finally {
      spent(now() - begun);
      restore();
      inside = false;
    }
  };

  const known = new WeakMap<object, Work>();
  /** The same work, measured whenever it is called. */
  const measured = (work: unknown): unknown => {
    if (typeof work !== 'function') return work;
    const before = known.get(work);
    if (before) return before;
    const later = function (this: unknown, ...all: unknown[]): unknown {
      return run(work as Work, this, all, (millis) => {
        handling += millis;
        calls++;
      });
    };
    known.set(work, later);
    return later;
  };

  /** What takes something to be called later: where it hangs, its name, and which argument that is. */
  const places: [owner: object, name: string, argument: number][] = [
    [EventTarget.prototype, 'addEventListener', 1],
    [EventTarget.prototype, 'removeEventListener', 1],
    [globalThis, 'setTimeout', 0],
    [globalThis, 'setInterval', 0],
    [globalThis, 'requestAnimationFrame', 0],
    [globalThis, 'requestIdleCallback', 0],
    [globalThis, 'queueMicrotask', 0],
  ];
  let changed: (() => void)[] = [];

  const change = (): void => {
    changed = [];
    for (const [owner, name, argument] of places) {
      const described = Object.getOwnPropertyDescriptor(owner, name);
      const method = described?.value as Work | undefined;
      if (!described?.configurable || typeof method !== 'function') continue;
      const value = function (this: unknown, ...all: unknown[]): unknown {
        if (all.length > argument) all[argument] = measured(all[argument]);
        return apply(method, this, all);
      };
      Object.defineProperty(owner, name, { ...described, value });
      changed[changed.length] = () => {
        // What the runtime itself put there stays.
        const here = Object.getOwnPropertyDescriptor(owner, name);
        if (here?.value === value) Object.defineProperty(owner, name, described);
      };
    }
    for (const name of ['MutationObserver', 'IntersectionObserver'] as const) {
      const described = Object.getOwnPropertyDescriptor(globalThis, name);
      const observer = described?.value as (new (...all: never[]) => object) | undefined;
      if (!described?.configurable || !observer) continue;
      const value = new Proxy(observer, {
        construct: (target, [work, ...rest], made) =>
          Reflect.construct(
            target,
            [measured(work), ...rest],
            made === value ? target : made,
          ) as object,
      });
      Object.defineProperty(globalThis, name, { ...described, value });
      changed[changed.length] = () => Object.defineProperty(globalThis, name, described);
    }
  };

  const restore = (): void => {
    for (let at = 0; at < changed.length; at++) changed[at]!();
  };

  addEventListener(`${channel}?`, (event) => {
    event.stopImmediatePropagation();
    let told = '';
    for (let at = 0; at < errors.length; at++) told += `${at ? ',' : ''}${stringify(errors[at])}`;
    const times = `"starting":${round(starting)},"handling":${round(handling)},"calls":${calls}`;
    const answer = `{${times},"thrown":${thrown},"errors":[${told}]}`;
    dispatch(new DetailEvent(`${channel}!`, { detail: answer }));
  });

  Object.defineProperty(globalThis, channel, {
    configurable: true,
    value: (work: Work) => {
      deleteProperty(globalThis, channel);
      run(work, undefined, [], (millis) => (starting += millis));
    },
  });
})();
