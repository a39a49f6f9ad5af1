/** Many selectors: an index in place of holding one after the other against the path. */
import { isOverruled } from '../shared/match';
import { $, spare } from './core';
import { hitsBy, type Hits } from './rules';

const one = $.matcher_;
/** The same for all triggers: an index is read once, when something may be hit for the first time. */
let hits: Hits | undefined;

$.matcher_ = (events) => {
  const { index, events: all } = $.config_;
  // Without a doctype, ids and classes match in any case, and the index is of no use.
  return index && document.compatMode[0] != 'B'
    ? (path) =>
        (hits =
          hits ||
          hitsBy(index, all, (event, at) => isOverruled(event.selectors!, at, spare(event))))(
          events,
          path,
        )
    : one(events);
};
