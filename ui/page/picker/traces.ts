/**
 * What people did on the page, as this world saw it: trusted events of the last while, with their paths. Only what
 * happened; what it proves lies in `witness.ts`.
 */
import { submitPath } from '../shared/submit';
import { onWindow } from './frames';
import { listen } from './page';

/** One trusted event. */
export interface Trace {
  type: string;
  /** On the clock of `performance.now()`. */
  at: number;
  path: EventTarget[];
}

/** A button or a key was used: only people cause these. */
export const PRESSES = ['pointerdown', 'pointerup', 'mousedown', 'mouseup', 'keydown', 'keyup'];
/** Whatever shows that somebody is there. */
export const INPUT = [...PRESSES, 'wheel', 'touchstart', 'touchend'];

const TRACED = [
  ...INPUT,
  'click',
  'submit',
  'copy',
  'pointerover',
  'mouseout',
  'scroll',
  'play',
  'timeupdate',
  'ended',
  'message',
];

/** Traces kept; more than somebody leaves in the seconds that count. */
const MOST = 200;

let traces: Trace[] = [];

/** Begins to keep traces. */
export function installTraces(): void {
  onWindow((window) => {
    for (const type of TRACED) listen(window, type, keep);
  });
}

function keep(event: Event): void {
  const { type } = event;
  if (!event.isTrusted) return;
  // A page's talk to itself.
  if (type === 'message' && !/youtube|vimeo/.test((event as MessageEvent).origin)) return;
  // The mouse leaves the window where nothing is entered.
  if (type === 'mouseout' && (event as MouseEvent).relatedTarget) return;
  const last = traces[traces.length - 1];
  // A video or a scroll tells of itself many times a second.
  if (last?.type === type && /^(scroll|timeupdate|message)$/.test(type)) traces.pop();
  traces.push({ type, at: performance.now(), path: pathOf(event) });
  if (traces.length > MOST) traces = traces.slice(-MOST / 2);
}

/** What an event is about, innermost first; a form's submission is about its button, too. */
export function pathOf(event: Event): EventTarget[] {
  return event.type === 'submit' ? submitPath(event) : event.composedPath();
}

/** Traces of these types no older than so many milliseconds, the newest first. */
export function tracesOf(types: readonly string[], age: number): Trace[] {
  const since = performance.now() - age;
  return traces.filter(({ type, at }) => at >= since && types.includes(type)).reverse();
}
