/**
 * What a person does about an audit's findings: mute them, look at their pages, and move events to where their elements
 * are now. An event moves by the one way there is: a check of the page, and a draft that somebody saves.
 */
import type { AuditFinding } from '@types-rust/AuditFinding';
import type { MuteFor } from '@types-rust/MuteFor';
import { count } from '../lib/format';
import * as ipc from '../lib/ipc';
import { auditing } from './auditing.svelte';
import { checking } from './checking.svelte';
import { draft } from './draft.svelte';
import { events } from './events.svelte';
import { pane } from './pane.svelte';
import { proving } from './proving.svelte';
import { session } from './session.svelte';
import { attempt, sayUnsaved, toasts } from './toasts.svelte';

class Mending {
  /** The event whose page is on its way. */
  reviewing = $state<string | null>(null);
  accepting = $state(false);

  async mute(finding: AuditFinding, reason: string, howLong: MuteFor): Promise<boolean> {
    const muted = await attempt(ipc.muteFinding(finding.key, finding.severity, reason, howLong));
    if (muted) await auditing.look();
    if (muted) toasts.say(`Muted: ${finding.title}.`, this.#undo());
    return muted !== null;
  }

  async unmute({ key, title }: AuditFinding): Promise<void> {
    if (!(await attempt(ipc.unmuteFinding(key)))) return;
    await auditing.look();
    toasts.say(`Told again: ${title}.`, this.#undo());
  }

  /** The report counts otherwise after it. */
  #undo(): { label: string; run: () => void } {
    return { label: 'Undo', run: () => void events.undo().then(() => auditing.look()) };
  }

  /** Shows a page of the report in the pane. */
  async show(page: string): Promise<void> {
    const audit = auditing.report?.line.id;
    if (audit === undefined) return;
    auditing.close();
    await attempt(ipc.showAuditedPage(audit, page));
  }

  async openEvent(id: string): Promise<void> {
    auditing.close();
    await draft.edit(id);
  }

  /**
   * Shows a page where an event's element moved, checks it there, and opens the event with the new place; one that is
   * `ahead` of the live shop says so for as long as it is open.
   */
  async review(id: string, page: string, ahead: boolean): Promise<void> {
    const audit = auditing.report?.line.id;
    if (audit === undefined) return;
    auditing.close();
    this.reviewing = id;
    const arrival = pane.arrival();
    const asked = await attempt(ipc.showAuditedPage(audit, page).then(() => true));
    const arrived = asked !== null && (await arrival);
    if (arrived) await this.#place(id, ahead);
    this.reviewing = null;
  }

  /** Moves all events that the audit knows enough of. */
  async acceptAll(atLeast: number): Promise<void> {
    const audit = auditing.report?.line.id;
    if (audit === undefined || this.accepting) return;
    // One of them may be what is open: saved later, it would take its move back.
    if (draft.dirty) return sayUnsaved();
    this.accepting = true;
    const accepted = await attempt(ipc.acceptRepairs(audit, atLeast));
    this.accepting = false;
    if (!accepted) return;
    session.take(accepted.overview);
    await auditing.look();
    const { moved } = accepted;
    if (moved.length === 0)
      return toasts.say('Nothing was moved: events were changed or audited again since.');
    toasts.say(`Moved ${count(moved.length, 'event')}. Not proven in the new place yet.`, {
      label: 'Prove',
      run: () => {
        auditing.close();
        void proving.run();
      },
    });
  }

  async #place(id: string, ahead: boolean): Promise<void> {
    await checking.run();
    const check = checking.of(id);
    if (check?.repairable) return draft.useNewPlace(id, ahead);
    const name = events.nameOf(id);
    if (check && name)
      toasts.say(`${name} on this page: ${check.words}. There is nothing to move here just now.`);
  }
}

export const mending = new Mending();
