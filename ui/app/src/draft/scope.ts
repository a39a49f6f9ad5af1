/** Bridges a draft's scope and the one-line menu that edits it. Words and suggestions come from Rust. */
import type { Meaning } from '@types-rust/Meaning';
import type { Scope } from '@types-rust/Scope';
import type { ScopeChoice } from '@types-rust/ScopeChoice';

/** Menu value of "addresses like ...", beside the positions of the suggested choices. */
export const CUSTOM = 'custom';
/** Menu value of "address contains ...". */
export const CONTAINED = 'contained';

/** Menu value that stands for `scope`: its position among the choices, or a rule of one's own. */
export function scopeValue(choices: ScopeChoice[], scope: Scope, meaning: Meaning): string {
  const at = choices.findIndex((choice) => same(choice.scope, scope));
  const part = meaning.contained;
  // What Rust said last may be about the rule before.
  if (part !== null && !scope.pageTypes?.length && scope.url?.includes(part)) return CONTAINED;
  return at === -1 ? CUSTOM : String(at);
}

/** Whether they mean the same pages. */
export function same(one: Scope, other: Scope): boolean {
  return (
    (one.url ?? '') === (other.url ?? '') &&
    (one.pageTypes ?? []).toSorted().join(' ') === (other.pageTypes ?? []).toSorted().join(' ')
  );
}
