/**
 * What a person said no to in the guide: proposals that were skipped, rules about addresses that were refused. By shop, and
 * for as long as the app runs: it is no authored work.
 */
import { SvelteSet } from 'svelte/reactivity';
import { session } from './session.svelte';

class Declined {
  readonly #skipped = new SvelteSet<string>();
  readonly #rules = new Set<string>();

  has(id: string): boolean {
    return this.#skipped.has(here(id));
  }

  skip(id: string): void {
    this.#skipped.add(here(id));
  }

  /** Takes the skipping of one back. */
  take(id: string): void {
    this.#skipped.delete(here(id));
  }

  /** Takes all skipping in this shop back. */
  takeAll(): void {
    for (const key of [...this.#skipped]) if (key.startsWith(here(''))) this.#skipped.delete(key);
  }

  hasRule(pattern: string): boolean {
    return this.#rules.has(here(pattern));
  }

  refuse(pattern: string): void {
    this.#rules.add(here(pattern));
  }
}

/** A shop's name has no space in it. */
function here(what: string): string {
  return `${session.open?.shop.slug ?? ''} ${what}`;
}

export const declined = new Declined();
