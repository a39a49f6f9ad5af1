/** For whom an event fires only. Comes before `limit`: who is not meant uses nothing up. */
import { $, facts, gates } from './core';

gates.push(({ onlyIf: { devices = [], sources = [], visitor, minScore = 0 } = {} }) => {
  const { device_, isNew_, score_ } = facts;
  return (
    (!devices[0] || devices.indexOf(device_!() as never) >= 0) &&
    (!sources[0] || sources.some($.came_!)) &&
    (!visitor || isNew_!() == (visitor == 'new')) &&
    (!minScore || score_!() >= minScore)
  );
});
