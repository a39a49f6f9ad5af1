/**
 * For pages that are rendered out of sight, in the page's own world before its scripts: the screen and, for a phone or a
 * tablet, the touch screen that the engine does not pretend to have. Style sheets see the real pointer all the same.
 */

/** Set in front of this by whoever injects it. */
declare const waymarkDevice: { width: number; height: number; touch: boolean };

const { width, height, touch } = waymarkDevice;

const set = (prototype: object, values: Record<string, number>): void => {
  for (const [name, value] of Object.entries(values))
    Object.defineProperty(prototype, name, {
      configurable: true,
      enumerable: true,
      get: () => value,
    });
};

/** Media features of a finger, as words that are always or never true. */
const asFinger = (query: string): string =>
  query
    .replace(/\(\s*(any-)?(pointer\s*:\s*coarse|hover\s*:\s*none)\s*\)/gi, '(min-width:0)')
    .replace(/\(\s*(any-)?(pointer\s*:\s*fine|hover\s*:\s*hover)\s*\)/gi, '(max-width:0)');

set(Screen.prototype, { width, height, availWidth: width, availHeight: height });
if (touch) {
  set(Navigator.prototype, { maxTouchPoints: 5 });
  const { matchMedia } = window;
  window.matchMedia = (query) => matchMedia.call(window, asFinger(String(query)));
}
