/**
 * Source `experiments`: which variants of which experiments the visitor was given, as A/B tools tell the data layer
 * and keep themselves: `id:variant,id:variant`.
 */
import type { Thing } from '../shared/linked';
import { sources } from './core';

/** So many entries of the data layer are looked at, from its end. */
const MOST = 500;

sources.experiments = () => {
  const { dataLayer, _vwo_exp: campaigns, optimizely } = window as unknown as Thing;
  const given: Thing = {};
  for (const entry of Array.from<Thing>(dataLayer || []).slice(-MOST)) {
    // What `gtag` pushes are its arguments.
    const said: Thing = entry?.[2] || entry || {};
    const find = (name: RegExp): unknown =>
      said[Object.keys(said).find((each) => name.test(each))!];
    // Tool, experiment and variant, with hyphens between.
    const [, tagged, variant] = /^(.+)-([^-]+)$/.exec(said.exp_variant_string) || [];
    const id = tagged || find(/(experiment|vwo.*campaign).?(id|name|key)?$/i);
    if (id) given[id as string] = variant || find(/varia(nt|tion).?(id|name|key)?$/i);
  }
  for (const id in campaigns) {
    const { combination_chosen: chosen, comb_n: names = {} } = campaigns[id];
    given[id] = names[chosen] || chosen;
  }
  const map = optimizely?.get?.('state').getVariationMap();
  for (const id in map) given[id] = map[id].name || map[id].id;
  return Object.keys(given)
    .filter((id) => given[id])
    .map((id) => id + ':' + given[id])
    .join();
};
