/** Facts about products: of the page, and of the cards on it. */
import { body, spec } from '../spec.mjs';

const FIELDS = ['id', 'handle', 'title', 'price', 'currency', 'variant', 'vendor'];
const parameters = FIELDS.map((field) => ({ name: field, from: { type: 'product', field } }));
const events = [{ css: '.x', parameters }];
const linked = (thing) =>
  `<script type="application/ld+json">${typeof thing == 'string' ? thing : JSON.stringify(thing)}</script>`;
const buy = '<button class=x>Buy</button>';

/** A click on `.x` sends exactly these facts. */
const tells = (name, { path = '/products/tee', ...setup }, facts, css = '.x') =>
  spec(`product: ${name}`, { events, path, ...setup }, async (t) => {
    await t.sends(() => t.tab.click(css), [body('e0', facts)]);
  });

const group = {
  '@context': 'https://schema.org',
  '@type': 'ProductGroup',
  name: 'Tee & more',
  url: 'https://shop.example/products/tee',
  productGroupID: '700',
  brand: { '@type': 'Brand', name: 'Acme' },
  hasVariant: [
    {
      '@type': 'Product',
      '@id': '/products/tee?variant=1#variant',
      offers: { '@type': 'Offer', price: '19.00', priceCurrency: 'EUR' },
    },
    {
      '@type': 'Product',
      '@id': '/products/tee?variant=36012345678909#variant',
      offers: {
        '@type': 'Offer',
        price: '1299.00',
        priceCurrency: 'EUR',
        url: 'https://shop.example/products/tee?variant=36012345678909',
      },
    },
  ],
};
const tee = { handle: 'tee', title: 'Tee & more', vendor: 'Acme', id: '700', currency: 'EUR' };

tells(
  'a group with variants, the first price',
  { body: linked(group) + buy },
  { ...tee, price: 19 },
);
tells(
  'the variant of the address',
  { body: linked(group) + buy, path: '/products/tee?variant=36012345678909' },
  { ...tee, price: 1299, variant: '36012345678909' },
);
tells(
  'the variant of the form, not of a card with another product',
  {
    body: `${linked(group)}<aside><form action="/cart/add"><input type=hidden name=id value=99></form></aside>
      <main><form action="/cart/add"><input type=hidden name=id value=36012345678909>${buy}</form></main>`,
  },
  { ...tee, price: 1299, variant: '36012345678909' },
);
tells(
  'a graph, WooCommerce: brand and price specification',
  {
    path: '/product/cap/',
    body:
      linked({
        '@graph': [
          { '@type': 'WebPage' },
          {
            '@type': ['Thing', 'Product'],
            '@id': 'https://shop.example/#product',
            name: 'Cap',
            sku: 'CAP-1',
            brand: 'Acme',
            offers: [
              { '@type': 'Offer', priceSpecification: [{ price: '18.00', priceCurrency: 'GBP' }] },
            ],
          },
        ],
      }) + buy,
  },
  { id: 'CAP-1', handle: 'cap', title: 'Cap', price: 18, currency: 'GBP', vendor: 'Acme' },
);
tells(
  'an aggregate offer, line ends inside of strings',
  {
    body:
      linked(
        '[{"@type":"Product","name":"Long\n  name","offers":{"@type":"AggregateOffer","lowPrice":"9,90","priceCurrency":"EUR"}}]',
      ) + buy,
  },
  { handle: 'tee', title: 'Long name', price: 9.9, currency: 'EUR' },
);
tells(
  'several products: the one with the address',
  {
    body:
      linked([
        { '@type': 'Product', name: 'Other', url: '/products/other' },
        { '@type': 'Product', name: 'Tee', url: '/en/products/tee?x=1' },
      ]) + buy,
  },
  { handle: 'tee', title: 'Tee' },
);
tells(
  'broken and huge JSON-LD is passed over',
  {
    body: `${linked('{"@type":"Product",')}${linked({ '@type': 'Product', name: 'Huge', description: 'x'.repeat(1e6) })}<h1>Tee</h1>
      <meta property="og:type" content=product><meta property="og:price:amount" content="1.299,00"><meta property="og:price:currency" content=EUR>${buy}`,
  },
  { handle: 'tee', title: 'Tee', price: 1299, currency: 'EUR' },
);
tells(
  "Shopify's page data: hundredths, the chosen variant",
  {
    head: `<script>ShopifyAnalytics = { meta: { product: { id: 6786188247105, handle: 'tee', vendor: 'Acme', variants: [{ id: 1, price: 1999 }, { id: 2, price: 129900 }] } } };
      Shopify = { currency: { active: 'USD' } };</script>`,
    body: `<h1>Tee</h1><form action="/cart/add"><select name=id><option value=1>S</option><option value=2 selected>M</option></select>${buy}</form>`,
  },
  {
    id: '6786188247105',
    handle: 'tee',
    title: 'Tee',
    price: 1299,
    currency: 'USD',
    variant: '2',
    vendor: 'Acme',
  },
);
tells(
  'microdata around the heading',
  {
    path: '/shirt.html',
    body: `<div itemscope itemtype="https://schema.org/Product"><h1 itemprop=name>Shirt</h1><span itemprop=brand>Acme</span>
      <div itemprop=offers itemscope><meta itemprop=priceCurrency content=USD><span itemprop=price content="34.0000">$34</span></div>${buy}</div>`,
  },
  { handle: 'shirt.html', title: 'Shirt', price: 34, currency: 'USD', vendor: 'Acme' },
);
tells('none on other pages', { path: '/pages/about', body: `<h1>About</h1>${buy}` }, {});
tells(
  'none of a list of products',
  {
    path: '/collections/all',
    body:
      linked({
        '@type': 'ItemList',
        itemListElement: [
          { '@type': 'ListItem', item: { '@type': 'Product', name: 'Tee', url: '/products/tee' } },
        ],
      }) + buy,
  },
  {},
);

