/** Many selectors: an index in place of holding one after the other against the path. */
import { hitsOf, indexOf } from './rules';
import { $, say } from './core';

$.matcher_ = (events) => {
  const index = indexOf(events);
  return (path) => hitsOf(index, path, say);
};
