/**
 * Source `product`: the product of the card that the target stands in, or else the page's. Read from JSON-LD, what
 * Shopify puts into the page, microdata, Open Graph and forms; what none of them says for certain is left out.
 */
import type { ProductField } from '../../generated/ProductField';
import { getAttribute, getter, matchesCss } from '../shared/dom';
import type { Occasion, Value } from '../shared/values';
import type { Thing } from './core';

const parentOf = getter<Element | null>(Node, 'parentElement');
const all = $.all_!;
const handleOf = $.handle_!;
const money = $.money_!;

const LINK = 'a[href*="/prod"]';
const VARIANT = '[name=id]:not([type=radio]),[name=id]:checked,[name=variation_id]';
const ID = '[name=product-id],[name=id_product],[name=add-to-cart],[name=product]';
const TITLE = 'a h2,a h3,a h4,h2 a,h3 a,h4 a,a [class*=title],[class*=title] a,[class*=title]';

const first = (root: Element | null, css: string): Element | undefined => all(root, css)[0];

const list = (it: unknown): Thing[] => ([] as Thing[]).concat((it as Thing) || []).filter(Boolean);

/** What a `meta`, a field of microdata or any other element says. */
const said = (root: Element | null | undefined, css: string): string => {
  const element = root !== undefined && first(root, css);
  return element ? getAttribute(element, 'content') || textOf(element) : '';
};

const textOf = (element: Element | undefined): string => (element ? $.facts_.text_!(element) : '');

const amountIn = (root: Element | null, css: string): number | undefined => {
  const element = first(root, css);
  return element && $.amount_!(element);
};

/** What the first such field holds. */
const valueOf = (root: Element | null, css: string): string =>
  ((first(root, css) || {}) as HTMLInputElement).value;

/** What the first such attribute says, of an element or inside. */
const dataOf = (root: Element | null): string | null | undefined =>
  ['data-product-id', 'data-product_id', 'data-id-product']
    .map((name) => {
      const element = root && matchesCss(root, `[${name}]`) ? root : first(root, `[${name}]`);
      return element && getAttribute(element, name);
    })
    .find(Boolean);

/** Offers with the addresses they are for, those of variants too. */
const offersOf = (thing: Thing, address?: unknown): [string, Thing][] =>
  list(thing.offers)
    .flatMap((offer) => [offer, ...list(offer.offers)])
    .map((offer): [string, Thing] => [
      '' + (offer.url || address || ''),
      { ...list(offer.priceSpecification)[0], ...offer },
    ])
    .concat(list(thing.hasVariant).flatMap((each) => offersOf(each, each.url || each['@id'])));

const variantIn = (address: string): string => (/[?&]variant=(\d+)/.exec(address) || [])[1]!;

const addressesOf = (thing: Thing): string[] =>
  [thing.url, thing['@id'], ...offersOf(thing).map(([address]) => address)].filter(
    (address) => address && handleOf(address),
  );

/** The largest element around that is about one product only, and the way there; none around the page's heading. */
const cardAround = (target: Element | null): [Element, string] | undefined => {
  let card: [Element, string] | undefined;
  for (let at = target; at && !first(at, 'h1'); at = parentOf(at)) {
    const links = all(at, LINK).concat(matchesCss(at, LINK) ? at : []);
    const [link = '', ...others] = links.map((each) => getAttribute(each, 'href')!);
    if (others.some((other) => handleOf(other) != handleOf(link))) break;
    if (link) card = [at, link];
  }
  return card && handleOf(card[1]) != handleOf('') ? card : undefined;
};

type Product = { [field in ProductField]?: Value };

const productAround = (target: Element | null): Product => {
  const card = cardAround(target);
  const [around, address] = card || [first(null, 'main') || null, location.href];
  const handle = handleOf(address);
  const page = window as unknown as Thing;
  const shop: Thing = (page.ShopifyAnalytics || page).meta || {};
  const listed = list(card ? shop.products : shop.product).find(
    (each) => (each.handle || (card ? '' : handle)) == handle,
  );
  const described = $.linked_!().filter((each) => /\bProduct(Group)?\b/.test('' + each['@type']));
  const nameless = described.filter((each) => !addressesOf(each)[0]);
  const thing =
    described.find((each) => addressesOf(each).some((at) => handleOf(at) == handle)) ||
    (!card && handle && !nameless[1] && nameless[0]);
  const marked = card
    ? around
    : all(null, '[itemtype$="/Product"]').find((each) => first(each, 'h1'));
  // A page that nothing says to be about a product is not.
  const meta = card ? () => '' : (name: string) => said(null, `meta[property$="${name}"]`);
  if (!card && !thing && !listed && !marked && !/product$/.test(meta('og:type'))) return {};

  const { name, brand, productGroupID, productID, sku } = thing || ({} as Thing);
  const property = (what: string): string => said(marked, `[itemprop=${what}]`);
  const offers = thing ? offersOf(thing) : [];
  const variants = listed ? list(listed.variants) : [];

  const known = variants
    .map(({ id }) => '' + id)
    .concat(offers.flatMap(([at]) => variantIn(at) || []));
  const ids = all(around, VARIANT).map((field) => (field as HTMLInputElement).value);
  const variant =
    ids.find((id) => known.indexOf(id) >= 0) ||
    variantIn(address) ||
    (known[0] ? known.every((id) => id == known[0]) && known[0] : ids.find((id) => +id)) ||
    '';
  const sold = variants.find(({ id }) => id == variant);
  const chosen = offers.find(([at]) => variant && variantIn(at) == variant);
  const [, offer] =
    chosen || (!sold && offers.find(([, { price, lowPrice }]) => price || lowPrice)) || [];
  // Shopify counts in hundredths of any currency.
  const { price: hundredths } = sold || variants[0] || {};
  const numeric = (price: unknown): number | undefined =>
    typeof price == 'number' ? price : +(price as string) || money('' + price);
  const maker = list(brand)[0];
  const { active } = (page.Shopify || {}).currency || {};

  return {
    id:
      (listed && listed.id) ||
      valueOf(around, ID) ||
      dataOf(around) ||
      productGroupID ||
      productID ||
      property('productID') ||
      sku ||
      property('sku') ||
      meta('retailer_item_id'),
    handle,
    title:
      name ||
      property('name') ||
      (card
        ? textOf(first(around, TITLE)) ||
          all(around, LINK)
            .concat(around!)
            .map(textOf)
            .find((text) => /\S/.test(text))
        : textOf(first(null, 'h1')) || meta('og:title')),
    price: offer
      ? numeric(offer.price || offer.lowPrice)
      : hundredths != null
        ? hundredths / 100
        : money(property('price') || meta('price:amount')) ||
          (card && amountIn(around, '[class*=price]')),
    currency:
      (offer && offer.priceCurrency) ||
      active ||
      shop.currency ||
      property('priceCurrency') ||
      meta('price:currency'),
    variant,
    vendor:
      (maker && (maker.name || maker)) ||
      (listed && listed.vendor) ||
      property('brand] [itemprop=name') ||
      property('brand') ||
      meta(':brand'),
  };
};

let last: Occasion;
let product: Product;

$.sources_!.product = ({ field }: { field: ProductField }, target, occasion) => {
  if (occasion != last) product = productAround(target);
  last = occasion;
  const value = product[field];
  return field == 'price' ? value : value && '' + value;
};
