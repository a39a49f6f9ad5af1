/**
 * The draft in the editor. Rust judges it: every change is sent to `check_draft` once typing pauses, and only
 * its judgement (findings, offers, counts) is taken back, never the fields that are being typed in.
 */
import type { Draft } from '@types-rust/Draft';
import type { MatchesView } from '@types-rust/MatchesView';
import { debounce } from '../lib/debounce';
import * as ipc from '../lib/ipc';
import { session } from './session.svelte';
import { attempt, toasts } from './toasts.svelte';

/** Quiet time before a change is checked, in milliseconds. */
const QUIET = 180;

class DraftEditing {
  current = $state<Draft | null>(null);
  picture = $state.raw<string | null>(null);
  /** The page's own count; absent until it reports. */
  matches = $state.raw<MatchesView | null>(null);
  saving = $state(false);
  /** A pick that arrived while the current draft had unsaved changes. */
  waiting = $state.raw<Draft | null>(null);
  #touched = $state(false);
  #checks = 0;
  #check = debounce(() => void this.#ask(), QUIET);

  get dirty(): boolean {
    return this.#touched;
  }

  get blocked(): boolean {
    return this.current?.findings.some((finding) => finding.severity === 'error') ?? false;
  }

  /** A draft came from a pick. Unsaved changes are not thrown away without a word. */
  offer(draft: Draft): void {
    if (this.current && this.#touched && this.current.event.id !== draft.event.id)
      this.waiting = draft;
    else this.begin(draft);
  }

  begin(draft: Draft): void {
    this.#forget();
    this.current = draft;
  }

  /** Goes on with the pick that waited; the check outlines its element again. */
  takeWaiting(): void {
    if (!this.waiting) return;
    this.begin(this.waiting);
    void this.#ask();
  }

  /** Stays with the current draft; the check outlines its element again. */
  keepCurrent(): void {
    this.waiting = null;
    void this.#ask();
  }

  /** To be called after every change of a field. */
  changed(): void {
    this.#touched = true;
    this.#check.later();
  }

  counted(matches: MatchesView): void {
    if (matches.id === this.current?.event.id) this.matches = matches;
  }

  pictured(id: string, data: string | null): void {
    if (id === this.current?.event.id) this.picture = data;
  }

  async edit(id: string): Promise<void> {
    const draft = await attempt(ipc.editEvent(id));
    if (!draft) return;
    this.begin(draft);
    this.pictured(id, await attempt(ipc.picture(id)));
  }

  async pageView(): Promise<void> {
    const draft = await attempt(ipc.draftPageView());
    if (draft) this.offer(draft);
  }

  /** `true` when it was saved. */
  async save(): Promise<boolean> {
    const draft = this.current;
    if (!draft || this.saving) return false;
    this.#check.cancel();
    this.saving = true;
    const overview = await attempt(ipc.saveDraft($state.snapshot(draft) as Draft));
    this.saving = false;
    if (!overview) {
      await this.#ask();
      return false;
    }
    session.take(overview);
    toasts.say(`Saved ${draft.event.name}.`);
    if (this.waiting) this.takeWaiting();
    else this.#forget();
    return true;
  }

  async discard(): Promise<void> {
    if (this.waiting) return this.takeWaiting();
    this.#forget();
    await attempt(ipc.discardDraft());
  }

  /** Drops everything without telling the shell: the shop was left. */
  reset(): void {
    this.#forget();
  }

  async #ask(): Promise<void> {
    const draft = this.current;
    if (!draft) return;
    const mine = ++this.#checks;
    const judged = await attempt(ipc.checkDraft($state.snapshot(draft) as Draft));
    if (!judged || mine !== this.#checks || this.current?.event.id !== judged.event.id) return;
    this.current.findings = judged.findings;
    this.current.matches = judged.matches;
    this.current.scopes = judged.scopes;
    this.current.parameters = judged.parameters;
  }

  #forget(): void {
    this.#check.cancel();
    this.#checks++;
    this.#touched = false;
    this.current = null;
    this.picture = null;
    this.matches = null;
    this.waiting = null;
  }
}

export const draft = new DraftEditing();
