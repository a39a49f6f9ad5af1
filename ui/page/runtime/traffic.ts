/**
 * How the visit came: `$.facts_.source_`, `$.came_`. Kept are the UTM parameters of the landing page, which click ids
 * it had (not the ids themselves), and the host that linked to it. README.md says what counts as what.
 */
import type { Traffic as Way } from '../../generated/Traffic';
import { glob } from '../shared/scope';

/** What this fragment gives the others, on `$`. */
export interface Traffic {
  /** Whether the visit came this way. */
  came_(way: Way): boolean;
}

/** Names of what is kept of an address. */
const UTM = /^utm_(source|medium|campaign|term|content)$/;
const CLICK_ID = /^(gclid|gbraid|wbraid|dclid|fbclid|msclkid|ttclid)$/;

/** Ways by what is kept of a landing, in the order they are tried. */
const WAYS: [string, RegExp][] = [
  // `fbclid` is not among them: it is on every link out of Facebook, paid for or not.
  [
    'paid',
    /[gdt]clid=|braid=|msclkid=|utm_medium=[^&]*(cp[acmv]|ppc|paid|retargeting|display|banner)/i,
  ],
  ['email', /utm_medium=(e[-_+]?mail|newsletter)/i],
  [
    'social',
    /fbclid=|utm_medium=social|referrer=(.*\.)?((facebook|instagram|twitter|linkedin|pinterest|tiktok|youtube|reddit|snapchat|threads|whatsapp)\.|(t\.co|x\.com|lnkd\.in)$)/i,
  ],
  [
    'organic',
    /utm_medium=organic|referrer=((\w\w\.)?search\.|\w\w?\.)?(google|bing|yahoo|duckduckgo|ecosia|yandex|baidu|qwant|brave|startpage|naver|seznam)\./i,
  ],
  ['referral', /./],
  ['direct', /^/],
];

const bare = (host: string): string => host.replace(/^www\./, '');

/** What is kept of this document's landing; undefined where it was none, but a link of the shop itself. */
let landing: string | undefined;
let isCampaign = false;

const look = (): void => {
  const kept = new URLSearchParams();
  new URLSearchParams(location.search).forEach((value, name) => {
    const isClickId = CLICK_ID.test(name);
    if (value && (isClickId || UTM.test(name)))
      kept.set(name, isClickId ? '1' : value.slice(0, 100));
  });
  isCampaign = !!('' + kept);
  const { referrer } = document;
  const from = referrer && bare(new URL(referrer).hostname);
  const isOwn = from && ('.' + from).endsWith('.' + bare(location.hostname));
  if (from && !isOwn) kept.set('referrer', from);
  if (isCampaign || !isOwn) landing = '' + kept;
};

/** What is known of the visit's landing; undefined: nothing. */
function known(): string | undefined {
  const session = $.memory_('session');
  // A campaign counts from its landing on; any other landing only where the visit has none yet.
  if (landing != null && session.traffic != landing && (isCampaign || session.traffic == null)) {
    session.traffic = landing;
    $.keep_();
  }
  return session.traffic;
}

$.facts_.source_ = (utm) => {
  const traffic = known();
  if (traffic == null) return '';
  return utm
    ? new URLSearchParams(traffic).get('utm_' + utm) || ''
    : WAYS.find(([, sign]) => sign.test(traffic))![0];
};

$.came_ = (way) => {
  const traffic = known();
  const kept = new URLSearchParams(traffic);
  if (way.type == 'click_id') return kept.has(way.name);
  if (way.type == 'utm') return fits(way.value, kept.get('utm_' + way.name));
  if (way.type == 'referrer') return fits(bare(way.value), kept.get('referrer'));
  return $.facts_.source_!() == way.type;
};

function fits(pattern: string, value: string | null): boolean {
  return !!value && glob(pattern, value);
}

$.starts_.push(() => {
  $.safely_(look);
  known();
  $.whenConsent_(known);
});
