/**
 * The shop's publication targets while their dialog is open: what is live at each, what a publication would change
 * there, and the one that is under way. Rust holds what it all means; a publication goes on when the dialog is closed.
 */
import type { Aim } from '@types-rust/Aim';
import type { Failure } from '@types-rust/Failure';
import type { Goal } from '@types-rust/Goal';
import type { LiveId } from '@types-rust/LiveId';
import type { LiveView } from '@types-rust/LiveView';
import type { Review } from '@types-rust/Review';
import type { TargetId } from '@types-rust/TargetId';
import type { TargetView } from '@types-rust/TargetView';
import * as ipc from '../lib/ipc';
import {
  after,
  apart,
  concerns,
  goesAgain,
  phase,
  publications,
  tell,
  undoing,
  withoutIt,
  type Run,
} from './publication.svelte';
import { pane } from './pane.svelte';
import { session } from './session.svelte';
import { attempt, toasts } from './toasts.svelte';

/** What the dialog shows. */
export type View =
  | { at: 'list' }
  | { at: 'kinds' }
  | { at: 'form' }
  | { at: 'place' | 'history' | 'install'; id: TargetId }
  /** Several places at once; with the number of a revision that goes back there, else the plan. */
  | { at: 'several'; number: number | null };

/** What a look at a place told; what the one before told stays until then. */
export interface Look {
  loading: boolean;
  review: Review | null;
  failure: Failure | null;
}

const unseen: Look = { loading: true, review: null, failure: null };

class Publishing {
  /** `null` while the dialog is closed. */
  view = $state.raw<View | null>(null);
  /** `null` until the first answer. */
  places = $state.raw<TargetView[] | null>(null);
  /** Why there is no list. */
  failure = $state.raw<Failure | null>(null);
  /** The publication of this shop that is under way. */
  running = $derived(session.open ? publications.of(session.open.shop.slug) : null);
  /** How the last one ended, until it is put away. */
  outcome = $state.raw<Run | null>(null);
  /** How one to several places ended, while one of them is looked into. */
  #behind = $state.raw<Run | null>(null);
  /** The plan changed between review and publication: what is shown is a fresh review. */
  fresh = $state(false);
  /** It is asked whether to take Waymark out of this place's theme. */
  takingOut = $state.raw<TargetId | null>(null);
  /** A preview is being taken away. */
  discarding = $state.raw<TargetId | null>(null);
  #looks = $state.raw<Record<TargetId, Look>>({});
  /** How often it was looked at each place. */
  readonly #asked: Record<TargetId, number> = {};
  /** Answers to what was asked for a shop that was left do not count. */
  #shop = 0;

  place(id: TargetId): TargetView | null {
    return this.places?.find((view) => view.target.id === id) ?? null;
  }

  look(id: TargetId): Look {
    return this.#looks[id] ?? unseen;
  }

  /** The publication that is under way at a place. */
  runningAt(id: TargetId): Run | null {
    const { running } = this;
    return running && concerns(running, id) && phase(running, id) !== 'over' ? running : null;
  }

  outcomeAt(id: TargetId): Run | null {
    return this.outcome?.aims.length === 1 && concerns(this.outcome, id) ? this.outcome : null;
  }

  live(id: TargetId): LiveView | null {
    return this.look(id).review?.live ?? null;
  }

  /**
   * Number of what a place's shop loads, of which only the marker is told: rather what is live at the place, or was last,
   * than another one of that marker. `null` for what is not known here.
   */
  numberOf(id: TargetId, revision: string): number | null {
    const live = this.live(id);
    const here = this.place(id)?.history ?? [];
    const anywhere = (this.places ?? []).flatMap((view) => view.history);
    const is = (one: { revision: string }): boolean => one.revision === revision;
    return [...(live ? [live] : []), ...here, ...anywhere].find(is)?.number ?? null;
  }

