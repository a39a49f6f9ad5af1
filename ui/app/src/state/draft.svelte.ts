/**
 * The draft in the editor. Rust judges it: every change is sent to `check_draft` once typing pauses, and only
 * its judgement (findings, counts) is taken back, never the fields that are being typed in.
 */
import type { Draft } from '@types-rust/Draft';
import type { MatchesView } from '@types-rust/MatchesView';
import type { MeaningChange } from '@types-rust/MeaningChange';
import type { Trigger } from '@types-rust/Trigger';
import { followed } from '../draft/parameters';
import { same } from '../draft/scope';
import { debounce } from '../lib/debounce';
import * as ipc from '../lib/ipc';
import { checking } from './checking.svelte';
import { events } from './events.svelte';
import { pane } from './pane.svelte';
import { session } from './session.svelte';
import { attempt, sayUnsaved, toasts } from './toasts.svelte';
import { Typed } from './typed';

/** Quiet time before a change is checked, in milliseconds. */
const QUIET = 180;

/** What a draft that moves an event to where a check found its element comes with. */
interface Move {
  before: string | null;
  ahead: boolean;
}

class DraftEditing {
  current = $state<Draft | null>(null);
  picture = $state.raw<string | null>(null);
  /** Picture of the element that the event had before this draft gave it another; absent where none is kept. */
  before = $state.raw<string | null>(null);
  /** The new element is where visitors do not see it yet: the live shop has it in its old place. */
  ahead = $state(false);
  /** The page's own count; absent until it reports. */
  matches = $state.raw<MatchesView | null>(null);
  saving = $state(false);
  /** A pick that arrived, or an event that was opened, while the current draft had unsaved changes. */
  waiting = $state.raw<Draft | null>(null);
  #waitingMove: Move | null = null;
  /** The next pick is to be the current draft's element. */
  changing = $state(false);
  /** The draft moves an event to where a check found its element. */
  #moves = false;
  #touched = $state(false);
  #checks = 0;
  /** What the page counted for a draft that is on its way: its notice may overtake the answer it belongs to. */
  #early: MatchesView | null = null;
  /** Its picture, for the same reason. */
  #earlyPicture: { id: string; data: string | null } | null = null;
  /** Settles when the last change that Rust makes is done: each builds on what the one before brought. */
  #choosing: Promise<void> = Promise.resolve();
  readonly #typed = new Typed((change) => void this.#queue(() => this.#mean(change)));
  #check = debounce(() => void this.#ask(), QUIET);

  get dirty(): boolean {
    return this.#touched;
  }

  get blocked(): boolean {
    return this.current?.findings.some((finding) => finding.severity === 'error') ?? false;
  }

  /** A draft came from a pick: the element that is waited for, or an event of its own. */
  picked(draft: Draft): void {
    if (this.changing && this.current) void this.#give(draft);
    else this.offer(draft);
  }

  /** Another draft is there. Unsaved changes are not thrown away without a word. */
  offer(draft: Draft, move: Move | null = null): void {
    if (this.current && this.#touched && this.current.event.id !== draft.event.id) {
      this.waiting = draft;
      this.#waitingMove = move;
    } else this.#begin(draft, move);
  }

  #begin(draft: Draft, move: Move | null): void {
    const [early, picture] = [this.#early, this.#earlyPicture];
    this.#forget();
    this.current = draft;
    if (early?.id === draft.event.id) this.matches = early;
    if (picture?.id === draft.event.id) this.picture = picture.data;
    if (!move) return;
    this.before = move.before;
    this.ahead = move.ahead;
    this.#touched = true;
    this.#moves = true;
  }

  /** Goes on with what waited; the check outlines its element again. */
  takeWaiting(): void {
    if (!this.waiting) return;
    this.#begin(this.waiting, this.#waitingMove);
    void this.#ask();
  }

  /** Stays with the current draft; the check outlines its element again. */
  keepCurrent(): void {
    this.waiting = null;
    void this.#ask();
  }

  /** Makes the pick that waited the current draft's element. */
  giveWaiting(): void {
    if (this.waiting) void this.#give(this.waiting);
  }

  /** Lets the person pick another element for the current draft, or calls that off. */
  async changeElement(): Promise<void> {
    this.changing = !this.changing;
    await pane.pick(this.changing);
  }

  /** Means all elements like the picked one, or that one alone again; what is typed meanwhile stays. */
  chooseAlike(all: boolean): Promise<void> {
    return this.#queue(() => this.#remade((asked) => ipc.chooseAlike(asked, all)));
  }

