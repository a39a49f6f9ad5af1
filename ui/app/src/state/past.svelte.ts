/** Notes and history of one event, while their dialog is open. What differs between two states is put into words in Rust. */
import type { EventId } from '@types-rust/EventId';
import type { Failure } from '@types-rust/Failure';
import type { PastChange } from '@types-rust/PastChange';
import * as ipc from '../lib/ipc';
import { events } from './events.svelte';
import { session } from './session.svelte';
import { attempt, toasts } from './toasts.svelte';

class Past {
  /** `null` while the dialog is closed. */
  id = $state<EventId | null>(null);
  /** `null` until they are there. */
  changes = $state.raw<PastChange[] | null>(null);
  /** There are earlier ones. */
  hasMore = $state(false);
  failure = $state.raw<Failure | null>(null);
  /** Written and not added yet. */
  note = $state('');
  working = $state(false);
  #asks = 0;

  begin(id: EventId): void {
    this.close();
    this.id = id;
    void this.load();
  }

  close(): void {
    this.#asks++;
    this.id = null;
    this.changes = null;
    this.hasMore = false;
    this.failure = null;
    this.note = '';
    this.working = false;
  }

  async load(): Promise<void> {
    if (this.id === null) return;
    const mine = ++this.#asks;
    this.failure = null;
    try {
      const { changes, hasMore } = await ipc.eventHistory(this.id, null);
      if (mine !== this.#asks) return;
      this.changes = changes;
      this.hasMore = hasMore;
    } catch (thrown) {
      if (mine === this.#asks) this.failure = ipc.toFailure(thrown);
    }
  }

  async loadEarlier(): Promise<void> {
    const oldest = this.changes?.at(-1);
    if (this.id === null || this.working || !oldest) return;
    const mine = this.#asks;
    this.working = true;
    const earlier = await attempt(ipc.eventHistory(this.id, oldest.id));
    this.working = false;
    if (!earlier || mine !== this.#asks) return;
    this.changes = [...(this.changes ?? []), ...earlier.changes];
    this.hasMore = earlier.hasMore;
  }

  async addNote(): Promise<void> {
    if (this.id === null || this.working || this.note.trim() === '') return;
    this.working = true;
    const overview = await attempt(ipc.addNote(this.id, this.note));
    this.working = false;
    if (!overview) return;
    this.note = '';
    session.take(overview);
    await this.load();
  }

  async sign(name: string): Promise<void> {
    if (name.trim() === (session.open?.author ?? '')) return;
    const overview = await attempt(ipc.signAs(name));
    if (overview) session.take(overview);
  }

  async bringBack(change: PastChange): Promise<void> {
    if (this.id === null || this.working) return;
    this.working = true;
    const overview = await attempt(ipc.bringBackEvent(this.id, change.id));
    this.working = false;
    if (!overview) return;
    session.take(overview);
    toasts.say('Brought an earlier state back.', {
      label: 'Undo',
      run: () => void events.undo(),
    });
    await this.load();
  }
}

export const past = new Past();
