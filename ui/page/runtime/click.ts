/** Trigger `click`. */
import { matchesCss } from '../shared/dom';
import { listen, triggers } from './core';

/** The control a label stands for, clicked by the browser right after the label. */
let control: Element | null = null;
let clickedAt = 0;

/** A browser clicks a label's control in the same task; what is later is the visitor. Milliseconds. */
const ECHO = 50;

triggers.click = (events) =>
  listen('click', events, undefined, undefined, (event, path) => {
    const echo = path[0] == control && event.timeStamp - clickedAt < ECHO;
    const label = path.find((node) => matchesCss(node as Element, 'label')) as
      HTMLLabelElement | undefined;
    control = label && !echo ? label.control : null;
    // Clicked itself, or inside itself, it gets no second click.
    if (control && path.indexOf(control) >= 0) control = null;
    clickedAt = event.timeStamp;
    return echo;
  });
