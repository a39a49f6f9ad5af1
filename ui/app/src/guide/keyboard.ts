/** Where the keyboard goes on when what was pressed in the guide is gone. */
import { tick } from 'svelte';

/**
 * Does something that may take the button away, and gives the keyboard to what stands there then: the proposal in that
 * place, the row of the same entry, what else is offered there, or the guide's title.
 */
export async function keepPlace(press: MouseEvent, act: () => unknown): Promise<void> {
  const button = press.currentTarget as HTMLElement;
  const guide = button.closest('[data-testid=guide]');
  const row = button.closest<HTMLElement>('li');
  const beside = button.parentElement;
  const adds = (): HTMLElement[] => [
    ...(guide?.querySelectorAll<HTMLElement>('[data-testid=suggestion-add]') ?? []),
  ];
  const at = adds().findIndex((add) => row?.contains(add));
  const id = row?.dataset['id'];
  await act();
  await tick();
  if (document.activeElement !== document.body) return;
  const left = adds();
  const inRow = id && guide?.querySelector<HTMLElement>(`[data-id="${CSS.escape(id)}"] button`);
  const next = at >= 0 ? left[Math.min(at, left.length - 1)] : inRow;
  const near = beside?.isConnected
    ? beside.querySelector<HTMLElement>('button:not(:disabled)')
    : null;
  (next || near || guide?.querySelector<HTMLElement>('h2'))?.focus();
}
