/** The one way in which patterns with stars are read. Twin of `glob` in the crate `model`. */

/**
 * Whether the pattern means the whole text, capitals apart. `*` is any run of characters; no backtracking, so no
 * pattern is expensive.
 */
export function glob(pattern: string, text: string): boolean {
  text = text.toLowerCase();
  let at = 0;
  return (
    pattern
      .toLowerCase()
      .split('*')
      .every((part, index, { length }) => {
        // The last one stands at the end, the first one at the beginning.
        const from = index && index == length - 1 ? Math.max(at, text.length - part.length) : at;
        const found = text.indexOf(part, from);
        at = found + part.length;
        return index ? found >= 0 : !found;
      }) && at == text.length
  );
}
