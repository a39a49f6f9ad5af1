/**
 * A publication target in its form, a new one or one of the list. Rust judges it once typing pauses. Its secret is held
 * here only until it is saved or the form is left.
 */
import type { Failure } from '@types-rust/Failure';
import type { Finding } from '@types-rust/Finding';
import type { PublicationTarget } from '@types-rust/PublicationTarget';
import type { SecretKept } from '@types-rust/SecretKept';
import type { TargetId } from '@types-rust/TargetId';
import type { TargetTest } from '@types-rust/TargetTest';
import { debounce } from '../lib/debounce';
import * as ipc from '../lib/ipc';
import { kinds, type Kind } from '../publish/kinds';
import { events } from './events.svelte';
import { publishing } from './publishing.svelte';
import { attempt, toasts } from './toasts.svelte';

/** Quiet time before a change is checked, in milliseconds. */
const QUIET = 180;

class PlaceEditing {
  /** `null` while there is no form. */
  current = $state<PublicationTarget | null>(null);
  isNew = $state(false);
  secret = $state('');
  dirty = $state(false);
  /** Leaving waits for a yes. */
  asking = $state(false);
  saving = $state(false);
  testing = $state(false);
  tested = $state.raw<TargetTest | null>(null);
  /** Why the test came to nothing. */
  failure = $state.raw<Failure | null>(null);
  #findings = $state.raw<Finding[]>([]);
  /** Fields that somebody was in: an empty form is not told off. */
  #touched = $state.raw<string[]>([]);
  /** The same, before they were judged. */
  #edited = new Set<string>();
  /** Saving was tried: now everything is told. */
  #tried = $state(false);
  #kept = $state.raw<Record<TargetId, SecretKept>>({});
  #checks = 0;
  #tests = 0;
  #check = debounce(() => void this.#ask(), QUIET);

  /** How long the secret is kept, as far as that was told. */
  get kept(): SecretKept | null {
    return (this.current && this.#kept[this.current.id]) ?? null;
  }

  /** What is told at a field. */
  at(field: string): Finding[] {
    if (!this.#tried && this.isNew && !this.#touched.includes(field)) return [];
    return this.#findings.filter((finding) => finding.field === field);
  }

  /** Unencrypted http is what keeps it from being saved, or was agreed to. */
  get unencrypted(): boolean {
    return this.#findings.some((finding) => finding.code === 'address_unencrypted');
  }

  add(kind: Kind): void {
    const taken = publishing.places?.some(({ target }) => target.name === kinds[kind].label);
    const name = taken ? '' : kinds[kind].label;
    this.#open({ id: crypto.randomUUID(), name, place: kinds[kind].fresh() }, true);
  }

  edit(target: PublicationTarget): void {
    this.#open(structuredClone(target), false);
  }

  /** To be called after every change of a field. */
  changed(field: string): void {
    this.#edited.add(field);
    this.dirty = true;
    // What was tried was another place.
    if (field !== 'name' && field !== 'theme') this.#forgetTest();
    this.#check.later();
  }

  /** Leaves, or asks first where something would be lost. */
  leave(then: () => void): void {
    if (this.dirty && this.current) {
      this.asking = true;
      return;
    }
    this.close();
    then();
  }

  close(): void {
    this.#check.cancel();
    this.#checks++;
    this.#forgetTest();
    this.current = null;
    this.secret = '';
    this.#findings = [];
    this.#touched = [];
    this.#edited.clear();
    this.#tried = false;
    this.dirty = false;
    this.asking = false;
  }

  async test(): Promise<void> {
    if (!this.current || this.testing) return;
    this.#forgetTest();
    const mine = this.#tests;
    this.testing = true;
    try {
      const tested = await ipc.testTarget($state.snapshot(this.current), this.secret || null);
      if (mine === this.#tests) this.tested = tested;
    } catch (thrown) {
      if (mine === this.#tests) this.failure = ipc.toFailure(thrown);
    } finally {
      if (mine === this.#tests) this.testing = false;
    }
  }

  /** `false` when something has to be mended first. */
  async save(): Promise<boolean> {
    if (!this.current || this.saving) return true;
    this.#check.cancel();
    this.#tried = true;
    this.saving = true;
    await this.#ask();
    const fine = !this.#findings.some((finding) => finding.severity === 'error');
    if (fine) await this.#send($state.snapshot(this.current));
    this.saving = false;
    return fine;
  }

  /** The list has it with a preview in the merchant's shop. */
  get previewed(): boolean {
    const { id } = this.current ?? {};
    return publishing.places?.some((view) => view.target.id === id && view.preview) ?? false;
  }

  /** A preview stays only where that was said before. */
  async remove(): Promise<void> {
    if (!this.current) return;
    const { id, name } = this.current;
    const places = await attempt(ipc.removeTarget(id, this.previewed));
    if (!places) return;
    publishing.take(places);
    publishing.show({ at: 'list' });
    const undo = (): void => void events.undo().then(() => publishing.load());
    toasts.say(`Removed ${name}. What is live there stays live.`, { label: 'Undo', run: undo });
    this.close();
  }

  async #send(target: PublicationTarget): Promise<void> {
    const { id, name } = target;
    try {
      const kept = await ipc.saveTarget(target, this.secret || null);
      if (kept) this.#kept = { ...this.#kept, [id]: kept };
      toasts.say(`Saved ${name}.${keptWords(kept)}`);
    } catch (thrown) {
      toasts.fail(ipc.toFailure(thrown));
      return;
    }
    const places = await attempt(ipc.targets());
    if (places) publishing.take(places);
    void publishing.lookAt(id);
    publishing.show({ at: 'place', id });
    this.close();
  }

  #open(target: PublicationTarget, isNew: boolean): void {
    this.close();
    this.current = target;
    this.isNew = isNew;
    publishing.show({ at: 'form' });
    void this.#ask();
  }

  #forgetTest(): void {
    this.#tests++;
    this.testing = false;
    this.tested = null;
    this.failure = null;
  }

  async #ask(): Promise<void> {
    if (!this.current) return;
    const mine = ++this.#checks;
    const found = await attempt(ipc.checkTarget($state.snapshot(this.current), this.secret !== ''));
    if (!found || mine !== this.#checks) return;
    this.#findings = found;
    this.#touched = [...this.#edited];
  }
}

function keptWords(kept: SecretKept | null): string {
  if (kept === 'keyring') return ' Its secret is kept in your keyring.';
  if (kept === 'session') return ' No keyring answers: its secret is kept until Waymark closes.';
  if (kept === 'session_of_locked')
    return ' Your keyring is locked: it is asked again when the secret is used, and until then Waymark keeps it while it is open.';
  return '';
}

export const place = new PlaceEditing();
