/**
 * The shop's publication targets while their dialog is open: what is live at each, what a publication would change
 * there, and the one that is under way. Rust holds what it all means; a publication goes on when the dialog is closed.
 */
import type { Failure } from '@types-rust/Failure';
import type { LiveView } from '@types-rust/LiveView';
import type { Review } from '@types-rust/Review';
import type { TargetId } from '@types-rust/TargetId';
import type { TargetView } from '@types-rust/TargetView';
import * as ipc from '../lib/ipc';
import { pane } from './pane.svelte';
import { attempt, toasts } from './toasts.svelte';

/** What the dialog shows. */
export type View =
  | { at: 'list' }
  | { at: 'kinds' }
  | { at: 'form' }
  | { at: 'place' | 'history' | 'install'; id: TargetId };

/** What a look at a place told; what the one before told stays until then. */
export interface Look {
  loading: boolean;
  review: Review | null;
  failure: Failure | null;
}

export interface Running {
  target: TargetId;
  /** Visitors see nothing of it. */
  isPreview: boolean;
  /** In words, the last one under way. */
  steps: string[];
  stopping: boolean;
}

export interface Outcome {
  target: TargetId;
  /** Absent where it went live. */
  failure: Failure | null;
  /** Does the same again, against what is live by then. */
  again: () => void;
}

const unseen: Look = { loading: true, review: null, failure: null };

class Publishing {
  /** `null` while the dialog is closed. */
  view = $state.raw<View | null>(null);
  /** `null` until the first answer. */
  places = $state.raw<TargetView[] | null>(null);
  /** Why there is no list. */
  failure = $state.raw<Failure | null>(null);
  running = $state.raw<Running | null>(null);
  outcome = $state.raw<Outcome | null>(null);
  /** A preview is being taken away. */
  discarding = $state.raw<TargetId | null>(null);
  #looks = $state.raw<Record<TargetId, Look>>({});
  /** Answers to what was asked for a shop that was left do not count. */
  #shop = 0;

  place(id: TargetId): TargetView | null {
    return this.places?.find((view) => view.target.id === id) ?? null;
  }

  look(id: TargetId): Look {
    return this.#looks[id] ?? unseen;
  }

  live(id: TargetId): LiveView | null {
    return this.look(id).review?.live ?? null;
  }

