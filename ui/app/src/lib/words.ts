/**
 * Words for the closed sets of the model. Sentences about a particular event or page come from Rust; the
 * names of triggers and destinations, too (`@types-rust/words`). Only the names of other choices in a form are here.
 */
import type { Phase } from '@types-rust/Phase';
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

export const statuses: Choice<Status>[] = [
  { value: 'draft', label: 'Draft' },
  { value: 'ready', label: 'Ready' },
  { value: 'paused', label: 'Paused (left out of the export)' },
];

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
