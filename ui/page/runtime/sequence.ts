/** Trigger `sequence`: other events fired in this order, with anything between; then it begins anew. */
import { completes } from './composed';

completes.sequence = (own, { events }, { id }) => {
  const at = +(own.at || 0) + (events[own.at || 0] == id ? 1 : 0);
  const isComplete = at == events.length;
  own.at = '' + (isComplete ? 0 : at);
  return isComplete;
};
