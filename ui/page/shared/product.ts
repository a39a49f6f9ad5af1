/**
 * The product of the card that an element stands in, or else the page's: what the runtime sends of it and the picker
 * shows. Read from JSON-LD, what Shopify puts into the page, microdata, Open Graph and forms; what none of them says for
 * certain is left out.
 */
import type { ProductField } from '../../generated/ProductField';
import { getAttribute } from './dom';
import type { Thing } from './linked';
import { handleOf, linked } from './linked';
import { amountOf, money } from './prices';
import { textOf } from './text';
import { all, parentOf } from './tree';
import type { Value } from './values';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- whatever the page has
const page = window as any;

const LINK = 'a[href*="/prod"]';

/** Where forms keep the chosen variant, and pages the product. */
const VARIANT = '[name=id]:not([type=radio]),[name=id]:checked,[name=variation_id]';
const ID = '[name=product-id],[data-product-id],[name=add-to-cart],[data-product_id]';

const list = (it: unknown): Thing[] => ([] as Thing[]).concat((it as Thing) || []).filter(Boolean);

/** The field, content or text of the first that the CSS matches. */
const said = (root: Element | null, css: string): string => {
  const element = all(root, css)[0];
  return element
    ? (
        (element as HTMLInputElement).value ||
        getAttribute(element, 'content') ||
        textOf(element)
      ).trim()
    : '';
};

/** What one variant costs, or any. */
interface Offer {
  address_?: string;
  variant_?: string | undefined;
  price_: string | number;
  currency_?: string;
}

const variantIn = (address = ''): string | undefined => /[?&]variant=(\d+)/.exec(address)?.[1];

const offersOf = (thing: Thing, address?: string): Offer[] =>
  list(thing.offers)
    .flatMap((offer) => [offer, ...list(offer.offers)])
    .map((offer): Offer => {
      const {
        url: address_ = address,
        price,
        lowPrice,
        priceCurrency,
      } = {
        ...list(offer.priceSpecification)[0],
        ...offer,
      } as Thing;
      return {
        address_,
        variant_: variantIn(address_),
        price_: price || lowPrice,
        currency_: priceCurrency,
      };
    })
    .concat(list(thing.hasVariant).flatMap((each) => offersOf(each, each.url || each['@id'])));

/** Whether this JSON-LD is about the product with the handle; without an address it is the page's. */
const isAbout = (thing: Thing, handle: string): boolean =>
  /\bProduct(Group)?\b/.test(thing['@type']) &&
  ([thing.url, thing['@id'], list(thing.offers)[0]?.url]
    .map((address) => address && handleOf(address))
    .find(Boolean) || handleOf('')) == handle;

export type Product = { [field in ProductField]?: Value };

/** What is known of it; `say` hears of structured data that cannot be read. */
export const productAround = (target: Element | null, say?: (error: unknown) => void): Product => {
  // The largest element around that is about one product only, without the page's heading.
  let card: Element | null = null;
  let address = '';
  for (let at = target; at && !all(at, 'h1')[0]; at = parentOf(at)) {
    const links = all(at, LINK).map((each) => getAttribute(each, 'href')!);
    if (links.some((other) => handleOf(other) != handleOf(links[0]!))) break;
    if (links[0]) {
      card = at;
      address = links.find(variantIn) || links[0];
    }
  }
  const handle = handleOf(address);
  if (handle == handleOf('')) {
    card = null;
    address = location.href;
  }
  const around = card || all(null, 'main')[0] || null;
  const shop: Thing = (page.ShopifyAnalytics || page).meta || {};
  const listed: Thing | undefined = list(card ? shop.products : shop.product).find(
    (each) => (each.handle || (card ? '' : handle)) == handle,
  );
  const thing = handle && linked(say).find((each) => isAbout(each, handle));
  const marked = card
    ? around
    : all(null, '[itemtype$="/Product"]').find((each) => all(each, 'h1')[0]);
  const property = (name: string): string => (marked ? said(marked, `[itemprop=${name}]`) : '');
  const meta = (name: string): string => (card ? '' : said(null, `meta[property$="${name}"]`));
  // A page that nothing says to be about a product is not.
  if (!card && !thing && !listed && !marked && !/product$/.test(meta('og:type'))) return {};

  const { name, brand, productGroupID, productID, sku }: Thing = thing || {};
  const { id, vendor, variants }: Thing = listed || {};
  const offers = (thing ? offersOf(thing) : []).concat(
    // Shopify counts in hundredths of any currency.
    list(variants).map((each) => ({ variant_: '' + each.id, price_: each.price / 100 })),
  );
  const known = offers.flatMap(({ variant_ }) => variant_ || []);
  const ids = all(around, VARIANT).map((field) => (field as HTMLInputElement).value);
  const variant =
    ids.find((each) => known.indexOf(each) >= 0) ||
    variantIn(address) ||
    (known[0]
      ? known.some((each) => each != known[0])
        ? ''
        : known[0]
      : ids.find((each) => +each));
  const { price_, currency_ }: Partial<Offer> =
    offers.find((each) => variant && each.variant_ == variant) ||
    offers.find((each) => each.price_) ||
    {};
  const shown = card && all(around, '[class*=price]')[0];
  const holder = all(around, ID)[0];
  const maker = list(brand)[0];

  return {
    id:
      id ||
      (holder &&
        (getAttribute(holder, 'data-product-id') ||
          getAttribute(holder, 'data-product_id') ||
          (holder as HTMLInputElement).value)) ||
      productGroupID ||
      productID ||
      sku,
    handle,
    title:
      name ||
      property('name') ||
      (card
        ? said(around, 'h2,h3,h4,[class*=title]') || all(around, LINK).map(textOf).join(' ')
        : said(null, 'h1') || meta('og:title')),
    price:
      +price_! ||
      money(price_ ? '' + price_ : property('price') || meta('price:amount')) ||
      (shown && amountOf(shown)),
    currency:
      currency_ ||
      page.Shopify?.currency?.active ||
      property('priceCurrency') ||
      meta('price:currency'),
    variant,
    vendor: maker?.name || maker || vendor || property('brand'),
  };
};
