/** What an event carries besides its name. */
import { body, spec } from '../spec.mjs';

const link = { name: 'link', from: { type: 'link' } };

spec(
  'parameters: link without query and fragment, page type, literal, masked and cut',
  {
    events: [
      {
        css: 'a',
        parameters: [
          link,
          { name: 'page', from: { type: 'page_type' } },
          { name: 'fixed', from: { type: 'literal', value: ' A  </script> \u2028' } },
          { name: 'words', from: { type: 'element_text' } },
          { name: 'event', from: { type: 'literal', value: 'must not replace the name' } },
          { name: '__proto__', from: { type: 'literal', value: 'x' } },
          { name: 'unknown', from: { type: 'from_the_future' } },
        ],
      },
      { css: 'b', parameters: [link] },
      { css: 'i', parameters: [link] },
    ],
    path: '/en-gb/products/x',
    body: `<a href="../products/tee?variant=1#top">Mail ada@example.com <b>${'é'.repeat(200)}</b></a>
      <a href="mailto:ada@example.com"><i>write</i></a>`,
  },
  async (t) => {
    const to = `${t.shop.origin}/en-gb/products/tee`;
    const text = `Mail [email] ${'é'.repeat(87)}`;
    await t.sends(
      () => t.tab.click('b'),
      [body('e0', { link: to, page: 'product', fixed: 'A </script>', words: text }), body('e1', { link: to })],
    );
    await t.sends(
      () => t.tab.click('i'),
      [
        body('e0', { link: 'mailto:', page: 'product', fixed: 'A </script>', words: 'write' }),
        body('e2', { link: 'mailto:' }),
      ],
    );
  },
);
