/** Once a page, session or visitor. The last of the gates, because what it lets through fires. */
import { $, gates } from './core';

gates.push(({ id, limit }) => {
  if (!limit || limit == 'every_time') return true;
  const memory = $.memory_!(limit);
  const name = 'once ' + id;
  if (memory[name]) return false;
  memory[name] = 1;
  $.keep_!();
  return true;
});
