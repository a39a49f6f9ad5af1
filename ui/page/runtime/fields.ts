/**
 * Which form fields may be read, and what they are called. Private by default: nothing that is typed freely, only
 * choices, numbers, dates, colours and searches, and none of these where markup says that they are about a person.
 */
import { getAttribute, localName } from '../shared/dom';
import { readable } from '../shared/text';

const HARMLESS =
  /^(number|range|date|datetime-local|month|week|time|color|search|radio|checkbox|submit|button|reset|image)$/;

/** Names of text fields that are counts or searches all the same. */
const KNOWN = /^(q|s|query|search|keywords?|search_(query|term)|quantity|qty|updates\[.*)$/i;

/**
 * E-mail, phone, password, card, account, name, address, birthday: by parts of words in English, German, French,
 * Spanish, Portuguese, Italian, Hindi and Japanese, then by whole words.
 */
const PERSONAL = new RegExp(
  'mail|courriel|correo|(^|[^i])phone(?!.?(case|model))|t[e\xe9]l[e\xe9]fon|celular|mobile.?(n|ph)|' +
    'passw|kennwort|contrase|senha|de.passe|' +
    'card.?(n|h|sec|cod|exp)|credit|kredit|tarjeta|cart[a\xe3]o|carte?.(ban|num|di|de.cr)|' +
    '(first|last|full|given|family|sur|middle|user|nick|customer).?name|vorname|nachname|pr[e\xe9]nom|nombre|' +
    'apellido|cognome|addres|adress|anschrift|direcci|endere|indirizzo|street|stra(ss|\xdf)e|post.?(al|code)|' +
    'birth|geburt|naissance|nac?imi?ento|nascim|nascita|' +
    '\u0908\u092e\u0947\u0932|\u092b\u093c?\u094b\u0928|\u092e\u094b\u092c\u093e|\u092a\u093e\u0938\u0935|' +
    '\u0915\u093e\u0930\u094d\u0921|\u0928\u093e\u092e|\u092a\u0924\u093e|\u091c\u0928\u094d\u092e|' +
    '\u30e1\u30fc\u30eb|\u96fb\u8a71|\u643a\u5e2f|\u30d1\u30b9|\u30ab\u30fc\u30c9|\u540d|\u4f4f\u6240|\u8a95\u751f|\u751f\u5e74|' +
    '(^|[^a-z])(tel|fax|handy|name|nom|nome|cvv|cvc|csc|cc|iban|bic|dob|bday|zip|plz|pin|pwd|mdp|ssn)(?![a-z])',
  'i',
);

const attribute = (element: Element, name: string): string => getAttribute(element, name) || '';

/** Words of a control's labels. */
const labelled = (control: Element): string =>
  Array.from((control as HTMLInputElement).labels || [], $.facts_.text_!).join(' ');

$.harmless_ = (field) => {
  const tag = localName(field);
  const type = tag == 'input' ? attribute(field, 'type').toLowerCase() || 'text' : '';
  const name = attribute(field, 'name');
  return (
    tag != 'textarea' &&
    (!type || HARMLESS.test(type) || (type == 'text' && KNOWN.test(name))) &&
    // Whatever a browser shall fill in by itself is about its owner.
    /^(on|off)?$/i.test(attribute(field, 'autocomplete')) &&
    !PERSONAL.test(
      [name, attribute(field, 'id')]
        .concat(
          // What the others are called is what is chosen.
          /^([^rcsbi]|range|color)/.test(type) || tag == 'select'
            ? [attribute(field, 'aria-label'), attribute(field, 'placeholder'), labelled(field)]
            : [],
        )
        .join(' '),
    )
  );
};

/** In the words that visitors see, but without what themes hide behind the value: `Red, sold out`. */
$.label_ = (control) => {
  const own = attribute(control, 'value') || attribute(control, 'data-value');
  const label = readable(
    attribute(control, 'aria-label') ||
      labelled(control) ||
      $.facts_.text_!(control) ||
      attribute(control, 'title'),
  );
  const isHead = own && label.toLowerCase().indexOf(own.toLowerCase()) == 0;
  return label && !(isHead && !/^[a-z\d]/.test(label.slice(own.length))) ? label : own;
};
