/** What of the guide's proposals a full page type had no room for, as the guide and its message say it; and what became of the rest. */
import type { EntryView } from '@types-rust/EntryView';
import type { NoRoom } from '@types-rust/NoRoom';
import type { TakenAll } from '@types-rust/TakenAll';
import { count } from '../lib/format';

/** A page type that is full, and what was left out of it. */
export interface FullType {
  pageType: string;
  /** How many events it has. */
  events: number;
  names: string[];
}

/** What there was no room for of what is still offered. */
export function byPageType(full: NoRoom[], offered: EntryView[]): FullType[] {
  const left = full.flatMap((each) => {
    const entry = offered.find(({ id }) => id === each.id);
    return entry ? [{ ...each, name: entry.name }] : [];
  });
  return [...new Set(left.map(({ pageType }) => pageType))].map((pageType) => {
    const own = left.filter((each) => each.pageType === pageType);
    return { pageType, events: (own[0]?.events ?? 1) - 1, names: own.map(({ name }) => name) };
  });
}

/** How many of those that were offered were added, and what is said of the rest. */
export function said(
  offered: EntryView[],
  { left, full }: TakenAll,
): { added: number; words: string } {
  const names = offered.filter(({ id }) => left.includes(id)).map(({ name }) => name);
  const added = offered.length - names.length - full.length;
  const look = names.length > 0 ? ` Have a look at ${names.join(', ')} first.` : '';
  const room = full.length > 0 ? ` No room for ${full.length}: see the guide.` : '';
  const begin = added > 0 ? `Added ${count(added, 'event')}.` : 'Added nothing.';
  return { added, words: begin + look + room };
}
