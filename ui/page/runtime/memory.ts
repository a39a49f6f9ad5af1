/**
 * What fragments remember of a page view. `state.ts` adds the visit and the visitor, for plans that remember longer.
 */
import type { Span } from '../../generated/Span';

/** Numbers, strings, and objects of these; arrays could not be merged with what another tab remembers. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- each fragment knows what it put there
export type Memory = { [name: string]: any };

/** What this fragment gives the others, on `$`. */
export interface Memories {
  /** What is remembered for this long. Asked for anew each time: it may have ended, or another tab added to it. */
  memory_(span: Span): Memory;
  /** Has changes kept for the pages to come, as soon as there is time and as far as the visitor allows. */
  keep_(): void;
}

let ofPage: Memory = {};

$.memory_ = () => ofPage;
$.keep_ = () => {};
$.starts_.push(() => {
  if ($.onRoute_) $.onRoute_(() => (ofPage = {}));
});
