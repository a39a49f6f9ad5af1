/** Reading `choice`: what is chosen in a group, or stands in a field that may be read. */
import { matchesCss } from '../shared/dom';
import { all } from '../shared/tree';
import { sources } from './core';
import { isHarmless, labelOf } from './fields';

/** Fields with a value of their own. */
const FIELDS = 'select,input:not([type=radio]):not([type=checkbox])';

/** What is chosen of several, in forms and in what pages make in their place. */
const CHOSEN =
  'input:checked,[aria-checked=true],[aria-selected=true],[aria-pressed=true],[aria-current=true]';

sources.choice = (_, target) => {
  const chosen = matchesCss(target, FIELDS) ? [target] : all(target, CHOSEN);
  const said = (chosen[0] ? chosen : all(target, 'select')).filter(isHarmless).map((control) => {
    const { selectedOptions: options, value } = control as HTMLSelectElement;
    if (options) return Array.from(options, ({ label }) => label).join();
    return matchesCss(control, FIELDS) ? value : labelOf(control);
  });
  return said.some((each) => each != said[0]) ? '' : said[0];
};
