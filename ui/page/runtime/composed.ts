/** Events made of events: hears what fired, and fires what that completes. */
import type { ConfigEvent } from '../../generated/ConfigEvent';
import type { Span } from '../../generated/Span';
import type { Trigger } from '../../generated/Trigger';
import type { Occasion } from '../shared/values';
import { isComposed } from './composed_types';
import type { Memory } from './memory';

/** A trigger of this type. */
export type Of<Type extends Trigger['type']> = Extract<Trigger, { type: Type }>;

/**
 * Whether the event made of events is complete now that one of its parts fired. `own` is what it remembers, within
 * the trigger's span.
 */
export type Completes<Type extends Trigger['type']> = (
  own: Memory,
  trigger: Of<Type>,
  part: ConfigEvent,
  occasion: Occasion | null,
) => unknown;

/** What this fragment gives the others, on `$`. */
export interface Composed {
  /** Makes a trigger of this type. */
  compose_<Type extends Trigger['type']>(type: Type, completes: Completes<Type>): void;
  /** What an event made of events remembers. */
  own_(whole: ConfigEvent): Memory;
  /** Fires events made of events, one after the other; none twice because of one thing that happened. */
  complete_(wholes: ConfigEvent[]): void;
}

interface Parts {
  events?: string[];
  within?: Span;
}

const all: [ConfigEvent, Completes<never>][] = [];
const waiting: ConfigEvent[] = [];
let fired: ConfigEvent[] | undefined;

$.own_ = ({ id, trigger }) => {
  const memory = $.memory_((trigger as Parts).within || 'session');
  return (memory[id] = memory[id] || {});
};

$.complete_ = (wholes) => {
  waiting.push(...wholes);
  if (fired) return;
  fired = [];
  for (let whole; (whole = waiting.shift());)
    if (fired.indexOf(whole) < 0) {
      fired.push(whole);
      const next = whole;
      $.safely_(() => $.fire_(next, null));
    }
  fired = undefined;
};

$.compose_ = (type, completes) => {
  $.triggers_[type] = (wholes) => wholes.forEach((whole) => all.push([whole, completes as never]));
};

$.after_.push((part, occasion) => {
  // All hear of the part before any of them is a part itself.
  $.complete_(
    all
      .filter(([whole, completes]) => {
        const { trigger } = whole;
        const { events = [] } = trigger as Parts;
        return (
          (events[0] ? events.indexOf(part.id) >= 0 : !isComposed(part)) &&
          completes($.own_(whole), trigger as never, part, occasion)
        );
      })
      .map(([whole]) => whole),
  );
  $.keep_();
});
