/** The simulation of a score: what a visitor does, and what Rust says comes of it. */
import type { ScoreAct } from '@types-rust/ScoreAct';
import type { ScoreView } from '@types-rust/ScoreView';
import * as ipc from '../lib/ipc';
import { attempt } from './toasts.svelte';

class Scoring {
  open = $state(false);
  view = $state.raw<ScoreView | null>(null);
  /** Seconds that go by before the next act. */
  pause = $state(5);
  #asked = 0;

  get acts(): ScoreAct[] {
    return this.view?.acts ?? [];
  }

  /** Opens on the plan's rules, with nothing done yet. */
  async begin(): Promise<void> {
    this.open = true;
    await this.#ask(ipc.simulateScore([]));
  }

  /** Opens on what a walk was. */
  async beginWith(walk: string): Promise<void> {
    this.open = true;
    await this.#ask(ipc.simulateWalk(walk));
  }

  close(): void {
    this.open = false;
    this.view = null;
    this.#asked++;
  }

  async add(act: ScoreAct): Promise<void> {
    await this.#ask(ipc.simulateScore([...this.acts, act]));
  }

  async takeBack(): Promise<void> {
    await this.#ask(ipc.simulateScore(this.acts.slice(0, -1)));
  }

  async clear(): Promise<void> {
    await this.#ask(ipc.simulateScore([]));
  }

  /** An answer that another question overtook is dropped. */
  async #ask(asked: Promise<ScoreView>): Promise<void> {
    const number = ++this.#asked;
    const view = await attempt(asked);
    if (view && number === this.#asked) this.view = view;
  }
}

export const scoring = new Scoring();
