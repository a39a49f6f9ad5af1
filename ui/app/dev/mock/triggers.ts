/** Development only: the triggers on offer, and what else of a draft follows when another is chosen, as Rust does it. */
import type { Draft } from '@types-rust/Draft';
import type { Event } from '@types-rust/Event';
import type { Finding } from '@types-rust/Finding';
import type { ParameterChoice } from '@types-rust/ParameterChoice';
import type { Trigger } from '@types-rust/Trigger';
import type { TriggerChoice } from '@types-rust/TriggerChoice';
import { triggers } from '@types-rust/words';

const within = 'session';
const onElements: Trigger[] = [
  { type: 'click' },
  { type: 'submit' },
  { type: 'change' },
  { type: 'visible', percent: 50, millis: 1000 },
  { type: 'scroll', percents: [50, 90] },
  { type: 'video', start: true, percents: [50], complete: true },
  { type: 'gallery' },
  { type: 'hover', millis: 1000 },
  { type: 'copy' },
  { type: 'rage_click', clicks: 3, millis: 1000 },
];
const onPages: Trigger[] = [
  { type: 'page_view' },
  { type: 'scroll', percents: [50, 90] },
  { type: 'time', seconds: [30] },
  { type: 'video', start: true, percents: [50], complete: true },
  { type: 'copy' },
  { type: 'add_to_cart' },
  { type: 'exit' },
  { type: 'rage_click', clicks: 3, millis: 1000 },
  { type: 'count', events: [], times: 3, within },
  { type: 'sequence', events: [], within },
  { type: 'score', threshold: 20, within },
  { type: 'velocity', times: 5, minutes: 2 },
];

/** Triggers that the event can have. */
export function offered(event: Event): TriggerChoice[] {
  return (event.target ? onElements : onPages).map((trigger) => ({
    trigger: structuredClone(trigger.type === event.trigger.type ? event.trigger : trigger),
    ...triggers[trigger.type],
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
