/** Development only: parameters on offer, in Rust's order and groups. */
import type { ParameterChoice } from '@types-rust/ParameterChoice';
import type { ParameterGroup } from '@types-rust/ParameterGroup';
import type { Source } from '@types-rust/Source';

function offer(
  group: ParameterGroup,
  name: string,
  from: Source,
  label: string,
  value = '',
): ParameterChoice {
  return { parameter: { name, from }, label, group, value };
}

/** What can be read of a button on a product page. */
export function offers(): ParameterChoice[] {
  return [
    offer(
      'element',
      'element_text',
      { type: 'element_text' },
      'Text of the element',
      'Add to cart',
    ),
    offer('element', 'link', { type: 'link' }, 'Where the link leads'),
    offer('element', 'position', { type: 'position' }, 'Position in its list'),
    ...pageOffers(),
  ];
}

/** What can be read on a product page without an element. */
export function pageOffers(): ParameterChoice[] {
  return [
    offer('page', 'page_type', { type: 'page_type' }, 'Type of the page', 'product'),
    offer('product', 'item_id', { type: 'product', field: 'id' }, 'Product id', '8817'),
    offer(
      'product',
      'item_name',
      { type: 'product', field: 'title' },
      'Product name',
      'Linen apron with pockets',
    ),
    offer('product', 'price', { type: 'product', field: 'price' }, 'Product price', '29.9'),
    offer('product', 'currency', { type: 'product', field: 'currency' }, 'Currency', 'EUR'),
    offer('product', 'item_variant', { type: 'product', field: 'variant' }, 'Variant'),
    offer('product', 'item_brand', { type: 'product', field: 'vendor' }, 'Product brand'),
    offer('product', 'item_handle', { type: 'product', field: 'handle' }, 'Product handle'),
    offer('page', 'collection', { type: 'collection' }, 'Collection'),
    offer('visitor', 'device', { type: 'device' }, 'Device'),
    offer('visitor', 'traffic_source', { type: 'traffic_source' }, 'How the visit came'),
    offer('event', 'score', { type: 'score' }, 'Score so far'),
    offer('event', 'stage', { type: 'stage' }, 'Stage'),
    offer('event', 'weight', { type: 'weight' }, 'Weight'),
    offer('visitor', 'experiments', { type: 'experiments' }, 'Experiments'),
  ];
}
