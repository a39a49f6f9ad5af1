/** Brings together what an event sends and what is on offer. Names, labels and values come from Rust. */
import type { Draft } from '@types-rust/Draft';
import type { Parameter } from '@types-rust/Parameter';
import type { ParameterChoice } from '@types-rust/ParameterChoice';
import type { ParameterGroup } from '@types-rust/ParameterGroup';
import type { Source } from '@types-rust/Source';
import type { Choice } from '../lib/words';

export interface ParameterRow {
  /** Its place among all rows, which stays while parameters are taken off and on. */
  number: number;
  offer: ParameterChoice;
  /** Its position among the event's parameters; `null` while it is not sent. */
  at: number | null;
}

/** What parameters are about, in the order of the panel. */
export const groups: Choice<ParameterGroup>[] = [
  { value: 'element', label: 'The element' },
  { value: 'product', label: 'Product and cart' },
  { value: 'page', label: 'The page' },
  { value: 'visitor', label: 'The visitor' },
  { value: 'event', label: 'The event itself' },
];

/** A row for every offer, in their order, then one for everything else that the event sends. */
export function parameterRows(draft: Draft): ParameterRow[] {
  const left = new Map(draft.event.parameters.map((parameter, at) => [at, parameter]));
  const offered = draft.parameters.map((offer, number): ParameterRow => {
    const at = [...left].find(([, sent]) => same(sent, offer.parameter))?.[0] ?? null;
    if (at !== null) left.delete(at);
    return { number, offer, at };
  });
  const others = [...left].map(([at, parameter], number): ParameterRow => {
    const offer: ParameterChoice = { parameter, label: '', group: 'event', value: '' };
    return { number: offered.length + number, offer, at };
  });
  return [...offered, ...others];
}

/** Numbers of the rows to fold away: what is not sent and is not about what the first offer is about. */
export function foldedRows(draft: Draft): Set<number> {
  const first = draft.parameters[0]?.group;
  const folded = parameterRows(draft).filter(
    ({ at, offer }) => at === null && offer.group !== first,
  );
  return new Set(folded.map((row) => row.number));
}

/** Facts about the product that the page tells and that are not sent. */
export function productFacts(draft: Draft): ParameterRow[] {
  return parameterRows(draft).filter(
    ({ at, offer }) => at === null && offer.parameter.from.type === 'product' && offer.value !== '',
  );
}

/** What is sent `now`, after others went from `before` to `after`: what those took out and added, and no more. */
export function followed(now: Parameter[], before: Parameter[], after: Parameter[]): Parameter[] {
  const among = (all: Parameter[], one: Parameter): boolean =>
    all.some((other) => same(one, other));
  const kept = now.filter((one) => among(after, one) || !among(before, one));
  return [...kept, ...after.filter((one) => !among(before, one) && !among(kept, one))];
}

/** Sends one more thing, under a name that is free. */
export function addParameter(
  draft: Draft,
  from: Source,
  label: string,
  group: ParameterGroup,
): void {
  const stem = from.type === 'literal' ? 'label' : 'attribute';
  const taken = draft.event.parameters.map((parameter) => parameter.name);
  let name = stem;
  for (let number = 2; taken.includes(name); number++) name = `${stem}_${number}`;
  draft.parameters.push({ parameter: { name, from }, label, group, value: '' });
  draft.event.parameters.push({ name, from: { ...from } });
}

function same(one: Parameter, other: Parameter): boolean {
  return one.name === other.name && JSON.stringify(one.from) === JSON.stringify(other.from);
}
