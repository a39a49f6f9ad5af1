/**
 * When the open shop's audits begin by themselves and who is told of them, while the form is open. What is due next and
 * what became of messages is Rust's to say; secrets go there and never come back.
 */
import type { AuditSchedule } from '@types-rust/AuditSchedule';
import type { Failure } from '@types-rust/Failure';
import type { MailAccount } from '@types-rust/MailAccount';
import type { ScheduleView } from '@types-rust/ScheduleView';
import type { SecretKept } from '@types-rust/SecretKept';
import type { TellWay } from '@types-rust/TellWay';
import * as ipc from '../lib/ipc';
import { session } from './session.svelte';

class Scheduling {
  /** As it is set; `null` until that is known. */
  view = $state.raw<ScheduleView | null>(null);
  /** As it is in the form. */
  current = $state<AuditSchedule | null>(null);
  webhook = $state('');
  password = $state('');
  /** How long the secrets that were given last are kept. */
  kept = $state<SecretKept | null>(null);
  dirty = $state(false);
  /** Leaving waits for a yes. */
  asking = $state(false);
  saving = $state(false);
  testing = $state<TellWay | null>(null);
  /** The way whose test arrived. */
  tested = $state<TellWay | null>(null);
  failure = $state.raw<Failure | null>(null);
  /** Why a test did not arrive. */
  failed = $state.raw<{ way: TellWay; failure: Failure } | null>(null);

  /** Somebody has to fill in more before it can be saved. */
  get lacks(): boolean {
    const mail = this.current?.tells.mail;
    return !!mail && (mail.server === '' || mail.from === '' || mail.to.length === 0);
  }

  /** Asks what is set; what is being edited stays. */
  async know(): Promise<void> {
    const shop = session.open?.shop.slug;
    try {
      const view = await ipc.auditSchedule();
      if (session.open?.shop.slug !== shop) return;
      this.view = view;
      this.failure = null;
      if (!this.dirty) this.current = structuredClone(view.schedule);
    } catch (thrown) {
      if (session.open?.shop.slug === shop) this.failure = ipc.toFailure(thrown);
    }
  }

  /** To be called after every change of a field. */
  changed(): void {
    this.dirty = true;
    this.failed = null;
    this.tested = null;
  }

  /** The shop was left, or what was typed is not wanted. */
  reset(): void {
    this.view = null;
    this.drop();
  }

  drop(): void {
    this.current = this.view && structuredClone(this.view.schedule);
    this.webhook = '';
    this.password = '';
    this.kept = null;
    this.dirty = false;
    this.asking = false;
    this.failure = null;
    this.failed = null;
    this.tested = null;
  }

  switchMail(on: boolean): void {
    if (!this.current) return;
    this.current.tells.mail = on ? (this.view?.schedule.tells.mail ?? fresh()) : null;
    this.changed();
  }

  /** Saves; whether that worked. */
  async save(): Promise<boolean> {
    if (!this.current || this.saving || this.lacks) return false;
    this.saving = true;
    this.failure = null;
    try {
      const given = (text: string): string | null => text.trim() || null;
      const { webhook, mail } = this.current.tells;
      const kept = await ipc.setAuditSchedule(
        $state.snapshot(this.current),
        webhook ? given(this.webhook) : null,
        mail ? given(this.password) : null,
      );
      this.kept = kept ?? this.kept;
      this.webhook = '';
      this.password = '';
      this.dirty = false;
      await this.know();
      return true;
    } catch (thrown) {
      this.failure = ipc.toFailure(thrown);
      return false;
    } finally {
      this.saving = false;
    }
  }

  /** Really sends a message, with what is in the form. */
  async test(way: TellWay): Promise<void> {
    if (this.testing) return;
    this.testing = way;
    this.failed = null;
    this.tested = null;
    try {
      if (this.dirty && !(await this.save())) return;
      this.view = await ipc.testTelling(way);
      this.tested = way;
    } catch (thrown) {
      this.failed = { way, failure: ipc.toFailure(thrown) };
    } finally {
      this.testing = null;
    }
  }
}

const fresh = (): MailAccount => ({
  server: '',
  port: 587,
  security: 'starttls',
  user: '',
  from: '',
  to: [],
});

export const scheduling = new Scheduling();
