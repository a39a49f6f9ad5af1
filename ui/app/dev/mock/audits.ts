/** Development only: audits as shops have them, and how the pretended shell answers about them. */
import type { AccessView } from '@types-rust/AccessView';
import type { AuditEnd } from '@types-rust/AuditEnd';
import type { AuditLine } from '@types-rust/AuditLine';
import type { AuditProgress } from '@types-rust/AuditProgress';
import type { AuditReport } from '@types-rust/AuditReport';
import type { AuditReportView } from '@types-rust/AuditReportView';
import type { AuditSettings } from '@types-rust/AuditSettings';
import type { AuditsView } from '@types-rust/AuditsView';
import type { BrandView } from '@types-rust/BrandView';
import type { Failure } from '@types-rust/Failure';
import type { MuteView } from '@types-rust/MuteView';
import type { Notice } from '@types-rust/Notice';
import { lineOf, settings } from './audit-samples';
import { Schedules, type ScheduleState } from './schedules';
import { NOW, pane } from './plans';

type Args = Record<string, unknown>;

export interface AuditsState {
  /** Reports of audits that are done, newest first. */
  reports: AuditReportView[];
  running?: AuditProgress;
  elsewhere?: AuditsView['elsewhere'];
  left?: AuditsView['left'];
  /** Answer of `audits`: a failure, or `forever` for none. */
  listing?: Failure | 'forever';
  starting?: Failure;
  reading?: Failure;
  saving?: Failure;
  brand?: BrandView;
  logo?: Failure;
  /** The page of a report does not arrive. */
  lost?: boolean;
  /** Headers that let audits in. */
  access?: AccessView;
  /** What begins by itself. */
  schedule?: ScheduleState;
}

const DAY = 24 * 60 * 60 * 1000;

export class Audits {
  running: AuditProgress | null;
  #left: AuditsView['left'];
  #mutes: MuteView[];
  #moved = new Set<string>();
  #brand: BrandView;
  #access: AccessView;
  #schedules: Schedules;

