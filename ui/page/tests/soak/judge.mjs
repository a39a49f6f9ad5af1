/** Holds what fired against what should have. */
import assert from 'node:assert/strict';
import { composed, simple } from './plan.mjs';

const ONE = 5;

/** By id and detail, how often it may have fired at most, and must have at least. */
export function boundsOf(calls) {
  const bounds = {};
  for (const [id, bound, detail] of calls) {
    const own = (bounds[`${id} ${detail}`.trim()] ??= { least: 0, most: 0 });
    if (bound !== 'least') own.most++;
    if (bound !== 'most') own.least++;
  }
  return bounds;
}

/** By the same names, how often it fired; events made of events are left out. */
export function countsOf(bodies) {
  const made = composed.map(({ id }) => id);
  const counts = {};
  for (const { event, link = '' } of bodies)
    if (!made.includes(event)) counts[`${event} ${link}`.trim()] = (counts[`${event} ${link}`.trim()] ?? 0) + 1;
  return counts;
}

/** What was lost, and what fired too much; both are empty if all is well. */
export function differences(bounds, counts) {
  const wrong = [];
  for (const name of new Set([...Object.keys(bounds), ...Object.keys(counts)])) {
    const { least, most } = bounds[name] ?? { least: 0, most: 0 };
    const count = counts[name] ?? 0;
    if (count < least || count > most) wrong.push(`${name}: fired ${count}, should have ${least} to ${most}`);
  }
  return wrong;
}

/** The events made of events that must stand behind these, in the order in which they must have fired. */
export function composedOf(bodies) {
  const ids = new Set(simple.map(({ id }) => id));
  const memory = {};
  const fired = [];
  for (const { event, link } of bodies) {
    if (!ids.has(event)) continue;
    for (const { id, trigger } of composed) {
      const { type, events = [] } = trigger;
      if (event === 'page' && trigger.within === 'page') memory[id] = undefined;
      if (events.length && !events.includes(event)) continue;
      const own = (memory[id] ??= { seen: new Set(), count: 0, at: 0 });
      own.count += type === 'score' ? ONE : 1;
      own.seen.add(link ?? own.count);
      if (type === 'sequence') {
        if (event === events[own.at]) own.at++;
        if (own.at === events.length) {
          own.at = 0;
          fired.push(id);
        }
        continue;
      }
      const reached = trigger.different ? own.seen.size : own.count;
      if (own.done || reached < (trigger.times ?? trigger.threshold)) continue;
      own.done = true;
      fired.push(id);
    }
  }
  return fired;
}

export function assertComposed(bodies) {
  const made = composed.map(({ id }) => id);
  const count = (list) => Object.fromEntries(made.map((id) => [id, list.filter((each) => each === id).length]));
  assert.deepEqual(count(bodies.map(({ event }) => event)), count(composedOf(bodies)), 'events made of events');
}
