/** Trigger `time`: so many engaged seconds on a page. */
import type { Trigger } from '../../generated/Trigger';
import { startClock } from './engaged';
import { fire, triggers } from './core';
import { onRoute } from './routes';

type Time = Extract<Trigger, { type: 'time' }>;

triggers.time = (events) => {
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
        else if (wanted > last) fire(event, { path_: [], target_: null, milestone_: seconds });
      }
    return next;
  });
  onRoute(() => {
    before = 0;
    reset();
  });
};
