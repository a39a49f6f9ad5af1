/** Keyboard shortcuts of the panel: what they are called and when they apply. */

export const shortcuts = {
  pick: 'Ctrl+E',
  test: 'Ctrl+T',
  check: 'Ctrl+K',
  save: 'Ctrl+Enter',
  address: 'Ctrl+L',
  search: 'Ctrl+F',
  undo: 'Ctrl+Z',
  redo: 'Ctrl+Shift+Z',
} as const;

export type Shortcut = keyof typeof shortcuts;

/** Which shortcut a key press means; `null` for none. Typing in a text field keeps its own undo. */
export function shortcutOf(event: KeyboardEvent): Shortcut | null {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return null;
  const key = event.key.toLowerCase();
  if ((event.shiftKey && key === 'z') || (!event.shiftKey && key === 'y'))
    return inTextField(event) ? null : 'redo';
  if (event.shiftKey) return null;
  switch (key) {
    case 'e':
      return 'pick';
    case 't':
      return 'test';
    case 'k':
      return 'check';
    case 'enter':
      return 'save';
    case 'l':
      return 'address';
    case 'f':
      return 'search';
    case 'z':
      return inTextField(event) ? null : 'undo';
    default:
      return null;
  }
}

function inTextField(event: KeyboardEvent): boolean {
  const at = event.target;
  return (
    at instanceof HTMLTextAreaElement || (at instanceof HTMLInputElement && at.type !== 'checkbox')
  );
}
