/** Which shops there are, which one is open, and how opening one is going. */
import type { Failure } from '@types-rust/Failure';
import type { OpenShop } from '@types-rust/OpenShop';
import type { Overview } from '@types-rust/Overview';
import type { ShopView } from '@types-rust/ShopView';
import * as ipc from '../lib/ipc';
import { attempt, toasts } from './toasts.svelte';

/** What is being opened, for the loading state and for "Try again". */
export type Opening =
  | { kind: 'address'; address: string; label: string }
  | { kind: 'demo'; label: string }
  | { kind: 'shop'; slug: string; label: string };

class Session {
  overview = $state.raw<Overview | null>(null);
  /** Why nothing can be shown at all: the database. */
  blocked = $state.raw<Failure | null>(null);
  opening = $state.raw<Opening | null>(null);
  /** Why the last opening failed, and what it was. */
  failed = $state.raw<{ what: Opening; failure: Failure } | null>(null);
  #attempt = 0;

  get open(): OpenShop | null {
    return this.overview?.open ?? null;
  }

  get shops(): ShopView[] {
    return this.overview?.shops ?? [];
  }

  take(overview: Overview): void {
    this.overview = overview;
    this.blocked = null;
  }

  async start(): Promise<void> {
    await this.#orBlocked(ipc.overview());
  }

  async restore(): Promise<void> {
    await this.#orBlocked(ipc.restoreBackup());
  }

  async enter(what: Opening): Promise<void> {
    const mine = ++this.#attempt;
    this.opening = what;
    this.failed = null;
    try {
      const overview = await command(what);
      if (mine === this.#attempt) this.take(overview);
    } catch (thrown) {
      if (mine === this.#attempt) this.#fail(what, ipc.toFailure(thrown));
    } finally {
      if (mine === this.#attempt) this.opening = null;
    }
  }

  /** Shown in place on the first screen; as a message while another shop stays open. */
  #fail(what: Opening, failure: Failure): void {
    if (this.open) toasts.fail(failure);
    else this.failed = { what, failure };
  }

  /** Gives up an opening; its answer, should it come, is ignored. */
  async cancel(): Promise<void> {
    this.#attempt++;
    this.opening = null;
    await this.leave();
  }

  /** Closes the shop: back to the first screen. */
  async leave(): Promise<void> {
    this.failed = null;
    const overview = await attempt(ipc.closeShop());
    if (overview) this.take(overview);
  }

  async #orBlocked(answer: Promise<Overview>): Promise<void> {
    try {
      this.take(await answer);
    } catch (thrown) {
      this.blocked = ipc.toFailure(thrown);
    }
  }
}

function command(what: Opening): Promise<Overview> {
  switch (what.kind) {
    case 'address':
      return ipc.openShop(what.address);
    case 'demo':
      return ipc.openDemo();
    case 'shop':
      return ipc.selectShop(what.slug);
  }
}

export const session = new Session();
