/**
 * Trigger `score`: weights add up to a threshold, once a span. With `unboughtMinutes` it waits so long, over page
 * changes as well, and fires only if it is known that nothing was bought since. That is in the cookie that the
 * shop's pixel keeps: second of the last purchase, 0 where there was none; no cookie, nothing known.
 */
import { complete, completes, ownOf } from './composed';
import { $, starts, stops } from './core';

const MINUTE = 60e3;
/** As long as a timer can be, in milliseconds. */
const LONGEST = 0x7fffffff;

let timer: ReturnType<typeof setTimeout> | undefined;

completes.score = (own, { threshold, unboughtMinutes }, { weight }) => {
  if (own.done || own.reached) return false;
  own.sum = (own.sum || 0) + weight;
  if (own.sum < threshold) return false;
  if (unboughtMinutes == null) return (own.done = 1);
  own.reached = '' + Date.now();
  look();
  return false;
};

/** Fires what waited long enough, and sets the clock for the next. */
function look(): void {
  clearTimeout(timer);
  let wait = Infinity;
  complete(
    $.config_.events.filter((whole) => {
      const { trigger } = whole;
      if (trigger.type != 'score' || trigger.unboughtMinutes == null) return false;
      const own = ownOf(whole);
      if (own.done || !own.reached) return false;
      const left = +own.reached + trigger.unboughtMinutes * MINUTE - Date.now();
      if (left > 0) {
        wait = Math.min(wait, left);
        return false;
      }
      own.done = 1;
      const bought = /(^|; )waymark_purchase=(\d+)/.exec(document.cookie);
      // In the second of the purchase it is not known which came first.
      return bought && (+bought[2]! + 1) * 1000 <= own.reached;
    }),
  );
  $.keep_!();
  if (wait < Infinity) timer = setTimeout(look, Math.min(wait, LONGEST));
}

starts.push(() => {
  // After all triggers have begun.
  timer = setTimeout(look);
  $.whenConsent_?.(look);
  stops.push(() => clearTimeout(timer));
});
