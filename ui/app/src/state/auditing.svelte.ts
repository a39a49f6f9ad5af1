/**
 * The audit dialog: a shop's audits, the one that is under way, and the report that is looked at. Rust audits whether or
 * not anybody looks; what is found, counted and proposed is its.
 */
import type { AccessView } from '@types-rust/AccessView';
import type { AuditEnded } from '@types-rust/AuditEnded';
import type { AuditLine } from '@types-rust/AuditLine';
import type { AuditProgress } from '@types-rust/AuditProgress';
import type { AuditReportView } from '@types-rust/AuditReportView';
import type { AuditSettings } from '@types-rust/AuditSettings';
import type { AuditWanted } from '@types-rust/AuditWanted';
import type { AuditsView } from '@types-rust/AuditsView';
import type { Failure } from '@types-rust/Failure';
import type { ReportForm } from '@types-rust/ReportForm';
import { saidOf } from '../audit/words';
import * as ipc from '../lib/ipc';
import { scheduling } from './scheduling.svelte';
import { session } from './session.svelte';
import { attempt, toasts } from './toasts.svelte';

export type View =
  | { at: 'home' }
  | { at: 'report'; id: number }
  | { at: 'brand' }
  | { at: 'schedule' }
  | { at: 'access' };

class Auditing {
  /** `null` while the dialog is closed. */
  view = $state.raw<View | null>(null);
  list = $state.raw<AuditsView | null>(null);
  running = $state.raw<AuditProgress | null>(null);
  report = $state.raw<AuditReportView | null>(null);
  /** Why the list or the report is not there. */
  failure = $state.raw<Failure | null>(null);
  /** Why the last audit came to nothing; gone with the next. */
  failed = $state.raw<Failure | null>(null);
  starting = $state(false);
  /** Headers that let audits into the shop. */
  access = $state.raw<AccessView | null>(null);
  /** The file the report was saved as. */
  saved = $state<string | null>(null);
  /** Answers to what was asked before do not count. */
  #asked = 0;
  /** Pictures of reports, asked for once. */
  #pictures = new Map<string, Promise<string | null>>();
  /** Audits of the open shop that ended. */
  #ends = 0;

  begin(): void {
    this.view = { at: 'home' };
    void this.know();
  }

  close(): void {
    this.#pictures.clear();
    this.view = null;
    this.report = null;
    this.saved = null;
  }

  home(): void {
    this.report = null;
    this.saved = null;
    this.begin();
  }

  brand(): void {
    this.view = { at: 'brand' };
  }

  letIn(): void {
    this.view = { at: 'access' };
  }

  /** Asks how the headers that let audits in stand. */
  async knowAccess(): Promise<void> {
    this.access = (await attempt(ipc.crawlerAccess())) ?? this.access;
  }

  schedule(): void {
    this.view = { at: 'schedule' };
  }

  /** The shop was left; its audit goes on. */
  reset(): void {
    scheduling.reset();
    this.#asked++;
    this.close();
    this.list = null;
    this.access = null;
    this.running = null;
    this.failure = null;
    this.failed = null;
    this.starting = false;
  }

  /** Asks what audits there are. */
  async know(): Promise<void> {
    const mine = ++this.#asked;
    try {
      const list = await ipc.audits();
      if (mine !== this.#asked) return;
      this.list = list;
      this.running = list.running;
      this.failure = null;
    } catch (thrown) {
      if (mine === this.#asked) this.failure = ipc.toFailure(thrown);
    }
  }

  async start(settings: AuditSettings, anew: boolean): Promise<void> {
    if (this.starting || this.running) return;
    const [shop, ends] = [session.open?.shop.slug, this.#ends];
    this.starting = true;
    this.failed = null;
    try {
      const running = await ipc.startAudit(settings, anew);
      // What was told meanwhile is newer, its end included.
      if (session.open?.shop.slug === shop && ends === this.#ends) this.running ??= running;
    } catch (thrown) {
      this.failed = ipc.toFailure(thrown);
    } finally {
      this.starting = false;
    }
  }

  async pause(on: boolean): Promise<void> {
    await attempt(ipc.pauseAudit(on));
  }

  async stop(): Promise<void> {
    await attempt(ipc.stopAudit());
  }

  progressed(progress: AuditProgress): void {
    if (progress.shop === session.open?.shop.slug) this.running = progress;
  }

  /** Another program audited or muted. */
  changed(): void {
    if (this.view?.at === 'home' || !this.view) void this.know();
  }

  ended({ shop, name, end }: AuditEnded): void {
    const here = session.open?.shop.slug === shop;
    const looking = here && this.view?.at === 'home';
    if (here) {
      this.#ends++;
      this.running = null;
      this.failed = end.type === 'failed' ? end.failure : null;
      void this.know();
    }
    if (end.type === 'done') {
      const { line } = end;
      if (looking) return void this.open(line.id);
      const action = here ? { label: 'Open', run: () => void this.open(line.id) } : null;
      return toasts.say((here ? '' : `${name}: `) + saidOf(line), action);
    }
    if (looking) return;
    if (end.type === 'stopped')
      return toasts.say(here ? 'Audit stopped.' : `${name}: audit stopped.`);
    toasts.fail({ ...end.failure, message: `${here ? 'Audit' : name}: ${end.failure.message}` });
  }

  /** A notification was clicked: its report is opened, and its shop before, if another one is open. */
  want({ shop, audit }: AuditWanted): void {
    const there = session.open?.shop.slug === shop;
    const opened = there
      ? Promise.resolve()
      : session.enter({ kind: 'shop', slug: shop, label: shop });
    void opened.then(() => {
      if (session.open?.shop.slug === shop) void this.open(audit);
    });
  }

  /** Opens a report. */
  async open(id: number): Promise<void> {
    const mine = ++this.#asked;
    this.view = { at: 'report', id };
    this.report = null;
    this.saved = null;
    this.failure = null;
    try {
      const report = await ipc.auditReport(id);
      if (mine === this.#asked) this.report = report;
    } catch (thrown) {
      if (mine === this.#asked) this.failure = ipc.toFailure(thrown);
    }
  }

  /** A picture of the open report; nothing where there is none. */
  picture(name: string): Promise<string | null> {
    const audit = this.report?.line.id;
    if (audit === undefined) return Promise.resolve(null);
    const key = `${audit} ${name}`;
    const known = this.#pictures.get(key) ?? ipc.auditPicture(audit, name).catch(() => null);
    this.#pictures.set(key, known);
    return known;
  }

  /** The report again, after something was muted or moved. */
  async look(): Promise<void> {
    const line: AuditLine | undefined = this.report?.line;
    if (!line) return;
    const mine = ++this.#asked;
    const report = await attempt(ipc.auditReport(line.id));
    if (report && mine === this.#asked) this.report = report;
  }

  async save(form: ReportForm, name: string): Promise<void> {
    const line = this.report?.line;
    if (!line) return;
    const file = await attempt(ipc.chooseExportFile(name));
    if (file === null) return;
    const written = await attempt(ipc.saveAuditReport(line.id, form, file).then(() => true));
    if (written) this.saved = file;
  }
}

export const auditing = new Auditing();
