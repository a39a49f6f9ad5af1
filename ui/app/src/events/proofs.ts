/** How far an event can be relied on, in words. Which state it is in is Rust's to say. */
import type { EventView } from '@types-rust/EventView';
import type { ProofState } from '@types-rust/ProofState';
import { ago } from '../lib/format';
import { platformNames, type Choice } from '../lib/words';
import type { IconName } from '../ui/icons';
import { platformsOf } from './filter';

export const proofStates: Choice<ProofState>[] = [
  { value: 'draft', label: 'Draft' },
  { value: 'proven', label: 'Proven' },
  { value: 'published', label: 'Published' },
  { value: 'stale', label: 'Changed' },
];

/** How a row shows it; the names are those of its styles. */
export type ProofSign = 'paused' | 'apps' | 'never' | 'fired' | 'published' | 'stale';

const signs: Record<ProofState, ProofSign> = {
  draft: 'never',
  proven: 'fired',
  published: 'published',
  stale: 'stale',
};

export const proofIcons: Record<ProofSign, IconName> = {
  fired: 'check',
  published: 'globe',
  stale: 'stale',
  never: 'circle',
  paused: 'hold',
  apps: 'phone',
};

export function signOf(view: EventView): ProofSign {
  if (view.event.status === 'paused') return 'paused';
  return platformsOf(view).includes('web') ? signs[view.proof.state] : 'apps';
}

/** A word or two for the row. */
export function proofBrief(view: EventView, now: number): string {
  const sign = signOf(view);
  if (sign === 'paused') return 'Paused';
  if (sign === 'apps') return platformNames(platformsOf(view));
  if (sign === 'never') return 'Draft';
  if (sign === 'stale') return 'Changed since proven';
  const [place] = view.proof.places;
  if (sign === 'published' && place) return `Revision ${place.number}`;
  return view.proof.fired ? ago(view.proof.fired.at, now) : '';
}

/** The whole of it in sentences, for the tooltip and the detail. */
export function proofSentences({ proof }: EventView, now: number): string[] {
  const said: string[] = [];
  if (proof.fired)
    said.push(`Fired in a test ${ago(proof.fired.at, now)}, on ${proof.fired.page}.`);
  else if (proof.before !== null)
    said.push(`Fired in a test ${ago(proof.before, now)}, and was changed since. Test it again.`);
  else said.push('Never fired in a test. Switch Test on and do it once in the shop.');
  for (const { place, number, since } of proof.places)
    said.push(`Live at ${place} as revision ${number}, published ${ago(since, now)}.`);
  if (proof.places.length === 0) said.push('Not published as it is now.');
  return said;
}
