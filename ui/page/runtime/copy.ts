/** Trigger `copy`: text was copied. Which text, is read by nobody. */
import { localName, rootOf } from '../shared/dom';
import { fire, listen, on, triggers } from './core';

/** Where what was copied lies, from its common ancestor outwards; empty if nothing was. */
const pathOf = (event: Event): EventTarget[] => {
  const path = event.composedPath();
  const field = path[0] as HTMLInputElement;
  // A field has a selection of its own; some tell nothing of it.
  if (/^(input|textarea)$/.test(localName(field)))
    return field.selectionStart !== field.selectionEnd || field.selectionEnd == null ? path : [];
  const { ownerDocument } = field;
  const selection = ownerDocument.getSelection();
  if (!selection || selection.type != 'Range') return [];
  // Of what is selected in a shadow root, not all browsers tell more than where it begins.
  const common = rootOf(field) == ownerDocument && selection.getRangeAt(0).commonAncestorContainer;
  return path.slice(Math.max(0, path.indexOf(common as Node)));
};

triggers.copy = (events) => {
  const isAbout = ({ selectors = [] }: (typeof events)[0]): boolean => !!selectors[0];
  const anywhere = events.filter((event) => !isAbout(event));
  listen('copy', events.filter(isAbout), pathOf);
  on(window, 'copy', (event) => {
    const path = pathOf(event);
    if (path[0]) for (const each of anywhere) fire(each, { path_: path, target_: null });
  });
};
