/**
 * What any theme needs to draw the shop: the catalogue, money, image addresses, and what Shopify itself puts on
 * every page. No markup that a theme chooses lives here.
 */
import { readFileSync } from 'node:fs';

const catalogue = JSON.parse(readFileSync(new URL('./b_catalogue.json', import.meta.url), 'utf8'));
export const { shop, products, journal, reviews, swatches } = catalogue;

export const byHandle = (handle) => products.find((p) => p.handle === handle);
export const each = (list, draw) => list.map(draw).join('\n');
export const when = (condition, text) => (condition ? text : '');
export const money = (pounds) => `£${pounds.toFixed(2)}`;
export const esc = (text) => text.replace(/&/g, '&amp;').replace(/"/g, '&quot;');
export const slug = (text) => text.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');

/** Marks an element as the one a key means; `b_truth.py` turns marks into selectors and takes them off. */
export const m = (...keys) => {
  const named = keys.filter(Boolean);
  return named.length ? ` wm="${named.join(' ')}"` : '';
};

/** Address of a product's picture `n` (from 1), `width` pixels wide. */
export const src = (product, n, width) =>
  `//${shop.domain}/cdn/shop/files/${product.handle}-${n}.jpg?v=17${String(product.id).slice(-8)}&amp;width=${width}`;
export const srcset = (product, n, widths) => widths.map((w) => `${src(product, n, w)} ${w}w`).join(', ');
export const asset = (name, width) => `//${shop.domain}/cdn/shop/files/${name}?v=1718204417&amp;width=${width}`;
export const alt = (product, n) =>
  `${product.title}, ${['front', 'worn outdoors', 'detail of the fabric', 'back'][n - 1]}`;

/** Every combination of a product's options, with its numeric id. */
export function variants(product) {
  const rows = product.options.reduce(
    (rows, [, values]) => rows.flatMap((row) => values.map((value) => [...row, value])),
    [[]],
  );
  return rows.map((options, i) => ({
    id: product.variant + i * 33,
    options,
    title: options.join(' / ') || 'Default Title',
    price: product.price * 100,
    available: product.available && i % 7 !== 5,
  }));
}
/** The variant a page opens with: the middle size of the first colour. */
export const firstVariant = (product) => variants(product)[Math.max(0, valuesOf(product, 'Size').indexOf('M'))];
export const valuesOf = (product, name) => product.options.find(([n]) => n === name)?.[1] ?? [];

/** The cart's lines: product, variant, quantity, key. */
export const cart = catalogue.cart.map(([handle, title, quantity]) => {
  const product = byHandle(handle);
  const variant = variants(product).find((v) => v.title === title);
  return { product, variant, quantity, key: `${variant.id}:f4a${variant.id % 9973}c0de`, total: product.price * quantity };
});
export const cartTotal = cart.reduce((sum, line) => sum + line.total, 0);
export const cartCount = cart.reduce((sum, line) => sum + line.quantity, 0);

const named = (handles) => handles.map(byHandle);
/** The four products shown beside `product`. */
export const beside = (product) => named(catalogue.recommended).filter((p) => p !== product).slice(0, 4);
/** The four shown under the cart. */
export const besideCart = named(catalogue.cart_recommended);
export const featured = named(catalogue.featured);
export const collection = named(catalogue.collection);

export const variantJson = (product) =>
  JSON.stringify(
    variants(product).map((v) => ({
      id: v.id, title: v.title, options: v.options, option1: v.options[0] ?? 'Default Title', option2: v.options[1] ?? null,
      sku: `${product.handle.slice(0, 3).toUpperCase()}-${v.id % 1000}`, requires_shipping: true, taxable: true,
      available: v.available, price: v.price, compare_at_price: product.compare ? product.compare * 100 : null, barcode: '',
    })),
  );

export const productLd = (product) =>
  `<script type="application/ld+json">${JSON.stringify({
    '@context': 'http://schema.org/', '@type': 'Product', name: product.title,
    url: `https://${shop.domain}/products/${product.handle}`, description: product.text.join(' '),
    brand: { '@type': 'Brand', name: shop.name },
    offers: variants(product).map((v) => ({
      '@type': 'Offer', price: product.price, priceCurrency: 'GBP',
      availability: `http://schema.org/${v.available ? 'InStock' : 'OutOfStock'}`,
      url: `https://${shop.domain}/products/${product.handle}?variant=${v.id}`,
    })),
  })}</script>`;

/** What the platform writes into the head of every page. */
export const platformHead = (themeName, themeId, page) => `
<script id="shopify-features" type="application/json">{"accessToken":"0b7c7f0e6f0a4a","betas":["rich-media-storefront-analytics"],"domain":"${shop.domain}","predictiveSearch":true,"shopId":60127183042,"locale":"en"}</script>
<script>var Shopify = Shopify || {}; Shopify.shop = "fern-harbour.myshopify.com"; Shopify.locale = "en"; Shopify.currency = {"active":"GBP","rate":"1.0"}; Shopify.country = "GB"; Shopify.theme = {"name":"${themeName}","id":${themeId},"role":"main"}; Shopify.routes = Shopify.routes || {}; Shopify.routes.root = "/";</script>
<script type="module">!function(o){(o.Shopify=o.Shopify||{}).modules=!0}(window);</script>
<script id="__st">var __st={"a":60127183042,"offset":0,"reqid":"e0c1-${page}","pageurl":"${shop.domain}/","u":"5b3f","p":"${page.replace(/-.*/, '')}"};</script>
<link rel="dns-prefetch" href="https://monorail-edge.shopifysvc.com">`;

/** The mark of a menu link in the header; nobody asks for Accessories, so that it stays a distractor. */
export const navMark = (key) => m(key !== 'accessories' && `nav_${key}`);
