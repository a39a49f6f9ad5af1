/**
 * Parameters, and the sources that need next to nothing. One that cannot be read is left out, and none replaces
 * what the body already has.
 */
import { getAttribute, matchesCss } from '../shared/dom';
import { presentable, type Occasion } from '../shared/values';
import { $, say, sources } from './core';

const { hasOwnProperty } = {};

const nameOf = (element: Element): string => getAttribute(element, 'name') || '';

Object.assign(sources, {
  literal: ({ value }: { value: string }) => '' + value,
  // A number that a trigger gives as text is a number.
  milestone: (_from, _target, { milestone_: reached }) => +reached! || reached,
  // Where the innermost link around leads: origin and path of web addresses, of others only the scheme.
  link: (_, target, { path_: path }) => {
    const link = path
      .slice(path.indexOf(target))
      .find((node) => matchesCss(node as Element, 'a[href],area[href]')) as Element;
    const { protocol, origin, pathname } = new URL(getAttribute(link, 'href')!, link.baseURI);
    return /^http/.test(protocol) ? origin + pathname : protocol;
  },
  field_name: (_, target, { path_: path }) => nameOf(path[0] as Element) || nameOf(target),
} as typeof sources);

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
