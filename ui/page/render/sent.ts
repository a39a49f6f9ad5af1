/**
 * The other end of `sending`, in the isolated world: asks the page's world what was noted since the last time. Frames of
 * the same origin are asked too; others cannot be, and what leaves them is told without a body.
 */

/** Set in front of this by whoever injects it: a name that the page does not know. */
declare const waymarkChannel: string;

/** Characters that are taken of one frame's answer. */
const LONGEST_ANSWER = 4_000_000;
/** Frames that are asked. */
const MOST_FRAMES = 30;

const answerOf = (view: Window): string => {
  let told = '';
  const take = (event: Event): void => {
    const { detail } = event as CustomEvent<unknown>;
    if (typeof detail === 'string' && detail.length <= LONGEST_ANSWER) told = detail;
  };
  view.document.addEventListener(`${waymarkChannel}!`, take);
  view.document.dispatchEvent(new CustomEvent(`${waymarkChannel}?`, { bubbles: true }));
  view.document.removeEventListener(`${waymarkChannel}!`, take);
  return told;
};

Object.assign(globalThis, {
  /** What was noted, a JSON list for each frame that was asked. */
  __waymarkSent: (): string => {
    const told = [answerOf(window)];
    for (let at = 0; at < Math.min(frames.length, MOST_FRAMES); at++) {
      try {
        told.push(answerOf(frames[at]!));
      } catch {
        // Another origin's.
      }
    }
    return JSON.stringify(told.filter(Boolean));
  },
});
