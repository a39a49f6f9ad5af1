/**
 * Makes identified.json: what Waymark itself saves and compiles for the elements that the handwritten rules mean. Those of other
 * templates are described on pages with the product page's header and footer and parts of their own between them.
 *
 *     node ui/page/bench/rules/identify.mjs
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compiled } from '../../tests/keys.mjs';
import { productPage } from '../page.mjs';
import { handwritten } from './handwritten.mjs';

const COUNT = 200;

const product = productPage();
const [head, foot] = [product.split('<main')[0], product.split('</main>')[1]];
const rules = handwritten(COUNT);
const folder = mkdtempSync(join(tmpdir(), 'waymark-rules-'));

/** What is saved for the elements of these rules on this page. */
function identify(html, rules) {
  const file = join(folder, 'page.html');
  writeFileSync(file, html);
  const lines = execFileSync(
    'cargo',
    ['run', '-q', '-p', 'waymark-identify', '--example', 'selectors', '--', file],
    {
      input: rules.map(({ css }) => `${css}\n`).join(''),
      encoding: 'utf8',
    },
  );
  return new Map(
    lines
      .trim()
      .split('\n')
      .map((line, at) => [rules[at].css, JSON.parse(line)]),
  );
}

const pages = new Map([[undefined, product]]);
for (const { template } of rules) {
  const parts = rules
    .filter((rule) => template && rule.template === template)
    .map(({ html }) => html);
  if (template)
    pages.set(
      template,
      `${head}<main id="MainContent" class="content-for-layout"><h1>${template}</h1>${parts.join('')}</main>${foot}`,
    );
}
const saved = new Map();
for (const [template, html] of pages)
  for (const [css, selectors] of identify(
    html,
    rules.filter((rule) => rule.template === template),
  ))
    saved.set(css, selectors);
rmSync(folder, { recursive: true });

const lost = rules.find(({ css }) => !saved.get(css).length);
if (lost) throw new Error(`no selectors for ${lost.css}`);

const made = compiled(rules.flatMap(({ css }) => saved.get(css).map((each) => each.css)));
const lines = rules.map(({ css }) => {
  const all = saved.get(css);
  const own = made.splice(0, all.length);
  const selectors = all.map((each, at) => ({ ...each, css: own[at][0] }));
  return JSON.stringify({ css, selectors, keys: own.map(([, key]) => key) });
});
writeFileSync(new URL('identified.json', import.meta.url), `[\n${lines.join(',\n')}\n]\n`);
