/** Which entries of the catalogue are shown, and in which groups. Pure; what became of each on the page is Rust's. */
import type { CatalogueEntry } from '@types-rust/CatalogueEntry';
import type { EntryFamily } from '@types-rust/EntryFamily';
import type { Phase } from '@types-rust/Phase';
import { pageTypeName, phases, type Choice } from '../lib/words';

/** What became of an entry: on the page in the pane, or in the plan. */
export type Where = 'here' | 'planned' | 'unplanned' | '';

export const wheres: Choice<Where>[] = [
  { value: 'here', label: 'Found here' },
  { value: 'planned', label: 'In the plan' },
  { value: 'unplanned', label: 'Not in the plan' },
];

export const families: Choice<EntryFamily>[] = [
  { value: 'content', label: 'Content' },
  { value: 'navigation', label: 'Navigation' },
  { value: 'product', label: 'Product' },
  { value: 'capture', label: 'Capture' },
  { value: 'trust', label: 'Trust' },
  { value: 'intent', label: 'Intent' },
  { value: 'checkout', label: 'Checkout' },
];

export interface Browsed {
  search: string;
  phase: Phase | '';
  family: EntryFamily | '';
  where: Where;
}

/** Entries that contain every word of the search and fit all else that is chosen; empty means all. */
export function visible(entries: CatalogueEntry[], browsed: Browsed): CatalogueEntry[] {
  const words = browsed.search.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  return entries.filter(
    (entry) =>
      (browsed.phase === '' || entry.phase === browsed.phase) &&
      (browsed.family === '' || entry.family === browsed.family) &&
      stands(entry, browsed.where) &&
      words.every((word) => haystack(entry).includes(word)),
  );
}

function stands({ here, event }: CatalogueEntry, where: Where): boolean {
  if (where === '') return true;
  if (where === 'here') return here === 'found' || here === 'whole_page';
  return (event !== null) === (where === 'planned');
}

function haystack(entry: CatalogueEntry): string {
  const { id, name, about, ga4, meta, klaviyo, family, triggerLabel, label } = entry;
  return [id, name, about, ga4, meta, klaviyo, family, triggerLabel, label]
    .join(' ')
    .toLocaleLowerCase();
}

export interface Group {
  phase: Choice<Phase>;
  families: { family: Choice<EntryFamily>; entries: CatalogueEntry[] }[];
}

/** By phase and family, in their own order, without those that have no entry. */
export function grouped(entries: CatalogueEntry[]): Group[] {
  return phases
    .map((phase) => ({
      phase,
      families: families
        .map((family) => ({
          family,
          entries: entries.filter(
            (entry) => entry.phase === phase.value && entry.family === family.value,
          ),
        }))
        .filter((group) => group.entries.length > 0),
    }))
    .filter((group) => group.families.length > 0);
}

/** The kinds of pages it belongs to, in words. */
export function pagesOf({ pages }: CatalogueEntry): string {
  return pages.length === 0 ? 'Every page' : pages.map(pageTypeName).join(', ');
}

/** What became of it on the page in the pane, in a few words. */
export function hereWords(entry: CatalogueEntry): string {
  switch (entry.here) {
    case 'found':
      return `Found here, ${sureWords(entry.confidence ?? 0)}`;
    case 'not_found':
      return 'Not found here';
    case 'whole_page':
      return 'About this page as a whole';
    case 'other_page':
      return `On other pages: ${pagesOf(entry).toLowerCase()}`;
    case 'by_hand':
      return 'Not looked for by itself';
    case 'unseen':
      return pagesOf(entry);
  }
}

/** How sure something is, 0 to 1, in words. */
export function sureWords(sure: number): string {
  return `${Math.min(99, Math.floor(sure * 100))} % sure`;
}
