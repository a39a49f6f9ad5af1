/**
 * Sum of the weights of what fired in this visit so far: `$.facts_.score_`. Events made of events are not counted:
 * their parts are.
 */
import { isComposed } from './composed_types';

$.facts_.score_ = () => $.memory_('session').score || 0;

$.after_.push((event) => {
  if (isComposed(event)) return;
  const session = $.memory_('session');
  session.score = (session.score || 0) + event.weight;
  $.keep_();
});
