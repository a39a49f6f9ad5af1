/** Source `value`: what was chosen or entered, where the field may be read. */
import { getAttribute, matchesCss } from '../shared/dom';
import { sources } from './core';
import { isHarmless, labelOf } from './fields';

/** Fields, and what pages make in their place. */
const FIELDS =
  'input,select,textarea,label,button,a,[aria-checked],[aria-selected],[aria-pressed],[data-value]';

sources.value = (_, target, { path_: path }, { trigger }) => {
  let field = path
    .slice(0, path.indexOf(target))
    .concat(target)
    .find((node) => matchesCss(node as Element, FIELDS)) as HTMLInputElement;
  const { control } = field as unknown as HTMLLabelElement;
  field = (control as HTMLInputElement) || field;
  if (!isHarmless(field)) return '';
  const { type, checked, value } = field;
  const options = (field as unknown as HTMLSelectElement).selectedOptions;
  if (options) return Array.from(options, ({ label }) => label).join();
  const isBox = type == 'checkbox';
  const pressed = getAttribute(field, 'aria-pressed') || getAttribute(field, 'aria-checked');
  if (isBox || (pressed && !matchesCss(field, '[role$=radio],[role=option]'))) {
    // The label's click comes before the box's, and the page's own boxes turn after the click.
    const turns = trigger.type == 'click' && (!isBox || control);
    return (
      ((isBox ? checked : pressed == 'true') != !!turns ? 'checked' : 'unchecked') +
      (isBox && /^(on|1|true|yes)$/i.test(value) ? '' : ': ' + labelOf(field))
    );
  }
  return matchesCss(field, 'input:not([type=radio])') ? value : labelOf(field);
};
