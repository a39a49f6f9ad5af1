/**
 * Renders the pages of one release of the Hydrogen starter.
 *
 *     node render.mjs APP OUT
 *
 * APP is the starter's folder with its packages installed (see README.md). Every page is what the
 * server sends to a crawler: the whole document, nothing streamed in later.
 */
import {mkdirSync, writeFileSync} from 'node:fs';
import {join, resolve} from 'node:path';
import {pathToFileURL} from 'node:url';
import {bundle} from './bundle.mjs';
import {createStorefront} from './storefront.mjs';

const [app, out] = process.argv.slice(2).map((p) => resolve(p));
const ORIGIN = 'https://vesper-ceramics.example';
const PAGES = {
  home: '/',
  product: '/products/dune-bowl?Size=Small&Colour=Chalk',
  'product-b': '/products/fjord-mug?Colour=Chalk',
  'product-c': '/products/kiln-brush',
  'product-d': '/products/moor-teapot?Size=Small&Colour=Chalk',
  collections: '/collections',
  collection: '/collections/tableware',
  'collection-b': '/collections/gifts',
  'all-products': '/collections/all',
  search: '/search?q=glazed',
  cart: '/cart',
  'cart-empty': '/cart',
  login: '/account/login',
  register: '/account/register',
  recover: '/account/recover',
};

const storefront = createStorefront(app);
globalThis.caches = {
  open: async () => ({match: async () => undefined, put: async () => {}, delete: async () => true}),
};
globalThis.fetch = async (_, init) => {
  const {query, variables} = JSON.parse(init.body);
  return Response.json(await storefront(query, variables));
};

const module = join(app, 'bundle.mjs');
await bundle(app, module);
const server = (await import(pathToFileURL(module))).default;
const env = {
  SESSION_SECRET: 'x',
  PUBLIC_STOREFRONT_API_TOKEN: 'x',
  PRIVATE_STOREFRONT_API_TOKEN: 'x',
  PUBLIC_STORE_DOMAIN: 'vesper-ceramics.myshopify.com',
  PUBLIC_CHECKOUT_DOMAIN: 'checkout.vesper-ceramics.example',
  PUBLIC_STOREFRONT_ID: '1',
  PUBLIC_CUSTOMER_ACCOUNT_API_CLIENT_ID: 'x',
  PUBLIC_CUSTOMER_ACCOUNT_API_URL: 'https://shopify.example/1',
  SHOP_ID: '1',
};

/** Nonces differ at every run, and the data that hydration reads repeats the page: both go. */
function settle(html) {
  return html
    .replace(/ nonce="[^"]*"/g, '')
    .replace(/<script(?![^>]*\bsrc=)[^>]*>[\s\S]{400,}?<\/script>/g, '<script>/* data of the page */</script>');
}

mkdirSync(out, {recursive: true});
for (const [name, path] of Object.entries(PAGES)) {
  const request = new Request(ORIGIN + path, {
    headers: {
      'user-agent': 'Googlebot/2.1',
      cookie: name === 'cart-empty' || name.startsWith('product') ? '' : 'cart=c1',
    },
  });
  const response = await server.fetch(request, env, {waitUntil() {}, passThroughOnException() {}});
  const html = await response.text();
  console.log(response.status, name, html.length, response.headers.get('location') ?? '');
  if (response.status === 200) writeFileSync(join(out, `${name}.html`), settle(html));
}
process.exit(0);
