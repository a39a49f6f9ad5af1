/** What can be done with saved events, and which of them the list shows. */
import type { EventView } from '@types-rust/EventView';
import type { MatchesView } from '@types-rust/MatchesView';
import type { ProofState } from '@types-rust/ProofState';
import type { Stage } from '@types-rust/Stage';
import type { Standing } from '../events/filter';
import * as ipc from '../lib/ipc';
import { session } from './session.svelte';
import { attempt, toasts } from './toasts.svelte';

class Events {
  search = $state('');
  pageType = $state('');
  stage = $state<Stage | ''>('');
  standing = $state<Standing>('');
  owner = $state('');
  proof = $state<ProofState | ''>('');
  /** The event whose element is outlined in the page. */
  shown = $state<string | null>(null);
  shownMatches = $state.raw<MatchesView | null>(null);

  get all(): EventView[] {
    return session.open?.events ?? [];
  }

  /** Name of an event of the plan; `null` when it is there no more. */
  nameOf(id: string): string | null {
    return this.all.find((view) => view.event.id === id)?.event.name ?? null;
  }

  /** Weight of an event of the plan; 0 when it is there no more. */
  weightOf(id: string): number {
    return this.all.find((view) => view.event.id === id)?.event.weight ?? 0;
  }

  get filtered(): boolean {
    return [
      this.search.trim(),
      this.pageType,
      this.stage,
      this.standing,
      this.owner,
      this.proof,
    ].some((chosen) => chosen !== '');
  }

  clearFilter(): void {
    this.search = '';
    this.pageType = '';
    this.stage = '';
    this.standing = '';
    this.owner = '';
    this.proof = '';
  }

  reset(): void {
    this.clearFilter();
    this.outlineGone();
  }

  async duplicate(id: string): Promise<void> {
    const overview = await attempt(ipc.duplicateEvent(id));
    if (overview) session.take(overview);
  }

  async delete(view: EventView): Promise<void> {
    const overview = await attempt(ipc.deleteEvent(view.event.id));
    if (!overview) return;
    session.take(overview);
    toasts.say(`Deleted ${view.event.name}.`, { label: 'Undo', run: () => void this.undo() });
  }

  async undo(): Promise<void> {
    const what = session.open?.undo;
    const overview = await attempt(ipc.undo());
    if (!overview) return;
    session.take(overview);
    if (what) toasts.say(`Undone: ${what}.`, { label: 'Redo', run: () => void this.redo() });
  }

  async redo(): Promise<void> {
    const what = session.open?.redo;
    const overview = await attempt(ipc.redo());
    if (!overview) return;
    session.take(overview);
    if (what) toasts.say(`Redone: ${what}.`, { label: 'Undo', run: () => void this.undo() });
  }

  /** Outlines an event's element in the page; the same event again takes the outline away. */
  async show(id: string): Promise<void> {
    this.shown = this.shown === id ? null : id;
    this.shownMatches = null;
    await attempt(ipc.highlight(this.shown, true));
  }

  /** Nothing is outlined any more: the shell took it away. */
  outlineGone(): void {
    this.shown = null;
    this.shownMatches = null;
  }

  counted(matches: MatchesView): void {
    if (matches.id === this.shown) this.shownMatches = matches;
  }
}

export const events = new Events();
