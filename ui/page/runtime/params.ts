/**
 * Parameters, and the sources that need next to nothing. One that cannot be read is left out, and none replaces
 * what the body already has.
 */
import { getAttribute, matchesCss } from '../shared/dom';
import { presentable, type Occasion, type Reader } from '../shared/values';

/** What this fragment gives the others, on `$`. */
export interface Parameters {
  /** Readers of values, by the source's type. */
  sources_: { [type: string]: Reader };
}

const { facts_: facts } = $;
const { hasOwnProperty } = {};

const nameOf = (element: Element): string => getAttribute(element, 'name') || '';

/** Where the innermost link around leads: origin and path of web addresses, of others only the scheme. */
const linkOf = (path: readonly EventTarget[]): string => {
  const link = path.find(
    (node) => 'closest' in node && matchesCss(node as Element, 'a[href],area[href]'),
  ) as Element | undefined;
  if (!link) return '';
  const { protocol, origin, pathname } = new URL(getAttribute(link, 'href')!, link.baseURI);
  return /^http/.test(protocol) ? origin + pathname : protocol;
};

const sources: Parameters['sources_'] = {
  literal: ({ value }: { value: string }) => '' + value,
  page_type: () => facts.pageType_!(),
  // A number that a trigger gives as text is a number.
  milestone: (_from, _target, { milestone_: reached }) => +reached! || reached,
  // What is entered is nobody's words but the visitor's.
  element_text: (_, target) =>
    matchesCss(target, 'select,textarea,[contenteditable]') ? '' : facts.text_!(target),
  link: (_, target, { path_: path }) => linkOf(path.slice(path.indexOf(target))),
  field_name: (_, target, { path_: path }) => nameOf(path[0] as Element) || nameOf(target),
};
$.sources_ = sources;

$.read_ = (event, occasion, body) => {
  // A new one each time, so that readers can tell whether what they read for another is still good.
  const about: Occasion = Object.assign({ path_: [], target_: null }, occasion);
  for (const { name, from } of event.parameters || [])
    try {
      const raw = sources[from.type]!(from as never, about.target_!, about, event);
      const value = typeof raw == 'string' ? presentable(raw) : raw && raw.valueOf();
      if ((value || value === 0) && !hasOwnProperty.call(body, name)) body[name] = value;
    } catch (error) {
      $.say_(name, error);
    }
};
