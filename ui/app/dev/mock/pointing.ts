/** Development only: what comes of pointing at a value, and of looking whether something is measured already. */
import type { Already } from '@types-rust/Already';
import type { PaneView } from '@types-rust/PaneView';
import type { ParameterChoice } from '@types-rust/ParameterChoice';
import type { Pointed } from '@types-rust/Pointed';

export interface PointingState {
  /** Answer of `pointed_value`. */
  pointed?: Pointed;
  /** Answer of `look_already`; `forever` for none, nothing without. */
  already?: Already | 'forever';
}

const elsewhere = [
  { title: 'Waxed Garden Tote', path: '/products/waxed-garden-tote', value: '54' },
  { title: 'Gift Card', path: '/products/gift-card', value: '' },
];

const price: ParameterChoice = {
  parameter: { name: 'price', from: { type: 'product', field: 'price' } },
  label: 'Product price',
  group: 'product',
  value: '29.9',
  elsewhere,
};

const there = (read: 'amount' | 'element_text', label: string, value: string): ParameterChoice => ({
  parameter: {
    name: 'price_shown',
    from: {
      type: 'element',
      selectors: [{ css: '.product__info .price', alone: true }],
      read: { type: read },
    },
  },
  label,
  group: 'element',
  value,
  elsewhere: elsewhere.map((seen) => ({ ...seen, value: seen.value && `€${seen.value},00` })),
});

export const pointedPrice: Pointed = {
  label: 'Text: €29,90',
  choices: [
    price,
    there('amount', 'The amount there, as a number', '29.9'),
    there('element_text', 'The words there', '€29,90'),
  ],
  refused: null,
  note: '',
};

export const pointedAddress: Pointed = {
  label: 'Text field: E-mail',
  choices: [],
  refused: 'This field is for an e-mail address. Waymark never sends what tells who somebody is.',
  note: '',
};

export const pointedLong: Pointed = {
  label:
    'Text: Handgefertigte Geschenkverpackungsoption mit persönlicher Grußkarte und Trockenblumen aus der Region',
  choices: [
    {
      ...there('element_text', 'The words there', 'توصيل مجاني للطلبات التي تزيد عن ٢٠٠ ريال'),
      parameter: {
        name: 'geschenkverpackung_option_text',
        from: { type: 'element', selectors: [{ css: 'main p' }], read: { type: 'element_text' } },
      },
    },
  ],
  refused: null,
  note: 'The element is only recognised by its position on the page. Ask whoever maintains the theme to add a data-waymark attribute to this element.',
};

const told = (who: string, account: string, event: string, same: boolean): Already['told'][0] => ({
  who,
  account,
  event,
  parameters:
    who === 'GA4'
      ? {
          currency: 'EUR',
          element_text: 'Add to cart',
          'items.item_name': 'Linen apron',
          value: '29.9',
        }
      : { currency: 'EUR', value: '29.9' },
  same,
  words: `${account ? `${who} ${account}` : `The ${who.toLowerCase()}`} already gets ${event} from this click.`,
});

export const alreadyTold: Already = {
  id: 'new-1',
  standing: 'told',
  words: '',
  told: [
    told('GA4', 'G-7QX2M4KD1Z', 'add_to_cart', true),
    told('Meta Pixel', '123456789012345', 'AddToCart', true),
    told('Data layer', '', 'add_to_cart', true),
    told('Klaviyo', 'Ab12Cd', 'Clicked Button', false),
  ],
};

export const alreadyNothing: Already = {
  id: 'new-1',
  standing: 'nothing',
  words: 'No other tool is told of this click.',
  told: [],
};

export const alreadyUnknown: Already = {
  id: 'new-1',
  standing: 'unknown',
  words:
    'Could not tell whether this click is measured already. Something lies over the element: Button: Accept all.',
  told: [],
};

export class Pointing {
  constructor(
    private readonly state: PointingState,
    private readonly mode: (change: Partial<PaneView>) => null,
  ) {}

  answer(command: string, on: unknown): unknown {
    switch (command) {
      case 'set_pointing':
        return this.mode({ picking: on === true, pointing: on === true, frozen: false, hover: '' });
      case 'pointed_value':
        this.mode({ picking: false, pointing: false });
        return structuredClone(this.state.pointed ?? pointedPrice);
      case 'look_already':
        if (this.state.already === 'forever') return new Promise(() => undefined);
        return this.state.already ?? null;
      default:
        return undefined;
    }
  }
}
