/** Whether what a draft would count is told to other tools already. Rust looks; this says when, and what came of it. */
import type { Already } from '@types-rust/Already';
import type { Draft } from '@types-rust/Draft';
import * as ipc from '../lib/ipc';
import { attempt } from './toasts.svelte';

/** Who picks one thing after the other is not looked after each time, in milliseconds. */
const QUIET = 400;
/** What takes longer than this shows that it is under way, in milliseconds. */
const SLOW = 300;
/** Events of which it is remembered. */
const MOST = 50;

class LookingAlready {
  /** What was found for the draft that was looked at last. */
  found = $state.raw<Already | null>(null);
  /** It takes a while. */
  waiting = $state(false);
  /** It was called off, or there was nothing to look at. */
  idle = $state(true);
  /** What was found by event, for rows of a test. */
  #known = $state.raw<ReadonlyMap<string, Already>>(new Map());
  #turn = 0;
  #timers: ReturnType<typeof setTimeout>[] = [];

  /** Looks soon, as long as the draft stays. */
  soon(draft: Draft): void {
    this.reset();
    this.#timers.push(setTimeout(() => void this.look(draft), QUIET));
  }

  async look(draft: Draft, anyway = false): Promise<void> {
    this.reset();
    const turn = ++this.#turn;
    this.idle = false;
    this.#timers.push(setTimeout(() => (this.waiting = true), SLOW));
    const found = await attempt(ipc.lookAlready($state.snapshot(draft) as Draft, anyway));
    if (turn !== this.#turn) return;
    this.#clear();
    this.found = found;
    this.idle = found === null;
    if (found) this.#remember(found);
  }

  /** Calls it off. */
  stop(): void {
    const isUnderWay = !this.idle && this.found === null;
    this.reset();
    if (isUnderWay) void attempt(ipc.stopLooking());
  }

  /** What other tools are told of what an event counts, where that was found out since the start. */
  of(id: string): Already | null {
    return this.#known.get(id) ?? null;
  }

  /** Nothing is looked at. */
  reset(): void {
    this.#turn++;
    this.#clear();
    this.found = null;
    this.idle = true;
  }

  #clear(): void {
    this.#timers.splice(0).forEach(clearTimeout);
    this.waiting = false;
  }

  #remember(found: Already): void {
    const rest = [...this.#known].filter(([id]) => id !== found.id).slice(-MOST);
    this.#known = new Map([...rest, [found.id, found]]);
  }
}

export const already = new LookingAlready();
