/** What parameters' values are read from, and the form in which they may leave. */
import type { ConfigEvent } from '../../generated/ConfigEvent';
import { cut, mask } from './mask';
import { readable } from './readable';

/** What an event is fired for. */
export interface Occasion {
  /** The event's path from the innermost node outwards. */
  path_: readonly EventTarget[];
  /** The element that the rule matched; none where it is about the whole page. */
  target_: Element | null;
  /** What the trigger reached. */
  milestone_?: string | number;
}

/** What the surroundings can tell. */
export interface Facts {
  device_?: () => string;
  score_?: () => number;
  /** Undefined where nobody may be remembered. */
  isNew_?: () => boolean | undefined;
}

/**
 * What a source gave; nothing, an empty text or no number: there is no value. A text that is an object is an id, and
 * may look like anything.
 */
export type Value =
  // eslint-disable-next-line @typescript-eslint/no-wrapper-object-types -- as said
  string | String | number | null | undefined;

/**
 * Reads the values of one kind of source. The target is null where the event is about the whole page; what then
 * throws counts as no value.
 */
export type Reader = (
  from: never,
  target: Element,
  occasion: Occasion,
  event: ConfigEvent,
) => Value;

/** More than this of a text is not looked at: cutting to what may leave is far below. */
const LOOKED_AT = 999;

/** A text as it may leave. */
export function presentable(text: string): string {
  return cut(mask(readable(text).slice(0, LOOKED_AT)));
}
