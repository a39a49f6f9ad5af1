/** What the page tells: cart, catalogue, experiments; what the trigger and the plan tell. */
import { body, spec } from '../spec.mjs';

const of = (...types) => types.map((type) => ({ name: type, from: { type } }));
const view = (...types) => [{ on: 'page_view', parameters: of(...types) }];
const opens = (name, setup, expected) =>
  spec(name, setup, async (t) => t.sends(async () => {}, [body('e0', expected)]));

opens(
  'stage and weight of the event',
  { events: view('stage', 'weight', 'milestone') },
  { stage: 'MOFU', weight: 5 },
);

const place = view('collection', 'search_term');

opens(
  'collection: its handle',
  { events: place, path: '/en-gb/collections/summer-%C3%A9t%C3%A9?page=2' },
  { collection: 'summer-\u00e9t\u00e9' },
);
opens(
  'collection: around a product',
  { events: place, path: '/collections/tees/products/tee' },
  { collection: 'tees' },
);
opens(
  'search term, masked',
  { events: place, path: '/search?type=product&q=tee+for+ada%40example.com' },
  { search_term: 'tee for [email]' },
);
opens(
  'search term: none where it cannot be read',
  { events: place, path: '/search?q=%E0%A4%A' },
  {},
);

const trail = (...names) =>
  `<script type="application/ld+json">${JSON.stringify({
    '@graph': [
      {
        '@type': 'BreadcrumbList',
        itemListElement: names.map((name, at) => ({
          '@type': 'ListItem',
          position: at + 1,
          name,
          item: { '@id': `/product-category/${name.toLowerCase()}/` },
        })),
      },
      ...(names.length > 2 ? [{ '@type': 'Product', name: 'Tee' }] : []),
    ],
  })}</script>`;

opens(
  'collection: by the trail of a product',
  { events: place, path: '/product/tee', head: trail('Home', 'Shirts', 'Tee') },
  { collection: 'shirts' },
);
opens(
  'collection: by the trail of a category',
  { events: place, path: '/product-category/shirts/', head: trail('Home', 'Shirts') },
  { collection: 'shirts' },
);
opens(
  'collection: none elsewhere',
  { events: place, path: '/blog/x', head: trail('Home', 'Blog') },
  {},
);

const cart = (html) => ({
  events: [{ css: 'b', parameters: of('cart_total') }],
  body: `${html}<b>x</b>`,
});
const totals = (name, html, expected) =>
  spec(`cart total: ${name}`, cart(html), async (t) => {
    await t.sends(() => t.tab.click('b'), [body('e0', expected)]);
  });

totals(
  'shown, lines and taxes apart',
  `<div id=main-cart-footer class="cart__footer"><table class=cart-items><tr class=cart-item><td class="cart-item__totals">$5.00</td></tr></table>
    <div class=totals><h2 class=totals__total>Estimated total</h2><p class=totals__total-value>$1,299.00 USD</p></div></div>`,
  { cart_total: 1299 },
);
totals(
  'before the sub-total',
  `<div class=cart-collaterals><div class=cart_totals><table><tr class=cart-subtotal><td>10,00 &euro;</td></tr><tr class=tax-total><td>2,00 &euro;</td></tr>
    <tr class=order-total><td>12,00 &euro;</td></tr></table></div></div>`,
  { cart_total: 12 },
);
totals(
  'none where what is shown does not agree',
  '<div class=cart><p class=total>$5</p></div><div class=cart-drawer><p class=total>$7</p></div>',
  {},
);
totals('an empty cart', '<p data-cart-total>0,00 &euro;</p>', { cart_total: 0 });
totals(
  'in a script',
  '<script type="application/json" data-cart>{"token":"x","total_price":4590,"item_count":2}</script>',
  { cart_total: 45.9 },
);
totals('unknown', '<p>Total: $9</p>', {});

spec(
  'experiments of the data layer, VWO and Optimizely',
  {
    events: [{ css: 'b', parameters: of('experiments') }],
    body: '<b>x</b>',
    head: `<script>
      dataLayer = [null, { event: 'x', variant: 'none' }, { event: 'experience_impression', exp_variant_string: 'CONV-100-2' }];
      function gtag() { dataLayer.push(arguments); }
      gtag('js', new Date());
      gtag('event', 'experience_impression', { exp_variant_string: 'AB-F29-349' });
      dataLayer.push({ event: 'exposed', experiment_id: 'hero', variation_name: 'B' });
      _vwo_exp = { 12: { combination_chosen: 2, comb_n: { 1: 'Control', 2: 'Blue' } }, 13: {} };
      optimizely = { get: () => ({ getVariationMap: () => ({ 900: { id: '7', name: 'Big' }, 901: { id: '8', name: null } }) }) };
    </script>`,
  },
  async (t) => {
    await t.sent();
    await t.sends(
      () => t.tab.click('b'),
      [body('e0', { experiments: '12:Blue,900:Big,901:8,CONV-100:2,AB-F29:349,hero:B' })],
    );
  },
);

spec(
  'experiments: a page whose tools are broken',
  {
    events: [{ css: 'b', parameters: of('experiments', 'stage') }],
    body: '<b>x</b>',
    head: '<script>optimizely = { get() { throw 1; } }; dataLayer = [];</script>',
  },
  async (t) => {
    await t.sends(() => t.tab.click('b'), [body('e0', { stage: 'MOFU' })]);
  },
);

spec(
  'device, traffic source and score',
  {
    events: [{ css: 'b', parameters: of('device', 'traffic_source', 'score') }, { css: 'i' }],
    path: '/?utm_source=news&utm_medium=email',
    body: '<b>x</b><i>y</i>',
  },
  async (t) => {
    const told = (score) => [body('e0', { device: 'desktop', traffic_source: 'email', score })];
    await t.sends(() => t.tab.click('b'), told(5));
    await t.sends(() => t.tab.click('i'), [body('e1')]);
    await t.sends(() => t.tab.click('b'), told(15));
  },
);
