/** What is measured: Waymark, floors that do the least that could be done, and others' scripts from npm. */
import { readFileSync } from 'node:fs';
import { assemble, fold, indexBy } from '../assemble.mjs';
import { peers } from './peers.mjs';

const read = (name) => readFileSync(new URL(name, import.meta.url), 'utf8');
const identified = JSON.parse(read('rules/identified.json'));

/** Waymark with the rules that it identifies elements by: spares, guards and all. */
export function waymark(count) {
  const events = identified.slice(0, count).map(({ selectors }, at) => ({
    id: `e${at}`,
    name: `event_${at}`,
    trigger: { type: 'click' },
    selectors,
    stage: 'MOFU',
    phase: 'intent',
    weight: 5,
  }));
  const keys = new Map(
    identified.flatMap((rule) => rule.selectors.map(({ css }, at) => [css, rule.keys[at]])),
  );
  const index = indexBy(events, (css) => keys.get(css));
  const config = { schema: 1, revision: 'bench', pageTypes: [], ...fold(events), index };
  const code = assemble(config, (name) => read(`../dist/runtime/${name}`));
  return {
    name: `Waymark, ${count} rules`,
    code,
    rules: rules(count),
    answers: 'exactly',
    isOwn: true,
  };
}

/** Handwritten CSS for the same elements, as the floors take it: `s` selector, `e` event. */
const rules = (count) =>
  identified.slice(0, count).map(({ css }, at) => ({ s: css, e: `event_${at}` }));

/** A floor with handwritten rules for the same elements. */
export function floor(kind, count) {
  const given = rules(count);
  const settings = {
    memo: () => `window.__ET=${JSON.stringify(given)}`,
    full: () =>
      `window.__ETC=${JSON.stringify({ ev: given.map((rule, i) => ({ ...rule, t: 'click', i, p: {} })) })}`,
  };
  return {
    name: `floor-${kind}, ${count} rules`,
    code: read(`floors/${kind}.js`),
    settings: settings[kind](),
    rules: given,
    answers: 'exactly',
  };
}

/** What everything else is held against, and taken off it: a listener that does nothing. */
export const HARNESS = { name: 'harness', code: read('floors/null.js') };

/**
 * All scripts: `{name, prepare, settings, code, init, rules, answers, isPeer}`. `answers` says how what
 * it recorded is known: `exactly` by the data layer after each click, by the `layer` later on, or by the mark of an
 * event in what it sent.
 */
export async function scripts(origin) {
  return [
    HARNESS,
    floor('memo', 50),
    floor('full', 50),
    floor('full', 200),
    ...[10, 50, 200].map(waymark),
    ...(await peers(origin, rules(50))),
  ];
}
