/** Brings together what an event sends and what is on offer. Names, labels and values come from Rust. */
import type { Draft } from '@types-rust/Draft';
import type { Parameter } from '@types-rust/Parameter';
import type { ParameterChoice } from '@types-rust/ParameterChoice';

export interface ParameterRow {
  offer: ParameterChoice;
  /** Its position among the event's parameters; `null` while it is not sent. */
  at: number | null;
}

/** A row for every offer, in their order, then one for everything else that the event sends. */
export function parameterRows(draft: Draft): ParameterRow[] {
  const left = new Map(draft.event.parameters.map((parameter, at) => [at, parameter]));
  const offered = draft.parameters.map((offer): ParameterRow => {
    const at = [...left].find(([, sent]) => same(sent, offer.parameter))?.[0] ?? null;
    if (at !== null) left.delete(at);
    return { offer, at };
  });
  const others = [...left].map(([at, parameter]): ParameterRow => {
    const value = parameter.from.type === 'literal' ? parameter.from.value : '';
    return { offer: { parameter, label: '', value }, at };
  });
  return [...offered, ...others];
}

function same(one: Parameter, other: Parameter): boolean {
  return one.name === other.name && JSON.stringify(one.from) === JSON.stringify(other.from);
}
