/** What the runtime under test has fired since the stream was last cleared. */
import type { Hit } from '@types-rust/Hit';

/** Older hits leave the list; the proof of an event is kept by Rust, not here. */
const MOST = 300;

class Testing {
  /** Newest first. */
  hits = $state.raw<Hit[]>([]);

  take(hit: Hit): void {
    this.hits = [hit, ...this.hits].slice(0, MOST);
  }

  /** Number of the newest hit of an event, to make its row tick; `null` for none. */
  newest(id: string): number | null {
    return this.hits.find((hit) => hit.id === id)?.number ?? null;
  }

  clear(): void {
    this.hits = [];
  }
}

export const testing = new Testing();
