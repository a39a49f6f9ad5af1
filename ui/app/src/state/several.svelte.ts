/** Which of several places a publication is to go to. At first all that it can go to without anything to decide. */
import type { TargetId } from '@types-rust/TargetId';
import { publishing } from './publishing.svelte';

class Several {
  /** What a person ticked or unticked. */
  #said = $state.raw<Record<TargetId, boolean>>({});

  begin(number: number | null): void {
    this.#said = {};
    publishing.show({ at: 'several', number });
  }

  /** Another goal is another question. */
  want(number: number | null): void {
    this.begin(number);
  }

  tick(id: TargetId, on: boolean): void {
    this.#said = { ...this.#said, [id]: on };
  }

  /** It has what is wanted already. */
  hasIt(id: TargetId, number: number | null): boolean {
    const review = publishing.look(id).review;
    if (!review) return false;
    return number === null
      ? review.isThere && !review.isUnfinished
      : review.live?.isLoaded === true && review.live.number === number;
  }

  /** It can be published to without a decision that only its own page has. */
  isOpen(id: TargetId, number: number | null): boolean {
    const { review, failure } = publishing.look(id);
    return (
      !failure &&
      !review?.conflict &&
      !this.hasIt(id, number) &&
      publishing.aim(id, number) !== null
    );
  }

  isTicked(id: TargetId, number: number | null): boolean {
    return this.isOpen(id, number) && (this.#said[id] ?? true);
  }

  ticked(number: number | null): TargetId[] {
    const ids = (publishing.places ?? []).map(({ target }) => target.id);
    return ids.filter((id) => this.isTicked(id, number));
  }
}

export const several = new Several();
