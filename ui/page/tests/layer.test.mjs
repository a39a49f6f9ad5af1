/** What hears the data layer of a page that is looked at: what is pushed is told and arrives, however it is pushed. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { startBrowser } from './browser.mjs';

const layer = readFileSync(new URL('../dist/layer.js', import.meta.url), 'utf8');
const told = `window.told = []; document.addEventListener('waymark:event', ({ detail }) => told.push(JSON.parse(detail)));`;
let browser;
before(async () => (browser = await startBrowser()));
after(() => browser.close());

const open = (body) => browser.open({ '/': `<!doctype html>${body}` }, { init: `${layer};${told}` });
/** Events that were told, with what came along. */
const heard = (page) =>
  page.evaluate(() =>
    window.told.splice(0).map(({ pushed_event: name, ...rest }) => {
      delete rest.event;
      delete rest.waymark;
      return [name, rest];
    }),
  );

test('what is pushed is told and arrives, by objects and by gtag, and Tag Manager in front of it', async () => {
  const { page, close } = await open(`<script>
    window.dataLayer = window.dataLayer || [];
    function gtag() { dataLayer.push(arguments); }
    gtag('js', new Date());
    // As Tag Manager puts its own push in front.
    const own = dataLayer.push;
    dataLayer.push = function () { window.managed = (window.managed ?? 0) + 1; return own.apply(dataLayer, arguments); };
  </script>`);
  await page.evaluate(() => {
    window.dataLayer.push({ event: 'gtm.click', 'gtm.element': 'x' });
    window.dataLayer.push({ event: 'add_to_cart', ecommerce: { currency: 'EUR', items: [{ item_id: 'm1', price: 29.9 }, { item_id: 'x' }] } });
    window.gtag('event', 'generate_lead', { value: 3, send_to: 'G-1' });
    window.dataLayer.push({ colour: 'moss' }, 'nonsense', null);
  });
  assert.deepEqual(await heard(page), [
    ['add_to_cart', { currency: 'EUR', 'items.item_id': 'm1', 'items.price': 29.9 }],
    ['generate_lead', { value: 3, send_to: 'G-1' }],
  ]);
  assert.deepEqual(await page.evaluate(() => [window.dataLayer.length, window.managed]), [7, 4]);
  await close();
});

test('a layer that is made anew is heard, and where there is none none appears', async () => {
  const { page, close } = await open('');
  assert.equal(await page.evaluate(() => typeof window.dataLayer), 'undefined');
  await page.evaluate(() => {
    window.dataLayer = [];
    window.dataLayer.push({ event: 'one' });
    window.dataLayer = [];
    window.dataLayer.push({ event: 'two', deep: { er: { and: { no: { further: 1 } } } } });
  });
  assert.deepEqual((await heard(page)).map(([event]) => event), ['one', 'two']);
  await close();
});

test('what is long or endless is bounded', async () => {
  const { page, close } = await open('<script>dataLayer = []</script>');
  await page.evaluate(() => {
    const many = Object.fromEntries(Array.from({ length: 500 }, (_, at) => [`k${at}${'x'.repeat(99)}`, 'y'.repeat(9999)]));
    many.self = many;
    window.dataLayer.push({ event: 'e'.repeat(9999), ...many });
  });
  const [[event, rest]] = await heard(page);
  assert.equal(event.length, 100);
  const entries = Object.entries(rest);
  assert.ok(entries.length <= 20 && entries.every(([name, value]) => name.length <= 40 && value.length <= 100));
  await close();
});
