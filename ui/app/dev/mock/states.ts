/** Development only: every screen and state of the panel by name, as what the shell would say. */
import type { Failure } from '@types-rust/Failure';
import type { Notice } from '@types-rust/Notice';
import type { Overview } from '@types-rust/Overview';
import { auditStates } from './audit-states';
import type { AuditsState } from './audits';
import { failures } from './failures';
import { foreignContainer, longContainer, type FormatsState } from './formats';
import { placesStates } from './place-states';
import type { PlacesState } from './places';
import * as plans from './plans';
import { foreignPack, longHistory, longPack, type SharingState } from './sharing';
import * as pointing from './pointing';
import type { Proposals } from './suggestions';
import { trialStates, type TrialsState } from './trials';
import { scored, walkStates } from './walk-states';
import type { WalksState } from './walks';

export interface State {
  overview: Overview | Failure;
  /** What the shell says once the panel listens. */
  notices?: Notice[];
  /** Answer of `open_shop`: a failure, or `forever` for none. */
  opening?: Failure | 'forever';
  /** What the demo shop shows already. */
  edition?: 'redesign';
  /** What the catalogue proposes for the page. */
  proposals?: Proposals;
  /** Answer of `check_page`: a failure, or `forever` for none. */
  checking?: Failure | 'forever';
  /** What is found out about drafts and events in the background. */
  trials?: TrialsState;
  /** Answer of `change_trigger`. */
  choosing?: Failure;
  /** Answer of `choose_folder` and `export_plan`. */
  exporting?: Failure;
  /** How exports to other tools and imports answer. */
  formats?: FormatsState;
  /** The shop's publication targets and how they answer; none without. */
  places?: PlacesState;
  /** What comes of pointing at a value, and what is measured already. */
  pointing?: pointing.PointingState;
  /** The shop's audits and how they answer; none without. */
  audits?: AuditsState;
  /** Notes, history and event packs, and how they answer. */
  sharing?: SharingState;
  /** The shop's walks and how they answer; none without. */
  walks?: WalksState;
}

const pane = (change: Partial<typeof plans.pane> = {}): Notice => ({
  kind: 'pane',
  data: { ...plans.pane, ...change },
});
const withEvents = (number: number): Overview => ({
  shops: plans.shops,
  open: plans.openShop(number),
});
const none: Overview = { shops: [], open: null };
const drafted: Notice[] = [
  { kind: 'draft', data: plans.draft() },
  { kind: 'matches', data: { id: 'new-1', draft: true, count: 1, visible: 1, spare: false } },
  { kind: 'picture', data: { id: 'new-1', data: plans.picture } },
];

const publishable = (places: PlacesState): State => ({
  overview: withEvents(12),
  notices: [pane()],
  places,
});

const audited = (audits: AuditsState): State => ({
  overview: withEvents(12),
  notices: [pane()],
  audits,
});

const walked = (walks: WalksState): State => ({
  overview: withEvents(12),
  notices: [pane({ testing: true })],
  walks,
});

const failing = (opening: Failure): State => ({
  overview: { shops: plans.shops, open: null },
  opening,
});

