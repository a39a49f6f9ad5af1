/**
 * What the visitor allows, read from the consent systems in the page at the moment of asking. All that are there
 * must agree. None is waited for by a clock: they tell of changes themselves, and whoever asks has them looked
 * for again. README.md says what is read of which.
 */
import { $, on, page, safely, starts, stops } from './core';
import { Consent } from './answers';
import type { Purpose } from '../../generated/Purpose';

/** Of one system; undefined: it is not there, or says nothing of this. */
export type Answer = Consent | undefined;

/**
 * Names of what is asked for: the purposes of TCF, a digit each, the types of Google's Consent Mode, and the functions of
 * Shopify, the first of which it always has. Other purposes are modules of their own, for what needs them.
 */
export const purposes: { [purpose: string]: [string, string[], ...string[]] } = {
  analytics: ['18', ['analytics_storage'], 'analyticsProcessingAllowed'],
};

const listeners: (() => void)[] = [];
const now: { [purpose: string]: Answer } = {};
/** What was asked already, by a name of its own. */
const asked: { [name: string]: true } = {};

const answer = (yes: unknown): Answer => (yes ? Consent.Allowed : Consent.Refused);
const isFirst = (name: string): boolean => !asked[name] && (asked[name] = true);

function shopify(purpose: Purpose): Answer {
  const { customerPrivacy: api, loadFeatures } = page.Shopify || {};
  const [, , ...methods] = purposes[purpose]!;
  if (api?.[methods[0]!]) {
    const said = answer(methods.every((method) => api[method]?.() ?? true));
    // The banner stands there unanswered.
    return !said && api.currentVisitorConsent?.()[purpose] === '' ? Consent.Pending : said;
  }
  if (!loadFeatures) return;
  if (isFirst('shopify'))
    page.Shopify.loadFeatures([{ name: 'consent-tracking-api', version: '0.1' }], ask);
  return Consent.Pending;
}

interface TcData {
  eventStatus: string;
  gdprApplies?: boolean;
  purpose: { consents: { [id: string]: boolean } };
  listenerId: number;
}
let tcData: TcData | undefined;
function tcf(purpose: Purpose): Answer {
  if (!page.__tcfapi) return;
  if (isFirst('tcf'))
    page.__tcfapi('addEventListener', 2, (data: TcData, success: boolean) => {
      // While the visitor is being asked, what was said before holds.
      if (success && data.eventStatus != 'cmpuishown') tcData = data;
      ask();
    });
  return tcData
    ? answer(
        tcData.gdprApplies === false ||
          Array.from(purposes[purpose]![0]).every((id) => tcData!.purpose.consents[id]),
      )
    : Consent.Pending;
}

/** What the data layer told Google's tags, by command and type. */
const told: { [type: string]: boolean } = {};
let read: unknown;
function google(purpose: Purpose): Answer[] {
  const { dataLayer: layer = [], google_tag_data: { ics } = {} as never } = page;
  const [, types] = purposes[purpose]!;
  const last = layer[layer.length - 1];
  if (last != read) layer.forEach(hear);
  read = last;
  if (ics && isFirst(purpose)) ics.addListener(types, ask);
  return types.map((type) => {
    const { update = told['update' + type], default: usual = told['default' + type] } =
      ics?.entries[type] || {};
    // What is refused by default may still be allowed.
    return update != null
      ? answer(update)
      : usual == null
        ? usual
        : usual
          ? Consent.Allowed
          : Consent.Pending;
  });
}

function hear(entry: [unknown, string, { [type: string]: unknown }] | undefined): void {
  if (entry?.[0] != 'consent') return;
  const [, command, types] = entry;
  for (const type in types) {
    const granted = types[type] == 'granted';
    const name = command + type;
    // Where the visitor is, is not known here: what is so in some regions only counts if it refuses.
    if (command == 'update' || !granted || (!types.region && told[name] == null))
      told[name] = granted;
  }
}

/** Asked for each purpose; the only list of them. */
export const systems: ((purpose: Purpose) => Answer | Answer[])[] = [shopify, tcf, google];

function decide(purpose: Purpose): Answer {
  const said = $.test_?.consent;
  if (said) return answer(said == 'granted' || (said == 'gpc' && purpose != 'marketing'));
  const answers = systems
    .flatMap((system) => {
      let found: Answer | Answer[] = Consent.Pending;
      safely(() => (found = system(purpose)));
      return found as Answer | Answer[];
    })
    .filter((found) => found != null) as number[];
  return answers[0] == null
    ? // Nobody there to be asked.
      $.config_.privacy?.consent == 'merchant'
      ? Consent.Allowed
      : Consent.Pending
    : Math.min(...answers);
}

function ask(): void {
  let changed;
  for (const purpose in purposes) {
    const said = decide(purpose as Purpose);
    changed = changed || said != now[purpose];
    now[purpose] = said;
  }
  if (changed) listeners.forEach(safely);
}

/** Tells whenever an answer has changed, before `consentTo` gives the new one. */
export function whenConsent(listener: () => void): void {
  listeners.push(listener);
}
$.whenConsent_ = whenConsent;

/** What the visitor allows now. */
export function consentTo(purpose: Purpose): Consent {
  ask();
  return now[purpose]!;
}
$.consentTo_ = consentTo;

starts.push(() => {
  on(document, 'visitorConsentCollected', ask);
  // After the page has loaded, and when it comes back from where it was kept.
  on(window, 'pageshow', ask);
  stops.push(() => (listeners.length = 0));
  ask();
});
