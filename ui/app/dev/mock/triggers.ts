/** Development only: the triggers on offer, and what else of a draft follows when another is chosen, as Rust does it. */
import type { Draft } from '@types-rust/Draft';
import type { Event } from '@types-rust/Event';
import type { Finding } from '@types-rust/Finding';
import type { ParameterChoice } from '@types-rust/ParameterChoice';
import type { Trigger } from '@types-rust/Trigger';
import type { TriggerChoice } from '@types-rust/TriggerChoice';

const within = 'session';
const onElements: [Trigger, string, string][] = [
  [{ type: 'click' }, 'Click', 'It is clicked, tapped, or pressed with the keyboard.'],
  [{ type: 'submit' }, 'Form submit', 'The form is sent.'],
  [{ type: 'change' }, 'Field change', 'Something else is chosen or entered.'],
  [
    { type: 'visible', percent: 50, millis: 1000 },
    'Comes into view',
    'It is seen on the screen for a while.',
  ],
  [{ type: 'scroll', percents: [50, 90] }, 'Scroll depth', 'The visitor scrolls this far.'],
  [
    { type: 'video', start: true, percents: [50], complete: true },
    'Video',
    'A video starts, plays this far, or ends.',
  ],
  [{ type: 'gallery' }, 'Gallery', 'Another picture comes up by swipe, arrow or thumbnail.'],
  [{ type: 'hover', millis: 1000 }, 'Hover', 'The mouse rests on it.'],
  [{ type: 'copy' }, 'Copy text', 'Text is copied, such as a discount code.'],
  [
    { type: 'rage_click', clicks: 3, millis: 1000 },
    'Rage click',
    'The same spot is clicked again and again.',
  ],
];
const onPages: [Trigger, string, string][] = [
  [{ type: 'page_view' }, 'Page view', 'The page is opened.'],
  [{ type: 'scroll', percents: [50, 90] }, 'Scroll depth', 'The visitor scrolls this far.'],
  [
    { type: 'time', seconds: [30] },
    'Time on page',
    'The visitor spends this long looking at the page and using it.',
  ],
  [
    { type: 'video', start: true, percents: [50], complete: true },
    'Video',
    'A video starts, plays this far, or ends.',
  ],
  [{ type: 'copy' }, 'Copy text', 'Text is copied, such as a discount code.'],
  [
    { type: 'add_to_cart' },
    'Add to cart',
    'Something lands in the cart, however the shop does it.',
  ],
  [{ type: 'exit' }, 'Exit intent', 'The visitor is about to leave.'],
  [
    { type: 'rage_click', clicks: 3, millis: 1000 },
    'Rage click',
    'The same spot is clicked again and again.',
  ],
  [
    { type: 'count', events: [], times: 3, within },
    'Count of events',
    'Other events fired a number of times.',
  ],
  [
    { type: 'sequence', events: [], within },
    'Sequence of events',
    'Other events fired in this order.',
  ],
  [{ type: 'score', threshold: 20, within }, 'Score', 'The weights of what fired add up.'],
  [{ type: 'velocity', times: 5, minutes: 2 }, 'Velocity', 'Many events within a few minutes.'],
];

/** Triggers that the event can have. */
export function offered(event: Event): TriggerChoice[] {
  return (event.target ? onElements : onPages).map(([trigger, label, hint]) => ({
    trigger: structuredClone(trigger.type === event.trigger.type ? event.trigger : trigger),
    label,
    hint,
  }));
}

const names: Partial<Record<Trigger['type'], string>> = {
  page_view: 'view_product',
  visible: 'add_to_cart_view',
  hover: 'add_to_cart_hover',
  rage_click: 'add_to_cart_rage_click',
  scroll: 'product_read',
  time: 'product_engaged',
  video: 'product_video_play',
  exit: 'product_exit_intent',
  count: 'events_counted',
  sequence: 'steps_completed',
  score: 'score_reached',
  velocity: 'fast_visit',
};
const nameOf = (trigger: Trigger): string => names[trigger.type] ?? 'add_to_cart';

const milestone: ParameterChoice = {
  parameter: { name: 'milestone', from: { type: 'milestone' } },
  label: 'What was reached',
  group: 'event',
  value: '',
};

const isMade = ({ type }: Trigger): boolean =>
  ['count', 'sequence', 'score', 'velocity'].includes(type);

/** The draft with another trigger: name, place and parameters follow while they are as they were suggested. */
export function changeTrigger(draft: Draft, trigger: Trigger): Draft {
  const suggested = draft.event.name === nameOf(draft.event.trigger);
  const tells = ['scroll', 'time', 'video', 'gallery', 'rage_click'].includes(trigger.type);
  const sent = draft.event.parameters.filter(({ from }) => from.type !== 'milestone');
  const known = draft.parameters.filter(({ parameter }) => parameter.from.type !== 'milestone');
  return {
    ...draft,
    event: {
      ...draft.event,
      trigger,
      where: isMade(trigger) ? {} : draft.event.where,
      name: suggested ? nameOf(trigger) : draft.event.name,
      parameters: tells ? [...sent, milestone.parameter] : sent,
    },
    parameters: tells ? [milestone, ...known] : known,
  };
}

/** What Rust says of a trigger's options. */
export function triggerFindings(trigger: Trigger): Finding[] {
  const told = (
    code: string,
    message: string,
    severity: Finding['severity'] = 'error',
    field = 'trigger',
  ): Finding[] => [{ code, severity, field, message }];
  switch (trigger.type) {
    case 'submit':
      return trigger.success?.some(({ css }) => /[>+~[(]\s*$/.test(css))
        ? told(
            'selector_invalid',
            'What appears when "add_to_cart" worked cannot be looked for: the selector ends too soon. Mend the selector.',
            'error',
            'success',
          )
        : [];
    case 'scroll':
      return trigger.percents.length > 0
        ? []
        : told('trigger_empty', 'This event waits for no depth. Add one, in percent.');
    case 'time':
      return trigger.seconds.length > 0
        ? []
        : told('trigger_empty', 'This event waits for no time. Add one, in seconds.');
    case 'video':
      return trigger.start || trigger.complete || trigger.percents.length > 0
        ? []
        : told(
            'trigger_empty',
            'This event fires neither at the start nor at the end of a video, nor between. Choose one.',
          );
    case 'count':
      return trigger.events.length > 0
        ? []
        : told('trigger_events_empty', 'This event counts nothing. Choose the events that count.');
    case 'sequence':
      return trigger.events.length > 1
        ? []
        : told('trigger_events_empty', 'A sequence has two events at least. Choose the others.');
    case 'score':
      return trigger.threshold <= 100
        ? []
        : told(
            'trigger_threshold_unreachable',
            `The score of ${trigger.threshold} cannot be reached: the weights of the events that count add up to 54. Lower it, or let more events count.`,
            'warning',
          );
    default:
      return [];
  }
}
