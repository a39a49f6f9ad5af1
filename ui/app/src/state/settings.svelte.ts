/**
 * Where the open plan's events go, what is asked of visitors and how events are named, while its dialog is open. Rust judges
 * every change once typing pauses; what it says is all that is taken back.
 */
import type { Finding } from '@types-rust/Finding';
import type { PlanSettings } from '@types-rust/PlanSettings';
import type { Rename } from '@types-rust/Rename';
import { debounce } from '../lib/debounce';
import * as ipc from '../lib/ipc';
import { count } from '../lib/format';
import { session } from './session.svelte';
import { attempt, toasts } from './toasts.svelte';

/** Quiet time before a change is checked, in milliseconds. */
const QUIET = 180;

class SettingsEditing {
  /** `null` while the dialog is closed. */
  current = $state<PlanSettings | null>(null);
  findings = $state.raw<Finding[]>([]);
  /** Events that the chosen naming convention would call otherwise. */
  renames = $state.raw<Rename[]>([]);
  /** They are to be renamed; nothing is without that. */
  renaming = $state(false);
  dirty = $state(false);
  /** Closing waits for a yes. */
  asking = $state(false);
  saving = $state(false);
  #checks = 0;
  /** The convention that the names in the list are in. */
  #listed: PlanSettings['naming'] | null = null;
  #check = debounce(() => void this.#ask(), QUIET);

  get blocked(): boolean {
    return this.findings.some((finding) => finding.severity === 'error');
  }

  begin(): void {
    const open = session.open;
    if (!open) return;
    this.current = structuredClone(open.settings);
    this.findings = open.findings;
  }

  /** To be called after every change of a field. */
  changed(): void {
    this.dirty = true;
    this.#check.later();
  }

  /** Closes, or asks first where something would be lost. */
  leave(): void {
    if (this.dirty) this.asking = true;
    else this.close();
  }

  close(): void {
    this.#check.cancel();
    this.#checks++;
    this.current = null;
    this.findings = [];
    this.renames = [];
    this.renaming = false;
    this.dirty = false;
    this.asking = false;
  }

  async save(): Promise<void> {
    if (!this.current || this.saving) return;
    this.#check.cancel();
    const wanted = $state.snapshot(this.current);
    // A yes to names of another convention than the chosen one is none: the list comes first.
    if (this.renaming && this.#listed !== wanted.naming) return this.#ask();
    this.saving = true;
    const renames = this.renaming ? this.renames : [];
    const overview = await attempt(ipc.saveSettings(wanted, renames));
    this.saving = false;
    if (!overview) return this.#ask();
    session.take(overview);
    toasts.say(renames.length > 0 ? `Renamed ${count(renames.length, 'event')}.` : 'Saved.');
    this.close();
  }

  async #ask(): Promise<void> {
    if (!this.current) return;
    const mine = ++this.#checks;
    const asked = $state.snapshot(this.current);
    const found = await attempt(ipc.checkSettings(asked));
    if (!found || mine !== this.#checks) return;
    this.#listed = asked.naming;
    this.findings = found.findings;
    const before = this.renames.map(({ to }) => to).join('\n');
    this.renames = found.renames;
    // A yes is to the names that were shown.
    if (before !== found.renames.map(({ to }) => to).join('\n')) this.renaming = false;
  }
}

export const settings = new SettingsEditing();