  /** Means something else by the rule; what is typed meanwhile stays. */
  mean(change: MeaningChange): Promise<void> {
    this.#typed.drop(change.type);
    return this.#queue(() => this.#mean(change));
  }

  /** The same once typing pauses, or something else is done. */
  meanSoon(change: MeaningChange): void {
    this.#touch();
    this.#typed.later(change);
  }

  /** What is being typed of this is not meant any more. */
  unmean(type: MeaningChange['type']): void {
    this.#typed.drop(type);
  }

  /** Picking ended, by a pick or without one. */
  pickingEnded(): void {
    this.changing = false;
  }

  /** Another kind of trigger. Rust brings the name, place and parameters that go with it; what is typed meanwhile stays. */
  changeTrigger(trigger: Trigger): Promise<void> {
    return this.#queue(() => this.#choose(trigger));
  }

  /** To be called after every change of a field. */
  changed(): void {
    this.#touch();
    this.#check.later();
  }

  counted(matches: MatchesView): void {
    if (!matches.draft) return;
    if (matches.id === this.current?.event.id) this.matches = matches;
    else this.#early = matches;
  }

  pictured(id: string, data: string | null): void {
    if (id === this.current?.event.id) this.picture = data;
    else this.#earlyPicture = { id, data };
  }

  async edit(id: string): Promise<void> {
    if (this.#holds(id)) return;
    this.#expect();
    const draft = await attempt(ipc.editEvent(id));
    if (!draft) return;
    this.#open(draft);
    this.pictured(id, await attempt(ipc.picture(id)));
  }

  /** Opens a saved event with the element that the check found in another place; saving it is the yes. */
  async useNewPlace(id: string, ahead = false): Promise<void> {
    if (this.#holds(id)) return sayUnsaved();
    // Once the draft has another element, its picture is that one's.
    const before = await attempt(ipc.picture(id));
    this.#expect();
    const draft = await attempt(ipc.useNewPlace(id));
    if (draft) this.#open(draft, { before, ahead });
  }

  async pageView(): Promise<void> {
    await this.#stopChanging();
    const draft = await attempt(ipc.draftPageView());
    if (draft) this.offer(draft);
  }

  /** `true` when it was saved. */
  async save(): Promise<boolean> {
    const draft = this.current;
    if (!draft || this.saving) return false;
    this.#check.cancel();
    this.saving = true;
    await this.#stopChanging();
    this.#typed.flush();
    await this.#choosing;
    const overview = await attempt(ipc.saveDraft($state.snapshot(draft) as Draft));
    this.saving = false;
    if (!overview) {
      await this.#ask();
      return false;
    }
    session.take(overview);
    toasts.say(`Saved ${draft.event.name}.`);
    const moved = this.#moves;
    if (this.waiting) this.takeWaiting();
    else this.#forget();
    // The other events of this page are still to be seen to.
    if (moved) void checking.run();
    return true;
  }

  async discard(): Promise<void> {
    await this.#stopChanging();
    if (this.waiting) {
      void ipc.stopMeasuring();
      return this.takeWaiting();
    }
    this.#forget();
    await attempt(ipc.discardDraft());
  }

  /** Drops everything without telling the shell: the shop was left. */
  reset(): void {
    this.#forget();
  }

  /** A draft is asked for: what was told before is about another. */
  #expect(): void {
    this.#early = null;
    this.#earlyPicture = null;
  }

  /** This very event is open and has changes: asked for anew, it would be as it was saved. */
  #holds(id: string): boolean {
    return this.#touched && this.current?.event.id === id;
  }

