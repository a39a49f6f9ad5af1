/**
 * Source `cart_total`: the total that the page shows, or else has in a script. There is no other way to know it
 * without asking the network; where what is shown does not agree with itself, there is none.
 */
import { getAttribute, getter, matchesCss } from '../shared/dom';

const textContent = getter<string>(Node, 'textContent');

const TOTALS =
  '[data-cart-total],[data-cart-subtotal],[class*=cart i] [class*=total i],[id*=cart i] [class*=total i]';

/** Totals of a line, of a tax, or of things. */
const OTHERS = ['item', 'line', 'count', 'quant', 'sav', 'disc', 'tax', 'ship']
  .map((word) => `[class*=${word}]`)
  .concat(['cart-item', 'cart_item', 'line-item'].map((word) => `[class*=${word}] *`))
  .join();

/** The one among these, if they are all the same. */
const agreed = (elements: Element[]): number | undefined => {
  const amounts = elements.map($.amount_!).filter((amount) => amount != null);
  return amounts.every((each) => each == amounts[0]) ? amounts[0] : NaN;
};

/** From the cart as Shopify writes it. */
const stored = (): number | undefined => {
  for (const script of $.all_!(null, 'script[type="application/json"]')) {
    const text = textContent(script).slice(0, 1e5);
    const [, hundredths] = /"total_price":\s*(\d+)/.exec(text) || [];
    if (hundredths && /"item_count"/.test(text)) return +hundredths / 100;
  }
  return undefined;
};

$.sources_!.cart_total = () => {
  const shown = $.all_!(null, TOTALS).filter(
    (each) => !matchesCss(each, OTHERS) && !$.all_!(each, TOTALS)[0],
  );
  const isPart = (each: Element): boolean =>
    /sub/i.test(getAttribute(each, 'class') + '') || matchesCss(each, '[data-cart-subtotal]');
  // A total may have more in it than the things.
  return agreed(shown.filter((each) => !isPart(each))) ?? agreed(shown.filter(isPart)) ?? stored();
};
