/** Trigger `velocity`: so many events within so many minutes; then not again before as long has passed without any. */
import { completes } from './composed';

completes.velocity = (own, { times, minutes }) => {
  const now = Date.now();
  const recent = ('' + (own.times || ''))
    .split(' ')
    .filter((time) => now - +time < minutes * 60e3)
    .concat('' + now);
  if (!recent[1]) own.done = 0;
  own.times = recent.slice(-times).join(' ');
  return recent.length >= times && !own.done && (own.done = 1);
};
