/** What may leave the page as a value: personal data masked, cut to the length destinations accept. */

/** Longest value a destination accepts, in characters. */
const LONGEST = 100;

/** Replaces e-mail addresses, phone and card numbers; the patterns are told in `tests/vectors/README.md`. */
export function mask(text: string): string {
  return text
    .replace(/[^\s@<>()[\],;:"/]+(@|%40)[^\s@<>()[\],;:"/]+\.[^\s@<>()[\],;:"/.]{2,}/gi, '[email]')
    .replace(/\d(?:[ -]?\d){12,18}/g, (digits) => (luhn(digits) ? '[card]' : digits))
    .replace(
      /(^|[^\w+])((?:\+|0)\d(?:[ ()./-]{0,3}\d){7,14}|\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4})(?!\d)/g,
      '$1[phone]',
    );
}

/** The check digit of card numbers. */
function luhn(text: string): boolean {
  let sum = 0;
  let double = false;
  for (let at = text.length; at--;) {
    const digit = +text[at]!;
    if (text[at]! < '0') continue;
    sum += double ? (digit * 2) % 9 || digit : digit;
    double = !double;
  }
  return sum % 10 == 0;
}

/** Cuts between characters, never inside one. */
export function cut(text: string): string {
  return Array.from(text).slice(0, LONGEST).join('');
}
