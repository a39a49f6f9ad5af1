/**
 * Renders the example pages of one release of Storefront UI, in one shell.
 *
 *     node render.mjs APP OUT
 *
 * APP is what prepare.mjs made.
 */
import {createRequire} from 'node:module';
import {mkdirSync, writeFileSync} from 'node:fs';
import {join, resolve} from 'node:path';
import {bundle} from './bundle.mjs';

const [app, out] = process.argv.slice(2).map((p) => resolve(p));
const PAGES = {
  home: 'home/Home.vue',
  collection: 'category/Category.vue',
  product: 'product/Product.vue',
  cart: 'detailed-cart/DetailedCart.vue',
  checkout: 'checkout/Checkout.vue',
  login: 'login/Login.vue',
  account: 'my-account/MyAccount.vue',
  static: 'static/Static.vue',
};
/** What sets one product apart from another. */
const SECOND = [
  [/Cashmere Sweater/g, 'Corduroy Trousers'],
  [/\$50[.,]00/g, '$72.00'],
  [/Find stunning women[^"]*brands\./g, 'Wide legs, a high waist and four pockets.'],
  [/product([AB])/g, 'trousers$1'],
];

const require = createRequire(join(app, 'package.json'));
const outfile = join(app, 'bundle.cjs');
await bundle(app, PAGES, outfile);
const {Vue, Shell, pages} = require(outfile);
/** The login window is open; on a desktop so are the columns of the footer. */
Vue.mixin({
  created() {
    if ('openModal' in this.$data) this.openModal = true;
    if (this.$options.name !== 'SfFooter') return;
    for (const state of ['isOpen', 'open']) {
      if (state in this.$data) this[state] = ['Help', 'Company', 'Legal'];
    }
  },
});
/** Components number their fields by chance: the same numbers at every run. */
let seed = 1;
Math.random = () => (seed = (seed * 16807) % 2147483647) / 2147483647;
const {createRenderer} = require('vue-server-renderer');
Vue.config.silent = true;

function other(page) {
  const data = page.data;
  const rewrite = (value) =>
    JSON.parse(SECOND.reduce((text, [from, to]) => text.replace(from, to), JSON.stringify(value)));
  return {...page, data() { return rewrite(data.call(this)); }};
}

const all = {...pages, 'product-b': other(pages.product)};
mkdirSync(out, {recursive: true});
for (const [name, page] of Object.entries(all)) {
  const vm = new Vue({render: (h) => h(Shell, [h(page)])});
  const body = await createRenderer().renderToString(vm);
  const title = name[0].toUpperCase() + name.slice(1);
  const html = `<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title} | Larkspur</title></head>
<body>${body}</body>
</html>
`;
  writeFileSync(join(out, `${name}.html`), html);
  console.log(name, html.length);
}
process.exit(0); // Icons that load later are not waited for.
