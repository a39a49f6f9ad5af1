/** Reads the values of parameters at the moment an event fires. Whatever it returns is masked and cut. */
import type { Source } from '../../generated/Source';
import type { Utm } from '../../generated/Utm';
import { getAttribute, localName, matchesCss } from './dom';
import { cut, mask } from './mask';
import { readable } from './text';

/** What an event is fired for. */
export interface Occasion {
  /** The event's path from the innermost node outwards. */
  path_: readonly EventTarget[];
  /** The element that the rule matched; none where it is about the whole page. */
  target_: Element | null;
  /** What the trigger reached. */
  milestone_?: string | number;
}

/** What the surroundings can tell. */
export interface Facts {
  text_?: (element: Element) => string;
  pageType_?: () => string;
  device_?: () => string;
  source_?: (utm?: Utm) => string;
  score_?: () => number;
  /** Undefined where nobody may be remembered. */
  isNew_?: () => boolean | undefined;
}

/** The value, or the empty string where there is none. */
export function valueOf(source: Source, occasion: Occasion | null, facts: Facts): string {
  return cut(mask(readable(rawValue(source, occasion, facts))));
}

function rawValue(source: Source, occasion: Occasion | null, facts: Facts): string {
  if (source.type == 'literal') return '' + source.value;
  if (source.type == 'page_type') return facts.pageType_ ? facts.pageType_() : '';
  if (!occasion || !occasion.target_) return '';
  const { target_: target, path_: path } = occasion;
  if (source.type == 'element_text')
    return facts.text_ && !/^(select|textarea)$/.test(localName(target)) ? facts.text_(target) : '';
  if (source.type == 'link') return linkOf(path.slice(path.indexOf(target)));
  if (source.type == 'field_name') return nameOf(path[0] as Element) || nameOf(target);
  return '';
}

function nameOf(element: Element): string {
  return getAttribute(element, 'name') || '';
}

/** Where the innermost link around leads: origin and path of web addresses, of others only the scheme. */
function linkOf(path: readonly EventTarget[]): string {
  const link = path.find(
    (node) => 'closest' in node && matchesCss(node as Element, 'a[href],area[href]'),
  ) as Element | undefined;
  if (!link) return '';
  const { protocol, origin, pathname } = new URL(getAttribute(link, 'href')!, link.baseURI);
  return /^http/.test(protocol) ? origin + pathname : protocol;
}
