/**
 * What the visitor allows, read from the consent systems in the page at the moment of asking. All that are there
 * must agree. None is waited for by a clock: they tell of changes themselves, and whoever asks has them looked
 * for again. README.md says what is read of which.
 */
import type { Purpose } from '../../generated/Purpose';

/** What this fragment gives the others, on `$`. */
export interface Consent {
  /** Whether the visitor allows this now. */
  allows_(purpose: Purpose): boolean;
  /** Whether the visitor is known not to allow it: a system that has not answered yet refuses nothing. */
  refuses_(purpose: Purpose): boolean;
  /** Tells when the answers are first known and whenever one has changed, before `allows_` gives the new one. */
  whenConsent_(listener: () => void): void;
}

/** Of one system; undefined: it is not there, or says nothing of this. */
type Answer = typeof REFUSED | typeof PENDING | typeof ALLOWED | undefined;
const REFUSED = 0;
/** Not answered yet. */
const PENDING = 1;
const ALLOWED = 2;

type Told = { [name: string]: boolean };

/** Names of a purpose: Shopify's method, the purposes of TCF, the types of Google's Consent Mode. */
const NAMES: { [purpose in Purpose]: [string, number[], string[]] } = {
  analytics: ['analyticsProcessingAllowed', [1, 8], ['analytics_storage']],
  marketing: ['marketingAllowed', [1, 3, 4], ['ad_storage', 'ad_user_data', 'ad_personalization']],
  preferences: ['preferencesProcessingAllowed', [1, 5, 6], ['personalization_storage']],
};

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- whatever the page has
const page = window as any;
const listeners: (() => void)[] = [];
const now: { [purpose: string]: Answer } = {};

const answer = (yes: unknown): Answer => (yes ? ALLOWED : REFUSED);

let isLoading = false;
function shopify(purpose: Purpose): Answer {
  const { customerPrivacy: api, loadFeatures } = page.Shopify || {};
  const [method] = NAMES[purpose];
  if (api && api[method])
    return answer(
      api[method]() &&
        // An advertising network is somebody else, whom data is sold to in the words of some laws.
        (purpose != 'marketing' || !api.saleOfDataAllowed || api.saleOfDataAllowed()),
    );
  if (!loadFeatures) return;
  if (!isLoading) {
    isLoading = true;
    page.Shopify.loadFeatures([{ name: 'consent-tracking-api', version: '0.1' }], ask);
  }
  return PENDING;
}

interface TcData {
  eventStatus: string;
  gdprApplies?: boolean;
  purpose: { consents: Told };
  listenerId: number;
}
let isListening = false;
let tcData: TcData | undefined;
function tcf(purpose: Purpose): Answer {
  if (!page.__tcfapi) return;
  if (!isListening) {
    isListening = true;
    page.__tcfapi('addEventListener', 2, (data: TcData, success: boolean) => {
      // While the visitor is being asked, what was said before holds.
      if (success && data.eventStatus != 'cmpuishown') tcData = data;
      ask();
    });
  }
  if (!tcData) return PENDING;
  const { gdprApplies, purpose: told } = tcData;
  return answer(gdprApplies === false || NAMES[purpose][1].every((id) => told.consents[id]));
}

/** What the data layer told Google's tags, by command. */
const told: { [command: string]: Told } = { update: {}, region: {}, default: {} };
let read: unknown;
let isHeard = false;
function google(purpose: Purpose): Answer {
  const layer = page.dataLayer || [];
  const { ics } = page.google_tag_data || {};
  const last = layer[layer.length - 1];
  if (last != read) for (const entry of layer) if (entry && entry[0] == 'consent') hear(entry);
  read = last;
  if (!isHeard && ics && ics.addListener) {
    isHeard = true;
    ics.addListener(Object.values(NAMES).flatMap(([, , types]) => types), ask); // prettier-ignore
  }
  const answers = NAMES[purpose][2].map((type): Answer => {
    const known = (ics && ics.entries && ics.entries[type]) || {};
    const first = (...all: unknown[]): unknown => all.find((each) => each != null);
    const update = first(known.update, told.update![type]);
    const usual = first(known.default, told.region![type], told.default![type]);
    // A refusal by default is what an answer is waited for with.
    return update != null
      ? answer(update)
      : usual
        ? ALLOWED
        : usual === false
          ? PENDING
          : undefined;
  });
  return answers.some((each) => each != null)
    ? (Math.min(...answers.map((each) => (each == null ? PENDING : each))) as Answer)
    : undefined;
}

function hear([, command, types]: [unknown, string, { [type: string]: unknown }]): void {
  const { region } = types;
  for (const type in types) {
    const granted = types[type] == 'granted';
    // Where the visitor is, is not known here: what is so in some regions only counts if it refuses.
    if (!region || !granted) (told[region ? 'region' : command] || {})[type] = granted;
  }
}

function decide(purpose: Purpose): Answer {
  const { consent } = $.test_ || {};
  const control = consent ? consent == 'gpc' : page.navigator.globalPrivacyControl;
  if (control && purpose == 'marketing') return REFUSED;
  if (consent) return answer(consent != 'denied');
  let least: Answer;
  for (const system of [shopify, tcf, google]) {
    let said: Answer = PENDING;
    try {
      said = system(purpose);
    } catch (error) {
      $.say_(error);
    }
    if (said != null && !(said > least!)) least = said;
  }
  const { privacy } = $.config_;
  return least != null ? least : privacy && privacy.consent == 'merchant' ? ALLOWED : PENDING;
}

function ask(): void {
  let changed = false;
  for (const purpose in NAMES) {
    const said = decide(purpose as Purpose);
    changed = changed || said !== now[purpose];
    now[purpose] = said;
  }
  if (changed)
    for (const listener of listeners)
      try {
        listener();
      } catch (error) {
        $.say_(error);
      }
}

$.whenConsent_ = (listener) => listeners.push(listener);
$.allows_ = (purpose) => (ask(), now[purpose] === ALLOWED);
$.refuses_ = (purpose) => (ask(), now[purpose] === REFUSED);

$.starts_.push(() => {
  $.on_(document, 'visitorConsentCollected', ask);
  // After the page has loaded, and when it comes back from where it was kept.
  $.on_(window, 'pageshow', ask);
  $.stops_.push(() => {
    listeners.length = 0;
    if (tcData) page.__tcfapi('removeEventListener', 2, () => {}, tcData.listenerId);
  });
  ask();
});
