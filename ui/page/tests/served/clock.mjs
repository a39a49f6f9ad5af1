/**
 * A clock for a page that moves only when the spec says so: timers, dates and `performance.now`. Sent as
 * text, so it stands alone. Frames, idle time and observers stay the browser's.
 */
export function clock({ began, elapsed }) {
  const RealDate = Date;
  const later = window.setTimeout.bind(window);
  const frame = window.requestAnimationFrame.bind(window);
  const breathe = () => new Promise((resolve) => later(resolve, 0));
  /** When this page began and what time it is, in milliseconds since the spec began. */
  const start = elapsed;
  let now = elapsed;
  /** By id: {due, every, run}. */
  const timers = new Map();
  let last = 0;

  const add = (run, delay, every) => {
    const wait = Math.max(1, Number(delay) || 0);
    timers.set(++last, { due: now + wait, every: every && wait, run });
    return last;
  };
  const caller = (callback, args) => () =>
    typeof callback === 'function' ? callback(...args) : (0, eval)(callback);
  window.setTimeout = (callback, delay, ...args) => add(caller(callback, args), delay, false);
  window.setInterval = (callback, delay, ...args) => add(caller(callback, args), delay, true);
  window.clearTimeout = window.clearInterval = (id) => void timers.delete(id);

  const dateNow = () => began + now;
  window.Date = class extends RealDate {
    constructor(...parts) {
      super(...(parts.length ? parts : [dateNow()]));
    }
    static now() {
      return dateNow();
    }
  };
  performance.now = () => now - start;
  window.requestAnimationFrame = (callback) => frame(() => callback(now - start));
  Object.defineProperty(Event.prototype, 'timeStamp', { configurable: true, get: () => now - start });

  /** Lets time pass until so much has, running what is due in its order. */
  return async function advance(to) {
    for (;;) {
      let [next, id] = [undefined];
      for (const [each, timer] of timers)
        if (timer.due <= to && !(next && next.due <= timer.due)) [next, id] = [timer, each];
      if (!next) break;
      now = Math.max(now, next.due);
      if (next.every) next.due += next.every;
      else timers.delete(id);
      next.run();
      // What came of it, in promises and tasks, comes before the next.
      await breathe();
    }
    now = Math.max(now, to);
    return true;
  };
}
