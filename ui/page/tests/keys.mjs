/**
 * Keys of selectors, as the compiler gives them. keys.json has those that tests need, because they run without it, and
 * parts.json what the bench's first rules have in common; a test of `crates/compile` holds them against it.
 *
 *     node ui/page/tests/keys.mjs
 */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { fold, indexBy as index } from '../assemble.mjs';

const file = new URL('keys.json', import.meta.url);
const vectors = new URL('../../../tests/vectors/', import.meta.url);
const read = (url) => JSON.parse(readFileSync(url, 'utf8'));

/** What the compiler makes of each of these selectors: `[short, key]`. */
export function compiled(list) {
  const lines = execFileSync('cargo', ['run', '-q', '-p', 'waymark-compile', '--example', 'compiled'], {
    input: list.map((css) => `${JSON.stringify(css)}\n`).join(''),
    encoding: 'utf8',
  });
  return lines
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

/** The index of these events, with keys from keys.json. */
export function indexOf(events) {
  const known = new Map(read(file));
  return index(events, (css) => {
    if (!known.has(css)) throw new Error(`keys.json has no key for ${css}; make it anew`);
    return known.get(css);
  });
}

const parts = [
  '#i',
  '.c',
  '.d',
  '[data-x]',
  "[data-x='1']",
  '[href^="/p"]',
  '[href$="/p"]',
  'a',
  'button',
  'li',
  'main',
  ':is(a, li)',
  ':first-child',
  '*',
];

/** Selectors of all kinds, each more than one kind of thing. */
export const manyKinds = [
  ...new Set(
    parts.flatMap((left) =>
      parts.flatMap((right) => [
        `${left} ${right}`,
        `${left}:not(.z)`,
        `${right}${left.replace(/^[a-z*]+$/, '')}`,
      ]),
    ),
  ),
];

/** What the bench's first rules have in common, and the rules without it. */
export function foldedRules() {
  const rules = read(new URL('../bench/rules/identified.json', import.meta.url)).slice(0, 10);
  const { parts, events } = fold(rules);
  return { parts, rules: events.map(({ selectors }) => selectors.map(({ css }) => css)) };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const cases = readdirSync(vectors)
    .filter((name) => name.endsWith('.json'))
    .flatMap((name) => read(new URL(name, vectors)).flatMap((group) => group.cases));
  const rules = cases.filter(({ hit }) => hit !== undefined).flatMap(({ rule }) => rule);
  const list = [...new Set([...rules.map(({ css }) => css), ...manyKinds])];
  const all = compiled(list);
  const lines = list.map((css, at) => JSON.stringify([css, all[at][1]]));
  writeFileSync(file, `[\n${lines.join(',\n')}\n]\n`);
  writeFileSync(new URL('parts.json', import.meta.url), `${JSON.stringify(foldedRules(), null, 2)}\n`);
}
