/**
 * Parameters, and the sources that need next to nothing. One that cannot be read is left out, and none replaces
 * what the body already has.
 */
import { presentable, type Occasion } from '../shared/values';
import { $, say, sources } from './core';

const { hasOwnProperty } = {};

sources.literal = ({ value }: { value: string }) => '' + value;
// A number that a trigger gives as text is a number.
sources.milestone = (_from, _target, { milestone_: reached }) => +reached! || reached;

$.read_ = (event, occasion, body) => {
  // A new one each time, so that readers can tell whether what they read for another is still good.
  const about: Occasion = { path_: [occasion?.target_ as Element], target_: null, ...occasion };
  for (const { name, from } of event.parameters || [])
    try {
      const raw = sources[from.type]!(from as never, about.target_!, about, event);
      const value = typeof raw == 'string' ? presentable(raw) : raw && raw.valueOf();
      if ((value || value === 0) && !hasOwnProperty.call(body, name)) body[name] = value;
    } catch (error) {
      say(name, error);
    }
};
