/** Trigger `hover`: the mouse, or a pen above the screen, rests on the target or inside it. */
import type { ConfigEvent } from '../../generated/ConfigEvent';
import type { Trigger } from '../../generated/Trigger';
import { getter } from '../shared/dom';
import { $, fire, hear, on, stops, triggers } from './core';

type Hover = Extract<Trigger, { type: 'hover' }>;

/** The pointer on a rule's target. */
interface Stay {
  event_: ConfigEvent;
  target_: Element;
  /** The window it was seen in: one in a frame is not over because the pointer is nowhere in this one. */
  view_: unknown;
  timer_: number;
}

const isConnected = getter<boolean>(Node, 'isConnected');

triggers.hover = (events) => {
  const matcher = $.matcher_(events);
  let stays: Stay[] = [];

  const begin = (event: ConfigEvent, target: Element, path: EventTarget[]): number =>
    setTimeout(
      () => {
        if (isConnected(target)) fire(event, { path_: path, target_: target });
      },
      (event.trigger as Hover).millis ?? 1000,
    );
  /** Ends the stays that are none of these, and begins those that are new. */
  const move = (hits: [ConfigEvent, Element][], path: EventTarget[], view?: unknown): void => {
    const isOn = (stay: Stay, [event, target]: [ConfigEvent, Element]): boolean =>
      stay.event_ == event && stay.target_ == target;
    stays = stays.filter((stay) => {
      const goesOn = (view && stay.view_ != view) || hits.some((hit) => isOn(stay, hit));
      if (!goesOn) clearTimeout(stay.timer_);
      return goesOn;
    });
    for (const hit of hits)
      if (!stays.some((stay) => isOn(stay, hit))) {
        const [event_, target_] = hit;
        stays.push({ event_, target_, view_: view, timer_: begin(event_, target_, path) });
      }
  };
  const onPointer = (event: Event): void => {
    const { type, pointerType, relatedTarget, view } = event as PointerEvent;
    if (pointerType == 'touch') return;
    const path = type == 'pointerover' ? event.composedPath() : [];
    if (path[0] || !relatedTarget) move(matcher(path), path, view);
  };
  for (const type of ['pointerover', 'pointerout']) hear(type, events, onPointer);
  on(document, 'visibilitychange', () => move([], []));
  stops.push(() => move([], []));
};
