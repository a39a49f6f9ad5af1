/** The catalogue as it is looked through: what is searched for, what is open, and the entry that somebody points at. */
import type { CatalogueEntry } from '@types-rust/CatalogueEntry';
import type { CatalogueView } from '@types-rust/CatalogueView';
import type { EntryFamily } from '@types-rust/EntryFamily';
import type { EntryView } from '@types-rust/EntryView';
import type { Failure } from '@types-rust/Failure';
import type { Phase } from '@types-rust/Phase';
import { type Where, visible } from '../guide/browsing';
import * as ipc from '../lib/ipc';
import { toasts } from './toasts.svelte';

class Catalogue {
  view = $state.raw<CatalogueView | null>(null);
  failed = $state.raw<Failure | null>(null);
  search = $state('');
  phase = $state<Phase | ''>('');
  family = $state<EntryFamily | ''>('');
  where = $state<Where>('');
  /** The entry that is open. */
  opened = $state<string | null>(null);
  /** What the next pick is meant to be. */
  meant = $state.raw<EntryView | null>(null);
  #reads = 0;

  get shown(): CatalogueEntry[] {
    return visible(this.view?.entries ?? [], this);
  }

  get filtered(): boolean {
    return [this.search.trim(), this.phase, this.family, this.where].some(
      (chosen) => chosen !== '',
    );
  }

  /** Asks anew: the page, or the plan, is another. */
  async read(): Promise<void> {
    const mine = ++this.#reads;
    try {
      const view = await ipc.catalogue();
      if (mine !== this.#reads) return;
      this.view = view;
      this.failed = null;
    } catch (thrown) {
      if (mine === this.#reads) this.failed = ipc.toFailure(thrown);
    }
  }

  clearFilter(): void {
    this.search = '';
    this.phase = '';
    this.family = '';
    this.where = '';
  }

  toggle(id: string): void {
    this.opened = this.opened === id ? null : id;
  }

  /** Lets somebody point at an entry themselves; the next pick becomes its event. */
  async pointAt(entry: EntryView): Promise<void> {
    this.meant = entry;
    try {
      await ipc.pickEntry(entry.id);
    } catch (thrown) {
      this.meant = null;
      toasts.fail(ipc.toFailure(thrown));
    }
  }

  /** Picking ended, by a pick or without one. */
  pickingEnded(): void {
    this.meant = null;
  }

  reset(): void {
    this.#reads++;
    this.clearFilter();
    this.view = null;
    this.failed = null;
    this.opened = null;
    this.meant = null;
  }
}

export const catalogue = new Catalogue();
