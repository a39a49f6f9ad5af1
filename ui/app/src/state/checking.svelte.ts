/**
 * What the last check of the page found. Rust judges, and says when its judgement does not hold any more; this
 * only keeps it for the list.
 */
import type { CheckEnd } from '@types-rust/CheckEnd';
import type { CheckOver } from '@types-rust/CheckOver';
import type { EventCheck } from '@types-rust/EventCheck';
import type { PageCheck } from '@types-rust/PageCheck';
import * as ipc from '../lib/ipc';
import { events } from './events.svelte';
import { attempt } from './toasts.svelte';

class Checking {
  running = $state(false);
  found = $state.raw<PageCheck | null>(null);
  /** Why what was found is gone; absent while it holds, and when nobody looked. */
  over = $state.raw<CheckEnd | null>(null);
  #runs = 0;
  /** The last check that ended, and why: word of that may come before what it found. */
  #ended: CheckOver | null = null;
  #pointed: string | null = null;
  readonly #byEvent = $derived(new Map(this.found?.events.map((event) => [event.id, event]) ?? []));

  of(id: string): EventCheck | null {
    return this.#byEvent.get(id) ?? null;
  }

  async run(): Promise<void> {
    if (this.running) return;
    const mine = ++this.#runs;
    this.running = true;
    this.over = null;
    const found = await attempt(ipc.checkPage());
    if (mine !== this.#runs) return;
    this.running = false;
    if (found && this.#ended && found.number <= this.#ended.number) {
      this.found = null;
      this.over = this.#ended.why;
    } else this.found = found;
  }

  /** The shell says that what was found does not hold any more. */
  ended(over: CheckOver): void {
    this.#ended = over;
    if (this.found && this.found.number <= over.number) {
      this.found = null;
      if (!this.running) this.over = over.why;
    }
    this.#pointed = null;
    events.outlineGone();
  }

  /** Puts the results away. */
  close(): void {
    this.found = null;
    this.over = null;
    void this.point(null);
  }

  reset(): void {
    this.#runs++;
    this.running = false;
    this.found = null;
    this.over = null;
    this.#pointed = null;
  }

  /** Outlines where an event's element is now, brought into view or not; `null` outlines what was before. */
  async point(id: string | null, reveal = false): Promise<void> {
    const to = id !== null && this.of(id)?.outlined ? id : null;
    if (to === this.#pointed && !(to && reveal)) return;
    this.#pointed = to;
    await attempt(ipc.highlight(to ?? events.shown, reveal));
  }
}

export const checking = new Checking();
