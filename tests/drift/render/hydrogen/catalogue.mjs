/** The made-up shop whose pages are rendered: products, collections, menus, policies. */

const DOMAIN = 'https://vesper-ceramics.myshopify.com';
const money = (amount) => ({amount, currencyCode: 'EUR'});
const gid = (type, id) => `gid://shopify/${type}/${id}`;
const slug = (title) => title.toLowerCase().replace(/[^a-z0-9]+/g, '-');

const image = (title, view = 1) => ({
  id: gid('ProductImage', slug(title).length * 100 + view),
  url: `https://cdn.shopify.com/s/files/1/0001/files/${slug(title)}-${view}.jpg`,
  altText: `${title}, view ${view}`,
  width: 1200,
  height: 900,
});

const COLOURS = {Chalk: '#eeeae0', Slate: '#46505a', Rust: '#9a4a2c'};

function product(index, [title, price, options, available = true]) {
  const handle = slug(title);
  const given = Object.entries(options);
  const axes = given.length ? given : [['Title', ['Default Title']]];
  const self = {
    __typename: 'Product',
    id: gid('Product', 9100 + index),
    title,
    handle,
    vendor: 'Vesper',
    description: `${title}, thrown and glazed by hand.`,
    descriptionHtml: `<p>${title}, thrown and glazed by hand.</p>`,
    publishedAt: '2024-02-01T00:00:00Z',
    availableForSale: available,
    featuredImage: image(title),
    images: connection([image(title), image(title, 2)]),
    seo: {title, description: `${title} by Vesper`},
    tags: [],
    priceRange: {minVariantPrice: money(price), maxVariantPrice: money(price)},
    trackingParameters: null,
  };
  const combinations = axes.reduce(
    (rows, [name, values]) =>
      rows.flatMap((row) => values.map((value) => [...row, {name, value}])),
    [[]],
  );
  const variants = combinations.map((selectedOptions, n) => ({
    __typename: 'ProductVariant',
    id: gid('ProductVariant', (9100 + index) * 100 + n),
    title: selectedOptions.map((o) => o.value).join(' / '),
    sku: `VC-${index}${n}`,
    availableForSale: available,
    requiresShipping: true,
    compareAtPrice: index === 0 ? money('48.00') : null,
    unitPrice: null,
    price: money(price),
    image: image(title),
    selectedOptions,
    product: self,
  }));
  const pick = (wanted) =>
    variants.find((variant) =>
      variant.selectedOptions.every((option) =>
        wanted.some((w) => w.name === option.name && w.value === option.value),
      ),
    );
  self.options = axes.map(([name, values], n) => ({
    id: gid('ProductOption', (9100 + index) * 10 + n),
    name,
    values,
    optionValues: values.map((value, m) => ({
      id: gid('ProductOptionValue', (9100 + index) * 100 + n * 10 + m),
      name: value,
      firstSelectableVariant: variants.find((variant) =>
        variant.selectedOptions.some((o) => o.name === name && o.value === value),
      ),
      swatch: COLOURS[value] ? {color: COLOURS[value], image: null} : null,
    })),
  }));
  self.variants = connection(variants);
  self.selectedVariant = null;
  self.variantBySelectedOptions = ({selectedOptions}) => pick(selectedOptions ?? []) ?? null;
  self.selectedOrFirstAvailableVariant = ({selectedOptions}) =>
    pick(selectedOptions ?? []) ?? variants[0];
  self.adjacentVariants = () => variants;
  // The trie of the Storefront API: every combination exists.
  const [first, second] = axes.map(([, values]) => values.map((_, n) => n));
  self.encodedVariantExistence =
    'v1_' + (second ? first.map((n) => `${n}:${second.join(' ')},`).join('') : first.join(' '));
  self.encodedVariantAvailability = available ? self.encodedVariantExistence : '';
  return self;
}

function connection(nodes) {
  return ({first, last, after} = {}) => {
    const start = after ? Number(after) : 0;
    const size = first ?? last ?? nodes.length;
    const page = nodes.slice(start, start + size);
    return {
      nodes: page,
      edges: page.map((node, n) => ({node, cursor: String(start + n + 1)})),
      totalCount: nodes.length,
      pageInfo: {
        hasNextPage: start + size < nodes.length,
        hasPreviousPage: start > 0,
        startCursor: String(start),
        endCursor: String(start + page.length),
      },
    };
  };
}

const SIZE_AND_COLOUR = {Size: ['Small', 'Large'], Colour: ['Chalk', 'Slate', 'Rust']};
export const products = [
  ['Dune Bowl', '39.00', SIZE_AND_COLOUR],
  ['Fjord Mug', '24.00', {Colour: ['Chalk', 'Slate']}],
  ['Kiln Brush', '12.50', {}],
  ['Moor Teapot', '88.00', SIZE_AND_COLOUR, false],
  ['Harbour Plate', '31.00', {Size: ['Small', 'Large']}],
  ['Lichen Vase', '64.00', {Colour: ['Chalk', 'Rust']}],
  ['Tide Jug', '52.00', {}],
  ['Ember Candle Holder', '19.00', {Colour: ['Slate', 'Rust']}],
  ['Cove Espresso Cup', '18.00', {Size: ['Small', 'Large']}],
  ['Reed Carafe', '47.00', {}],
  ['Salt Cellar', '15.00', {}],
  ['Field Butter Dish', '36.00', {}],
].map((row, index) => product(index, row));

