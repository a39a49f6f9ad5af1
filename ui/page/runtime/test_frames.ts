/**
 * Frames of the shop's own pages while a test runs: the runtime under test works in the top page alone and hears of
 * what happens in frames by its rules, so the shop's own must be silent there as well. Frames of others are left alone.
 */

/** What the shop's own runtime finds, and does nothing. */
const silent = { stop() {} };

/** Whether this is a frame, at whatever depth. */
export const isFrame = window !== top;

/** Keeps the shop's own runtime from starting in this frame, if the page around it can be looked into. */
export function silenceFrame(): void {
  try {
    if (top!.document)
      Object.defineProperty(window, 'waymark', { configurable: true, value: silent });
  } catch {
    // Another site's frame.
  }
}

/** Stops those that run in the frames of a page where the test begins. */
export function silenceFramesIn(view: Window): void {
  for (let at = 0; at < view.length; at++)
    try {
      const frame = view[at] as Window & { waymark?: { stop?(): void } };
      if (frame.document) frame.waymark?.stop?.();
      silenceFramesIn(frame);
    } catch {
      // Another site's frame.
    }
}