  constructor(
    readonly state: AuditsState,
    readonly say: (notice: Notice) => void,
    readonly slug: () => string,
  ) {
    this.running = state.running ?? null;
    this.#left = state.left ?? null;
    this.#mutes = state.reports[0]?.mutes ?? [];
    this.#access = state.access ?? {
      host: 'bloom-and-bark.com',
      givenFor: null,
      standing: 'none',
      expiresAt: null,
    };
    this.#brand = state.brand ?? { name: '', logo: null };
    this.#schedules = new Schedules(state.schedule ?? {});
  }

  /** The audit comes on. */
  progress(change: Partial<AuditProgress>): void {
    if (!this.running) return;
    this.running = { ...this.running, ...change };
    this.say({ kind: 'audit', data: this.running });
  }

  /** The audit is over. */
  end(end: AuditEnd, shop = this.slug(), name = 'Bloom & Bark'): void {
    if (shop === this.slug()) this.running = null;
    this.say({ kind: 'audit_ended', data: { shop, name, end } });
  }

  /** A notification about the last report was clicked. */
  wanted(): void {
    const audit = this.state.reports[0]!.line.id;
    this.say({ kind: 'audit_wanted', data: { shop: this.slug(), audit } });
  }

  answer(command: string, args: Args): unknown {
    switch (command) {
      case 'audits':
        if (this.state.listing === 'forever') return new Promise(() => undefined);
        if (this.state.listing) throw this.state.listing;
        return this.#view();
      case 'start_audit':
        if (this.state.starting) throw this.state.starting;
        this.#left = null;
        this.running = begun(this.slug(), args['settings'] as AuditSettings);
        return this.running;
      case 'pause_audit':
        this.progress({ paused: args['on'] === true });
        return null;
      case 'stop_audit':
        this.progress({ stopping: true });
        return null;
      case 'audit_report':
        if (this.state.reading) throw this.state.reading;
        return this.#report(Number(args['audit']));
      case 'audit_picture':
        return pictures[String(args['name'])] ?? null;
      case 'save_audit_report':
        if (this.state.saving) throw this.state.saving;
        return null;
      case 'show_audited_page':
        return this.#show(String(args['page']));
      case 'mute_finding':
        this.#mutes = [
          ...this.#mutes,
          {
            finding: String(args['finding']),
            reason: String(args['reason']),
            severity: args['severity'] as MuteView['severity'],
            until: { week: NOW + 7 * DAY, month: NOW + 30 * DAY }[String(args['howLong'])] ?? null,
          },
        ];
        return this.#mutes;
      case 'unmute_finding':
        this.#mutes = this.#mutes.filter(({ finding }) => finding !== args['finding']);
        return this.#mutes;
      case 'crawler_access':
        return this.#access;
      case 'set_crawler_access':
        this.#access = {
          ...this.#access,
          standing: 'good',
          givenFor: this.#access.host,
          expiresAt: NOW + 60 * DAY,
        };
        return 'session';
      case 'drop_crawler_access':
        this.#access = { ...this.#access, standing: 'none', givenFor: null, expiresAt: null };
        return null;
      case 'brand':
        return this.#brand;
      case 'set_brand_name':
        this.#brand = { ...this.#brand, name: String(args['name']).trim() };
        return this.#brand;
      case 'choose_logo':
        return '/home/mara/Pictures/logo.svg';
      case 'set_brand_logo':
        if (args['file'] !== null && this.state.logo) throw this.state.logo;
        this.#brand = { ...this.#brand, logo: args['file'] === null ? null : logo };
        return this.#brand;
      default:
        return this.#schedules.answer(command, args);
    }
  }

  /** Repairs that were accepted are repairs no more. */
  accepted(audit: number, atLeast: number): string[] {
    const view = this.#report(audit);
    const sure = view.repairs.filter(
      ({ look, confidence }) => look === null && (confidence ?? 0) >= atLeast,
    );
    for (const { event } of sure) this.#moved.add(event);
    return sure.map(({ event }) => event);
  }

  #show(url: string): null {
    const there = { ...pane, url };
    queueMicrotask(() => this.say({ kind: 'pane', data: { ...there, loading: true } }));
    if (!this.state.lost)
      setTimeout(() => this.say({ kind: 'pane', data: { ...there, loading: false } }), 5);
    return null;
  }

  #view(): AuditsView {
    const done = this.state.reports.map(({ line, report }) => this.#line(line, report));
    const trend = done
      .filter(
        ({ settings, score }) => !settings.previewTheme && !settings.address && score !== null,
      )
      .map(({ id, finishedAt: at, score }) => ({ id, at, score: score ?? 0 }))
      .toReversed();
    const elsewhere = this.state.elsewhere ?? null;
    return { running: this.running, elsewhere, left: this.#left, done, trend };
  }

  #line(line: AuditLine, report: AuditReport): AuditLine {
    return lineOf(line.id, line.settings, report, this.#mutes);
  }

  #report(id: number): AuditReportView {
    const view = this.state.reports.find(({ line }) => line.id === id) ?? this.state.reports[0]!;
    return {
      ...view,
      line: this.#line(view.line, view.report),
      mutes: this.#mutes,
      repairs: view.repairs.filter(({ event }) => !this.#moved.has(event)),
    };
  }
}

export function begun(shop: string, wanted: AuditSettings = settings()): AuditProgress {
  return {
    shop,
    step: 'searching',
    done: 0,
    all: 0,
    page: '',
    device: '',
    paused: false,
    stopping: false,
    startedAt: NOW,
    settings: wanted,
  };
}

const drawn = (width: number, colour: string, words: string): string =>
  `data:image/svg+xml,${encodeURIComponent(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="64"><rect width="100%" height="100%" fill="#fff"/><rect x="12" y="12" width="${width - 24}" height="40" rx="6" fill="${colour}"/><text x="50%" y="37" text-anchor="middle" font-family="sans-serif" font-size="14" fill="#fff">${words}</text></svg>`,
  )}`;

const pictures: Record<string, string> = {
  then: drawn(240, '#3b6b4f', 'Join the gardeners'),
  wide: drawn(360, '#22303c', 'Join 12,000 gardeners'),
  narrow: drawn(200, '#22303c', 'Join 12,000 gardeners'),
};

const logo = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" width="160" height="40"><rect width="40" height="40" rx="8" fill="#3b4cca"/><text x="52" y="27" font-family="sans-serif" font-size="20" fill="#222">Fern &amp; Co</text></svg>',
)}`;