  /** Opens a draft of a saved event, whose row may have been pointed at: the draft is outlined from now on. */
  #open(draft: Draft, move: Move | null = null): void {
    this.offer(draft, move);
    events.outlineGone();
    void checking.point(null);
  }

  async #ask(): Promise<void> {
    const mine = ++this.#checks;
    const judged = await this.#tell();
    if (mine === this.#checks && judged) this.#take(judged);
  }

  async #tell(): Promise<Draft | null> {
    if (!this.current) return null;
    return attempt(ipc.checkDraft($state.snapshot(this.current) as Draft));
  }

  /** Rust keeps a draft that is worked on within reach, so it hears of that before the next pick. */
  #touch(): void {
    if (!this.#touched) void this.#tell();
    this.#touched = true;
  }

  /** What is typed already goes before; what comes while the last change is under way waits for it. */
  #queue(change: () => Promise<void>): Promise<void> {
    this.#typed.flush();
    this.#choosing = this.#choosing.then(change);
    return this.#choosing;
  }

  #mean(change: MeaningChange): Promise<void> {
    return this.#remade(
      (asked) => ipc.changeMeaning(asked, change),
      (draft, changed, asked) => {
        if (draft.targetLabel !== changed.targetLabel) this.picture = null;
        if (same(draft.event.where, asked.event.where)) draft.event.where = changed.event.where;
        draft.triggers = changed.triggers;
        draft.parameters = changed.parameters;
      },
    );
  }

  /** Rust makes the element anew, and what else `take` says. */
  async #remade(
    ask: (draft: Draft) => Promise<Draft>,
    take?: (draft: Draft, changed: Draft, asked: Draft) => void,
  ): Promise<void> {
    const draft = this.current;
    if (!draft) return;
    this.#check.cancel();
    const mine = ++this.#checks;
    this.#touched = true;
    const asked = $state.snapshot(draft) as Draft;
    const changed = await attempt(ask(asked));
    if (this.current !== draft) return;
    if (!changed) return this.#ask();
    take?.(draft, changed, asked);
    draft.event.target = changed.event.target ?? null;
    draft.targetLabel = changed.targetLabel;
    this.#take(changed);
    // A field was checked meanwhile, of the draft as it was before.
    if (mine !== this.#checks) void this.#ask();
  }

  async #choose(trigger: Trigger): Promise<void> {
    const draft = this.current;
    if (!draft) return;
    const mine = ++this.#checks;
    const asked = $state.snapshot(draft) as Draft;
    const chosen = $state.snapshot(trigger) as Trigger;
    // Coming back to a trigger finds its options as they were left.
    const own = draft.triggers.find((choice) => choice.trigger.type === asked.event.trigger.type);
    if (own) own.trigger = asked.event.trigger;
    const changed = await attempt(ipc.changeTrigger(asked, chosen));
    if (this.current !== draft || !changed) return;
    this.#touched = true;
    draft.event.trigger = changed.event.trigger;
    if (draft.event.name === asked.event.name) draft.event.name = changed.event.name;
    if (same(draft.event.where, asked.event.where)) draft.event.where = changed.event.where;
    draft.event.parameters = followed(
      draft.event.parameters,
      asked.event.parameters,
      changed.event.parameters,
    );
    draft.parameters = changed.parameters;
    if (mine === this.#checks) this.#take(changed);
  }

  /** Gives the current draft the picked element; what is typed meanwhile stays. */
  async #give(pick: Draft): Promise<void> {
    const draft = this.current;
    if (!draft) return;
    const { picture, matches } = this;
    this.#check.cancel();
    this.#checks++;
    this.changing = false;
    this.waiting = null;
    this.picture = null;
    this.matches = null;
    const changed = await attempt(ipc.changeElement($state.snapshot(draft) as Draft, pick));
    if (this.current !== draft) return;
    if (!changed) {
      this.picture = picture;
      this.matches = matches;
      return this.#ask();
    }
    this.#touched = true;
    if (draft.editing) this.before ??= picture;
    draft.event.target = changed.event.target ?? null;
    draft.targetLabel = changed.targetLabel;
    draft.path = changed.path;
    draft.pageType = changed.pageType;
    draft.scopes = changed.scopes;
    draft.parameters = changed.parameters;
    this.#take(changed);
    // One that was taken while the element was the pick's is there already; any other will be told of.
    const taken = await attempt(ipc.picture(draft.event.id));
    if (this.current === draft) this.picture ??= taken;
  }

  #take(judged: Draft): void {
    if (this.current?.event.id !== judged.event.id) return;
    this.current.findings = judged.findings;
    this.current.names = judged.names;
    this.current.meaning = judged.meaning;
    if (judged.quality) this.current.quality = judged.quality;
    else delete this.current.quality;
    this.current.matches = judged.matches;
    this.current.alike = judged.alike;
  }

  async #stopChanging(): Promise<void> {
    if (this.changing) await this.changeElement();
  }

  #forget(): void {
    this.#check.cancel();
    this.#typed.drop();
    this.#checks++;
    this.#touched = false;
    this.#moves = false;
    this.current = null;
    this.picture = null;
    this.before = null;
    this.ahead = false;
    this.matches = null;
    this.#expect();
    this.waiting = null;
    this.#waitingMove = null;
    this.changing = false;
  }
}

export const draft = new DraftEditing();
