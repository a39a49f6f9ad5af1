/**
 * Parameters as Google Analytics 4 wants them: its e-commerce events have the product in `items`; `value` is money, so
 * it is a number with a currency, or not sent. Used by the runtime and by Shopify's custom pixel.
 */
type Parameters = { [name: string]: unknown };

/** Events about a product or the cart. */
const COMMERCE =
  /^(add_(to_(cart|wishlist)|(payment|shipping)_info)|remove_from_cart|begin_checkout|view_(cart|item(_list)?)|select_item)$/;
/** Of these, what is worth the whole cart. */
const CART = /_info|^b|w_c/;

export function googleParameters(name: string, parameters: Parameters): Parameters {
  const { item_id, item_name, price, quantity = 1, cart_total, value } = parameters;
  const isCommerce = COMMERCE.test(name);
  const hasItem = isCommerce && (item_id || item_name);
  const item: Parameters = {};
  const rest: Parameters = hasItem ? { items: [item] } : {};
  for (const key in parameters) {
    const isAmount = /^(price|quantity)$/.test(key);
    (hasItem && (isAmount || /^item_/.test(key)) ? item : rest)[key] = isAmount
      ? +parameters[key]!
      : parameters[key];
  }
  const worth =
    +value! || (isCommerce ? (CART.test(name) ? +cart_total! : +price! * +quantity!) : NaN);
  delete rest.value;
  if (rest.currency && worth >= 0) rest.value = worth;
  return rest;
}
