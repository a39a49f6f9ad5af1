/** Which of several places a publication is to go to. At first all that it can go to without anything to decide. */
import type { TargetId } from '@types-rust/TargetId';
import { publishing } from './publishing.svelte';

class Several {
  /** What a person ticked or unticked. */
  #said = $state.raw<Record<TargetId, boolean>>({});

  begin(revision: string | null): void {
    this.#said = {};
    publishing.show({ at: 'several', revision });
  }

  /** Another goal is another question. */
  want(revision: string | null): void {
    this.begin(revision);
  }

  tick(id: TargetId, on: boolean): void {
    this.#said = { ...this.#said, [id]: on };
  }

  /** It has what is wanted already. */
  hasIt(id: TargetId, revision: string | null): boolean {
    const review = publishing.look(id).review;
    if (!review) return false;
    return revision === null
      ? review.isThere && !review.isUnfinished
      : review.live?.revision === revision;
  }

  /** It can be published to without a decision that only its own page has. */
  isOpen(id: TargetId, revision: string | null): boolean {
    const { review, failure } = publishing.look(id);
    return (
      !failure &&
      !review?.conflict &&
      !this.hasIt(id, revision) &&
      publishing.aim(id, revision) !== null
    );
  }

  isTicked(id: TargetId, revision: string | null): boolean {
    return this.isOpen(id, revision) && (this.#said[id] ?? true);
  }

  ticked(revision: string | null): TargetId[] {
    const ids = (publishing.places ?? []).map(({ target }) => target.id);
    return ids.filter((id) => this.isTicked(id, revision));
  }
}

export const several = new Several();
