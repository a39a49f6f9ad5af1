/**
 * One typed function a command of the shell, and the stream of notices; nothing but this and `calling` knows Tauri. No state
 * and no rules here. Every function rejects with a `Failure`, whatever went wrong underneath.
 */
import { listen } from '@tauri-apps/api/event';
import type { Aim } from '@types-rust/Aim';
import type { AccessView } from '@types-rust/AccessView';
import type { Already } from '@types-rust/Already';
import type { AcceptedRepairs } from '@types-rust/AcceptedRepairs';
import type { AuditProgress } from '@types-rust/AuditProgress';
import type { AuditReportView } from '@types-rust/AuditReportView';
import type { AuditSchedule } from '@types-rust/AuditSchedule';
import type { AuditSettings } from '@types-rust/AuditSettings';
import type { AuditSeverity } from '@types-rust/AuditSeverity';
import type { AuditsView } from '@types-rust/AuditsView';
import type { BrandView } from '@types-rust/BrandView';
import type { CatalogueView } from '@types-rust/CatalogueView';
import type { ContainerView } from '@types-rust/ContainerView';
import type { DeviceSight } from '@types-rust/DeviceSight';
import type { Discarded } from '@types-rust/Discarded';
import type { Draft } from '@types-rust/Draft';
import type { EventDevices } from '@types-rust/EventDevices';
import type { EventHistory } from '@types-rust/EventHistory';
import type { EventId } from '@types-rust/EventId';
import type { Exported } from '@types-rust/Exported';
import type { Finding } from '@types-rust/Finding';
import type { Format } from '@types-rust/Format';
import type { FormatExport } from '@types-rust/FormatExport';
import type { FormatPreview } from '@types-rust/FormatPreview';
import type { FormatSettings } from '@types-rust/FormatSettings';
import type { Guide } from '@types-rust/Guide';
import type { InstallCheck } from '@types-rust/InstallCheck';
import type { MeaningChange } from '@types-rust/MeaningChange';
import type { LiveId } from '@types-rust/LiveId';
import type { MuteFor } from '@types-rust/MuteFor';
import type { MuteView } from '@types-rust/MuteView';
import type { Notice } from '@types-rust/Notice';
import type { KeptWalk } from '@types-rust/KeptWalk';
import type { Overview } from '@types-rust/Overview';
import type { PackExport } from '@types-rust/PackExport';
import type { PackView } from '@types-rust/PackView';
import type { PageCheck } from '@types-rust/PageCheck';
import type { PageRule } from '@types-rust/PageRule';
import type { PageSuggestions } from '@types-rust/PageSuggestions';
import type { PageTypeEdit } from '@types-rust/PageTypeEdit';
import type { PageTypesView } from '@types-rust/PageTypesView';
import type { PaneDevice } from '@types-rust/PaneDevice';
import type { PaneView } from '@types-rust/PaneView';
import type { PlanSettings } from '@types-rust/PlanSettings';
import type { Pointed } from '@types-rust/Pointed';
import type { PlayView } from '@types-rust/PlayView';
import type { PublicationTarget } from '@types-rust/PublicationTarget';
import type { Published } from '@types-rust/Published';
import type { RecordingView } from '@types-rust/RecordingView';
import type { Rename } from '@types-rust/Rename';
import type { ReportForm } from '@types-rust/ReportForm';
import type { Review } from '@types-rust/Review';
import type { SampleStrip } from '@types-rust/SampleStrip';
import type { ScheduleView } from '@types-rust/ScheduleView';
import type { ScoreAct } from '@types-rust/ScoreAct';
import type { ScoreView } from '@types-rust/ScoreView';
import type { SettingsCheck } from '@types-rust/SettingsCheck';
import type { ProvingOutcome } from '@types-rust/ProvingOutcome';
import type { SecretKept } from '@types-rust/SecretKept';
import type { Serving } from '@types-rust/Serving';
import type { ShopSlug } from '@types-rust/ShopSlug';
import type { TargetId } from '@types-rust/TargetId';
import type { TakenOut } from '@types-rust/TakenOut';
import type { TargetTest } from '@types-rust/TargetTest';
import type { TargetView } from '@types-rust/TargetView';
import type { TellWay } from '@types-rust/TellWay';
import type { Taken } from '@types-rust/Taken';
import type { TakenAll } from '@types-rust/TakenAll';
import type { TestConsent } from '@types-rust/TestConsent';
import type { ThemeView } from '@types-rust/ThemeView';
import type { WalkId } from '@types-rust/WalkId';
import type { WalkView } from '@types-rust/WalkView';
import type { Trigger } from '@types-rust/Trigger';
import { afterwards, call, inOrder } from './calling';

