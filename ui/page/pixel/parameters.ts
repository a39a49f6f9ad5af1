/** What is sent along: of the shop's own events what the plan names, of a checkout what it is worth and what is in it. */
import { cut, mask } from '../shared/mask';
import type { Line, PixelEvent } from './shopify';

export type Parameters = { [name: string]: unknown };

/** Parameters that the plan names, and nothing else that somebody may have published under the event's name. */
export function published(event: PixelEvent, names: readonly string[]): Parameters {
  const data = (event.customData ?? {}) as Parameters;
  const parameters: Parameters = {};
  for (const name of names) {
    const value = Object.prototype.hasOwnProperty.call(data, name) ? data[name] : undefined;
    if (typeof value == 'number' && isFinite(value)) parameters[name] = value;
    // Ids of products may look like anything.
    if (typeof value == 'string')
      parameters[name] = cut(/(^|_)id$/.test(name) ? value : mask(value));
  }
  return parameters;
}

/** What a checkout is worth, and what is in it. */
export function bought({ name, data }: PixelEvent): Parameters {
  const {
    currencyCode,
    totalPrice,
    totalTax,
    shippingLine,
    lineItems = [],
    order,
  } = data?.checkout ?? {};
  const parameters: Parameters = {
    currency: currencyCode ?? totalPrice?.currencyCode,
    value: totalPrice?.amount,
    items: lineItems.map(item),
  };
  if (name == 'checkout_completed') {
    parameters.transaction_id = order?.id;
    parameters.tax = totalTax?.amount;
    parameters.shipping = shippingLine?.price?.amount;
  }
  return known(parameters);
}

function item({ title, quantity, variant }: Line): Parameters {
  const product = variant?.product;
  return known({
    item_id: product?.id ?? variant?.id,
    item_name: product?.title ?? title,
    item_variant: variant?.title,
    item_brand: product?.vendor,
    price: variant?.price?.amount,
    quantity,
  });
}

function known(parameters: Parameters): Parameters {
  return Object.fromEntries(Object.entries(parameters).filter(([, value]) => value != null));
}

/** What a checkout has in it, as Meta's catalogue calls it. */
export function forMeta({
  items,
  transaction_id,
  tax: _tax,
  shipping: _shipping,
  ...rest
}: Parameters): Parameters {
  const lines = (items ?? []) as { item_id?: string; quantity?: number }[];
  return known({
    ...rest,
    content_ids: lines.map(({ item_id }) => item_id).filter(Boolean),
    content_type: 'product',
    num_items: lines.reduce((sum, { quantity = 1 }) => sum + quantity, 0),
    order_id: transaction_id,
  });
}
