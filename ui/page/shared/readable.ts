/** The one normalisation of texts; the rule is told in `tests/vectors/README.md`. */

/** White space collapsed, zero-width characters removed, trimmed. */
export function readable(text: string): string {
  return text
    .replace(/[\xad\u200b-\u200d\u2060]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** What two texts are compared by. */
export function normalise(text: string): string {
  return readable(text).toLowerCase();
}