export { toFailure } from './calling';

/** What the browser row can ask of the shop pane. */
export type PaneAction =
  { kind: 'back' | 'forward' | 'reload' | 'stop' | 'home' } | { kind: 'address'; address: string };

/** Edition of the demo shop's theme. */
export type Edition = 'today' | 'redesign';

export const overview = (): Promise<Overview> => call('overview');
export const restoreBackup = (): Promise<Overview> => call('restore_backup');

export const openShop = (address: string): Promise<Overview> =>
  afterwards('open_shop', { address });
export const openDemo = (): Promise<Overview> => afterwards('open_demo');
export const selectShop = (slug: ShopSlug): Promise<Overview> =>
  afterwards('select_shop', { slug });
export const closeShop = (): Promise<Overview> => afterwards('close_shop');
export const demoEdition = (): Promise<Edition> => call('demo_edition');
export const setDemoEdition = (edition: Edition): Promise<null> =>
  call('set_demo_edition', { edition });

export const pane = (): Promise<PaneView> => call('pane');
export const paneGo = (action: PaneAction): Promise<null> => call('pane_go', { action });
/** Looks at the shop with a device, or with the pane as it is; the page is loaded again. */
export const setDevice = (device: PaneDevice | null): Promise<null> =>
  call('set_device', { device });
export const setPicking = (on: boolean): Promise<null> => inOrder('set_picking', { on });
/** Lets somebody point at a value for the open draft, or ends that. */
export const setPointing = (on: boolean): Promise<null> => inOrder('set_pointing', { on });
/** What of what was pointed at the draft's event can send. */
export const pointedValue = (draft: Draft): Promise<Pointed> => inOrder('pointed_value', { draft });
/** What other tools are told already of what the draft would count; `null` where that is not looked at. */
export const lookAlready = (draft: Draft, anyway: boolean): Promise<Already | null> =>
  call('look_already', { draft, anyway });
export const stopLooking = (): Promise<null> => call('stop_looking');
export const setFrozen = (on: boolean): Promise<null> => inOrder('set_frozen', { on });
export const setTesting = (on: boolean): Promise<null> => inOrder('set_testing', { on });
/** Whether destinations really get what fires in a test, and what the visitor is taken to have said. */
export const setTestSettings = (sends: boolean, consent: TestConsent | null): Promise<null> =>
  inOrder('set_test_settings', { sends, consent });
/** Makes the plan's events fire that never did in a test; `null` where that was called off. */
export const proveEvents = (): Promise<ProvingOutcome | null> => afterwards('prove_events');
export const stopProving = (): Promise<null> => call('stop_proving');
/** Outlines an event's element in the page, brought into view or not; with `null` the open draft's. */
export const highlight = (id: EventId | null, reveal: boolean): Promise<null> =>
  inOrder('highlight', { id, reveal });

export const checkPage = (): Promise<PageCheck> => call('check_page');
/** A draft of an event with the element that the check found in another place. */
export const useNewPlace = (id: EventId): Promise<Draft> => inOrder('use_new_place', { id });

/** What there is to measure on the page that the pane shows. */
export const suggestEvents = (): Promise<PageSuggestions> => call('suggest_events');
/** Nobody waits any more for what there is on the page. */
export const stopSuggesting = (): Promise<null> => call('stop_suggesting');
/**
 * Finds a page of each kind of the shop, by its sitemaps and links, and says anew what is proposed for the page in the pane;
 * `null` where that was called off, or where the page is gone.
 */
export const findWays = (): Promise<PageSuggestions | null> => call('find_ways');
export const stopFinding = (): Promise<null> => call('stop_finding');
/** The whole catalogue, held against the plan and the page in the pane. */
export const catalogue = (): Promise<CatalogueView> => call('catalogue');
/** Lets somebody point at an entry of the catalogue: the next pick becomes its event. */
export const pickEntry = (id: string): Promise<null> => inOrder('pick_entry', { id });
/** Outlines the elements of a proposal, brought into view or not; with `null` the open draft's. */
export const pointSuggestion = (id: string | null, reveal: boolean): Promise<null> =>
  inOrder('point_suggestion', { id, reveal });
