/**
 * What proves that a trigger without a gesture of its own fired for a reason: this world looks at the page and at
 * what people just did. A page can forge the runtime's hits, not these. Clicks, submits, changes and page views are
 * proven in `watch.ts`, by the gesture itself.
 */
import type { ConfigEvent } from '../../generated/ConfigEvent';
import type { Selector } from '../../generated/Selector';
import { hitBy, resolve } from '../shared/match';
import { boxInTop } from './frames';
import { isVisible } from './page';
import { INPUT, tracesOf, type Trace } from './traces';

/** How long what somebody did explains what follows, in ms. */
const JUST_NOW = 2000;
/** How long a form, a cart or a slow page may take to answer. */
const ANSWERS = 15_000;
/** How long somebody counts as active after what they did; the runtime's own rule is half a minute. */
const ACTIVE = 35_000;
/** What layout and the runtime's own rounding may differ by. */
const SLACK = 0.9;

const pageSeenAt = performance.now();

type Kind = ConfigEvent['trigger']['type'];
type Trigger<Type extends Kind> = Extract<ConfigEvent['trigger'], { type: Type }>;
type Test<Type extends Kind> = (
  trigger: Trigger<Type>,
  selectors: readonly Selector[],
  others: Others,
) => boolean;

/** What is known of the other events of the plan. */
export interface Others {
  /** Whether one of these (all, if none is named) was proven within so many milliseconds. */
  proven(ids: readonly string[], age: number): boolean;
}

const meant = (selectors: readonly Selector[], { path }: Trace): boolean =>
  !selectors[0] || !!hitBy(selectors, path);

const onTarget =
  (types: readonly string[], age: number) =>
  (_: unknown, selectors: readonly Selector[]): boolean =>
    tracesOf(types, age).some((trace) => meant(selectors, trace));

/** Whether so much of the element is in the viewport, or the element fills so much of the viewport. */
function isInView(element: Element, percent: number): boolean {
  if (!isVisible(element)) return false;
  const [x, y, width, height] = boxInTop(element);
  const { innerWidth, innerHeight } = window;
  const seen =
    Math.max(0, Math.min(x + width, innerWidth) - Math.max(x, 0)) *
    Math.max(0, Math.min(y + height, innerHeight) - Math.max(y, 0));
  const share = (percent / 100) * SLACK;
  return seen >= share * width * height || seen >= share * innerWidth * innerHeight;
}

/** How far down the page, or the element, was scrolled, in percent. */
function depth(element: Element | undefined): number {
  const { documentElement, scrollingElement, body } = document;
  const page = scrollingElement ?? documentElement;
  if (element) {
    const [, top, , height] = boxInTop(element);
    return height > 0 ? ((window.innerHeight - top) / height) * 100 : 0;
  }
  const height = Math.max(page.scrollHeight, documentElement.scrollHeight, body?.scrollHeight ?? 0);
  return ((window.scrollY + window.innerHeight) / height) * 100;
}

const composed = (events: readonly string[] = [], age: number, others: Others): boolean =>
  others.proven(events, age);

/** Somebody was there: scripts can submit, scroll and play by themselves, and what follows is called trusted. */
const somebody = (age: number): boolean => tracesOf(INPUT, age).length > 0;

const TESTS: { [Type in Kind]?: Test<Type> } = {
  submit: ({ outcome }, selectors) =>
    outcome === 'success' &&
    somebody(ANSWERS) &&
    tracesOf(['submit'], ANSWERS).some(({ path }) => hitBy(selectors, path)),
  visible: ({ percent }, selectors) =>
    document.visibilityState === 'visible' &&
    resolve(selectors).elements.some((element) => isInView(element, percent)),
  scroll: ({ percents }, selectors) =>
    somebody(ANSWERS) &&
    // A page that scrolls within a part of itself stands still as a whole.
    (depth(resolve(selectors).elements[0]) >= Math.min(...percents) * SLACK ||
      tracesOf(['scroll'], JUST_NOW).some(({ path }) => path[0] !== document)),
  time: ({ seconds }) =>
    document.visibilityState === 'visible' &&
    performance.now() - pageSeenAt >= Math.min(...seconds) * 1000 * SLACK &&
    (performance.now() - pageSeenAt < ACTIVE || tracesOf(INPUT, ACTIVE).length > 0),
  video: (_, selectors) =>
    somebody(Infinity) &&
    (tracesOf(['play', 'timeupdate', 'ended'], JUST_NOW).some((trace) => meant(selectors, trace)) ||
      // Of another site's player only its messages are heard.
      tracesOf(['message'], JUST_NOW).length > 0),
  gallery: onTarget([...INPUT, 'click'], JUST_NOW * 2),
  hover: (_, selectors) => {
    const [last] = tracesOf(['pointerover'], ACTIVE);
    return !!last && meant(selectors, last);
  },
  copy: onTarget(['copy'], JUST_NOW),
  add_to_cart: () => tracesOf(['click', 'submit', 'keydown'], ANSWERS).length > 0,
  exit: () => tracesOf(['mouseout', 'touchend', 'touchstart'], JUST_NOW).length > 0,
  rage_click: ({ clicks, millis }, selectors) =>
    tracesOf(['click'], millis + JUST_NOW).filter((trace) => meant(selectors, trace)).length >=
    clicks,
  count: ({ events }, _, others) => composed(events, JUST_NOW, others),
  sequence: ({ events }, _, others) => composed(events, JUST_NOW, others),
  velocity: ({ events }, _, others) => composed(events, JUST_NOW, others),
  score: ({ events, unboughtMinutes }, _, others) =>
    composed(events, unboughtMinutes ? Infinity : JUST_NOW, others),
};

/** Whether this world saw what the event says. */
export function bears({ trigger, selectors = [] }: ConfigEvent, others: Others): boolean {
  const test = TESTS[trigger.type] as Test<Kind> | undefined;
  return !!test && test(trigger as never, selectors, others);
}