const card = (
  handle,
  price,
) => `<li class=card><a href="/products/${handle}"><img alt=""></a><h3><a href="/products/${handle}?variant=5">The ${handle}</a></h3>
  <div class=price>${price}</div><button class="x ${handle}" data-product-id=50>Add</button></li>`;

const cards = {
  head: `<script>Shopify = { currency: { active: 'USD' } };
    meta = { product: { id: 1, vendor: 'Page', variants: [{ id: 9, price: 100 }] }, products: [{ id: 77, handle: 'sock', vendor: 'Knit', variants: [{ id: 5, price: 550 }] }] };</script>`,
  body: `${linked({ ...group, name: 'Page' })}<main><h1>Page</h1><ul>${card('cap', 'Regular price $8.00 <s>$10.00</s> Sale price $8.00 -20%')}${card('sock', '$5.50')}${card('bag', '$5.00 $0.80 / l')}</ul></main>`,
};

tells(
  'a card on the page of another product',
  cards,
  { id: '50', handle: 'cap', title: 'The cap', price: 8, currency: 'USD', variant: '5' },
  '.cap',
);
tells(
  'a card that the page has data of',
  cards,
  {
    id: '77',
    handle: 'sock',
    title: 'The sock',
    price: 5.5,
    currency: 'USD',
    variant: '5',
    vendor: 'Knit',
  },
  '.sock',
);
tells(
  'a card whose price is not certain',
  cards,
  { id: '50', handle: 'bag', title: 'The bag', currency: 'USD', variant: '5' },
  '.bag',
);

spec(
  'a page view waits for the end of the document, where its product may stand',
  {
    events: [
      { on: 'page_view' },
      { on: 'page_view', parameters: [{ name: 'item', from: { type: 'product', field: 'title' } }] },
    ],
    path: '/products/mug',
    body: '<script type="application/ld+json">{"@type":"Product","name":"Mug"}</script>',
  },
  async (t) => {
    await t.sends(() => {}, [body('e0'), body('e1', { item: 'Mug' })]);
  },
);
