/** Puts an event beside what another tool is told already. Names and values come from Rust. */
import type { AlreadyTold } from '@types-rust/AlreadyTold';
import type { Destination } from '@types-rust/Destination';
import type { Draft } from '@types-rust/Draft';
import { destinations as words } from '@types-rust/words';

export interface ComparedRow {
  name: string;
  mine: string;
  theirs: string;
  isParameter: boolean;
}

/** Event, id, then every parameter that either has, those that both have first. */
export function compared(
  draft: Draft,
  told: AlreadyTold,
  destinations: Destination[],
): ComparedRow[] {
  const goesTo = destinations.map((each) =>
    each.type === 'ga4' && each.measurementId
      ? `GA4 ${each.measurementId}`
      : words[each.type].label,
  );
  const mine = draft.event.parameters.map(({ name }) => name);
  const value = (name: string): string => {
    if (!mine.includes(name)) return '';
    const offer = draft.parameters.find(({ parameter }) => parameter.name === name);
    return offer?.value || offer?.label || '';
  };
  const names = [...new Set([...mine, ...Object.keys(told.parameters)])];
  const isShared = (name: string): boolean => mine.includes(name) && name in told.parameters;
  names.sort((one, other) => Number(isShared(other)) - Number(isShared(one)));
  return [
    { name: 'Event', mine: draft.event.name, theirs: told.event, isParameter: false },
    {
      name: 'Goes to',
      mine: goesTo.join(', '),
      theirs: `${told.who} ${told.account}`.trim(),
      isParameter: false,
    },
    ...names.map((name) => ({
      name,
      mine: value(name),
      theirs: told.parameters[name] ?? '',
      isParameter: true,
    })),
  ];
}