  /** Number of a revision that was published from here; `null` for another's. */
  numberOf(revision: string): number | null {
    const published = (this.places ?? []).flatMap((view) => view.history);
    const live = Object.values(this.#looks).flatMap(({ review }) => review?.live ?? []);
    return [...published, ...live].find((one) => one.revision === revision)?.number ?? null;
  }

  /** The shop was opened: whether there are previews is known without asking the network. */
  async know(): Promise<void> {
    const shop = this.#shop;
    const places = await ipc.targets().catch(() => null);
    if (places && shop === this.#shop) this.places ??= places;
  }

  begin(): void {
    this.view = this.running ? { at: 'place', id: this.running.target } : { at: 'list' };
    void this.load();
  }

  show(view: View): void {
    this.outcome = null;
    this.view = view;
  }

  /** A publication that is under way goes on. */
  close(): void {
    this.view = null;
    this.outcome = null;
  }

  reset(): void {
    this.#shop++;
    this.close();
    this.places = null;
    this.failure = null;
    this.running = null;
    this.discarding = null;
    this.#looks = {};
  }

  async load(): Promise<void> {
    const shop = this.#shop;
    this.failure = null;
    try {
      const places = await ipc.targets();
      if (shop === this.#shop) this.take(places);
    } catch (thrown) {
      if (shop === this.#shop) this.failure = ipc.toFailure(thrown);
      return;
    }
    for (const { target } of this.places ?? []) void this.lookAt(target.id);
  }

  take(places: TargetView[]): void {
    this.places = places;
  }

  async lookAt(id: TargetId): Promise<void> {
    const shop = this.#shop;
    this.#looks = { ...this.#looks, [id]: { ...this.look(id), loading: true } };
    const seen = await ipc.reviewTarget(id).then(
      (review): Look => ({ loading: false, review, failure: null }),
      (thrown): Look => ({ loading: false, review: null, failure: ipc.toFailure(thrown) }),
    );
    if (shop === this.#shop) this.#looks = { ...this.#looks, [id]: seen };
  }

  /** Makes the plan live in place of what was seen there. */
  publish(id: TargetId): void {
    const seen = this.live(id)?.revision ?? null;
    void this.#go(
      id,
      () => ipc.publishTo(id, seen),
      () => this.publish(id),
    );
  }

  /** Makes an earlier revision live in place of what was seen there. */
  rollBack(id: TargetId, revision: string): void {
    const seen = this.live(id)?.revision ?? null;
    this.show({ at: 'place', id });
    void this.#go(
      id,
      () => ipc.rollBackTo(id, revision, seen),
      () => this.rollBack(id, revision),
    );
  }

  /** Opens a place with what would change there. */
  reviewAt(id: TargetId): void {
    this.show({ at: 'place', id });
    void this.load();
  }

  /** Puts the plan into a theme that visitors do not see, a copy for `null`; then the pane shows it. */
  preview(id: TargetId, theme: string | null): void {
    void this.#go(
      id,
      async () => ({ targets: await ipc.previewOn(id, theme) }),
      () => this.preview(id, theme),
      true,
    );
  }

  showPreview(id: TargetId): void {
    const address = this.place(id)?.preview?.address;
    if (!address) return;
    this.close();
    void pane.go({ kind: 'address', address });
  }

  async discardPreview(id: TargetId): Promise<void> {
    if (this.discarding) return;
    const shop = this.#shop;
    this.discarding = id;
    const done = await attempt(ipc.discardPreview(id));
    if (shop !== this.#shop) return;
    this.discarding = null;
    if (!done) return;
    this.take(done.targets);
    toasts.say(
      done.stays
        ? 'The preview’s theme stays: it was renamed or published, or it had Waymark before.'
        : 'Discarded the preview.',
    );
    // The pane may still show it.
    void pane.go({ kind: 'home' });
  }

  async stop(): Promise<void> {
    if (!this.running) return;
    this.running = { ...this.running, stopping: true };
    await attempt(ipc.stopPublishing());
  }

  /** The shell begins a step. */
  heard(target: TargetId, step: string): void {
    if (this.running?.target !== target) return;
    const { steps } = this.running;
    if (steps.at(-1) !== step) this.running = { ...this.running, steps: [...steps, step] };
  }

  /** Puts away how the last publication went. */
  settle(): void {
    this.outcome = null;
  }

  async #go(
    id: TargetId,
    send: () => Promise<{ targets: TargetView[] }>,
    again: () => void,
    isPreview = false,
  ): Promise<void> {
    if (this.running) return;
    const shop = this.#shop;
    this.outcome = null;
    this.running = { target: id, isPreview, steps: [], stopping: false };
    let failure: Failure | null = null;
    try {
      const { targets } = await send();
      if (shop === this.#shop) this.take(targets);
    } catch (thrown) {
      failure = ipc.toFailure(thrown);
    }
    if (shop !== this.#shop) return;
    this.running = null;
    if (isPreview && !failure) {
      this.close();
      toasts.say('The shop shows the preview. Visitors see nothing of it.');
      return;
    }
    if (isPreview) await this.load();
    if (this.view) this.outcome = { target: id, failure, again };
    else this.#say(id, failure);
    // What is live now: also, and above all, after a failure.
    await this.lookAt(id);
  }

  /** Nobody looks at the dialog any more. */
  #say(id: TargetId, failure: Failure | null): void {
    const view = this.place(id);
    if (failure) toasts.fail(failure);
    else if (view)
      toasts.say(`Revision ${view.history[0]?.number ?? ''} is live at ${view.target.name}.`);
  }
}

export const publishing = new Publishing();