/** A draft of a proposal. */
export const useSuggestion = (id: string): Promise<Draft> => inOrder('use_suggestion', { id });
/** Takes a proposal into the plan as it stands. */
export const acceptSuggestion = (id: string): Promise<Taken> =>
  inOrder('accept_suggestion', { id });
/** Takes proposals into the plan as they stand, as one step for undo. */
export const acceptSuggestions = (ids: string[]): Promise<TakenAll> =>
  inOrder('accept_suggestions', { ids });
/** Teaches the shop which addresses are of a page type. */
export const addPageRule = (rule: PageRule): Promise<Overview> =>
  inOrder('add_page_rule', { rule });

/** What page types would do with the pages that are known. */
export const judgePageTypes = (types: PageTypeEdit[]): Promise<PageTypesView> =>
  call('judge_page_types', { types });
export const savePageTypes = (types: PageTypeEdit[]): Promise<Overview> =>
  inOrder('save_page_types', { types });

export const draftPageView = (): Promise<Draft> => inOrder('draft_page_view');
export const checkDraft = (draft: Draft): Promise<Draft> => inOrder('check_draft', { draft });
/** The draft with another trigger, and with the name and parameters that go with it. */
export const changeTrigger = (draft: Draft, trigger: Trigger): Promise<Draft> =>
  inOrder('change_trigger', { draft, trigger });
/** Gives a draft the element of another, which is used up by this. */
export const changeElement = (draft: Draft, pick: Draft): Promise<Draft> =>
  inOrder('change_element', { draft, pick });
/** Makes all elements like the picked one the draft's, or that one alone again. */
export const chooseAlike = (draft: Draft, all: boolean): Promise<Draft> =>
  inOrder('choose_alike', { draft, all });
/** The draft as it is meant now: wider, only with a text, only at some addresses. */
export const changeMeaning = (draft: Draft, change: MeaningChange): Promise<Draft> =>
  inOrder('change_meaning', { draft, change });
/** How a draft's rule does on sampled pages of its kind, read anew or as known; `null` where that was called off. */
export const sampleDraft = (draft: Draft, anew: boolean): Promise<SampleStrip | null> =>
  afterwards('sample_draft', { draft, anew });
export const stopSampling = (): Promise<null> => call('stop_sampling');
/** On which devices a draft's element is there; `null` where that was called off. */
export const measureDevices = (draft: Draft): Promise<DeviceSight[] | null> =>
  afterwards('measure_devices', { draft });
export const stopMeasuring = (): Promise<null> => call('stop_measuring');
/** What was seen last of the open shop's events on each device. */
export const eventDevices = (): Promise<EventDevices[]> => call('event_devices');
export const saveDraft = (draft: Draft): Promise<Overview> => inOrder('save_draft', { draft });
export const discardDraft = (): Promise<null> => inOrder('discard_draft');

export const editEvent = (id: EventId): Promise<Draft> => inOrder('edit_event', { id });
export const duplicateEvent = (id: EventId): Promise<Overview> =>
  inOrder('duplicate_event', { id });
export const deleteEvent = (id: EventId): Promise<Overview> => inOrder('delete_event', { id });
export const undo = (): Promise<Overview> => inOrder('undo');
export const redo = (): Promise<Overview> => inOrder('redo');
export const addNote = (id: EventId, text: string): Promise<Overview> =>
  inOrder('add_note', { id, text });
/** Sets the name that this person's changes, notes and publications are signed with. */
export const signAs = (name: string): Promise<Overview> => inOrder('sign_as', { name });
/** What was done to an event, the newest first. */
export const eventHistory = (id: EventId, before: number | null): Promise<EventHistory> =>
  call('event_history', { id, before });
/** Makes an event again what it was after a change. */
export const bringBackEvent = (id: EventId, change: number): Promise<Overview> =>
  inOrder('bring_back_event', { id, change });

export const choosePack = (): Promise<string | null> => call('choose_pack');
export const exportPack = (ids: EventId[], file: string): Promise<PackExport> =>
  call('export_pack', { ids, file });
/** Looks for a pack's events on the open shop's pages, and keeps nothing yet. */
export const readPack = (file: string): Promise<PackView> => call('read_pack', { file });
export const stopPack = (): Promise<null> => call('stop_pack');
/** Takes events of the pack that was read last, as one step for undo. */
export const takePack = (ids: EventId[]): Promise<Overview> => inOrder('take_pack', { ids });
/** Picture of a saved event's element as a data address; `null` when none is kept. */
export const picture = (id: EventId): Promise<string | null> => call('picture', { id });
/** What the event's element looked like when a test proved it as it is now, as a data address. */
export const proofPicture = (id: EventId): Promise<string | null> => call('proof_picture', { id });

