/** Many selectors: an index in place of holding one after the other against the path. */
import { $, hitOf, type Matcher } from './core';
import { candidatesBy } from './rules';

const one = $.matcher_;

$.matcher_ = (events) => {
  const { index, events: all } = $.config_;
  // Without a doctype, ids and classes match in any case, and the index is of no use.
  if (!index || document.compatMode[0] == 'B') return one(events);
  const candidates = candidatesBy(index, all);
  return (path) => {
    const hits: ReturnType<Matcher> = [];
    const found = candidates(path);
    // Most have nothing, which `forEach` would ask of their prototypes.
    for (let number = 0; number < found.length; number++) {
      const near = found[number];
      const event = all[number]!;
      if (near && events.indexOf(event) >= 0) hits.push(...hitOf(event, (at) => near[at] || []));
    }
    return hits;
  };
};
