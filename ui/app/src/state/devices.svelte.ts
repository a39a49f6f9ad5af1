/** What was seen last of the plan's events on each device. Read anew with the plan, and when an audit ends. */
import type { DeviceSight } from '@types-rust/DeviceSight';
import type { EventDevices } from '@types-rust/EventDevices';
import { SvelteMap } from 'svelte/reactivity';
import * as ipc from '../lib/ipc';

class Devices {
  readonly #known = new SvelteMap<string, EventDevices>();
  #asked = 0;

  of(id: string): DeviceSight[] | null {
    return this.#known.get(id)?.sights ?? null;
  }

  /** Nothing is lost where that fails: the list stays without. */
  async read(): Promise<void> {
    const mine = ++this.#asked;
    const seen = await ipc.eventDevices().catch(() => []);
    if (mine !== this.#asked) return;
    this.#known.clear();
    for (const each of seen) this.#known.set(each.id, each);
  }
}

export const devices = new Devices();