/** Begins to record a walk on the page that the pane shows; test mode goes on with it. */
export const beginWalk = (): Promise<RecordingView> => inOrder('begin_walk');
/** Keeps the walk that is recorded; `null` where that was called off, and the walk goes on. */
export const keepWalk = (): Promise<KeptWalk | null> => afterwards('keep_walk');
export const stopKeeping = (): Promise<null> => call('stop_keeping');
export const dropWalk = (): Promise<null> => inOrder('drop_walk');
/** The walk that is recorded; `null` when none is. */
export const recording = (): Promise<RecordingView | null> => call('recording');
export const walk = (id: WalkId): Promise<WalkView> => call('walk', { id });
export const renameWalk = (id: WalkId, name: string): Promise<Overview> =>
  inOrder('rename_walk', { id, name });
export const deleteWalk = (id: WalkId): Promise<Overview> => inOrder('delete_walk', { id });
/** Does a walk again in the pane; how far it is comes as notices. */
export const playWalk = (id: WalkId): Promise<PlayView> => inOrder('play_walk', { id });
export const stopPlay = (): Promise<null> => call('stop_play');
/** What fires of these acts, and how the plan's scores come on. */
export const simulateScore = (acts: ScoreAct[]): Promise<ScoreView> =>
  call('simulate_score', { acts });
export const simulateWalk = (id: WalkId): Promise<ScoreView> => call('simulate_walk', { id });

/** What would be told about settings, without saving them. */
export const checkSettings = (settings: PlanSettings): Promise<SettingsCheck> =>
  inOrder('check_settings', { settings });
export const saveSettings = (settings: PlanSettings, renames: Rename[]): Promise<Overview> =>
  inOrder('save_settings', { settings, renames });

/** Asks for a folder in the system's own dialog; `null` when the person changed their mind. */
export const chooseFolder = (): Promise<string | null> => call('choose_folder');
export const exportPlan = (folder: string): Promise<Exported> => call('export_plan', { folder });
export const openFolder = (folder: string): Promise<null> => call('open_folder', { folder });

/** What an export to another tool would be, without writing it. */
export const previewFormat = (format: Format, settings: FormatSettings): Promise<FormatPreview> =>
  call('preview_format', { format, settings });
/** Asks where a file is to be saved in the system's own dialog, which also asks before it replaces one. */
export const chooseExportFile = (name: string): Promise<string | null> =>
  call('choose_export_file', { name });
export const exportFormat = (
  format: Format,
  settings: FormatSettings,
  file: string,
): Promise<FormatExport> => call('export_format', { format, settings, file });
export const showFile = (file: string): Promise<null> => call('show_file', { file });

export const chooseContainer = (): Promise<string | null> => call('choose_container');
/** Reads a container and changes nothing yet. */
export const openContainer = (file: string): Promise<ContainerView> =>
  call('open_container', { file });
export const readContainer = (json: string): Promise<ContainerView> =>
  call('read_container', { json });
/** Takes events of the container that was read last, as one step for undo. */
export const takeContainer = (ids: EventId[]): Promise<Overview> =>
  inOrder('take_container', { ids });

export const targets = (): Promise<TargetView[]> => call('targets');
/** What is wrong with a place as it was typed, with a secret or without; fields are named as in its JSON. */
export const checkTarget = (target: PublicationTarget, withSecret: boolean): Promise<Finding[]> =>
  call('check_target', { target, withSecret });
/** Without a secret the one that is kept stays; how long a new one is kept. */
export const saveTarget = (
  target: PublicationTarget,
  secret: string | null,
): Promise<SecretKept | null> => call('save_target', { target, secret });
/** A place with a preview is removed only if that is to stay in the shop. */
export const removeTarget = (id: TargetId, leavePreview: boolean): Promise<TargetView[]> =>
  call('remove_target', { id, leavePreview });
/** Tries a place out as it was typed, without touching what is live there. */
export const testTarget = (target: PublicationTarget, secret: string | null): Promise<TargetTest> =>
  call('test_target', { target, secret });
export const reviewTarget = (id: TargetId): Promise<Review> => call('review_target', { id });
/** Makes live at each place what is wanted there, one after the other, under a name of the panel's to stop it by. */
export const publish = (publication: string, aims: Aim[]): Promise<Published> =>
  call('publish', { publication, aims });
