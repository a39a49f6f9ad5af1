/**
 * Which form fields may be read, and what they are called. Private by default: nothing that is typed freely, only
 * choices, numbers, dates, colours and searches, and none of these where markup says that they are about a person.
 */
import { getAttribute, localName } from '../shared/dom';
import { textOf } from '../shared/text';

const HARMLESS = /^(number|range|date.*|month|week|time|color|search|radio|checkbox|select.*)$/;

/** Names of text fields that are counts or searches all the same. */
const KNOWN = /^(q|s|query|search|quantity|qty|updates\[.*)$/i;

/**
 * E-mail, phone, password, card, account, name, address, birthday: stems in English, German, French, Spanish,
 * Portuguese and Italian, then in Hindi, then in Japanese.
 */
const PERSONAL =
  /mail|courri|correi?o|(^|[^i])phone|telef|t\xe9l|celul|handy|passw|kennw|contras|senha|de.passe|card.?n|[ck]r.dit|tarjeta|cart\xe3o|cv[cv]|iban|(name|nome?|dob)(?![a-z])|nombre|apellid|ad+ress|direcci|endere|indiriz|stra(ss|\xdf)e|street|postal|(^|[^a-z])(tel|zip|plz|cc)(?![a-z])|birth|bday|geburt|naiss|nasci|nacim|\u0908\u092e|\u094b\u0928|\u092a\u093e\u0938|\u0930\u094d\u0921|\u0928\u093e\u092e|\u092a\u0924\u093e|\u0928\u094d\u092e|\u30e1\u30fc\u30eb|\u96fb\u8a71|\u30d1\u30b9\u30ef|\u30ab\u30fc\u30c9|\u540d|\u4f4f\u6240|\u8a95|\u751f\u5e74/i;

/** Words of a control's labels. */
const labelled = ({ labels }: HTMLInputElement): string =>
  Array.from(labels || [], textOf).join(' ');

/** Whether nothing personal can stand in an element; what is no field is harmless. */
export const isHarmless = (field: Element): boolean => {
  const { type, name, id, placeholder, autocomplete } = field as HTMLInputElement;
  return (
    !/^(input|select|textarea)$/.test(localName(field)) ||
    ((HARMLESS.test(type) || (type == 'text' && KNOWN.test(name))) &&
      // Whatever a browser shall fill in by itself is about its owner.
      /^(on|off)?$/i.test(autocomplete) &&
      !PERSONAL.test(
        [name, id]
          .concat(
            // What the others are called is what is chosen, or invites to a search.
            /^(radio|checkbox|search|text)$/.test(type)
              ? ''
              : [
                  placeholder,
                  getAttribute(field, 'aria-label')!,
                  labelled(field as HTMLInputElement),
                ],
          )
          .join(' '),
      ))
  );
};

/** What a control is called: in the words that visitors see, but without what themes hide behind the value: `Red, sold out`. */
export const labelOf = (control: Element): string => {
  const say = (name: string): string => getAttribute(control, name) || '';
  const own = say('value') || say('data-value');
  const label = (
    say('aria-label') ||
    labelled(control as HTMLInputElement) ||
    textOf(control) ||
    say('title')
  ).trim();
  const head = label.slice(0, own.length);
  return head.toLowerCase() == own.toLowerCase() && !/^[a-z\d]/.test(label.slice(own.length))
    ? head || label
    : label || own;
};
