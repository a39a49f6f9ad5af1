/** Selectors of a config with `parts`, put together when they are asked for first. */
import { conditions } from '../shared/match';
import { $ } from './core';

const known = new Map<string, string>();

conditions.whole_ = (css) => {
  let whole = known.get(css);
  if (whole == null) {
    whole = css.replace(/{(\d+)}/g, (sign, at: string) => $.config_.parts?.[+at] ?? sign);
    known.set(css, whole);
  }
  return whole;
};
