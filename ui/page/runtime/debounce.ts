/** What follows too soon after the last time is the same occasion: it fires no more, and puts off the next. */
import { gates } from './core';

const last: { [id: string]: number } = {};

gates.push(({ id, debounceMillis = 0 }) => {
  const before = last[id];
  last[id] = performance.now();
  return !(last[id]! - before! < debounceMillis);
});
