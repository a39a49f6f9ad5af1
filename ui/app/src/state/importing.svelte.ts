/** A container of Tag Manager that was read, and which of its events are to come. Rust decides what it can make of it. */
import type { ContainerView } from '@types-rust/ContainerView';
import type { EventId } from '@types-rust/EventId';
import type { Failure } from '@types-rust/Failure';
import { SvelteSet } from 'svelte/reactivity';
import { count } from '../lib/format';
import * as ipc from '../lib/ipc';
import { events } from './events.svelte';
import { session } from './session.svelte';
import { toasts } from './toasts.svelte';

class Importing {
  container = $state.raw<ContainerView | null>(null);
  /** Where it was read from; empty where it was pasted. */
  file = $state('');
  failure = $state.raw<Failure | null>(null);
  working = $state(false);
  /** Put into the field for pasting. */
  pasted = $state('');
  readonly chosen = new SvelteSet<EventId>();
  /** Answers to what was asked before do not count. */
  #reads = 0;

  reset(): void {
    this.#reads++;
    this.container = null;
    this.file = '';
    this.failure = null;
    this.working = false;
    this.pasted = '';
    this.chosen.clear();
  }

  async choose(): Promise<void> {
    await this.#read(async () => {
      const file = await ipc.chooseContainer();
      return file === null ? null : { file, container: await ipc.openContainer(file) };
    });
  }

  async paste(): Promise<void> {
    await this.#read(async () => ({ file: '', container: await ipc.readContainer(this.pasted) }));
  }

  mark(id: EventId, on: boolean): void {
    if (on) this.chosen.add(id);
    else this.chosen.delete(id);
  }

  markAll(on: boolean): void {
    for (const { id } of this.container?.drafts ?? []) this.mark(id, on);
  }

  /** `true` when they were taken. */
  async take(): Promise<boolean> {
    if (this.working) return false;
    const mine = this.#reads;
    this.working = true;
    this.failure = null;
    try {
      const overview = await ipc.takeContainer([...this.chosen]);
      session.take(overview);
      const text = `Imported ${count(this.chosen.size, 'event')} as drafts.`;
      toasts.say(text, { label: 'Undo', run: () => void events.undo() });
      return true;
    } catch (thrown) {
      if (mine === this.#reads) this.failure = ipc.toFailure(thrown);
      return false;
    } finally {
      this.working = false;
    }
  }

  /** What was read before stays where the next cannot be read. */
  async #read(
    read: () => Promise<{ file: string; container: ContainerView } | null>,
  ): Promise<void> {
    const mine = ++this.#reads;
    this.working = true;
    this.failure = null;
    try {
      const found = await read();
      if (mine !== this.#reads || !found) return;
      this.container = found.container;
      this.file = found.file;
      this.chosen.clear();
      this.markAll(true);
    } catch (thrown) {
      if (mine === this.#reads) this.failure = ipc.toFailure(thrown);
    } finally {
      if (mine === this.#reads) this.working = false;
    }
  }
}

export const importing = new Importing();
