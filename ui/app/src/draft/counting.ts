/** When an event counts: the choices of the form, and one line that says what was chosen. */
import type { ClickId } from '@types-rust/ClickId';
import type { Condition } from '@types-rust/Condition';
import type { Device } from '@types-rust/Device';
import type { Event } from '@types-rust/Event';
import type { Limit } from '@types-rust/Limit';
import type { Traffic } from '@types-rust/Traffic';
import type { Utm } from '@types-rust/Utm';
import type { Choice } from '../lib/words';

export const limits: Choice<Limit>[] = [
  { value: 'every_time', label: 'Every time' },
  { value: 'page', label: 'Once per page view' },
  { value: 'session', label: 'Once per visit' },
  { value: 'visitor', label: 'Once per visitor' },
];

export const devices: Choice<Device>[] = [
  { value: 'phone', label: 'Phones' },
  { value: 'tablet', label: 'Tablets' },
  { value: 'desktop', label: 'Desktops' },
];

/** A way by which visits come that needs no value: its type, or the click id's name. */
export type Way = Exclude<Traffic['type'], 'click_id' | 'utm' | 'referrer'> | ClickId;

export const ways: Choice<Way>[] = [
  { value: 'paid', label: 'Paid', hint: 'An advertisement, by its click id or UTM medium' },
  { value: 'organic', label: 'Organic', hint: 'A search engine’s results' },
  { value: 'social', label: 'Social', hint: 'A social network, not paid' },
  { value: 'email', label: 'E-mail', hint: 'An e-mail, by its UTM medium' },
  { value: 'referral', label: 'Referral', hint: 'A link on another site' },
  { value: 'direct', label: 'Direct', hint: 'No way that is known' },
  { value: 'gclid', label: 'Google Ads click', hint: 'The address has a gclid' },
  { value: 'fbclid', label: 'Meta click', hint: 'The address has an fbclid' },
  { value: 'msclkid', label: 'Microsoft Ads click', hint: 'The address has an msclkid' },
  { value: 'ttclid', label: 'TikTok click', hint: 'The address has a ttclid' },
];

export const utms: Choice<Utm>[] = [
  { value: 'source', label: 'utm_source' },
  { value: 'medium', label: 'utm_medium' },
  { value: 'campaign', label: 'utm_campaign' },
  { value: 'term', label: 'utm_term' },
  { value: 'content', label: 'utm_content' },
];

/** A way that has a value. */
export type Valued = Extract<Traffic, { value: string }>;

export const isValued = (source: Traffic): source is Valued => 'value' in source;

/** The ways without a value among sources. */
export function waysOf(sources: Traffic[]): Way[] {
  return sources.flatMap((source): Way[] => {
    if (source.type === 'click_id') return [source.name];
    return isValued(source) ? [] : [source.type];
  });
}

export function sourceOf(way: Way): Traffic {
  return isClickId(way) ? { type: 'click_id', name: way } : { type: way };
}

function isClickId(way: Way): way is ClickId {
  return ['gclid', 'fbclid', 'msclkid', 'ttclid'].includes(way);
}

/** Changes the condition of an event and leaves out what asks nothing. */
export function restrict(event: Event, change: (onlyIf: Condition) => void): void {
  const all: Condition = { ...event.onlyIf };
  change(all);
  if (!all.devices?.length) delete all.devices;
  if (!all.sources?.length) delete all.sources;
  if (!all.minScore) delete all.minScore;
  if (Object.keys(all).length > 0) event.onlyIf = all;
  else delete event.onlyIf;
}

/** "Once per visit, phones, paid traffic". */
export function countingLine(event: Event): string {
  const { limit = 'every_time', debounceMillis = 0, onlyIf = {} } = event;
  const label = <T>(choices: Choice<T>[], value: T): string =>
    choices.find((choice) => choice.value === value)?.label ?? '';
  const traffic = (onlyIf.sources ?? []).map((source) => {
    if (source.type === 'utm') return `utm_${source.name} ${source.value}`.trimEnd();
    if (source.type === 'referrer') return `from ${source.value}`.trimEnd();
    const [way] = waysOf([source]);
    return way ? low(label(ways, way)) : '';
  });
  const parts = [
    label(limits, limit),
    (onlyIf.devices ?? []).map((device) => low(label(devices, device))).join(' and '),
    traffic.length > 0 ? `${traffic.join(' or ')} traffic` : '',
    onlyIf.visitor ? `${onlyIf.visitor} visitors` : '',
    onlyIf.minScore ? `score of ${onlyIf.minScore} or more` : '',
    debounceMillis > 0 ? `repeats within ${debounceMillis / 1000} s once` : '',
  ];
  return parts.filter(Boolean).join(', ');
}

/** With a small first letter, unless it is a name. */
function low(label: string): string {
  return /^(Google|Meta|Microsoft|TikTok)/.test(label)
    ? label
    : label.charAt(0).toLowerCase() + label.slice(1);
}
