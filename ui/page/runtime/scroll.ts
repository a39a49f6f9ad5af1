/**
 * Trigger `scroll`: how far down the page, or through the target, the visitor has come. Sizes are read in a frame
 * after something scrolled, never before.
 */
import type { Trigger } from '../../generated/Trigger';
import { find } from '../shared/match';
import { $, fire, hear, safely, stops, triggers } from './core';
import { onRoute } from './routes';

type Scroll = Extract<Trigger, { type: 'scroll' }>;

/** Browsers round what they tell of sizes, so that an end can be out of reach by a pixel. */
const ROUNDING = 1;

/** The share of a page that was scrolled past or is in view, where `scroller` is what scrolled. */
const ofPage = (scroller: Element): number => {
  const root = document.scrollingElement!;
  // On phones the bar of the browser comes and goes, and only the window's height follows.
  let height = innerHeight;
  if (root.scrollHeight > height + ROUNDING) scroller = root;
  else {
    // The page is what fills most of a document that cannot scroll.
    if (!(scroller.clientHeight * 2 > height && scroller.clientWidth * 2 > innerWidth)) return 0;
    height = scroller.clientHeight;
  }
  return (scroller.scrollTop + height + ROUNDING) / scroller.scrollHeight;
};

/** The share of an element that is above the lower edge of the viewport. */
const ofElement = (element: Element): number => {
  const { top, height } = element.getBoundingClientRect();
  return height && (innerHeight + ROUNDING - top - ($.topOf_?.(element) || 0)) / height;
};

triggers.scroll = (events) => {
  /** Depths still to be reached, by event. */
  let left: number[][] = [];
  let scrollers: Element[] = [];

  const look = (): void => {
    events.forEach((event, at) => {
      const { selectors = [], trigger } = event;
      const percents = left[at] || (trigger as Scroll).percents || [50, 90];
      const target = selectors.flatMap(find)[0];
      if (!percents[0] || (selectors[0] && !target)) return;
      const depth = 100 * (target ? ofElement(target) : Math.max(...scrollers.map(ofPage)));
      left[at] = percents.filter((percent) => percent > depth);
      for (const percent of percents)
        if (percent <= depth) fire(event, { target_: target || null, milestone_: percent });
    });
    scrollers = [];
  };

  const onScroll = (event: Event): void => {
    const scroller = event.composedPath()[0] as Element;
    if (!scrollers[0]) requestAnimationFrame(() => safely(look));
    if (scrollers.indexOf(scroller) < 0) scrollers.push(scroller);
  };
  hear('scroll', events, onScroll);
  onRoute(() => (left = []));
  stops.push(() => (events = []));
};
