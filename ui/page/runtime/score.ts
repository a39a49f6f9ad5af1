/**
 * Sum of the weights of what fired in this visit so far: `facts.score_`. Events made of events are not counted:
 * their parts are.
 */
import { isComposed } from './composed_types';
import { $, after, facts, sources } from './core';

const score = (): number => $.memory_!('session').score || 0;
facts.score_ = score;
sources.score = (_from, _target, _occasion, event) =>
  score() + (isComposed(event) ? 0 : event.weight);

after.push((event) => {
  if (isComposed(event)) return;
  const session = $.memory_!('session');
  session.score = (session.score || 0) + event.weight;
  $.keep_!();
});
