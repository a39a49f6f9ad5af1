/**
 * What is being typed of a rule's meaning: told once typing pauses, at once when somebody saves or changes something else,
 * and not at all when it is called off. What becomes of it is the draft's.
 */
import type { MeaningChange } from '@types-rust/MeaningChange';
import { debounce } from '../lib/debounce';

/** Quiet time before it is told, in milliseconds. */
const QUIET = 200;

export class Typed {
  #change: MeaningChange | null = null;
  readonly #soon = debounce(() => this.flush(), QUIET);
  readonly #tell: (change: MeaningChange) => void;

  constructor(tell: (change: MeaningChange) => void) {
    this.#tell = tell;
  }

  later(change: MeaningChange): void {
    if (this.#change?.type !== change.type) this.flush();
    this.#change = change;
    this.#soon.later();
  }

  /** Tells what waits now. */
  flush(): void {
    const change = this.#change;
    this.drop();
    if (change) this.#tell(change);
  }

  /** Forgets what waits, or only what is of this kind. */
  drop(type: MeaningChange['type'] | null = null): void {
    if (type !== null && this.#change?.type !== type) return;
    this.#soon.cancel();
    this.#change = null;
  }
}
