/**
 * What the visitor allows, read from the consent systems in the page at the moment of asking. All that are there
 * must agree. None is waited for by a clock: they tell of changes themselves, and whoever asks has them looked
 * for again. README.md says what is read of which.
 */
import { $, on, page, safely, starts, stops } from './core';
import { Consent } from './answers';
import type { Purpose } from '../../generated/Purpose';

/** Of one system; undefined: it is not there, or says nothing of this. */
type Answer = Consent | undefined;

/** Names of a purpose: the purposes of TCF, the types of Google's Consent Mode. */
const NAMES: { [purpose in Purpose]: [number[], string[]] } = {
  analytics: [[1, 8], ['analytics_storage']],
  marketing: [
    [1, 3, 4],
    ['ad_storage', 'ad_user_data', 'ad_personalization'],
  ],
  preferences: [[1, 5, 6], ['personalization_storage']],
};

const listeners: (() => void)[] = [];
const now: { [purpose: string]: Answer } = {};
/** What was asked already, by a name of its own. */
const asked: { [name: string]: true } = {};

const answer = (yes: unknown): Answer => (yes ? Consent.Allowed : Consent.Refused);
const isFirst = (name: string): boolean => !asked[name] && (asked[name] = true);

function shopify(purpose: Purpose): Answer {
  const { customerPrivacy: api, loadFeatures } = page.Shopify || {};
  const isMarketing = purpose == 'marketing';
  const method = purpose + (isMarketing ? 'Allowed' : 'ProcessingAllowed');
  if (api && api[method])
    // To an advertising network, data is sold in the words of some laws.
    return answer(
      api[method]() && (!isMarketing || !api.saleOfDataAllowed || api.saleOfDataAllowed()),
    );
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
  if (!tcData) return Consent.Pending;
  const { gdprApplies, purpose: told } = tcData;
  return answer(gdprApplies === false || NAMES[purpose][0].every((id) => told.consents[id]));
}

/** What the data layer told Google's tags. */
const updates: { [type: string]: boolean } = {};
const defaults: { [type: string]: boolean } = {};
let read: unknown;
function google(purpose: Purpose): Answer[] {
  const { dataLayer: layer = [], google_tag_data: { ics } = {} as never } = page;
  const types = NAMES[purpose][1];
  const last = layer[layer.length - 1];
  if (last != read) for (const entry of layer) if (entry && entry[0] == 'consent') hear(entry);
  read = last;
  if (ics && isFirst(purpose)) ics.addListener(types, ask);
  return types.map((type) => {
    const { update = updates[type], default: usual = defaults[type] } =
      (ics && ics.entries[type]) || {};
    // What is refused by default may still be allowed.
    return update != null
      ? answer(update)
      : usual
        ? Consent.Allowed
        : usual == null
          ? usual
          : Consent.Pending;
  });
}

function hear([, command, types]: [unknown, string, { [type: string]: unknown }]): void {
  for (const type in types) {
    const granted = types[type] == 'granted';
    if (command == 'update') updates[type] = granted;
    // Where the visitor is, is not known here: what is so in some regions only counts if it refuses.
    else if (!granted || (!types.region && defaults[type] == null)) defaults[type] = granted;
  }
}

function decide(purpose: Purpose): Answer {
  const { consent = undefined } = $.test_ || {};
  const { privacy } = $.config_;
  if (purpose == 'marketing' && (consent ? consent == 'gpc' : page.navigator.globalPrivacyControl))
    return Consent.Refused;
  if (consent) return answer(consent != 'denied');
  const answers = [shopify, tcf, google]
    .flatMap((system) => {
      let said: Answer | Answer[] = Consent.Pending;
      safely(() => (said = system(purpose)));
      return said as Answer | Answer[];
    })
    .filter((said) => said != null);
  // Nobody there to be asked.
  if (!answers.length)
    answers.push(privacy && privacy.consent == 'merchant' ? Consent.Allowed : Consent.Pending);
  return Math.min(...(answers as number[])) as Answer;
}

function ask(): void {
  let changed = false;
  for (const purpose in NAMES) {
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
  stops.push(() => {
    listeners.length = 0;
  });
  ask();
});
