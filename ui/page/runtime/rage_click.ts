/** Trigger `rage_click`: the same spot, clicked again and again faster than anything there could answer. */
import type { ConfigEvent } from '../../generated/ConfigEvent';
import type { Trigger } from '../../generated/Trigger';
import { getAttribute, matchesCss } from '../shared/dom';
import { fire, listen, triggers } from './core';

type RageClick = Extract<Trigger, { type: 'rage_click' }>;

/** Farther apart is another spot; pixels. */
const NEAR = 30;
/** Sooner is no finger, but a label's click on its control; milliseconds. */
const ECHO = 50;
/** What is clicked often without anger: steppers and arrows, by class or name; fields, where that selects words. */
const CALM = /quantity|qty|plus|minus|next|prev(?!iew)|arrow/i;
const FIELDS =
  ':is(:has(>[type=number]),input:not([type=submit]),textarea,select,[contenteditable])';
/** So far outwards from what was clicked, in elements. */
const INSIDE = 6;
/** Where words that were selected are not what the clicks were for. */
const LIVELY = 'a,button,img,svg,summary,label,[role],[onclick],[tabindex]';

triggers.rage_click = (events) => {
  let path: EventTarget[] = [];
  let times: number[] = [];
  let x = 0;
  let y = 0;
  /** Those that fired for this burst. */
  let fired: ConfigEvent[] = [];

  const isIn = (css: string, most?: number): boolean =>
    path.slice(0, most).some((node) => matchesCss(node as Element, css));
  const isCalm = (node: EventTarget): boolean =>
    'closest' in node &&
    CALM.test(['class', 'name'].map((name) => getAttribute(node as Element, name)).join());

  const count = (event: ConfigEvent, target: Element): void => {
    const { clicks, millis } = event.trigger as RageClick;
    if (times[0]! - times[clicks - 1]! <= millis && fired.indexOf(event) < 0) {
      fired.push(event);
      fire(event, { path_: path, target_: target, milestone_: clicks });
    }
  };

  const click = (event: Event): EventTarget[] => {
    const { clientX, clientY, timeStamp, detail } = event as MouseEvent;
    const pause = timeStamp - times[0]!;
    // The keyboard and scripts have no spot.
    if (!detail || pause < ECHO) return [];
    const [before] = path;
    const beforeIn = path;
    path = event.composedPath();
    if (
      !before ||
      // Neither in the other, and not drawn anew as an answer to the click.
      (path.indexOf(before) < 0 &&
        beforeIn.indexOf(path[0]!) < 0 &&
        (before as Node).isConnected) ||
      Math.hypot(clientX - x, clientY - y) > NEAR ||
      events.every(({ trigger }) => pause > (trigger as RageClick).millis)
    ) {
      times = [];
      fired = [];
    }
    x = clientX;
    y = clientY;
    times.unshift(timeStamp);
    if (
      path.slice(0, INSIDE).some(isCalm) ||
      isIn(FIELDS, INSIDE) ||
      (detail > 1 && '' + getSelection() && !isIn(LIVELY))
    )
      return [];
    for (const each of events) if (!(each.selectors || [])[0]) count(each, path[0] as Element);
    return path;
  };

  listen('click', events, click, (event, { target_ }) => count(event, target_!));
};