export const states: Record<string, State> = {
  first: { overview: none },
  recent: { overview: { shops: plans.shops, open: null } },
  opening: { overview: { shops: plans.shops, open: null }, opening: 'forever' },
  'fail-address': failing(failures.address),
  'fail-host': failing(failures.host),
  'fail-refused': failing(failures.refused),
  'fail-certificate': failing(failures.certificate),
  'fail-timeout': failing(failures.timeout),
  'fail-html': failing(failures.html),
  'database-newer': { overview: failures.newer },
  'database-damaged': { overview: failures.damaged },
  'database-failed': { overview: failures.disk },
  empty: { overview: withEvents(0), notices: [pane()] },
  guide: { overview: withEvents(0), notices: [pane()] },
  'guide-full': {
    overview: withEvents(0),
    notices: [pane()],
    proposals: { long: true, room: ['size_chart_open'] },
  },
  'guide-rule': {
    overview: withEvents(0),
    notices: [pane()],
    proposals: { rule: true, long: true },
  },
  'guide-nothing': { overview: withEvents(3), notices: [pane()], proposals: { nothing: true } },
  'guide-failed': {
    overview: withEvents(0),
    notices: [pane()],
    proposals: { failing: failures.gone },
  },
  'guide-waiting': {
    overview: withEvents(0),
    notices: [pane()],
    proposals: { failing: 'forever' },
  },
  'guide-alone': { overview: withEvents(0), notices: [pane()], proposals: { ways: 'found' } },
  'guide-led-nowhere': {
    overview: withEvents(0),
    notices: [pane()],
    proposals: { ways: 'none', nothing: true },
  },
  'guide-leading': {
    overview: withEvents(0),
    notices: [pane()],
    proposals: { ways: 'forever', nothing: true },
  },
  'guide-led-failed': {
    overview: withEvents(0),
    notices: [pane()],
    proposals: { ways: failures.timeout },
  },
  'guide-cart': {
    overview: withEvents(0),
    notices: [pane({ pageType: 'cart' })],
    proposals: { cart: 'filled-later' },
  },
  list: { overview: withEvents(12), notices: [pane()] },
  'list-120': { overview: withEvents(120), notices: [pane({ canForward: true, loading: true })] },
  demo: {
    overview: { shops: plans.shops, open: plans.openShop(5, plans.shops[1]) },
    notices: [pane({ url: 'http://127.0.0.1:41873/', pageType: 'home' })],
  },
  // As after a reload of the panel: the shell has nothing new to tell.
  'demo-redesign': {
    overview: { shops: plans.shops, open: plans.openShop(5, plans.shops[1]) },
    edition: 'redesign',
  },
  picking: {
    overview: withEvents(12),
    notices: [pane({ picking: true, hover: 'Button: Add to cart' })],
  },
  'picking-held': { overview: withEvents(0), notices: [pane({ picking: true, frozen: true })] },
  'pane-error': {
    overview: withEvents(3),
    notices: [pane({ error: failures.load, pageType: null })],
  },
  draft: { overview: withEvents(12), notices: [pane(), ...drafted] },
  ...trialStates({ overview: withEvents(12), notices: [pane(), ...drafted] }, failures.timeout),
  pointed: { overview: withEvents(12), notices: [pane(), ...drafted] },
  'pointed-refused': {
    overview: withEvents(12),
    notices: [pane(), ...drafted],
    pointing: { pointed: pointing.pointedAddress },
  },
  'pointed-long': {
    overview: withEvents(12),
    notices: [pane(), ...drafted],
    pointing: { pointed: pointing.pointedLong },
  },
  already: {
    overview: withEvents(12),
    notices: [pane(), ...drafted],
    pointing: { already: pointing.alreadyTold },
  },
  'already-waiting': {
    overview: withEvents(12),
    notices: [pane(), ...drafted],
    pointing: { already: 'forever' },
  },
  'already-nothing': {
    overview: withEvents(12),
    notices: [pane(), ...drafted],
    pointing: { already: pointing.alreadyNothing },
  },
  'already-unknown': {
    overview: withEvents(12),
    notices: [pane(), ...drafted],
    pointing: { already: pointing.alreadyUnknown },
  },
  'draft-refused': {
    overview: withEvents(12),
    notices: [pane(), ...drafted],
    choosing: failures.gone,
  },
  'draft-troubled': {
    overview: withEvents(12),
    notices: [
      pane(),
      { kind: 'draft', data: plans.troubledDraft() },
      { kind: 'picture', data: { id: 'new-2', data: plans.tallPicture } },
      { kind: 'matches', data: { id: 'new-2', draft: true, count: 14, visible: 11, spare: true } },
    ],
  },
  'draft-waiting': { overview: withEvents(12), notices: [pane(), ...drafted] },
  'test-empty': { overview: withEvents(12), notices: [pane({ testing: true })] },
  test: {
    overview: withEvents(12),
    notices: [
      pane({ testing: true }),
      ...plans.hits().map((data): Notice => ({ kind: 'hit', data })),
    ],
  },
  export: { overview: withEvents(12), notices: [pane()] },
  'export-failed': { overview: withEvents(12), notices: [pane()], exporting: failures.write },
  'export-not-saved': {
    overview: withEvents(12),
    notices: [pane()],
    formats: { saving: failures.full },
  },
  'export-many': { overview: withEvents(40), notices: [pane()] },
  'import-bad': {
    overview: withEvents(12),
    notices: [pane()],
    formats: { reading: failures.container },
  },
  'import-long': {
    overview: withEvents(12),
    notices: [pane()],
    formats: { container: longContainer() },
  },
  'import-nothing': {
    overview: withEvents(12),
    notices: [pane()],
    formats: { container: foreignContainer },
  },
  past: { overview: withEvents(12), notices: [pane()] },
  'past-long': {
    overview: withEvents(12),
    notices: [pane()],
    sharing: { history: longHistory },
  },
  'past-empty': { overview: withEvents(12), notices: [pane()], sharing: { history: [] } },
  'past-failed': {
    overview: withEvents(12),
    notices: [pane()],
    sharing: { failing: failures.gone },
  },
  'pack-import': { overview: withEvents(12), notices: [pane()] },
  'pack-long': { overview: withEvents(12), notices: [pane()], sharing: { pack: longPack() } },
  'pack-nothing': { overview: withEvents(12), notices: [pane()], sharing: { pack: foreignPack } },
  'pack-reading': { overview: withEvents(12), notices: [pane()], sharing: { pack: 'forever' } },
  'pack-bad': {
    overview: withEvents(12),
    notices: [pane()],
    sharing: { failing: failures.container },
  },
  'list-200': { overview: withEvents(200), notices: [pane()] },
  check: { overview: withEvents(15), notices: [pane()] },
  'check-running': { overview: withEvents(12), notices: [pane()], checking: 'forever' },
  'check-failed': { overview: withEvents(12), notices: [pane()], checking: failures.silent },
  'publish-list': publishable(placesStates.several),
  'publish-waiting': publishable(placesStates.waiting),
  'publish-review': publishable(placesStates.one),
  'publish-conflict': publishable(placesStates.conflict),
  'publish-gone': publishable(placesStates.gone),
  'publish-unkept': publishable(placesStates.unkept),
  'publish-emptied': publishable(placesStates.emptied),
  'publish-twins': publishable(placesStates.twins),
  'publish-running': publishable(placesStates.running),
  published: publishable(placesStates.proven),
  'publish-often': publishable(placesStates.often),
  'publish-failed': publishable(placesStates.failing),
  'publish-unseen': publishable(placesStates.unseen),
  'publish-current': publishable(placesStates.current),
  'publish-unreached': publishable(placesStates.unreached),
  'place-unreached': publishable(placesStates.unreached),
  'theme-review': publishable(placesStates.theme),
  'theme-running': publishable(placesStates.themeRunning),
  'theme-denied': publishable(placesStates.themeDenied),
  'theme-unfinished': publishable(placesStates.themeUnfinished),
  'theme-half': publishable(placesStates.themeHalf),
  'theme-stuck': publishable(placesStates.themeStuck),
  'publish-landed': publishable(placesStates.landed),
  'publish-behind': publishable(placesStates.behind),
  'theme-not-loaded': publishable(placesStates.themeNotLoaded),
  'theme-unseen': publishable(placesStates.themeUnseen),
  'theme-unseen-behind': publishable(placesStates.themeUnseenBehind),
  'theme-unread': publishable(placesStates.themeUnread),
  'theme-blind': publishable(placesStates.themeBlind),
  previewed: publishable(placesStates.previewed),
  'publish-twelve': publishable(placesStates.twelve),
  'publish-broken': publishable(placesStates.broken),
  'several-two': publishable(placesStates.two),
  several: publishable(placesStates.six),
  'several-failing': publishable(placesStates.sixFailing),
  'several-stuck': publishable(placesStates.sixStuck),
  'several-half': publishable(placesStates.twoHalf),
  'several-running': publishable(placesStates.sixRunning),
  'publish-long': {
    ...publishable(placesStates.long),
    overview: { shops: plans.shops, open: plans.openShop(120, plans.shops[2]) },
  },
  'place-untested': publishable(placesStates.untested),
  'place-locked': publishable(placesStates.locked),
  'place-read-only': publishable(placesStates.readOnly),
  'audit-never': audited(auditStates.never),
  audits: audited(auditStates.several),
  'audit-running': audited(auditStates.running),
  'audit-paused': audited(auditStates.paused),
  'audit-left': audited(auditStates.left),
  'audit-left-behind': audited(auditStates.leftBehind),
  'audit-elsewhere': audited(auditStates.elsewhere),
  'audit-report': audited(auditStates.several),
  'audit-fine': audited(auditStates.fine),
  'audit-wall': audited(auditStates.wall),
  'audit-unreachable': audited(auditStates.unreachable),
  'audit-launch': audited(auditStates.launch),
  'audit-long': audited(auditStates.long),
  'audit-refused': audited(auditStates.refused),
  'audit-unread': audited(auditStates.unread),
  'audit-broken': audited(auditStates.broken),
  'audit-unsaved': audited(auditStates.unsaved),
  'audit-access': audited(auditStates.access),
  'audit-shut': audited(auditStates.shut),
  'audit-strayed': audited(auditStates.strayed),
  'audit-unkept': audited(auditStates.unkept),
  scheduled: audited(auditStates.scheduled),
  'scheduled-long': audited(auditStates.scheduledLong),
  'schedule-broken': audited(auditStates.scheduleBroken),
  'audit-lost': audited(auditStates.lost),
  'walk-none': walked({}),
  walks: walked(walkStates.played),
  'walk-recording': walked(walkStates.recording),
  'walk-keeping': walked(walkStates.keeping),
  'walk-one': walked(walkStates.one),
  'walk-lost': walked(walkStates.lost),
  'walk-playing': walked(walkStates.playing),
  'walk-failing': walked(walkStates.failing),
  'walk-long': {
    ...walked(walkStates.long),
    overview: { shops: plans.shops, open: plans.openShop(120, plans.shops[2]) },
  },
  'score-rules': {
    overview: { shops: plans.shops, open: scored(plans.openShop(12)) },
    notices: [pane()],
    walks: walkStates.one,
  },
  'score-failed': {
    overview: { shops: plans.shops, open: scored(plans.openShop(12)) },
    notices: [pane()],
    walks: walkStates.unscored,
  },
  toasts: {
    overview: withEvents(12),
    notices: [pane(), { kind: 'failure', data: failures.refusal }],
  },
};
