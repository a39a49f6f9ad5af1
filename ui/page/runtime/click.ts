/** Trigger `click`. */
import { matchesCss } from '../shared/dom';
import { listen, triggers } from './core';

/** Where the last click was, unless it was an echo. */
let last: EventTarget[] = [];
let clickedAt = 0;

/** A browser clicks a label's control in the same task; what is later is the visitor. Milliseconds. */
const ECHO = 50;

triggers.click = (events) =>
  listen('click', events, undefined, undefined, (event, path) => {
    const [control] = path;
    const echo =
      'labels' in control! &&
      event.timeStamp - clickedAt < ECHO &&
      // Clicked itself, or inside itself, it gets no second click.
      last.indexOf(control) < 0 &&
      (
        last.find((node) => 'control' in node && matchesCss(node as never, 'label')) as
          HTMLLabelElement | undefined
      )?.control == (control as unknown);
    last = echo ? [] : path;
    clickedAt = event.timeStamp;
    return echo;
  });
