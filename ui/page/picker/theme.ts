/**
 * What a page's own script says of the shop's theme: Shopify writes it into every page that it renders. Nothing of the
 * page is run or asked for it, only the words that stand there are read; what they mean is the crate `catalogue`'s work.
 */
import { textContent } from '../shared/text';

/** Longer scripts are not read; characters. */
const LONGEST = 20_000;
/** One object without others in it, however little of it is true. */
const SAID = /Shopify\.theme\s{0,9}=\s{0,9}\{[^{}]{1,1500}\}/;

/** The assignment that names the theme; `null` where the script has none. */
export function themeIn(script: Element): string | null {
  const text = textContent(script) ?? '';
  return text.length > LONGEST ? null : (SAID.exec(text)?.[0] ?? null);
}
