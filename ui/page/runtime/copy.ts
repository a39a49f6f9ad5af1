/** Trigger `copy`: text was copied. Which text, is read by nobody. */

/** Where what was copied lies, from its common ancestor outwards; empty if nothing was. */
const pathOf = (event: Event): EventTarget[] => {
  const path = event.composedPath();
  const field = path[0] as HTMLInputElement;
  // A field has a selection of its own; some tell nothing of it.
  if (/^(input|textarea)$/.test($.localName_(field)))
    return field.selectionStart !== field.selectionEnd || field.selectionEnd == null ? path : [];
  // Only some browsers let a shadow root tell what is selected in it.
  const root = $.rootOf_(field) as Partial<Document>;
  const selection = root.getSelection ? root.getSelection() : getSelection();
  if (!selection || selection.isCollapsed || !selection.rangeCount) return [];
  return path.slice(Math.max(0, path.indexOf(selection.getRangeAt(0).commonAncestorContainer)));
};

$.triggers_.copy = (events) => {
  const isAbout = ({ selectors = [] }: (typeof events)[0]): boolean => !!selectors[0];
  const anywhere = events.filter((event) => !isAbout(event));
  $.listen_('copy', events.filter(isAbout), pathOf);
  $.on_(window, 'copy', (event) =>
    $.safely_(() => {
      const path = pathOf(event);
      if (path[0]) for (const each of anywhere) $.fire_(each, { path_: path, target_: null });
    }),
  );
};

export {};
