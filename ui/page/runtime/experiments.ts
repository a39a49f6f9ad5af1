/**
 * Source `experiments`: which variants of which experiments the visitor was given, as A/B tools tell the data layer
 * and keep themselves: `id:variant,id:variant`.
 */
import type { Thing } from './core';

/** So many entries of the data layer are looked at, from its end. */
const MOST = 500;

$.sources_!.experiments = () => {
  const page = window as unknown as Thing;
  const given: { [experiment: string]: unknown } = {};
  const look = (act: () => void): void => {
    try {
      act();
    } catch (error) {
      $.say_(error);
    }
  };

  for (const entry of Array.from<Thing>(page.dataLayer || []).slice(-MOST))
    look(() => {
      // What `gtag` pushes are its arguments.
      const said: Thing = (entry[0] == 'event' && entry[2]) || entry;
      // Tool, experiment and variant, with hyphens between.
      const [, tagged, variant] = /^(.+)-([^-]+)$/.exec(said.exp_variant_string) || [];
      if (tagged) given[tagged] = variant;
      const names = Object.keys(said);
      const valueOf = (name: RegExp): unknown => said[names.find((each) => name.test(each))!];
      const id = valueOf(/(experiment|vwo.*campaign).?(id|name|key)?$/i);
      const chosen = valueOf(/varia(nt|tion).?(id|name|key)?$/i);
      if (id && chosen != null && !tagged) given[id as string] = chosen;
    });
  look(() => {
    const map = page.optimizely ? page.optimizely.get('state').getVariationMap() : {};
    for (const id in map) given[id] = map[id].name || map[id].id;
  });
  look(() => {
    const { _vwo_exp: campaigns = {} } = page;
    for (const id in campaigns) {
      const { combination_chosen: chosen, comb_n: names = {} } = campaigns[id];
      if (chosen) given[id] = names[chosen] || chosen;
    }
  });
  return Object.keys(given)
    .map((id) => id + ':' + given[id])
    .join();
};
