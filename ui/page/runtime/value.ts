/** Source `value`: what was chosen or entered, where the field may be read. */
import { getAttribute, getter, localName, matchesCss } from '../shared/dom';

const valueOf = getter<string>(HTMLInputElement, 'value');

/** Fields, and what pages make in their place. */
const FIELDS =
  'input,select,textarea,label,button,a,[role=option],[role=radio],[role=checkbox],[role=switch],[role^=menuitem],[role=tab],[data-value]';

$.sources_!.value = (_, target, { path_: path }, { trigger }) => {
  const isField = (node: EventTarget): boolean =>
    'closest' in node && matchesCss(node as Element, FIELDS);
  let field = path.slice(0, path.indexOf(target)).concat(target).find(isField) as Element;
  const control = localName(field) == 'label' && (field as HTMLLabelElement).control;
  if (control) field = control;
  if (!$.harmless_!(field)) return '';
  const type = (localName(field) == 'input' && getAttribute(field, 'type')) || '';
  const tag = localName(field);
  if (tag == 'select')
    return Array.from((field as HTMLSelectElement).selectedOptions, ({ label }) => label).join(
      ', ',
    );
  const isBox = /^checkbox$/i.test(type);
  const pressed = getAttribute(field, 'aria-pressed') || getAttribute(field, 'aria-checked');
  if (isBox || (pressed && !matchesCss(field, '[role$=radio],[role=option]'))) {
    // The label's click comes before the box's, and the page's own boxes turn after the click.
    const turns = trigger.type == 'click' && (control || !isBox);
    const isOn = (isBox ? matchesCss(field, ':checked') : pressed == 'true') != !!turns;
    const label = /^(|on|1|true|yes)$/i.test(getAttribute(field, 'value') || '')
      ? ''
      : $.label_!(field);
    return isOn ? label || 'checked' : 'unchecked' + (label && ': ' + label);
  }
  return tag != 'input' || /^(radio|submit|button|reset|image)$/i.test(type)
    ? $.label_!(field)
    : valueOf(field);
};
