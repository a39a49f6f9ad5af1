/**
 * The clock of engaged time: it goes while the tab is in front and the visitor did something within the last half
 * minute, opening the page and coming back to it included. There is one timer, and only where what is waited for
 * comes before that half minute is over.
 */
import { on, safely, stops } from './core';

/** How long one need not do anything, in milliseconds. */
const IDLE = 30_000;

const now = performance.now.bind(performance);

/**
 * Starts the clock. `tell` gets how many milliseconds were engaged and gives when it wants to be told next, on the
 * same scale; `Infinity`: not at all. What is returned sets the clock to zero.
 */
export function startClock(tell: (millis: number) => number): () => void {
  let spent = 0;
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
    // Timers are early by parts of a millisecond.
    const wait = tell(Math.round(spent)) - spent;
    if (!wasHidden && at + wait < lastInput + IDLE + 1) timer = setTimeout(count, wait);
  };
  const count = (input?: unknown): void => safely(() => settle(input));

  for (const type of ['pointermove', 'pointerdown', 'keydown', 'wheel']) on(window, type, count);
  on(document, 'visibilitychange', count);
  stops.push(() => clearTimeout(timer));

  const start = (): void => {
    spent = 0;
    since = now();
    count(true);
  };
  start();
  return start;
}
