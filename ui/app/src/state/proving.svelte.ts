/** Waymark makes the plan's events fire by itself. Rust does it and says what came of it; this says how far it is. */
import type { ProvingOutcome } from '@types-rust/ProvingOutcome';
import type { ProvingProgress } from '@types-rust/ProvingProgress';
import * as ipc from '../lib/ipc';
import { attempt } from './toasts.svelte';

class Proving {
  running = $state(false);
  progress = $state.raw<ProvingProgress | null>(null);
  /** What came of it last, until it is put away. */
  outcome = $state.raw<ProvingOutcome | null>(null);
  #turn = 0;

  async run(): Promise<void> {
    if (this.running) return;
    const turn = ++this.#turn;
    this.running = true;
    this.progress = null;
    this.outcome = null;
    const outcome = await attempt(ipc.proveEvents());
    if (turn !== this.#turn) return;
    this.running = false;
    this.outcome = outcome;
  }

  progressed(progress: ProvingProgress): void {
    if (this.running) this.progress = progress;
  }

  stop(): void {
    void attempt(ipc.stopProving());
  }

  close(): void {
    this.outcome = null;
  }

  /** The shop was left, which calls it off. */
  reset(): void {
    this.#turn++;
    this.running = false;
    this.outcome = null;
  }
}

export const proving = new Proving();
