/** Source `product`: a fact about the product of the card that the target stands in, or else the page's. */
import type { ProductField } from '../../generated/ProductField';
import { productAround, type Product } from '../shared/product';
import type { Occasion } from '../shared/values';
import { say, sources } from './core';

let last: Occasion;
let product: Product;

sources.product = ({ field }: { field: ProductField }, target, occasion) => {
  if (occasion != last) product = productAround(target, say);
  last = occasion;
  const value = product[field];
  if (!value || field == 'price') return value;
  return /^(id|variant)$/.test(field) ? Object('' + value) : '' + value;
};
