/**
 * What the index needs of `shared/match.ts`, taken from the core as `dom.ts` is: with a copy of its own it would
 * not know the conditions that other fragments install.
 */
import type * as match from '../shared/match';

/** `shared/match.ts` as the core hands it on. */
export type Match = { [Name in 'find' | 'satisfies' as `${Name}_`]: (typeof match)[Name] };

export const find: typeof match.find = (selector) => $.find_(selector);
export const satisfies: typeof match.satisfies = (element, selector) =>
  $.satisfies_(element, selector);
