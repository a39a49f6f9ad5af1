/**
 * Which addresses are which kind of page, while their dialog is open. Rust judges every change once typing pauses; what it
 * says is all that is taken back.
 */
import type { PageTypeEdit } from '@types-rust/PageTypeEdit';
import type { PageTypeSight } from '@types-rust/PageTypeSight';
import type { PageTypesView } from '@types-rust/PageTypesView';
import { debounce } from '../lib/debounce';
import * as ipc from '../lib/ipc';
import { session } from './session.svelte';
import { attempt, toasts } from './toasts.svelte';

/** Quiet time before a change is judged, in milliseconds. */
const QUIET = 180;

/** A page type in the dialog; the key stays while its name is typed. */
export interface Row extends PageTypeEdit {
  key: number;
}

class PageTypesEditing {
  /** `null` while the dialog is closed. */
  rows = $state<Row[] | null>(null);
  view = $state.raw<PageTypesView | null>(null);
  dirty = $state(false);
  /** Closing waits for a yes. */
  asking = $state(false);
  saving = $state(false);
  #keys = 0;
  #asks = 0;
  #judge = debounce(() => void this.#ask(), QUIET);

  get blocked(): boolean {
    const { view } = this;
    return (
      !!view && (view.findings.length > 0 || view.types.some((type) => type.findings.length > 0))
    );
  }

  begin(): void {
    const open = session.open;
    if (!open) return;
    this.rows = open.pageTypes.map(({ id, match }) => ({
      key: this.#keys++,
      was: id,
      id,
      patterns: [...match],
    }));
    void this.#ask();
  }

  /** What Rust said of the row; nothing while it is not about these rows. */
  sight(at: number): PageTypeSight | undefined {
    return this.view?.types[at];
  }

  add(): void {
    this.rows?.push({ key: this.#keys++, id: '', patterns: [''] });
    this.changed();
  }

  remove(row: Row): void {
    if (!this.rows) return;
    this.rows = this.rows.filter(({ key }) => key !== row.key);
    // What was said is about the rows that were there.
    this.view = null;
    this.changed();
  }

  /** Puts the row in front of the one before it, or behind the one after: the first that takes an address has it. */
  move(row: Row, by: -1 | 1): void {
    const rows = this.rows;
    const at = rows?.findIndex(({ key }) => key === row.key) ?? -1;
    const here = rows?.[at];
    const other = rows?.[at + by];
    if (!rows || !here || !other) return;
    [rows[at], rows[at + by]] = [other, here];
    this.view = null;
    this.changed();
  }

  /** To be called after every change of a field. */
  changed(): void {
    this.dirty = true;
    this.#judge.later();
  }

  /** Closes, or asks first where something would be lost. */
  leave(): void {
    if (this.dirty) this.asking = true;
    else this.close();
  }

  close(): void {
    this.#judge.cancel();
    this.#asks++;
    this.rows = null;
    this.view = null;
    this.dirty = false;
    this.asking = false;
  }

  async save(): Promise<void> {
    if (!this.rows || this.saving) return;
    this.#judge.cancel();
    this.saving = true;
    const overview = await attempt(ipc.savePageTypes(this.#edits()));
    this.saving = false;
    if (!overview) return this.#ask();
    session.take(overview);
    toasts.say('Saved the page types.');
    this.close();
  }

  #edits(): PageTypeEdit[] {
    return (this.rows ?? []).map(({ was, id, patterns }) => ({
      ...(was !== undefined && { was }),
      id,
      patterns: [...patterns],
    }));
  }

  async #ask(): Promise<void> {
    if (!this.rows) return;
    const mine = ++this.#asks;
    const view = await attempt(ipc.judgePageTypes(this.#edits()));
    if (view && mine === this.#asks) this.view = view;
  }
}

export const pageTypes = new PageTypesEditing();
