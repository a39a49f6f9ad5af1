/** Trigger `time`: so many engaged seconds on a page. */
import type { Trigger } from '../../generated/Trigger';
import { startClock } from './engaged';

type Time = Extract<Trigger, { type: 'time' }>;

$.triggers_.time = (events) => {
  /** What was told before. */
  let before = 0;
  const reset = startClock((millis) => {
    const last = before;
    before = millis;
    let next = Infinity;
    for (const event of events)
      for (const seconds of (event.trigger as Time).seconds || [30]) {
        const wanted = seconds * 1000;
        if (wanted > millis) next = Math.min(next, wanted);
        else if (wanted > last) $.fire_(event, { path_: [], target_: null, milestone_: seconds });
      }
    return next;
  });
  $.onRoute_(() => {
    before = 0;
    reset();
  });
};
