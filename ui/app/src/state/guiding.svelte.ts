/**
 * The guided start: what there is to measure on the page that the pane shows, page after page. Rust proposes; this keeps it
 * for the view, and asks again when the pane shows another page.
 */
import type { EntryView } from '@types-rust/EntryView';
import type { Failure } from '@types-rust/Failure';
import type { MatchesView } from '@types-rust/MatchesView';
import type { NoRoom } from '@types-rust/NoRoom';
import type { PageRule } from '@types-rust/PageRule';
import type { PageSuggestions } from '@types-rust/PageSuggestions';
import type { PaneView } from '@types-rust/PaneView';
import type { StarterView } from '@types-rust/StarterView';
import type { SuggestionView } from '@types-rust/SuggestionView';
import { debounce } from '../lib/debounce';
import { pageOf } from '../lib/format';
import * as ipc from '../lib/ipc';
import { auditing } from './auditing.svelte';
import { catalogue } from './catalogue.svelte';
import { declined } from './declined.svelte';
import { draft } from './draft.svelte';
import { events } from './events.svelte';
import { leading } from './leading.svelte';
import { pane } from './pane.svelte';
import { byPageType, said, type FullType } from './room';
import { session } from './session.svelte';
import { attempt, toasts } from './toasts.svelte';

/** Time for a page to fill after its address changed, in milliseconds. */
const REST = 400;
/** Waits longer than this are shown, in ms. */
const SLOW = 300;
/** How long the picture of what was taken is waited for, in milliseconds. */
const PICTURE = 1500;

/** All that is found is being taken. */
export const ALL = 'all';

/** What of the guide is in sight. */
export type Tab = 'page' | 'catalogue';

class Guiding {
  on = $state(false);
  tab = $state<Tab>('page');
  running = $state(false);
  /** It takes longer than nobody notices. */
  slow = $state(false);
  /** Somebody called the look at the page off. */
  stopped = $state(false);
  found = $state.raw<PageSuggestions | null>(null);
  failed = $state.raw<Failure | null>(null);
  /** The proposal that is being taken. */
  taking = $state<string | null>(null);
  /** What there was no room for when all was taken, the weightiest first. */
  #full = $state.raw<NoRoom[]>([]);
  /** What the page counted of the starter that is outlined. */
  outlined = $state.raw<MatchesView | null>(null);
  /** A starter that is to be shown once the page it is on is there. */
  #wanted: string | null = null;
  /** Settles the wait for a picture. */
  #pictured: (() => void) | null = null;
  #runs = 0;
  /** The address that was looked at; empty for none. */
  #at = '';
  #pointed = $state<string | null>(null);
  /** The plan that was proposed for. */
  #known = '';
  /** An address may change before what it shows does. */
  readonly #soon = debounce(() => void this.look(), REST);

