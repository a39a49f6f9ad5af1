/**
 * Source `cart_total`: the total that the page shows, or else has in a script. There is no other way to know it
 * without asking the network; where what is shown does not agree with itself, there is none.
 */
import { matchesCss } from '../shared/dom';
import { amountOf } from '../shared/prices';
import { all } from '../shared/tree';
import { sources } from './core';

const TOTALS =
  '[data-cart-total],[data-cart-subtotal],[class*=cart i] [class*=total i],[id*=cart i] [class*=total i]';

/** Totals of a line, of taxes and the like, or of things. */
const OTHERS =
  '[class*=item],[class*=line],[class*=count],[class*=disc],[class*=tax],[class*=ship],tr[class*=item] *,li *';

sources.cart_total = () => {
  const amounts = (ofPart: boolean): number[] =>
    all(null, TOTALS)
      .filter(
        (each) =>
          !matchesCss(each, OTHERS) &&
          // The innermost.
          !all(each, TOTALS)[1] &&
          matchesCss(each, '[class*=sub i],[data-cart-subtotal]') == ofPart,
      )
      .flatMap((each) => amountOf(each) ?? []);
  // A total may have more in it than the things.
  const shown = new Set(amounts(false)[0] == null ? amounts(true) : amounts(false));
  if (shown.size) return shown.size > 1 ? '' : [...shown][0];
  // The cart as Shopify writes it, in hundredths.
  for (const { text } of all(null, 'script[type="application/json"]') as HTMLScriptElement[]) {
    const [, total] = /^[^]{0,9999}"total_price":(\d+)/.exec(text) || [];
    if (total) return +total / 100;
  }
  return '';
};
