/**
 * The export dialog: which format is looked at, what it would lose, what it is told beside the plan, and what came of
 * it. What formats are and lose is decided in Rust.
 */
import type { Failure } from '@types-rust/Failure';
import type { Format } from '@types-rust/Format';
import type { FormatPreview } from '@types-rust/FormatPreview';
import type { FormatSetting } from '@types-rust/FormatSetting';
import type { FormatSettings } from '@types-rust/FormatSettings';
import { copy } from '../lib/clipboard';
import { debounce } from '../lib/debounce';
import * as ipc from '../lib/ipc';
import { importing } from './importing.svelte';
import { packing } from './packing.svelte';

export type View =
  | { at: 'formats' }
  | { at: 'script' }
  | { at: 'format'; format: Format }
  | { at: 'import' }
  | { at: 'pack' }
  | { at: 'pack-import' };

/** Quiet time before a change is looked at, in milliseconds. */
const QUIET = 180;
const untold = (): Record<FormatSetting, string> => ({
  measurementId: '',
  metaPixel: '',
  endpoint: '',
});

class Exporting {
  /** `null` while the dialog is closed. */
  view = $state.raw<View | null>(null);
  preview = $state.raw<FormatPreview | null>(null);
  failure = $state.raw<Failure | null>(null);
  /** Told beside the plan; kept while the shop is open. */
  told = $state(untold());
  working = $state(false);
  /** What was told last is not in the preview yet. */
  stale = $state(false);
  /** Where the file is; empty where its text was copied instead. */
  done = $state.raw<{ file: string } | null>(null);
  /** Answers to what was asked before do not count. */
  #looks = 0;
  #look = debounce(() => void this.look(), QUIET);

  get blocked(): boolean {
    if (this.stale || !this.preview) return true;
    return this.preview.findings.some((finding) => finding.severity === 'error');
  }

  begin(): void {
    this.show({ at: 'formats' });
  }

  show(view: View): void {
    this.#forget();
    this.view = view;
    if (view.at === 'format') void this.look();
  }

  close(): void {
    this.#forget();
    importing.reset();
    packing.reset();
    this.view = null;
  }

  /** The shop was left. */
  reset(): void {
    this.close();
    this.told = untold();
  }

  tell(setting: FormatSetting, text: string): void {
    this.told[setting] = text;
    this.stale = true;
    this.#look.later();
  }

  async look(): Promise<void> {
    if (this.view?.at !== 'format') return;
    const mine = ++this.#looks;
    try {
      const preview = await ipc.previewFormat(this.view.format, this.#settings());
      if (mine !== this.#looks) return;
      this.preview = preview;
      this.stale = false;
      this.failure = null;
    } catch (thrown) {
      if (mine === this.#looks) this.failure = ipc.toFailure(thrown);
    }
  }

  async save(): Promise<void> {
    const [view, preview] = [this.view, this.preview];
    if (view?.at !== 'format' || !preview || this.working) return;
    this.working = true;
    this.failure = null;
    try {
      const file = await ipc.chooseExportFile(preview.fileName);
      if (file !== null) this.done = await ipc.exportFormat(view.format, this.#settings(), file);
    } catch (thrown) {
      this.failure = ipc.toFailure(thrown);
    } finally {
      this.working = false;
    }
  }

  /** Copies what a person pastes somewhere; `false` where the webview does not let it. */
  async copyCode(): Promise<boolean> {
    const copied = await copy(this.preview?.code ?? '');
    if (copied) this.done = { file: '' };
    return copied;
  }

  /** Back from the result to what can be told. */
  again(): void {
    this.done = null;
  }

  #settings(): FormatSettings {
    const { measurementId, metaPixel, endpoint } = this.told;
    const given = (text: string): string | null => text.trim() || null;
    return {
      measurementId: given(measurementId),
      metaPixel: given(metaPixel),
      endpoint: given(endpoint),
    };
  }

  #forget(): void {
    this.#look.cancel();
    this.#looks++;
    this.preview = null;
    this.stale = false;
    this.failure = null;
    this.done = null;
  }
}

export const exporting = new Exporting();