  /** What is proposed here, beside the starters: neither skipped nor in the plan. */
  get open(): SuggestionView[] {
    return this.found?.suggestions.filter((found) => !found.starter && this.#isOpen(found)) ?? [];
  }

  /** The starters that are found here, likewise. */
  get here(): SuggestionView[] {
    return this.found?.suggestions.filter((found) => found.starter && this.#isOpen(found)) ?? [];
  }

  /** The starter that is next: it is outlined in the shop while nothing else is. */
  get next(): SuggestionView | null {
    return this.here[0] ?? null;
  }

  /** What there was no room for and is offered still, by page type. */
  get full(): FullType[] {
    return byPageType(this.#full, [...this.open, ...this.wholePage]);
  }

  isSkipped({ id }: EntryView): boolean {
    return declined.has(id);
  }

  /** Whether the elements of this proposal are outlined. */
  isPointed(id: string): boolean {
    return this.#pointed === id;
  }

  /** What needs no element, likewise. */
  get wholePage(): EntryView[] {
    return this.found?.wholePage.filter((entry) => this.#isOpen(entry)) ?? [];
  }

  /** How many of this page's proposals were skipped. */
  get skipped(): number {
    const all = [...(this.found?.suggestions ?? []), ...(this.found?.wholePage ?? [])];
    return all.filter(({ id }) => declined.has(id)).length;
  }

  begin(tab: Tab = 'page'): void {
    this.on = true;
    this.tab = tab;
    void this.look();
  }

  leave(): void {
    this.#clear();
    this.reset();
  }

  reset(): void {
    this.#runs++;
    this.#soon.cancel();
    leading.reset();
    this.on = false;
    this.running = false;
    this.slow = false;
    this.stopped = false;
    catalogue.reset();
    this.outlined = null;
    this.#wanted = null;
    this.found = null;
    this.failed = null;
    this.taking = null;
    this.#full = [];
    this.#at = '';
    this.#pointed = null;
  }

  /** Looks at the page; what was found before stays in sight while the page is the same. */
  async look(reveal = true): Promise<void> {
    const mine = ++this.#runs;
    const url = pageOf(pane.view.url);
    if (url !== this.#at) {
      this.found = null;
      this.#full = [];
    }
    this.#at = url;
    this.running = true;
    this.stopped = false;
    this.failed = null;
    const timer = setTimeout(() => {
      if (mine === this.#runs) this.slow = true;
    }, SLOW);
    let found: PageSuggestions | null = null;
    let failed: Failure | null = null;
    try {
      found = await ipc.suggestEvents();
    } catch (thrown) {
      failed = ipc.toFailure(thrown);
    }
    clearTimeout(timer);
    if (mine !== this.#runs) return;
    this.running = this.slow = false;
    this.failed = failed;
    this.#known = this.#plan();
    this.#take(found);
    await this.#present(reveal);
    this.#leadOn();
  }

  /** Shows another part of the guide. */
  turn(tab: Tab): void {
    this.tab = tab;
    this.#leadOn();
  }

  /** Ways on are looked for where they are shown, and not beside an audit, which asks the shop enough. */
  #leadOn(): void {
    if (this.found && this.tab === 'page' && !auditing.running)
      leading.begin(this.found, this.#led);
  }

  /** Nobody waits for the page any more. */
  stop(): void {
    this.#runs++;
    this.running = this.slow = false;
    this.stopped = true;
    void ipc.stopSuggesting();
  }

  /** Looks through the shop for a page of each kind. */
  lead(): void {
    void leading.look(this.#led);
  }

  /** The same page, with more ways from it. */
  readonly #led = (page: PageSuggestions): void => {
    if (this.on && this.found?.url === page.url) this.#take(page);
  };

  #take(found: PageSuggestions | null): void {
    const refused = found?.rule && declined.hasRule(found.rule.pattern);
    this.found = found && refused ? { ...found, rule: null } : found;
  }

  /** Outlines the starter that is wanted here, or the next one; brought into view where the page is not held still. */
  async #present(reveal: boolean): Promise<void> {
    const wanted = this.found?.suggestions.find(({ id }) => id === this.#wanted);
    if (this.found) this.#wanted = null;
    // Whatever is outlined now would end the pictures of what was added.
    if (this.taking === ALL) return;
    const shown = wanted ?? this.next;
    if (shown && !draft.current) await this.point(shown.id, reveal);
  }

  /** What the pane shows changed. */
  moved(view: PaneView): void {
    if (!this.on || view.url === '') return;
    if (view.loading) {
      if (this.#at !== '') this.#gone();
    } else if (view.error) this.#gone();
    else if (pageOf(view.url) !== this.#at) {
      if (this.#at !== '') this.#gone();
      this.#soon.later();
    }
  }

  /** The guide is in sight again after a draft, which was outlined meanwhile. */
  back(): void {
    this.#pointed = null;
    if (this.found && !this.running) void this.#present(false);
  }

  /** The plan changed: what is in it is proposed no more. */
  planChanged(): void {
    const isIdle = this.on && this.found && !this.taking && !draft.current;
    if (isIdle && this.#plan() !== this.#known) void this.look();
  }

  /** Takes a proposal as it stands. */
  async accept({ id, name }: EntryView): Promise<void> {
    if (this.taking !== null) return;
    this.taking = id;
    const pictured = this.#picture();
    const taken = await attempt(ipc.acceptSuggestion(id));
    if (taken?.type === 'saved') {
      session.take(taken.value);
      toasts.say(`Added ${name}. It is proven once it fires in a test.`);
      await this.look(false);
      // What is brought into view next would scroll what is pictured away.
      void pictured.then(() => this.#reveal());
    } else if (taken) draft.offer(taken.value);
    this.taking = null;
  }

  /** Takes all that is found here beside the starters, as one step for undo. */
  async acceptAll(): Promise<void> {
    if (this.taking !== null) return;
    this.taking = ALL;
    const offered = this.open;
    const taken = await attempt(ipc.acceptSuggestions(offered.map(({ id }) => id)));
    if (taken) {
      session.take(taken.overview);
      this.#full = taken.full;
      const { added, words } = said(offered, taken);
      toasts.say(words, added > 0 ? { label: 'Undo', run: () => void events.undo() } : null);
      const shown = this.#pointed;
      const pictured = this.#picture(added);
      await this.look(false);
      void pictured.then(() => {
        if (this.#pointed === shown) this.back();
      });
    }
    this.taking = null;
  }

  /** Brings the starter that is next into view, if it is what is outlined. */
  #reveal(): void {
    if (this.next && this.#pointed === this.next.id) void this.point(this.next.id, true);
  }

  /** Waits for so many pictures, but not for long. */
  #picture(number = 1): Promise<void> {
    return new Promise((resolve) => {
      let left = number;
      const late = setTimeout(resolve, PICTURE * number);
      this.#pictured = () => {
        if (--left > 0) return;
        clearTimeout(late);
        this.#pictured = null;
        resolve();
      };
    });
  }

  /** Something was pictured. */
  pictured(): void {
    this.#pictured?.();
  }

  counted(matches: MatchesView): void {
    if (this.#pointed && matches.id === `proposal ${this.#pointed}`) this.outlined = matches;
  }

  /** Goes to the page that a starter is on, and outlines it there. */
  show({ id, way }: StarterView): void {
    if (!way) return;
    this.#wanted = id;
    this.go(way.url);
  }

  /** Opens a proposal to change it before it is saved. */
  async change({ id }: EntryView): Promise<void> {
    const begun = await attempt(ipc.useSuggestion(id));
    if (begun) draft.offer(begun);
  }

  async skip({ id }: EntryView): Promise<void> {
    declined.skip(id);
    await this.point(this.next?.id ?? null, this.next !== null);
  }

  /** Takes the skipping of one back. */
  async take({ id }: EntryView): Promise<void> {
    declined.take(id);
    await this.point(this.next?.id ?? null);
  }

  unskip(): void {
    declined.takeAll();
  }

  /** Outlines where a proposal's elements are, or nothing. */
  async point(id: string | null, reveal = false): Promise<void> {
    if (id === this.#pointed && !reveal) return;
    if (id !== this.#pointed) this.outlined = null;
    this.#pointed = id;
    await attempt(ipc.pointSuggestion(id, reveal));
  }

  /** The mouse left a proposal: the next starter is outlined again. */
  async rest(): Promise<void> {
    await this.point(this.next?.id ?? null);
  }

  /** Goes to a page of another kind. */
  go(address: string): void {
    void pane.go({ kind: 'address', address });
  }

  async learn(rule: PageRule): Promise<void> {
    const overview = await attempt(ipc.addPageRule(rule));
    if (!overview) return;
    session.take(overview);
    await this.look();
  }

  /** The question about these addresses is not asked again. */
  refuseRule(): void {
    if (!this.found?.rule) return;
    declined.refuse(this.found.rule.pattern);
    this.found = { ...this.found, rule: null };
  }

  #isOpen({ id, event }: EntryView): boolean {
    return event === null && !declined.has(id);
  }

  /** What the plan has, as far as proposals depend on it. */
  #plan(): string {
    const { open } = session;
    const events = open?.events.map(({ event }) => `${event.id} ${event.name} ${event.status}`);
    return JSON.stringify([events, open?.pageTypes]);
  }

  /** Takes the outline away, whoever drew it; an open draft's stays. */
  #clear(): void {
    this.#pointed = null;
    this.outlined = null;
    if (!draft.current) void attempt(ipc.pointSuggestion(null, false));
  }

  #gone(): void {
    this.#runs++;
    this.#soon.cancel();
    this.#clear();
    this.#at = '';
    this.running = this.slow = false;
    this.stopped = false;
    this.found = null;
    this.failed = null;
  }
}

export const guiding = new Guiding();
