/** What audits, their steps and their findings' weight are called. Sentences about what was found are Rust's. */
import type { AccessView } from '@types-rust/AccessView';
import type { AuditFinding } from '@types-rust/AuditFinding';
import type { AuditLine } from '@types-rust/AuditLine';
import type { AuditProgress } from '@types-rust/AuditProgress';
import type { AuditSettings } from '@types-rust/AuditSettings';
import type { AuditSeverity } from '@types-rust/AuditSeverity';
import type { AuditStep } from '@types-rust/AuditStep';
import type { EventStanding } from '@types-rust/EventStanding';
import type { FindingCounts } from '@types-rust/FindingCounts';
import type { MuteFor } from '@types-rust/MuteFor';
import type { ReportForm } from '@types-rust/ReportForm';
import type { SampleSize } from '@types-rust/SampleSize';
import { count, host } from '../lib/format';
import type { Choice } from '../lib/words';
import type { IconName } from '../ui/icons';

export type Tone = 'fine' | 'warn' | 'bad' | 'quiet';

export const samples: Choice<SampleSize>[] = [
  { value: 'quick', label: 'Quick', hint: '20 pages, a few of each type' },
  { value: 'normal', label: 'Normal', hint: '200 pages' },
  { value: 'full', label: 'Full', hint: 'Every page that is found' },
];

export const sampleHints: Record<SampleSize, string> = {
  quick: '20 pages, a few of each type. A few minutes.',
  normal: '200 pages, more of each type. Good for once a month.',
  full: 'Every page that the shop names. Large shops take hours; it can be paused.',
};

export type What = 'live' | 'theme' | 'address';

export const whats: Choice<What>[] = [
  { value: 'live', label: 'Live shop' },
  { value: 'theme', label: 'Theme', hint: 'An unpublished theme, before launch' },
  { value: 'address', label: 'Staging', hint: 'The same shop at another address, before launch' },
];

export const whatOf = ({ previewTheme, address }: AuditSettings): What =>
  previewTheme ? 'theme' : address ? 'address' : 'live';

/** What was audited: "Live shop", "Theme 1234", "staging.shop.com". */
export function aboutOf({ previewTheme, address, pulse }: AuditSettings): string {
  if (pulse) return 'Pulse of the live shop';
  if (previewTheme) return `Theme ${previewTheme}`;
  return address ? host(address) : 'Live shop';
}

export const steps: Record<AuditStep, string> = {
  searching: 'Searching for pages',
  reading: 'Reading pages',
  showing: 'Showing pages in a browser',
  adding_up: 'Adding up',
};

export const stepOrder: AuditStep[] = ['searching', 'reading', 'showing', 'adding_up'];

/** How far it is: "12 of 20 pages". */
export function farOf({ step, done, all }: AuditProgress): string {
  if (step === 'adding_up') return '';
  if (step === 'searching') return done > 0 ? `${count(done, 'page')} found` : '';
  const of = `${done.toLocaleString('en')} of ${all.toLocaleString('en')}`;
  return step === 'reading' ? `${of} pages` : of;
}

/** In a line: "Reading pages: 12 of 20 pages". */
export function briefOf(progress: AuditProgress): string {
  if (progress.stopping) return 'Stopping…';
  const far = farOf(progress);
  const step = progress.paused ? 'Paused' : steps[progress.step];
  return far ? `${step}: ${far}` : `${step}${progress.paused ? '' : '…'}`;
}

export const severities: Record<AuditSeverity, { label: string; icon: IconName; tone: Tone }> = {
  critical: { label: 'Critical', icon: 'bad', tone: 'bad' },
  warning: { label: 'Warning', icon: 'warn', tone: 'warn' },
  notice: { label: 'Notice', icon: 'note', tone: 'quiet' },
};

export const standings: Record<EventStanding, { label: string; icon: IconName; tone: Tone }> = {
  works: { label: 'Works', icon: 'check', tone: 'fine' },
  partly: { label: 'Partly', icon: 'warn', tone: 'warn' },
  broken: { label: 'Broken', icon: 'bad', tone: 'bad' },
  unknown: { label: 'Not told', icon: 'circle', tone: 'quiet' },
  not_covered: { label: 'Not covered', icon: 'circle', tone: 'quiet' },
  no_element: { label: 'No element', icon: 'page', tone: 'quiet' },
};