const collection = (index, title, members) => ({
  __typename: 'Collection',
  id: gid('Collection', 410 + index),
  title,
  handle: slug(title),
  description: `${title} from our kiln.`,
  image: image(title),
  products: connection(members),
});
export const collections = [
  collection(0, 'Tableware', products),
  collection(1, 'Vessels', products.filter((_, n) => n % 2)),
  collection(2, 'Gifts', products.slice(2, 5)),
];

const menuItem = (id, title, path) => ({
  id: gid('MenuItem', id),
  resourceId: null,
  tags: [],
  title,
  type: 'HTTP',
  url: DOMAIN + path,
  items: [],
});
export const menus = {
  'main-menu': {
    id: gid('Menu', 1),
    items: [
      menuItem(11, 'Tableware', '/collections/tableware'),
      menuItem(12, 'Vessels', '/collections/vessels'),
      menuItem(13, 'All products', '/collections/all'),
      menuItem(14, 'Journal', '/blogs/journal'),
      menuItem(15, 'About', '/pages/about'),
    ],
  },
  footer: {
    id: gid('Menu', 2),
    items: [
      menuItem(21, 'Privacy Policy', '/policies/privacy-policy'),
      menuItem(22, 'Refund Policy', '/policies/refund-policy'),
      menuItem(23, 'Shipping Policy', '/policies/shipping-policy'),
      menuItem(24, 'Terms of Service', '/policies/terms-of-service'),
    ],
  },
};

const policy = (id, title) => ({
  id: gid('ShopPolicy', id),
  title,
  handle: slug(title),
  url: `${DOMAIN}/policies/${slug(title)}`,
  body: `<p>${title} of Vesper Ceramics.</p>`,
});
export const shop = {
  id: gid('Shop', 77),
  name: 'Vesper Ceramics',
  description: 'Stoneware from a small kiln',
  primaryDomain: {url: DOMAIN, host: 'vesper-ceramics.myshopify.com', sslEnabled: true},
  brand: {logo: {image: {url: 'https://cdn.shopify.com/s/files/1/0001/files/logo.png'}}},
  privacyPolicy: policy(31, 'Privacy Policy'),
  refundPolicy: policy(32, 'Refund Policy'),
  shippingPolicy: policy(33, 'Shipping Policy'),
  termsOfService: policy(34, 'Terms of Service'),
  subscriptionPolicy: null,
};

const article = (index, title) => ({
  __typename: 'Article',
  id: gid('Article', 510 + index),
  title,
  handle: slug(title),
  contentHtml: `<p>${title}.</p>`,
  publishedAt: `2024-03-0${index + 1}T09:00:00Z`,
  image: image(title),
  author: {name: 'Ida'},
  authorV2: {name: 'Ida'},
  blog: {handle: 'journal'},
  seo: {title, description: title},
  trackingParameters: null,
});
const articles = [article(0, 'Firing day'), article(1, 'Glazes we love')];
export const blog = {
  __typename: 'Blog',
  id: gid('Blog', 5),
  title: 'Journal',
  handle: 'journal',
  seo: {title: 'Journal', description: 'Notes'},
  articles: connection(articles),
  articleByHandle: ({handle}) => articles.find((a) => a.handle === handle),
};
export const page = {
  __typename: 'Page',
  id: gid('Page', 6),
  title: 'About',
  handle: 'about',
  body: '<p>We make stoneware.</p>',
  seo: {title: 'About', description: 'About us'},
  trackingParameters: null,
};

const line = (id, variant, quantity) => ({
  __typename: 'CartLine',
  id: gid('CartLine', id),
  quantity,
  attributes: [],
  merchandise: variant,
  discountAllocations: [],
  parentRelationship: null,
  lineComponents: [],
  cost: {
    totalAmount: money((Number(variant.price.amount) * quantity).toFixed(2)),
    amountPerQuantity: variant.price,
    subtotalAmount: variant.price,
    compareAtAmountPerQuantity: variant.compareAtPrice,
  },
});
export const cart = {
  id: gid('Cart', 'c1'),
  checkoutUrl: `${DOMAIN}/cart/c/c1?key=k`,
  totalQuantity: 3,
  updatedAt: '2024-05-01T10:00:00Z',
  note: '',
  attributes: [],
  discountCodes: [],
  discountAllocations: [],
  appliedGiftCards: [],
  buyerIdentity: {countryCode: 'US', customer: null, email: null, phone: null},
  lines: connection([
    line('l1', products[0].variants({}).nodes[1], 2),
    line('l2', products[1].variants({}).nodes[0], 1),
  ]),
  cost: {
    subtotalAmount: money('102.00'),
    totalAmount: money('102.00'),
    totalDutyAmount: null,
    totalTaxAmount: null,
  },
};
export {connection};
