/**
 * What the shell finds out about the open draft in the background: how its rule does on sampled pages, and on which
 * devices its element is there. Each is asked for again when the rule changes; an answer to an older question is dropped.
 */
import type { DeviceSight } from '@types-rust/DeviceSight';
import type { Draft } from '@types-rust/Draft';
import type { Failure } from '@types-rust/Failure';
import type { SampleProgress } from '@types-rust/SampleProgress';
import type { SampleStrip } from '@types-rust/SampleStrip';
import * as ipc from '../lib/ipc';
import { devices } from './devices.svelte';

/** Waits longer than this are shown, in milliseconds. */
const SLOW = 300;

class Trial<T> {
  /** What is known; that of the rule before until the new one's is there. */
  known = $state.raw<T | null>(null);
  failure = $state.raw<Failure | null>(null);
  /** It takes longer than nobody notices. */
  slow = $state(false);
  /** Somebody called it off. */
  stopped = $state(false);
  #asked = 0;
  #unanswered = 0;

  /** An answer is still to come, maybe to an older question. */
  get isUnderWay(): boolean {
    return this.#unanswered > 0;
  }

  /** Takes the answer if nothing was asked after it. */
  async take(answer: Promise<T | null>): Promise<void> {
    const mine = ++this.#asked;
    this.#unanswered++;
    this.stopped = false;
    const timer = setTimeout(() => {
      if (mine === this.#asked) this.slow = true;
    }, SLOW);
    try {
      const known = await answer;
      if (mine !== this.#asked) return;
      this.known = known ?? this.known;
      this.stopped = known === null;
      this.failure = null;
    } catch (thrown) {
      if (mine === this.#asked) this.failure = ipc.toFailure(thrown);
    } finally {
      clearTimeout(timer);
      this.#unanswered--;
      if (mine === this.#asked) this.slow = false;
    }
  }

  /** Another draft: nothing of the one before is its. */
  forget(): void {
    this.#asked++;
    this.known = null;
    this.failure = null;
    this.slow = false;
    this.stopped = false;
  }
}

class Trying {
  readonly pages = new Trial<SampleStrip>();
  readonly devices = new Trial<DeviceSight[]>();
  progress = $state.raw<SampleProgress | null>(null);

  sample(draft: Draft, anew = false): Promise<void> {
    this.progress = null;
    return this.pages.take(ipc.sampleDraft(draft, anew));
  }

  measure(draft: Draft): Promise<void> {
    const answer = ipc.measureDevices(draft);
    // The draft may be saved by then, and the list shows what was seen.
    void answer.then(() => devices.read()).catch(() => undefined);
    return this.devices.take(answer);
  }

  progressed(progress: SampleProgress): void {
    this.progress = progress;
  }

  forget(): void {
    // The next draft would wait for it. Devices go on: the draft may have been saved, and what they show is kept with it.
    if (this.pages.isUnderWay) void ipc.stopSampling();
    this.pages.forget();
    this.devices.forget();
    this.progress = null;
  }
}

export const trying = new Trying();