export const stopPublishing = (publication: string): Promise<null> =>
  call('stop_publishing', { publication });
/** What the shop that a place is for gives its visitors. */
export const serving = (id: TargetId): Promise<Serving> => call('serving', { id });

/** Themes that a preview can be put into besides a copy. */
export const previewThemes = (id: TargetId): Promise<ThemeView[]> => call('preview_themes', { id });
/** Puts the plan into a theme, or a copy for `null`, and shows that in the pane; all places afterwards. */
export const previewOn = (
  publication: string,
  id: TargetId,
  theme: string | null,
): Promise<TargetView[]> => call('preview_on', { publication, id, theme });
export const discardPreview = (id: TargetId): Promise<Discarded> => call('discard_preview', { id });
/** What a person pastes where, instead of Waymark. */
export const installGuide = (id: TargetId): Promise<Guide> => call('install_guide', { id });
/** `seen` is what was seen there: anything else stays. */
export const takeOut = (id: TargetId, seen: LiveId | null): Promise<TakenOut> =>
  call('take_out', { id, seen });
export const checkInstall = (id: TargetId): Promise<InstallCheck> => call('check_install', { id });

/** The open shop's audits: under way, left half way, done. */
export const audits = (): Promise<AuditsView> => call('audits');
/** Begins an audit, or goes on with the one that was stopped and asked for the same; its end is a notice. */
export const startAudit = (settings: AuditSettings, anew: boolean): Promise<AuditProgress> =>
  call('start_audit', { settings, anew });
export const pauseAudit = (on: boolean): Promise<null> => call('pause_audit', { on });
export const stopAudit = (): Promise<null> => call('stop_audit');
export const auditReport = (audit: number): Promise<AuditReportView> =>
  call('audit_report', { audit });
/** A picture that a report names, as a data address; nothing where it is not kept any more. */
export const auditPicture = (audit: number, name: string): Promise<string | null> =>
  call('audit_picture', { audit, name });
export const saveAuditReport = (audit: number, form: ReportForm, file: string): Promise<null> =>
  call('save_audit_report', { audit, form, file });
/** Headers that let audits into the shop: how they stand, never what they say. */
export const crawlerAccess = (): Promise<AccessView> => call('crawler_access');
export const setCrawlerAccess = (headers: {
  input: string;
  signature: string;
  agent: string;
}): Promise<SecretKept> => call('set_crawler_access', { headers });
export const dropCrawlerAccess = (): Promise<null> => call('drop_crawler_access');
/** Shows a page of an audit in the pane, as it was audited. */
export const showAuditedPage = (audit: number, page: string): Promise<null> =>
  call('show_audited_page', { audit, page });
/** Moves the events whose new place is known at least this surely, 0 to 1, without a look at the page. */
export const acceptRepairs = (audit: number, atLeast: number): Promise<AcceptedRepairs> =>
  inOrder('accept_repairs', { audit, atLeast });
export const muteFinding = (
  finding: string,
  severity: AuditSeverity,
  reason: string,
  howLong: MuteFor,
): Promise<MuteView[]> => call('mute_finding', { finding, severity, reason, howLong });
export const unmuteFinding = (finding: string): Promise<MuteView[]> =>
  call('unmute_finding', { finding });
/** Who hands reports on. */
export const brand = (): Promise<BrandView> => call('brand');
export const setBrandName = (name: string): Promise<BrandView> => call('set_brand_name', { name });
export const chooseLogo = (): Promise<string | null> => call('choose_logo');
/** Takes the logo from a file, or away for `null`. */
export const setBrandLogo = (file: string | null): Promise<BrandView> =>
  call('set_brand_logo', { file });
/** When the open shop's audits begin by themselves, and who is told. */
export const auditSchedule = (): Promise<ScheduleView> => call('audit_schedule');
/** Secrets are only given, and how long they are kept is told. */
export const setAuditSchedule = (
  schedule: AuditSchedule,
  webhook: string | null,
  password: string | null,
): Promise<SecretKept | null> => call('set_audit_schedule', { schedule, webhook, password });
/** Really sends a message. */
export const testTelling = (way: TellWay): Promise<ScheduleView> => call('test_telling', { way });

/** Calls `hear` with every notice of the shell; resolves when listening. */
export async function onNotice(hear: (notice: Notice) => void): Promise<void> {
  await listen<Notice>('waymark', (event) => hear(event.payload));
}
