/** Destination `meta`: Meta's pixel. What is known of the product goes by the names that its catalogue has. */
import { deliver } from '../deliver';

deliver('meta', 'marketing', 'fbq', (name, parameters, _, eventID) => {
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
});
