/** What is said of a plan as a whole. Which of it holds is Rust's. */
import type { Balance } from '@types-rust/Balance';
import type { Fill } from '@types-rust/Fill';
import type { Likeness } from '@types-rust/Likeness';
import type { Phase } from '@types-rust/Phase';
import type { Stage } from '@types-rust/Stage';
import { phases, stages } from '../lib/words';

export const fills: Record<Fill, { label: string; tone: 'quiet' | 'fine' | 'warn' }> = {
  room: { label: 'Room for more', tone: 'quiet' },
  good: { label: 'Good', tone: 'fine' },
  full: { label: 'Full', tone: 'quiet' },
  too_many: { label: 'Too many', tone: 'warn' },
};

export const likenesses: Record<Likeness, { says: string; advice: string }> = {
  deed: {
    says: 'fire together: one thing done counts twice',
    advice: 'Keep the one whose numbers you look at.',
  },
  element: {
    says: 'listen to one element, each in its own way',
    advice: 'Fine if you compare the two.',
  },
  name: {
    says: 'have names that seem to mean one thing',
    advice: 'If they do, give both one name, so that their numbers come together.',
  },
};

/** What a stage is for, for whoever does not know its letters. */
export function stageWords(stage: Stage): string {
  return stages.find(({ value }) => value === stage)?.hint?.split(': ')[1] ?? '';
}

export function phaseName(phase: Phase): string {
  return phases.find(({ value }) => value === phase)?.label ?? phase;
}

/** What to look into first, for the line above the list; empty where nothing is the matter. */
export function troubleOf({ pageTypes, twins }: Balance): string {
  if (pageTypes.some(({ fill }) => fill === 'too_many')) return 'too many';
  if (twins.some(({ likeness }) => likeness === 'deed')) return 'some count twice';
  return '';
}
