/**
 * Finding a page of each kind of the shop, in its sitemaps and by its links: once a shop, when the page in the pane does not
 * link to all of them. Rust finds; this knows how far it is, and calls it off.
 */
import type { Failure } from '@types-rust/Failure';
import type { PageSuggestions } from '@types-rust/PageSuggestions';
import * as ipc from '../lib/ipc';

/** Waits longer than this are shown, in milliseconds. */
const SLOW = 300;

class Leading {
  running = $state(false);
  /** It takes longer than nobody notices. */
  slow = $state(false);
  /** Addresses that were found so far. */
  found = $state(0);
  /** Somebody called it off. */
  stopped = $state(false);
  failed = $state.raw<Failure | null>(null);
  #runs = 0;

  /** Looks by itself, unless that was done, called off or failed. */
  begin(page: PageSuggestions, take: (page: PageSuggestions) => void): void {
    const { missing, looked } = page.search;
    const isIdle = !this.running && !this.stopped && !this.failed;
    if (isIdle && !looked && missing.length > 0) void this.look(take);
  }

  async look(take: (page: PageSuggestions) => void): Promise<void> {
    const mine = ++this.#runs;
    this.running = true;
    this.stopped = false;
    this.failed = null;
    this.found = 0;
    const timer = setTimeout(() => {
      if (mine === this.#runs) this.slow = true;
    }, SLOW);
    try {
      const page = await ipc.findWays();
      if (mine === this.#runs && page) take(page);
    } catch (thrown) {
      if (mine === this.#runs) this.failed = ipc.toFailure(thrown);
    } finally {
      clearTimeout(timer);
      if (mine === this.#runs) this.running = this.slow = false;
    }
  }

  stop(): void {
    this.#runs++;
    this.running = this.slow = false;
    this.stopped = true;
    void ipc.stopFinding();
  }

  progressed(found: number): void {
    this.found = found;
  }

  reset(): void {
    if (this.running) void ipc.stopFinding();
    this.#runs++;
    this.running = this.slow = this.stopped = false;
    this.failed = null;
  }
}

export const leading = new Leading();
