/**
 * How the visit came: the source `traffic_source`, `$.came_`. Kept are the UTM parameters of the landing page, which click ids
 * it had (not the ids themselves), and the host that linked to it. README.md says what counts as what.
 */
import { glob } from '../shared/glob';
import type { Utm } from '../../generated/Utm';
import { whenConsent } from './consent';
import { $, safely, sources, starts } from './core';

/** What is kept of an address. */
const KEPT = /\b(utm_[a-z]+|([dg]|fb|tt)clid|msclkid|[gw]braid)=[^&]{1,200}/g;

/** Ways by what is kept of a landing, in the order they are tried. */
const WAYS: [string, RegExp][] = [
  // `fbclid` is not among them: it is on every link out of Facebook, paid for or not.
  [
    'paid',
    /([dgt]clid|msclkid|braid)=1|utm_medium=[^&]*(cp[acmv]|ppc|paid|retargeting|display|banner)/i,
  ],
  ['email', /utm_medium=(e[-_+]?mail|newsletter)/i],
  [
    'social',
    /fbclid=1|utm_medium=social|referrer=(.*\.)?((facebook|instagram|twitter|linkedin|pinterest|tiktok|youtube|reddit)\.|(t\.co|x\.com)$)/i,
  ],
  [
    'organic',
    /utm_medium=organic|referrer=((\w\w\.)?search\.|\w\w?\.)?(google|bing|yahoo|duckduckgo|ecosia|yandex|baidu|qwant)\./i,
  ],
  ['referral', /./],
  ['direct', /^/],
];

const bare = (host: string): string => host.replace(/^www\./, '');

/** What is kept of this document's landing; undefined where it was none, but a link of the shop itself. */
let landing: string | undefined;
let isCampaign = false;

const look = (): void => {
  const kept: string[] = location.search.match(KEPT) || [];
  const { referrer } = document;
  const from = referrer && bare(new URL(referrer).hostname);
  const isOwn = from && ('.' + from).endsWith('.' + bare(location.hostname));
  isCampaign = !!kept[0];
  if (from && !isOwn) kept.push('referrer=' + from);
  if (isCampaign || !isOwn) landing = kept.join('&').replace(/id=[^&]+/g, 'id=1');
};

/** What is known of the visit's landing; undefined: nothing. */
function known(): string | undefined {
  const session = $.memory_!('session');
  // A campaign counts from its landing on; any other landing only where the visit has none yet.
  if (landing != null && session.traffic != landing && (isCampaign || session.traffic == null)) {
    session.traffic = landing;
    $.keep_!();
  }
  return session.traffic;
}

/** A UTM parameter of the landing, a click id, or `referrer`. */
const kept = (name: string): string => new URLSearchParams(known()).get(name) || '';

const sourceOf = ({ utm }: { utm?: Utm }): string => {
  const traffic = known();
  if (utm) return kept('utm_' + utm);
  return traffic == null ? '' : WAYS.find(([, sign]) => sign.test(traffic))![0];
};
sources.traffic_source = sourceOf;

$.came_ = (way) => {
  if (way.type == 'click_id') return !!kept(way.name);
  if (way.type == 'utm') return fits(way.value, kept('utm_' + way.name));
  if (way.type == 'referrer') return fits(bare(way.value), kept('referrer'));
  return sourceOf({}) == way.type;
};

/** Whether there is a value, and the pattern means it. */
const fits = (pattern: string, value: string): boolean => !!value && glob(pattern, value);

starts.push(() => {
  safely(look);
  known();
  whenConsent(known);
});