  /** The shop was opened: whether there are previews is known without asking the network. */
  async know(): Promise<void> {
    const shop = this.#shop;
    const places = await ipc.targets().catch(() => null);
    if (places && shop === this.#shop) this.places ??= places;
  }

  begin(): void {
    this.view = this.running ? viewOf(this.running) : { at: 'list' };
    void this.load();
  }

  show(view: View): void {
    this.settle();
    if (!('id' in view) && view.at !== 'form') this.#behind = null;
    this.view = view;
  }

  /** A publication that is under way goes on. */
  close(): void {
    this.view = null;
    this.#behind = null;
    this.settle();
  }

  reset(): void {
    this.#shop++;
    this.close();
    this.places = null;
    this.failure = null;
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
    const asked = (this.#asked[id] ?? 0) + 1;
    this.#asked[id] = asked;
    this.#looks = { ...this.#looks, [id]: { ...this.look(id), loading: true } };
    const seen = await ipc.reviewTarget(id).then(
      (review): Look => ({ loading: false, review, failure: null }),
      (thrown): Look => ({ loading: false, review: null, failure: ipc.toFailure(thrown) }),
    );
    // One that began earlier may end later.
    if (shop !== this.#shop || asked !== this.#asked[id]) return;
    this.#looks = { ...this.#looks, [id]: seen };
    // A look writes down what went live and could not be written down then, and what others made live.
    const number = seen.review?.live?.number ?? null;
    if (number === null || this.place(id)?.history[0]?.number === number) return;
    const places = await ipc.targets().catch(() => null);
    if (places && shop === this.#shop) this.take(places);
  }

  /** What is wanted at a place, in place of what was seen there; `null` while that cannot be said. */
  aim(id: TargetId, number: number | null): Aim | null {
    const { review, loading } = this.look(id);
    if (!review || loading) return null;
    const goal: Goal | null =
      number !== null
        ? { type: 'revision', number }
        : review.planned && { type: 'plan', release: review.planned.release };
    return goal && { target: id, ...this.#replacing(id), goal };
  }

  /** What was seen there, and that nothing loaded it. */
  #replacing(id: TargetId): Pick<Aim, 'seen' | 'seenUnloaded'> {
    const isUnloaded = this.live(id)?.isLoaded === false;
    return { seen: this.seen(id), ...(isUnloaded && { seenUnloaded: true }) };
  }

  /** What a look told is live, as precisely as it was told. */
  seen(id: TargetId): LiveId | null {
    const live = this.live(id);
    return live && { revision: live.revision, files: live.files };
  }

  /** Makes the plan live as it was reviewed, in place of what was seen there. */
  publish(ids: TargetId[]): void {
    void this.#go(ids.flatMap((id) => this.aim(id, null) ?? []));
  }

  /** What to know before an earlier revision goes live at places; empty for nothing. */
  warning(ids: TargetId[], number: number): string {
    return ids.map((id) => this.#warning(id, number)).find(Boolean) ?? '';
  }

  /** What to know before a publication is undone; empty for nothing. */
  warningOf(aims: Aim[]): string {
    const told = aims.map(({ target, goal }) =>
      goal.type === 'revision' ? this.#warning(target, goal.number) : '',
    );
    return told.find(Boolean) ?? '';
  }

  #warning(id: TargetId, number: number): string {
    const entry = this.place(id)?.history.find((entry) => entry.number === number);
    return (entry?.events === 0 && this.look(id).review?.empties) || '';
  }

  /** Makes an earlier revision live in place of what was seen there. */
  rollBack(ids: TargetId[], number: number): void {
    void this.#go(ids.flatMap((id) => this.aim(id, number) ?? []));
  }

  /** The same once more at the places where it did not go through, against what is live there by now. */
  finish(run: Run): void {
    const [first] = run.aims;
    if (run.preview && first) return void this.preview(first.target, run.preview.theme);
    const aims = this.left(run).map(({ target, goal }) => ({
      ...{ target, goal },
      ...this.#replacing(target),
    }));
    void this.#go(aims, run.aims.length > 1 ? run : null);
  }

  /** Where the same once more may help, as far as a look told, and nothing of somebody else's was found since. */
  left(run: Run): Aim[] {
    return run.aims.filter(({ target }) => {
      const { review, failure } = this.look(target);
      const isWanted = goesAgain(run.outcomes[target]) && !run.takenOut.includes(target);
      return isWanted && !failure && !review?.conflict;
    });
  }

  undo(run: Run): void {
    void this.#go(undoing(run));
  }

  /** Opens a place with the question whether to take Waymark out of its theme. */
  askToTakeOut(id: TargetId): void {
    this.lookInto(id);
    this.takingOut = id;
  }

  /** Opens one of several places; how it went at all of them is told again behind it. */
  lookInto(id: TargetId): void {
    if (this.view?.at === 'several') this.#behind = this.outcome;
    this.show({ at: 'place', id });
  }

  /** From a place back to how it went at several, else to the list. */
  leavePlace(): void {
    const behind = this.#behind;
    this.show(behind ? { at: 'several', number: null } : { at: 'list' });
    this.outcome = behind;
  }

  /** Waymark was taken out of a theme: what is told of a publication before is over there. */
  tookOut(id: TargetId): void {
    if (this.view?.at === 'place' && this.outcomeAt(id)) this.outcome = null;
    this.#behind = withoutIt(this.#behind, id);
    this.outcome = withoutIt(this.outcome, id);
  }

  /** Opens a place with what would change there. */
  reviewAt(id: TargetId): void {
    this.show({ at: 'place', id });
    void this.load();
  }

  /** Puts the plan into a theme that visitors do not see, a copy for `null`; then the pane shows it. */
  async preview(id: TargetId, theme: string | null): Promise<void> {
    const open = session.open;
    if (this.running || !open) return;
    const mine = this.#shop;
    const name = this.place(id)?.target.name ?? '';
    this.settle();
    const going = publications.preview(open.shop, id, name, theme);
    this.view = { at: 'place', id };
    const { run, places } = await going;
    const here = session.open?.shop.slug === open.shop.slug;
    const watched = here && mine === this.#shop && this.#watches(run);
    if (here && places) this.take(places);
    if (!run.failure) {
      if (watched) this.close();
      toasts.say(
        here
          ? 'The shop shows the preview. Visitors see nothing of it.'
          : `${open.shop.name}: the preview at ${name} is ready.`,
      );
      return;
    }
    if (watched) this.outcome = run;
    else tell(run, !here);
    if (here) await this.load();
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
        ? 'The preview’s theme stays as it is: it was renamed or published, or it had Waymark before.'
        : 'Discarded the preview.',
    );
    // The pane may still show it.
    void pane.go({ kind: 'home' });
  }

  stop(): void {
    if (this.running) publications.stop(this.running);
  }

  /** Puts away how the last publication went. */
  settle(): void {
    this.outcome = null;
    this.takingOut = null;
    this.fresh = false;
  }

  /** The dialog shows where it would be told how this one ended. */
  #watches({ aims, preview }: Run): boolean {
    const { view } = this;
    if (view?.at === 'several') return !preview;
    return view?.at === 'place' && aims.length === 1 && aims[0]?.target === view.id;
  }

  /** `told` is how one to several places went that this goes on with. */
  async #go(aims: Aim[], told: Run | null = null): Promise<void> {
    const open = session.open;
    if (this.running || !open || aims.length === 0) return;
    const mine = this.#shop;
    const name = (id: TargetId): string => this.place(id)?.target.name ?? '';
    const names = Object.fromEntries(aims.map(({ target }) => [target, name(target)]));
    this.settle();
    const { slug } = open.shop;
    const going = publications.go({ slug, name: open.shop.name }, aims, names);
    if (this.running && this.view?.at !== 'several') this.view = viewOf(this.running);
    const { run, places } = await going;
    const here = session.open?.shop.slug === slug;
    if (here && places) this.take(places);
    const watched = here && mine === this.#shop && this.#watches(run);
    const before = this.outcome;
    if (this.#behind && here) this.#behind = after(this.#behind, apart(run));
    // Where one went back from the place meanwhile, how it went at several is shown again.
    const several = told ?? before;
    if (!watched) tell(run, !here);
    else if (several && !several.failure && this.view?.at === 'several') {
      if (run.failure) tell(run, false);
      this.outcome = run.failure ? several : after(several, told ? run : apart(run));
    } else if (run.failure?.code === 'plan_changed') this.fresh = true;
    else {
      this.outcome = run;
      if (told && this.view?.at === 'place') this.#behind = after(told, run);
    }
    // What is live now: also, and above all, after a failure.
    if (here) await Promise.all(aims.map(({ target }) => this.lookAt(target)));
  }
}

/** Where a publication is looked at. */
function viewOf({ aims }: Run): View {
  const [only] = aims;
  return only && aims.length === 1
    ? { at: 'place', id: only.target }
    : { at: 'several', number: null };
}

export const publishing = new Publishing();
