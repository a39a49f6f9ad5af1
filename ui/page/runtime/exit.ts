/**
 * Trigger `exit`: the visitor is about to leave. With a mouse, it leaves by the upper edge, where the tabs and the
 * address are; with a finger, the page is thrown back up. The back button says nothing before it is too late.
 */
import { fire, on, triggers } from './core';
import { onRoute } from './routes';

/** Who leaves sooner did not come to stay; milliseconds. */
const STAY = 3000;
/** In which more than a viewport is scrolled up; milliseconds. */
const THROW = 500;

triggers.exit = (events) => {
  let since = 0;
  let done = false;
  /** By a finger, which is not on anything now but the page. */
  let isPanned = false;
  let heights: [time: number, y: number][] = [];

  const leave = ({ timeStamp }: Event): void => {
    if (done || timeStamp - since < STAY) return;
    done = true;
    for (const event of events) fire(event, null);
  };
  onRoute(() => {
    since = performance.now();
    done = false;
  });
  since = performance.now();

  on(window, 'mouseout', (event) => {
    const { relatedTarget, clientY, buttons } = event as MouseEvent;
    if (!relatedTarget && clientY <= 0 && !buttons) leave(event);
  });
  // A browser takes the pointer away when it begins to scroll with it.
  on(window, 'pointercancel', () => (isPanned = true));
  on(window, 'pointerdown', () => (isPanned = false));
  on(window, 'scroll', (event) => {
    if (done || !isPanned || event.target != document) return;
    const { timeStamp } = event;
    const y = scrollY;
    heights = heights.filter(([time]) => timeStamp - time < THROW);
    heights.push([timeStamp, y]);
    if (heights.some(([, before]) => before - y > innerHeight)) leave(event);
  });
};
