/** What the forms of triggers share: one kind of trigger, how to change it, and the span within which it counts. */
import type { Span } from '@types-rust/Span';
import type { Trigger } from '@types-rust/Trigger';
import type { Choice } from '../../lib/words';

export interface Form<Kind extends Trigger['type']> {
  trigger: Extract<Trigger, { type: Kind }>;
  touch: (change: () => void) => void;
}

/** A form that names other events. */
export interface ComposedForm<Kind extends Trigger['type']> extends Form<Kind> {
  /** Id of the event itself. */
  own: string;
}

export const spans: Choice<Span>[] = [
  { value: 'page', label: 'one page view' },
  { value: 'session', label: 'one visit' },
  { value: 'visitor', label: 'all visits' },
];

/** Most that fits a number of the model. */
export const MOST = 4_294_967_295;
