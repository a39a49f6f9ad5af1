/** Pointing at values: the very element is reported, with what the page knows of its product and what is chosen now. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { attributes, on, pickedNode, pickerInBrowser } from './picker.mjs';

const { shop } = pickerInBrowser();
const exactly = { ...on, exact: true };

const PRODUCT = `<script type="application/ld+json">{"@type":"Product","name":"Mug","productID":"m1","brand":{"name":"Kiln"},
  "offers":{"price":"29.90","priceCurrency":"EUR"}}</script>`;

test('the element under the mouse is meant, not what it belongs to, until picking is on without that', async () => {
  const { reports, pickWith, close } = await shop('<a href=#x><b id=price>29,90</b> Mug</a>');
  await reports.command(exactly);
  await pickWith('#price');
  assert.equal(attributes(pickedNode(await reports.next('picked'))).id, 'price');
  await reports.command({ kind: 'pick', on: false });
  await reports.command(on);
  await pickWith('#price', 'Link: 29,90 Mug');
  assert.equal(pickedNode(await reports.next('picked')).t, 'a');
  await close();
});

test('what is known of the product comes along, of a card its own', async () => {
  const page = `<!doctype html>${PRODUCT}<main><h1>Mug</h1><p id=buy>29,90</p></main>
     <ul><li><a href=/products/bowl>Bowl</a> <b class=price id=bowl>12,50</b></li>
     <li><a href=/products/vase>Vase</a> <b class=price>8</b></li></ul>`;
  const path = '/products/mug';
  const { reports, pickWith, close } = await shop('', { pages: { [path]: page }, path });
  await reports.command(exactly);
  await pickWith('#buy');
  const { snapshot } = await reports.next('picked');
  const facts = { id: 'm1', handle: 'mug', title: 'Mug', price: '29.9', currency: 'EUR', vendor: 'Kiln' };
  assert.deepEqual(snapshot.product, facts);
  await pickWith('#bowl');
  const card = await reports.next('picked');
  assert.equal(card.snapshot.product.title, 'Bowl');
  assert.equal(card.snapshot.product.price, '12.5');
  await reports.command({ kind: 'snapshot', request: 7 });
  assert.equal((await reports.next('page')).snapshot.product.title, 'Mug');
  await close();
});

test('what is chosen now is told, not what was chosen first, and nothing that was typed', async () => {
  const { tab, reports, pickWith, close } = await shop(
    `<input type=radio name=s id=s value=S checked><input type=radio name=s id=m value=M>
     <input id=mail value=a@b.c><p id=p>x</p>`,
  );
  await tab.click('#m');
  await tab.fill('#mail', 'typed@mail.example');
  await reports.command(exactly);
  await pickWith('#p');
  const { snapshot } = await reports.next('picked');
  const of = (id) => attributes(snapshot.nodes.find((node) => attributes(node).id === id));
  assert.equal(of('m').checked, '');
  assert.equal('checked' in of('s'), false);
  assert.equal(JSON.stringify(snapshot).includes('typed'), false);
  await close();
});
