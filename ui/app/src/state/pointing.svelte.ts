/** A value that somebody points at in the shop, to be sent along with the event in the editor. */
import type { Draft } from '@types-rust/Draft';
import type { ParameterChoice } from '@types-rust/ParameterChoice';
import type { Pointed } from '@types-rust/Pointed';
import * as ipc from '../lib/ipc';
import { draft } from './draft.svelte';
import { pane } from './pane.svelte';
import { attempt } from './toasts.svelte';

class Pointing {
  /** What was pointed at, until something of it is taken or it is let go. */
  pointed = $state.raw<Pointed | null>(null);
  /** The draft that it is for. */
  #for = $state('');

  /** Lets the person point, or calls that off. */
  async toggle(): Promise<void> {
    this.pointed = null;
    await attempt(ipc.setPointing(!pane.view.pointing));
  }

  /** Something was pointed at: asks what of it the draft can send. */
  async arrived(): Promise<void> {
    const current = draft.current;
    if (!current) return;
    const pointed = await attempt(ipc.pointedValue($state.snapshot(current) as Draft));
    if (draft.current !== current) return;
    this.#for = current.event.id;
    this.pointed = pointed;
  }

  /** What was pointed at for this draft. */
  of(current: Draft): Pointed | null {
    return this.#for === current.event.id ? this.pointed : null;
  }

  /** Sends it along, under the name that it is offered by. */
  take(choice: ParameterChoice): void {
    const current = draft.current;
    if (!current) return;
    const { parameter } = choice;
    const known = current.parameters.find((offer) => same(offer.parameter.from, parameter.from));
    if (known) Object.assign(known, structuredClone({ value: choice.value, parameter }));
    else current.parameters.push(structuredClone(choice));
    current.event.parameters.push(structuredClone(parameter));
    // Offers are looked at anew, so that what is sent comes to the others that are.
    current.parameters = [...current.parameters];
    draft.changed();
    this.pointed = null;
  }

  drop(): void {
    this.pointed = null;
  }
}

const same = (one: unknown, other: unknown): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

/** Whether the draft's event sends that already. */
export function isSent(current: Draft, choice: ParameterChoice): string | null {
  const sent = current.event.parameters.find(({ from }) => same(from, choice.parameter.from));
  return sent?.name ?? null;
}

export const pointing = new Pointing();
