/**
 * Events made of events: hears what fired, and fires what that completes. They cannot set each other off for ever: all
 * but sequences fire once, and of sequences that need each other none is ever the first.
 */
import type { ConfigEvent } from '../../generated/ConfigEvent';
import type { Span } from '../../generated/Span';
import type { Trigger } from '../../generated/Trigger';
import type { Occasion } from '../shared/values';
import { isComposed } from './composed_types';
import type { Memory } from './memory';

/**
 * Whether an event made of events is complete now that one of its parts fired. `own` is what it remembers, within
 * the trigger's span.
 */
type Completes<Type> = (
  own: Memory,
  trigger: Extract<Trigger, { type: Type }>,
  part: ConfigEvent,
  occasion: Occasion | null,
) => unknown;

/** What this fragment gives the others, on `$`. */
export interface Composed {
  /** By the trigger's type. */
  completes_: { [Type in Trigger['type']]?: Completes<Type> };
  /** What an event made of events remembers. */
  own_(whole: ConfigEvent): Memory;
  /** Fires events that are complete, and keeps what was remembered on the way. */
  complete_(wholes: ConfigEvent[]): void;
}

interface Parts {
  events?: string[];
  within?: Span;
}

$.completes_ = {};

$.own_ = ({ id, trigger }) => {
  const memory = $.memory_((trigger as Parts).within || 'session');
  return (memory[id] = memory[id] || {});
};

$.complete_ = (wholes) => {
  for (const whole of wholes) $.safely_(() => $.fire_(whole, null));
  $.keep_();
};

$.after_.push((part, occasion) =>
  // All hear of the part before what it completes is a part itself.
  $.complete_(
    $.config_.events.filter((whole) => {
      const { trigger } = whole;
      const completes = $.completes_[trigger.type] as Completes<unknown> | undefined;
      const { events = [] } = trigger as Parts;
      return (
        completes &&
        (events[0] ? events.indexOf(part.id) >= 0 : !isComposed(part)) &&
        completes($.own_(whole), trigger as never, part, occasion)
      );
    }),
  ),
);
