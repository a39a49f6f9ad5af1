/** The simulation of a score: what a visitor does, and what Rust says comes of it. */
import type { Failure } from '@types-rust/Failure';
import type { ScoreAct } from '@types-rust/ScoreAct';
import type { ScoreView } from '@types-rust/ScoreView';
import * as ipc from '../lib/ipc';

class Scoring {
  open = $state(false);
  view = $state.raw<ScoreView | null>(null);
  /** Why there is no answer to what was asked last. */
  failure = $state.raw<Failure | null>(null);
  /** Seconds that go by before the next act. */
  pause = $state(5);
  #asked = 0;
  #last: (() => Promise<ScoreView>) | null = null;

  get acts(): ScoreAct[] {
    return this.view?.acts ?? [];
  }

  /** Opens on the plan's rules, with nothing done yet. */
  async begin(): Promise<void> {
    this.open = true;
    await this.#simulate([]);
  }

  /** Opens on what a walk was. */
  async beginWith(walk: string): Promise<void> {
    this.open = true;
    await this.#ask(() => ipc.simulateWalk(walk));
  }

  close(): void {
    this.open = false;
    this.view = null;
    this.failure = null;
    this.#asked++;
  }

  async add(act: ScoreAct): Promise<void> {
    await this.#simulate([...this.acts, act]);
  }

  async takeBack(): Promise<void> {
    await this.#simulate(this.acts.slice(0, -1));
  }

  async clear(): Promise<void> {
    await this.#simulate([]);
  }

  /** Asks once more what came to nothing. */
  async again(): Promise<void> {
    if (this.#last) await this.#ask(this.#last);
  }

  #simulate(acts: ScoreAct[]): Promise<void> {
    return this.#ask(() => ipc.simulateScore(acts));
  }

  /** An answer that another question overtook is dropped. */
  async #ask(ask: () => Promise<ScoreView>): Promise<void> {
    const number = ++this.#asked;
    this.#last = ask;
    this.failure = null;
    try {
      const view = await ask();
      if (number === this.#asked) this.view = view;
    } catch (thrown) {
      if (number === this.#asked) this.failure = ipc.toFailure(thrown);
    }
  }
}

export const scoring = new Scoring();
