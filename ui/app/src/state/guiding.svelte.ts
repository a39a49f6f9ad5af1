/**
 * The guided start: what there is to measure on the page that the pane shows, page after page. Rust proposes; this keeps it
 * for the view, and asks again when the pane shows another page.
 */
import type { EntryView } from '@types-rust/EntryView';
import type { Failure } from '@types-rust/Failure';
import type { PageRule } from '@types-rust/PageRule';
import type { PageSuggestions } from '@types-rust/PageSuggestions';
import type { PaneView } from '@types-rust/PaneView';
import type { SuggestionView } from '@types-rust/SuggestionView';
import { debounce } from '../lib/debounce';
import * as ipc from '../lib/ipc';
import { draft } from './draft.svelte';
import { pane } from './pane.svelte';
import { session } from './session.svelte';
import { attempt, toasts } from './toasts.svelte';

/** Time for a page to fill after its address changed, in milliseconds. */
const REST = 400;

/** An address without the place within the page. */
function pageOf(url: string): string {
  return url.split('#', 1)[0] ?? url;
}

class Guiding {
  on = $state(false);
  running = $state(false);
  found = $state.raw<PageSuggestions | null>(null);
  failed = $state.raw<Failure | null>(null);
  /** The proposal that is being taken. */
  taking = $state<string | null>(null);
  #skipped = $state.raw<ReadonlySet<string>>(new Set());
  #runs = 0;
  /** The address that was looked at; empty for none. */
  #at = '';
  #pointed: string | null = null;
  /** Patterns that were said no to. */
  readonly #refused = new Set<string>();
  /** The plan that was proposed for. */
  #known = '';
  /** An address may change before what it shows does. */
  readonly #soon = debounce(() => void this.look(), REST);

  /** What is proposed here: neither skipped nor in the plan. */
  get open(): SuggestionView[] {
    return this.found?.suggestions.filter((found) => this.#isOpen(found)) ?? [];
  }

  /** What needs no element, likewise. */
  get wholePage(): EntryView[] {
    return this.found?.wholePage.filter((entry) => this.#isOpen(entry)) ?? [];
  }

  /** How many of this page's proposals were skipped. */
  get skipped(): number {
    const all = [...(this.found?.suggestions ?? []), ...(this.found?.wholePage ?? [])];
    return all.filter(({ id }) => this.#skipped.has(id)).length;
  }

  begin(): void {
    this.on = true;
    void this.look();
  }

  leave(): void {
    this.#clear();
    this.reset();
  }

  reset(): void {
    this.#runs++;
    this.#soon.cancel();
    this.#refused.clear();
    this.on = false;
    this.running = false;
    this.found = null;
    this.failed = null;
    this.taking = null;
    this.#skipped = new Set();
    this.#at = '';
    this.#pointed = null;
  }

  /** Looks at the page; what was found before stays in sight while the page is the same. */
  async look(): Promise<void> {
    const mine = ++this.#runs;
    const url = pageOf(pane.view.url);
    if (url !== this.#at) this.found = null;
    this.#at = url;
    this.running = true;
    this.failed = null;
    let found: PageSuggestions | null = null;
    let failed: Failure | null = null;
    try {
      found = await ipc.suggestEvents();
    } catch (thrown) {
      failed = ipc.toFailure(thrown);
    }
    if (mine !== this.#runs) return;
    this.running = false;
    const refused = found?.rule && this.#refused.has(found.rule.pattern);
    this.found = found && refused ? { ...found, rule: null } : found;
    this.failed = failed;
    this.#known = this.#plan();
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

  /** The plan changed: what is in it is proposed no more. */
  planChanged(): void {
    const isIdle = this.on && this.found && !this.taking && !draft.current;
    if (isIdle && this.#plan() !== this.#known) void this.look();
  }

  /** Takes a proposal as it stands. */
  async accept({ id, name }: EntryView): Promise<void> {
    if (this.taking !== null) return;
    this.taking = id;
    const taken = await attempt(ipc.acceptSuggestion(id));
    if (taken?.type === 'saved') {
      session.take(taken.value);
      toasts.say(`Added ${name}. It is proven once it fires in a test.`);
      await this.look();
    } else if (taken) draft.offer(taken.value);
    this.taking = null;
  }

  /** Opens a proposal to change it before it is saved. */
  async change({ id }: EntryView): Promise<void> {
    const begun = await attempt(ipc.useSuggestion(id));
    if (begun) draft.offer(begun);
  }

  skip({ id }: EntryView): void {
    void this.point(null);
    this.#skipped = new Set([...this.#skipped, id]);
  }

  unskip(): void {
    this.#skipped = new Set();
  }

  /** Outlines where a proposal's elements are, or nothing. */
  async point(id: string | null, reveal = false): Promise<void> {
    if (id === this.#pointed && !reveal) return;
    this.#pointed = id;
    await attempt(ipc.pointSuggestion(id, reveal));
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
    this.#refused.add(this.found.rule.pattern);
    this.found = { ...this.found, rule: null };
  }

  #isOpen({ id, event }: EntryView): boolean {
    return event === null && !this.#skipped.has(id);
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
    if (!draft.current) void attempt(ipc.pointSuggestion(null, false));
  }

  #gone(): void {
    this.#runs++;
    this.#soon.cancel();
    this.#clear();
    this.#at = '';
    this.running = false;
    this.found = null;
    this.failed = null;
  }
}

export const guiding = new Guiding();
