/** Trigger `rage_click`: the same spot, clicked again and again faster than anything there could answer. */
import type { ConfigEvent } from '../../generated/ConfigEvent';
import type { Trigger } from '../../generated/Trigger';
import { matchesCss } from '../shared/dom';
import { fire, listen, triggers } from './core';

type RageClick = Extract<Trigger, { type: 'rage_click' }>;

/** Farther apart is another spot; pixels. */
const NEAR = 30;
/** Sooner is no finger, but a label's click on its control; milliseconds. */
const ECHO = 50;
/** Steps outwards from what was clicked within which something is a stepper's. */
const INSIDE = 6;

/**
 * What is clicked often without anger: fields, where that selects words, the plus and minus beside a quantity,
 * arrows of sliders. `:has` stands apart, because a browser without it would refuse the whole list.
 */
const CALM = [
  'input:not([type=button],[type=submit],[type=image]),textarea,select,[contenteditable],[name=plus],[name=minus],[class*=quantity i],[class*=qty i],button:is([name=next],[name=previous],[class*=next i],[class*=prev i],[class*=arrow i])',
  ':has(>[type=number])',
];
/** Where words that were selected are not what the clicks were for. */
const LIVELY = 'a,button,img,svg,summary,label,[role],[onclick],[tabindex]';

triggers.rage_click = (events) => {
  let path: EventTarget[] = [];
  let times: number[] = [];
  let x = 0;
  let y = 0;
  /** Those that fired for this burst. */
  let fired: ConfigEvent[] = [];

  const some = (css: string, most?: number): boolean =>
    path.slice(0, most).some((node) => matchesCss(node as Element, css));

  const count = (event: ConfigEvent, target: Element): void => {
    const { clicks, millis } = event.trigger as RageClick;
    const [last] = times.slice(-1);
    if (last! - times[times.length - clicks]! <= millis && fired.indexOf(event) < 0) {
      fired.push(event);
      fire(event, { path_: path, target_: target, milestone_: clicks });
    }
  };

  const click = (event: Event): EventTarget[] => {
    const { clientX, clientY, timeStamp, detail } = event as MouseEvent;
    const [last] = times.slice(-1);
    // The keyboard and scripts have no spot.
    if (!detail || timeStamp - last! < ECHO) return [];
    const before = path;
    path = event.composedPath();
    const isSame =
      path.indexOf(before[0]!) >= 0 ||
      before.indexOf(path[0]!) >= 0 ||
      // Drawn anew, as an answer to the click.
      (before[0] && !(before[0] as Node).isConnected);
    if (!isSame || Math.hypot(clientX - x, clientY - y) > NEAR || timeStamp - last! > pause) {
      times = [];
      fired = [];
    }
    x = clientX;
    y = clientY;
    times.push(timeStamp);
    if (
      CALM.some((css) => some(css, INSIDE)) ||
      (detail > 1 && '' + getSelection() && !some(LIVELY))
    )
      return [];
    for (const each of events) if (!(each.selectors || [])[0]) count(each, path[0] as Element);
    return path;
  };
  const pause = Math.max(...events.map(({ trigger }) => (trigger as RageClick).millis));

  listen('click', events, click, (event, { target_ }) => count(event, target_!));
};
