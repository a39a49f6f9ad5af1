/**
 * Words for the closed sets of the model. Sentences about a particular event or page come from Rust; the
 * names of triggers and destinations, too (`@types-rust/words`). Only the names of other choices in a form are here.
 */
import type { Phase } from '@types-rust/Phase';
import type { Platform } from '@types-rust/Platform';
import type { Purpose } from '@types-rust/Purpose';
import type { Stage } from '@types-rust/Stage';
import type { Status } from '@types-rust/Status';

export interface Choice<T> {
  value: T;
  label: string;
  /** What it means, for a tooltip. */
  hint?: string;
}

export const stages: Choice<Stage>[] = [
  { value: 'TOFU', label: 'TOFU', hint: 'Top of the funnel: finding out' },
  { value: 'MOFU', label: 'MOFU', hint: 'Middle of the funnel: weighing up' },
  { value: 'BOFU', label: 'BOFU', hint: 'Bottom of the funnel: buying' },
];

export const phases: Choice<Phase>[] = [
  { value: 'discovery', label: 'Product discovery' },
  { value: 'consideration', label: 'Product consideration' },
  { value: 'intent', label: 'Intent' },
  { value: 'checkout', label: 'Checkout' },
];

/** How far the work is. “Draft” is the word for what never fired. */
export const statuses: (Choice<Status> & { short: string })[] = [
  { value: 'draft', label: 'In work', short: 'In work' },
  { value: 'ready', label: 'Ready', short: 'Ready' },
  { value: 'paused', label: 'Paused (left out of the export)', short: 'Paused' },
];

export const platforms: Choice<Platform>[] = [
  { value: 'web', label: 'Web', hint: 'The shop’s pages' },
  { value: 'ios', label: 'iOS', hint: 'The app for iPhone and iPad' },
  { value: 'android', label: 'Android', hint: 'The app for Android' },
];

/** Platforms by name, in their own order. */
export function platformNames(chosen: Platform[]): string {
  return platforms
    .filter(({ value }) => chosen.includes(value))
    .map(({ label }) => label)
    .join(', ');
}

/** What a visitor allows. */
export const purposes: Record<Purpose, string> = {
  analytics: 'measuring',
  marketing: 'advertising',
  preferences: 'personalisation',
};

const weights = [
  'Faint sign',
  'Slight interest',
  'Looking around',
  'Some interest',
  'Interested',
  'Clearly interested',
  'Strong interest',
  'Means to buy',
  'About to buy',
  'As good as bought',
];

/** Weight 1 to 10 in words. */
export function weightWord(weight: number): string {
  return weights[Math.min(Math.max(Math.round(weight), 1), 10) - 1] ?? '';
}

/** A page type's id as a name: `product` is "Product", `size_guide` is "Size guide". */
export function pageTypeName(id: string): string {
  const words = id.replace(/[_-]+/g, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
