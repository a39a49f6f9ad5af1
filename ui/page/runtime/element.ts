/**
 * Source `element`: what stands in another element than the target, in the nearest one. What several as near say
 * differently is left out.
 */
import type { Reading } from '../../generated/Reading';
import type { Selector } from '../../generated/Selector';
import { find } from '../shared/match';
import { nearest } from '../shared/nearest';
import type { Value } from '../shared/values';
import { sources } from './core';

sources.element = (
  { selectors, read }: { selectors: Selector[]; read: Reading },
  target,
  _,
  event,
) => {
  let elements: Element[] = [];
  // The first selector that matches anything counts; the others are spares.
  selectors.some((each) => (elements = find(each))[0]);
  const values = nearest(target, elements).map((each): Value =>
    sources[read.type]!(read as never, each, { path_: [each], target_: each }, event),
  );
  return values.some((value) => value != values[0]) ? '' : values[0];
};
