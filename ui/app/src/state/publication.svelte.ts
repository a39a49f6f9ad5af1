/**
 * Publications: what is wanted at which places, how far each is, and how it ended. Rust does them, one place after the
 * other, whether or not anybody looks; one that ends after its shop was left is told by a message.
 */
import type { Aim } from '@types-rust/Aim';
import type { Failure } from '@types-rust/Failure';
import type { PlaceOutcome } from '@types-rust/PlaceOutcome';
import type { ShopSlug } from '@types-rust/ShopSlug';
import type { TargetId } from '@types-rust/TargetId';
import type { TargetView } from '@types-rust/TargetView';
import { count } from '../lib/format';
import * as ipc from '../lib/ipc';
import { attempt, toasts } from './toasts.svelte';

/** One publication, under way or over. */
export interface Run {
  id: string;
  shop: ShopSlug;
  shopName: string;
  aims: Aim[];
  /** Names of the places. */
  names: Record<TargetId, string>;
  /** In words, per place, the last one under way. */
  steps: Record<TargetId, string[]>;
  outcomes: Record<TargetId, PlaceOutcome>;
  /** Themes that Waymark was taken out of since. */
  takenOut: TargetId[];
  stopping: boolean;
  /** Visitors see nothing of it: into this theme, or a copy for `null`. */
  preview: { theme: string | null } | null;
  /** Why nothing of it was begun. */
  failure: Failure | null;
  over: boolean;
}

export type Phase = 'waits' | 'runs' | 'over';

/** How far a publication is at a place. */
export function phase(run: Run, id: TargetId): Phase {
  if (run.over || run.outcomes[id]) return 'over';
  const next = run.aims.find(({ target }) => !run.outcomes[target]);
  return next?.target === id ? 'runs' : 'waits';
}

export const concerns = (run: Run | null, id: TargetId): boolean =>
  run !== null && run.aims.some(({ target }) => target === id);

/** It is there by this publication, or was already. */
export const went = (outcome: PlaceOutcome | undefined): boolean =>
  ['live', 'was_live', 'unseen', 'not_written_down'].includes(outcome?.end ?? '');

/** The same once more may help there, as far as that could be told. */
export const goesAgain = (outcome: PlaceOutcome | undefined): boolean =>
  !went(outcome) && (outcome?.onward ?? 'again') === 'again';

/** Why it did not go well at a place. What is there all the same was only told otherwise. */
export function failureAt(run: Run, id: TargetId): Failure | null {
  const outcome = run.outcomes[id];
  return run.failure ?? (outcome?.onward === 'done' ? null : (outcome?.failure ?? null));
}

/** How one to several places ended, after another one to some of them. */
export const after = (several: Run, run: Run): Run => ({
  ...several,
  failure: null,
  aims: several.aims.map((aim) => run.aims.find(({ target }) => target === aim.target) ?? aim),
  outcomes: { ...several.outcomes, ...run.outcomes },
  takenOut: several.takenOut.filter((id) => !run.outcomes[id]),
});

/** What was done at one place by itself is not gone back from with the others. */
export const apart = (run: Run): Run => ({
  ...run,
  outcomes: Object.fromEntries(
    Object.entries(run.outcomes).map(([id, outcome]) => [id, { ...outcome, undo: null }]),
  ),
});

/** Waymark was taken out of a place since. */
export const withoutIt = (run: Run | null, id: TargetId): Run | null =>
  run && concerns(run, id) ? { ...run, takenOut: [...run.takenOut, id] } : run;

/** What it takes to have everywhere again what was live before a publication, if that still is what is there. */
export const undoing = (run: Run): Aim[] =>
  Object.values(run.outcomes).flatMap(({ target, undo }) =>
    undo?.type === 'revision' && !run.takenOut.includes(target)
      ? { target, seen: undo.over, goal: { type: 'revision', number: undo.number } }
      : [],
  );

interface RunShop {
  slug: ShopSlug;
  name: string;
}

/** How one ended, and the places as they are then. */
interface Ended {
  run: Run;
  places: TargetView[] | null;
}

class Publications {
  #runs = $state.raw<Run[]>([]);

  /** The one of a shop that is under way. */
  of(shop: ShopSlug): Run | null {
    return this.#runs.find((run) => run.shop === shop && !run.over) ?? null;
  }

  stop(run: Run): void {
    this.#change(run.id, { stopping: true });
    void attempt(ipc.stopPublishing(run.id));
  }

