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
import { $, after, fire, safely } from './core';

/**
 * Whether an event made of events is complete now that one of its parts fired. `own` is what it remembers, within
 * the trigger's span.
 */
type Completes<Type> = (
  own: Memory,
  trigger: Extract<Trigger, { type: Type }>,
  part: ConfigEvent,
  occasion: Partial<Occasion> | null,
) => unknown;

interface Parts {
  events?: string[];
  within?: Span;
}

/** By the trigger's type. */
export const completes: { [Type in Trigger['type']]?: Completes<Type> } = {};

/** What an event made of events remembers. */
export const ownOf = ({ id, trigger }: ConfigEvent): Memory => {
  const memory = $.memory_!((trigger as Parts).within || 'session');
  return (memory[id] = memory[id] || {});
};

/** Fires events that are complete, and keeps what was remembered on the way. */
export const complete = (wholes: ConfigEvent[]): void => {
  for (const whole of wholes) safely(() => fire(whole, null));
  $.keep_!();
};

after.push((part, occasion) =>
  // All hear of the part before what it completes is a part itself.
  complete(
    $.config_.events.filter((whole) => {
      const { trigger } = whole;
      const isComplete = completes[trigger.type] as Completes<unknown> | undefined;
      const { events = [] } = trigger as Parts;
      return (
        isComplete &&
        (events[0] ? events.indexOf(part.id) >= 0 : !isComposed(part)) &&
        isComplete(ownOf(whole), trigger as never, part, occasion)
      );
    }),
  ),
);
