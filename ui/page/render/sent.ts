/**
 * The other end of `sending`, in the isolated world: asks the page's world what was noted since the last time. Frames of
 * the same origin are asked too; others cannot be, and that they could not is told. Notes what the page's own security
 * policy refused as well, which the engine tells here and no page can make up.
 */

/** Set in front of this by whoever injects it: a name that the page does not know. */
declare const waymarkChannel: string;

/** Characters that are taken of one frame's answer. */
const LONGEST_ANSWER = 4_000_000;
/** Frames that are asked. */
const MOST_FRAMES = 30;

/** What a document says; nothing where nobody in it answers, or more than is taken. */
const answerOf = (view: Window): string | null => {
  let told: string | null = null;
  const take = (event: Event): void => {
    const { detail } = event as CustomEvent<unknown>;
    if (typeof detail === 'string' && detail.length <= LONGEST_ANSWER) told = detail;
  };
  view.document.addEventListener(`${waymarkChannel}!`, take);
  view.document.dispatchEvent(new CustomEvent(`${waymarkChannel}?`, { bubbles: true }));
  view.document.removeEventListener(`${waymarkChannel}!`, take);
  return told;
};

/** Addresses that are noted until somebody reads them. */
const MOST_REFUSED = 300;

let refused: string[] = [];

addEventListener(
  'securitypolicyviolation',
  ({ isTrusted, disposition, blockedURI, effectiveDirective }) => {
    // Of frames and plug-ins only the host is told, from which requests that may leave go to.
    if (!/^(connect|img|script)-src/.test(effectiveDirective)) return;
    // What is only reported leaves all the same.
    if (!isTrusted || disposition !== 'enforce' || !blockedURI.startsWith('http')) return;
    if (refused.length < MOST_REFUSED) refused.push(blockedURI);
  },
  true,
);

Object.assign(globalThis, {
  /** Addresses, or origins, that the page's policy refused since the last time. */
  __waymarkRefused: (): string => {
    const told = JSON.stringify(refused);
    refused = [];
    return told;
  },
  /** What was noted, a JSON record for each frame; `null` for one that could not be asked. */
  __waymarkSent: (): string => {
    const told: (string | null)[] = [];
    const ask = (view: Window): void => {
      try {
        const answer = answerOf(view);
        // A frame that no page was loaded into has nothing that notes, and no page's tags.
        if (answer !== null || view.location.protocol.startsWith('http')) told.push(answer);
        for (let at = 0; at < view.frames.length; at++) {
          if (told.length > MOST_FRAMES) return;
          ask(view.frames[at]!);
        }
      } catch {
        // Another origin's.
        told.push(null);
      }
    };
    ask(window);
    return JSON.stringify(told);
  },
});
