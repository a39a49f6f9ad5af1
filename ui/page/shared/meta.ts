/**
 * Calls of Meta's pixel: what is known of the product goes by the names that its catalogue has. Used by the runtime and
 * by Shopify's custom pixel.
 */
type Parameters = { [name: string]: unknown };

/** Arguments of `fbq`; `parameters` is changed. */
export function metaArguments(name: string, parameters: Parameters, eventID: string): unknown[] {
  const { item_id, item_name, price, currency, value = price } = parameters;
  delete parameters.value;
  if (item_id) {
    parameters.content_ids = [item_id];
    parameters.content_type = 'product';
  }
  if (item_name) parameters.content_name = item_name;
  if (currency && +value! >= 0) parameters.value = +value!;
  // Standard events are written in one word, a shop's own are not.
  return [/^[A-Z][A-Za-z]+$/.test(name) ? 'track' : 'trackCustom', name, parameters, { eventID }];
}
