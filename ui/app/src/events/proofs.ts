/** How far an event can be relied on, in words. Which state it is in is Rust's to say, and so are the words. */
import type { EventView } from '@types-rust/EventView';
import type { Platform } from '@types-rust/Platform';
import type { ProofState } from '@types-rust/ProofState';
import { proofSentences as sentences, proofStates as words } from '@types-rust/words';
import { ago } from '../lib/format';
import { platformNames, type Choice } from '../lib/words';
import type { IconName } from '../ui/icons';

export const proofStates: Choice<ProofState>[] = Object.entries(words).map(([value, label]) => ({
  value: value as ProofState,
  label,
}));

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

/** Where an event should exist; the web unless it says otherwise. */
export const platformsOf = (view: EventView): Platform[] => view.event.platforms ?? ['web'];

export function signOf(view: EventView): ProofSign {
  if (view.event.status === 'paused') return 'paused';
  return platformsOf(view).includes('web') ? signs[view.proof.state] : 'apps';
}

/** Whether its row shows it as that: how far paused events and those of apps alone are proven is not shown. */
export function shows(view: EventView, state: ProofState): boolean {
  return signOf(view) === signs[state];
}

/** A word or two for the row. */
export function proofBrief(view: EventView, now: number): string {
  const sign = signOf(view);
  if (sign === 'paused') return 'Paused';
  if (sign === 'apps') return platformNames(platformsOf(view));
  if (sign === 'never' || sign === 'stale') return words[view.proof.state];
  const [place] = view.proof.places;
  if (sign === 'published' && place) return `Revision ${place.number}`;
  return view.proof.fired ? ago(view.proof.fired.at, now) : '';
}

/** The whole of it in sentences, for the tooltip and the detail. */
export function proofSentencesOf({ proof, byHand }: EventView, now: number): string[] {
  const said: string[] = [];
  const { fired, before } = proof;
  if (fired) said.push(fill(sentences.fired, { when: ago(fired.at, now), page: fired.page }));
  else if (before !== null) said.push(fill(sentences.stale, { when: ago(before, now) }));
  else if (byHand !== null) said.push(sentences.never, byHand);
  else said.push(sentences.never, 'Switch Test on and do it once in the shop.');
  for (const { place, number, since } of proof.places)
    said.push(fill(sentences.live, { place, number: String(number), when: ago(since, now) }));
  if (proof.places.length === 0) said.push(sentences.notLive);
  return said;
}

/** A sentence with its blanks filled in; what is filled in is never looked at for blanks. */
function fill(sentence: string, blanks: Record<string, string>): string {
  return sentence.replace(/\{(\w+)\}/g, (_, blank: string) => blanks[blank] ?? '');
}
