/** What may leave the page as a value: personal data masked, cut to the length destinations accept. */

/** The longest value that destinations accept: a hundred characters. */
const LONGEST = /^[^]{0,100}/u;

const EMAIL = /[^\s@<>()[\],;:"/]+@[^\s@<>()[\],;:"/]+\.[^\s@<>()[\],;:"/.]{2,}/g;

/** Country, check digits, possibly the bank's letters, digits. */
const IBAN = /\b[A-Z]{2}\d\d ?([A-Z][A-Z\d]{3} ?)?(\d{4} ?){2}[A-Z\d]{2,4}( ?[A-Z\d]{1,4})*\b/g;

/** By first digits and length, in the groups in which cards and forms show them. */
const CARD =
  /\b(3[47]\d\d([ .-]?\d){11}|3[068]\d\d([ .-]?\d){10}|[2-6]\d{3}([ .-]?\d{4}){3}([ .-]?\d{1,3})?)\b/g;

/**
 * With `+` or `0`; with an area code in parentheses; in groups of 2-3, 3-5 and 4, of three times three, of five
 * and five.
 */
const PHONE =
  /(^|[^\w+])([+0]\d([ ()./-]{0,3}\d){7,14}|\(\d{2,5}\)([ -]?\d){7,9}|\d{2,3}[ .-]\d{3,5}[ .-]\d{4}|[5-9]\d\d([ -]\d{3}){2}|[6-9]\d{4}[ -]\d{5})(?!\d)/g;

/** Replaces e-mail addresses, phone, card and account numbers; the patterns are told in `tests/vectors/README.md`. */
export function mask(text: string): string {
  const plain = text.replace(/%[2-7][\da-f]/gi, decodeURIComponent).normalize('NFKC');
  if (plain != text) {
    const masked = mask(plain);
    return masked == plain ? text : masked;
  }
  return text
    .replace(EMAIL, '[email]')
    .replace(/((tel|sms|phone|wa\.me)\W{0,3})\d{7,15}/gi, '$1[phone]')
    .replace(IBAN, '[iban]')
    .replace(CARD, (digits) =>
      luhn(digits) || luhn(digits.replace(/\D/g, '').slice(0, 16)) ? '[card]' : digits,
    )
    .replace(PHONE, '$1[phone]');
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
  return LONGEST.exec(text)![0];
}
