/**
 * Event packs: which events go into one, and what became of one on the open shop's pages. Where events are there is
 * decided in Rust; nothing of it is kept before somebody chooses.
 */
import type { EventId } from '@types-rust/EventId';
import type { Failure } from '@types-rust/Failure';
import type { PackEvent } from '@types-rust/PackEvent';
import type { PackView } from '@types-rust/PackView';
import { SvelteSet } from 'svelte/reactivity';
import { count } from '../lib/format';
import * as ipc from '../lib/ipc';
import { events } from './events.svelte';
import { pane } from './pane.svelte';
import { session } from './session.svelte';
import { attempt, toasts } from './toasts.svelte';

class Packing {
  /** Of the own plan to be written, or of a pack to be taken. */
  readonly chosen = new SvelteSet<EventId>();
  pack = $state.raw<PackView | null>(null);
  failure = $state.raw<Failure | null>(null);
  /** What the search is doing; `null` when there is none. */
  step = $state<string | null>(null);
  working = $state(false);
  /** Answers to what was asked before do not count. */
  #reads = 0;

  reset(): void {
    if (this.step !== null) void attempt(ipc.stopPack());
    this.#reads++;
    this.chosen.clear();
    this.pack = null;
    this.failure = null;
    this.step = null;
    this.working = false;
  }

  /** The search comes on. */
  told(step: string): void {
    if (this.step !== null) this.step = step;
  }

  mark(id: EventId, on: boolean): void {
    if (on) this.chosen.add(id);
    else this.chosen.delete(id);
  }

  /** `true` when a file was written. */
  async save(): Promise<boolean> {
    if (this.working || this.chosen.size === 0) return false;
    const name = `${(session.open?.shop.slug ?? 'shop').replace(/[^\w.-]+/g, '-')}.pack.json`;
    this.working = true;
    this.failure = null;
    try {
      const file = await ipc.chooseExportFile(name);
      if (file === null) return false;
      const written = await ipc.exportPack([...this.chosen], file);
      toasts.say(`Saved ${count(written.events.length, 'event')} as a pack.`, {
        label: 'Show file',
        run: () => void attempt(ipc.showFile(written.file)),
      });
      return true;
    } catch (thrown) {
      this.failure = ipc.toFailure(thrown);
      return false;
    } finally {
      this.working = false;
    }
  }

  async open(): Promise<void> {
    const file = await attempt(ipc.choosePack());
    if (file === null) return;
    const mine = ++this.#reads;
    this.failure = null;
    this.pack = null;
    this.chosen.clear();
    this.step = 'Reading the pack';
    try {
      const pack = await ipc.readPack(file);
      if (mine !== this.#reads) return;
      this.pack = pack;
      for (const event of pack.events) this.mark(event.id, event.outcome === 'found');
    } catch (thrown) {
      if (mine === this.#reads) this.failure = ipc.toFailure(thrown);
    } finally {
      if (mine === this.#reads) this.step = null;
    }
  }

  async stop(): Promise<void> {
    this.#reads++;
    this.step = null;
    await attempt(ipc.stopPack());
  }

  of(outcome: PackEvent['outcome']): PackEvent[] {
    return this.pack?.events.filter((event) => event.outcome === outcome) ?? [];
  }

  /** Opens the page on which an event was found in the pane; what was found waits meanwhile. */
  async show({ page }: PackEvent): Promise<void> {
    if (page !== null) await pane.go({ kind: 'address', address: page });
  }

  /** `true` when they were taken. */
  async take(): Promise<boolean> {
    if (this.working) return false;
    this.working = true;
    this.failure = null;
    try {
      const overview = await ipc.takePack([...this.chosen]);
      session.take(overview);
      toasts.say(`Imported ${count(this.chosen.size, 'event')}.`, {
        label: 'Undo',
        run: () => void events.undo(),
      });
      return true;
    } catch (thrown) {
      this.failure = ipc.toFailure(thrown);
      return false;
    } finally {
      this.working = false;
    }
  }
}

export const packing = new Packing();