/** Those that need somebody first. */
export const standingOrder: EventStanding[] = [
  'broken',
  'partly',
  'unknown',
  'not_covered',
  'works',
  'no_element',
];

/** How bad an audit is: its worst finding that is not muted. */
export function toneOf({ score, findings }: AuditLine): Tone {
  if (score === null) return 'quiet';
  return findings.critical > 0 ? 'bad' : findings.warnings > 0 ? 'warn' : 'fine';
}

/** "1 critical, 2 warnings, 4 notices"; "Nothing to do" where there are none. */
export function countsOf({ critical, warnings, notices }: FindingCounts): string {
  const parts = [
    critical > 0 ? `${critical} critical` : '',
    warnings > 0 ? count(warnings, 'warning') : '',
    notices > 0 ? count(notices, 'notice') : '',
  ];
  return parts.filter(Boolean).join(', ') || 'Nothing to do';
}

/** How an audit ended, for somebody who did not look. */
export function saidOf(line: AuditLine): string {
  if (line.score === null) return 'The audit is done, but nothing could be told.';
  const before = whatOf(line.settings) !== 'live';
  if (before && line.breaks > 0) return `Audit done: ${count(line.breaks, 'event')} would break.`;
  return `Audit done: health ${line.score} of 100. ${countsOf(line.findings)}.`;
}

export const mutings: Choice<MuteFor>[] = [
  { value: 'week', label: 'For 1 week' },
  { value: 'month', label: 'For 1 month' },
  { value: 'good', label: 'Until I say so' },
];

export const forms: Choice<ReportForm>[] = [
  { value: 'html', label: 'HTML, to forward or print' },
  { value: 'csv', label: 'CSV, findings as a table' },
  { value: 'events_csv', label: 'CSV, events as a table' },
  { value: 'json', label: 'JSON, everything' },
];

/** Where in the shop a page is: "/products/mug?variant=2"; whole where it is another host's. */
export function pathOf(page: string, shop: string): string {
  if (!URL.canParse(page) || !URL.canParse(shop)) return page;
  const url = new URL(page);
  const path = url.pathname + url.search;
  return url.host === new URL(shop).host ? path : url.host + path;
}

/** Day of an audit: "March 12, 2026". */
export function dayOf(at: number): string {
  return new Intl.DateTimeFormat('en', { dateStyle: 'long' }).format(at);
}

/** Day and time, short: "Mar 12, 10:30"; of another year the day: "Mar 12, 2025". */
export function whenOf(at: number, now: number): string {
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  return new Intl.DateTimeFormat('en', {
    day: 'numeric',
    month: 'short',
    ...(sameYear ? { hour: '2-digit', minute: '2-digit', hour12: false } : { year: 'numeric' }),
  }).format(at);
}

/** Name for a report's file. */
export function fileName(slug: string, at: number, form: ReportForm): string {
  const day = new Date(at).toISOString().slice(0, 10);
  return `${slug.replaceAll(/[^\w.-]/g, '-')}-audit-${day}.${form.replace('_', '.')}`;
}

/** A finding whose repair can be looked at, and the page where. */
export const movedOn = (finding: AuditFinding): string | null =>
  finding.kind === 'event_moved' && finding.event ? (finding.pages[0] ?? null) : null;

/** What is to be said of headers that let audits in before one begins; nothing where they are good. */
export function accessOf(access: AccessView, now: number): string {
  const days = Math.ceil(((access.expiresAt ?? now) - now) / 86_400_000);
  if (access.standing === 'expired')
    return 'The headers that let audits into the shop have expired. They are not sent, and the shop may keep this audit out.';
  if (access.standing === 'other_host')
    return `The headers that let audits into the shop are for ${access.givenFor ?? 'another host'}. They are not sent to ${access.host}.`;
  if (access.standing === 'lost')
    return 'The keyring has lost the headers that let audits into the shop. Nothing is sent until they are given again.';
  if (access.standing === 'soon')
    return `The headers that let audits into the shop expire in ${count(days, 'day')}.`;
  return '';
}
