/** Bridges a draft's scope and the one-line menu that edits it. Words and suggestions come from Rust. */
import type { Scope } from '@types-rust/Scope';
import type { ScopeChoice } from '@types-rust/ScopeChoice';

/** Menu value of "addresses like ...", beside the positions of the suggested choices. */
export const CUSTOM = 'custom';

/** Menu value that stands for `scope`: its position among the choices, or custom. */
export function scopeValue(choices: ScopeChoice[], scope: Scope): string {
  const at = choices.findIndex((choice) => same(choice.scope, scope));
  return at === -1 ? CUSTOM : String(at);
}

/** Whether they mean the same pages. */
export function same(one: Scope, other: Scope): boolean {
  return (
    (one.url ?? '') === (other.url ?? '') &&
    (one.pageTypes ?? []).toSorted().join(' ') === (other.pageTypes ?? []).toSorted().join(' ')
  );
}
