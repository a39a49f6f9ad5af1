/**
 * Trigger `time`: so many engaged seconds on a page. The clock goes while the tab is in front and the visitor did
 * something within the last half minute, opening the page and coming back to it included. There is one timer, and
 * only where what is waited for comes before that half minute is over.
 */
import type { ConfigEvent } from '../../generated/ConfigEvent';
import type { Trigger } from '../../generated/Trigger';
import { fire, on, safely, stops, triggers } from './core';
import { onRoute } from './routes';

type Time = Extract<Trigger, { type: 'time' }>;

/** How long one need not do anything, in milliseconds. */
const IDLE = 30_000;

const now = performance.now.bind(performance);

triggers.time = (events) => {
  const all = events.flatMap((event) =>
    ((event.trigger as Time).seconds || [30]).map((seconds): [ConfigEvent, number] => [
      event,
      seconds,
    ]),
  );
  /** Those that were not reached yet. */
  let left: typeof all;
  let spent: number;
  /** Until when everything is counted. */
  let since: number;
  let lastInput = 0;
  let wasHidden: boolean;
  let timer = 0;

  /** Counts what has passed since the last time; what an event asks for begins the half minute anew. */
  const settle = (input?: unknown): void => {
    const at = now();
    // A timer may be late, and a visitor back after long.
    if (!wasHidden) spent += Math.max(0, Math.min(at, lastInput + IDLE) - since);
    since = at;
    wasHidden = document.hidden;
    if (input) lastInput = at;
    clearTimeout(timer);
    let wait = Infinity;
    left = left.filter(([event, seconds]) => {
      const rest = seconds * 1000 - spent;
      // Timers are early by parts of a millisecond.
      if (rest > 0.5) return (wait = Math.min(wait, rest));
      fire(event, { milestone_: seconds });
      return false;
    });
    if (!wasHidden && at + wait < lastInput + IDLE + 1) timer = setTimeout(safely, wait, settle);
  };
  const start = (): void => {
    left = all;
    spent = 0;
    since = now();
    settle(true);
  };

  for (const type of ['pointermove', 'pointerdown', 'keydown', 'wheel']) on(window, type, settle);
  on(document, 'visibilitychange', settle);
  stops.push(() => clearTimeout(timer));
  onRoute(start);
  start();
};