  step(id: string, target: TargetId, step: string): void {
    const run = this.#runs.find((run) => run.id === id);
    const steps = run?.steps[target] ?? [];
    if (run && steps.at(-1) !== step)
      this.#change(id, { steps: { ...run.steps, [target]: [...steps, step] } });
  }

  ended(id: string, outcome: PlaceOutcome): void {
    const run = this.#runs.find((run) => run.id === id);
    if (run) this.#change(id, { outcomes: { ...run.outcomes, [outcome.target]: outcome } });
  }

  /** Publishes; resolves with how it ended and the places as they are then. */
  go(shop: RunShop, aims: Aim[], names: Record<TargetId, string>): Promise<Ended> {
    return this.#run(shop, aims, names, null, async (id) => {
      const { outcomes, targets } = await ipc.publish(id, aims);
      for (const outcome of outcomes) this.ended(id, outcome);
      return targets;
    });
  }

  /** Puts the plan into a theme that visitors do not see, a copy for `null`. */
  preview(shop: RunShop, target: TargetId, name: string, theme: string | null): Promise<Ended> {
    const aims: Aim[] = [{ target, seen: null, goal: { type: 'revision', number: 0 } }];
    return this.#run(shop, aims, { [target]: name }, { theme }, (id) =>
      ipc.previewOn(id, target, theme),
    );
  }

  async #run(
    shop: RunShop,
    aims: Aim[],
    names: Record<TargetId, string>,
    preview: Run['preview'],
    send: (id: string) => Promise<TargetView[]>,
  ): Promise<Ended> {
    const run: Run = {
      id: crypto.randomUUID(),
      shop: shop.slug,
      shopName: shop.name,
      aims,
      names,
      steps: {},
      outcomes: {},
      takenOut: [],
      stopping: false,
      preview,
      failure: null,
      over: false,
    };
    this.#runs = [...this.#runs, run];
    const { id } = run;
    let places: TargetView[] | null = null;
    try {
      places = await send(id);
    } catch (thrown) {
      this.#change(id, { failure: ipc.toFailure(thrown) });
    }
    const last = this.#change(id, { over: true });
    this.#runs = this.#runs.filter((run) => run.id !== id);
    return { run: last ?? run, places };
  }

  #change(id: string, change: Partial<Run>): Run | null {
    this.#runs = this.#runs.map((run) => (run.id === id ? { ...run, ...change } : run));
    return this.#runs.find((run) => run.id === id) ?? null;
  }
}

export const publications = new Publications();

/** Tells how one ended that nobody looks at. */
export function tell(run: Run, elsewhere: boolean): void {
  const shop = elsewhere ? `${run.shopName}: ` : '';
  if (run.failure) return toasts.fail({ ...run.failure, message: shop + run.failure.message });
  const outcomes = Object.values(run.outcomes);
  const live = outcomes.filter(went);
  const failed = outcomes.find((outcome) => !went(outcome) || failureAt(run, outcome.target));
  if (failed?.failure) {
    const rest = live.length > 0 ? ` Live at ${live.length} of ${outcomes.length} places.` : '';
    const message = `${shop}${failed.name}: ${failed.failure.message}${rest}`;
    return toasts.fail({ ...failed.failure, message });
  }
  const [first] = live;
  if (!first || failed)
    return toasts.say(`${shop}Stopped. Live at ${live.length} of ${outcomes.length} places.`);
  const unreached = live.find(({ undelivered }) => undelivered)?.undelivered;
  const warning = unreached ? ` ${unreached.message}` : '';
  toasts.say(`${shop}Revision ${first.number ?? ''} is ${whereIs(live)}.${warning}`);
}

/** Where a publication arrived, and where visitors get nothing of it. */
function whereIs(all: PlaceOutcome[]): string {
  const unseen = all.filter(({ end }) => end === 'unseen');
  const live = all.length - unseen.length;
  const inThemes =
    unseen.length === 1
      ? `in the theme of ${unseen[0]?.name ?? ''}, which visitors do not see`
      : `in ${unseen.length} themes that visitors do not see`;
  if (live === 0) return inThemes;
  const rest = unseen.length > 0;
  const where = rest ? count(live, 'place') : live === 1 ? all[0]?.name : `all ${live} places`;
  return `live at ${where}${rest ? `, and ${inThemes}` : ''}`;
}
