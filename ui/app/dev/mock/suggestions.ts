/** Development only: what the catalogue would propose for the mock's page. */
import type { Draft } from '@types-rust/Draft';
import type { EntryView } from '@types-rust/EntryView';
import type { Overview } from '@types-rust/Overview';
import type { PageSuggestions } from '@types-rust/PageSuggestions';
import type { SuggestionView } from '@types-rust/SuggestionView';
import type { Failure } from '@types-rust/Failure';
import { draft } from './plans';

export interface Proposals {
  /** The rules do not know the page's kind. */
  rule?: boolean;
  /** Nothing is recognised. */
  nothing?: boolean;
  /** The page does not answer, or never: a failure or `forever`. */
  failing?: Failure | 'forever';
  long?: boolean;
}

type Row = [id: string, name: string, about: string, stage: EntryView['stage'], weight: number];

function entry([id, name, about, stage, weight]: Row, has: (name: string) => boolean): EntryView {
  return {
    id,
    name,
    about,
    phase: 'consideration',
    stage,
    weight,
    macro: false,
    starter: false,
    pages: id === 'begin_checkout' ? ['cart'] : id === 'newsletter_signup' ? [] : ['product'],
    trigger: { type: 'click' },
    parameters: [],
    ga4: id,
    meta: id,
    klaviyo: id,
    event: has(id) ? `e-${id}` : null,
  };
}

const cart: Row = [
  'add_to_cart',
  'Add to cart',
  'Somebody puts a product into the cart.',
  'BOFU',
  8,
];
const checkout: Row = ['begin_checkout', 'Checkout start', 'Somebody goes to the till.', 'BOFU', 9];
const signup: Row = [
  'newsletter_signup',
  'E-mail sign-up',
  'Somebody leaves an address.',
  'MOFU',
  5,
];
const guide: Row = ['size_chart_open', 'Size chart', 'Somebody looks which size fits.', 'MOFU', 6];
const gallery: Row = ['gallery_browse', 'Gallery', 'Somebody looks at more pictures.', 'MOFU', 4];
const strange: Row = [
  'back_in_stock_signup',
  'Benachrichtigung, sobald der Artikel wieder lieferbar ist',
  'Somebody waits for it.',
  'MOFU',
  7,
];
const read: Row = [
  'product_read',
  'Product page read',
  'Somebody reads to the end of the page.',
  'MOFU',
  4,
];

function proposals(state: Proposals, has: (name: string) => boolean): PageSuggestions {
  const found = (
    row: Row,
    label: string,
    confidence: number,
    reason: string,
    elements = 1,
  ): SuggestionView => ({
    ...entry(row, has),
    label,
    css: 'button',
    selectors: [{ css: 'button' }],
    elements,
    confidence,
    reason,
  });
  const usual = [
    found(cart, 'Button: Add to cart', 0.97, 'submits the product’s form and says “Add to cart”'),
    found(signup, 'Form: Newsletter', 0.93, 'asks for an e-mail address and nothing else'),
    found(guide, 'Button: Size guide', 0.88, 'is called “Size guide”'),
    found(gallery, 'Button: Next picture', 0.71, 'stands beside the product’s pictures', 5),
  ];
  const strangely = found(
    strange,
    'Schaltfläche: Benachrichtigen Sie mich bitte, sobald diese Größe wieder verfügbar ist',
    0.64,
    'asks for an address where the product cannot be bought',
  );
  const all = state.long ? [...usual, strangely] : usual;
  return {
    url: 'https://bloom-and-bark.com/products/linen-apron-with-pockets',
    platform: {
      kind: state.rule ? 'custom' : 'shopify',
      words: state.rule ? 'Custom shop' : 'Shopify, theme Dawn 15.2.0',
      version: null,
      theme: null,
      themeVersion: null,
      reason: '',
    },
    pageType: {
      id: 'product',
      confidence: state.rule ? 0.93 : 1,
      reason: 'says in its structured data that it is about one product',
    },
    starters: [cart, checkout, signup].map((row) => ({ ...entry(row, has), starter: true })),
    suggestions: state.nothing ? [] : all,
    wholePage: [entry(read, has)],
    notFound: [
      entry(['wishlist_add', 'Wish list', 'Somebody saves a product.', 'MOFU', 6], has),
      entry(['reviews_read', 'Reviews read', 'Somebody reads what others say.', 'MOFU', 5], has),
    ],
    notes: state.long ? ['The page is very long, and its end was not looked at.'] : [],
    ways: [
      { pageType: 'home', url: 'https://bloom-and-bark.com/' },
      { pageType: 'collection', url: 'https://bloom-and-bark.com/collections/all' },
      { pageType: 'cart', url: 'https://bloom-and-bark.com/cart' },
    ],
    rule: state.rule ? { pageType: 'product', pattern: '/catalogue/*' } : null,
  };
}

const COMMANDS = ['suggest_events', 'use_suggestion', 'accept_suggestion', 'add_page_rule'];

/** Answers the commands of the guided start. */
export class Guide {
  #learned = false;

  constructor(
    private readonly state: Proposals,
    /** The plan, and what saving a draft changes in it. */
    private readonly plan: { view: () => Overview; save: (draft: Draft) => Overview },
  ) {}

  answer(command: string, id: string): unknown {
    if (!COMMANDS.includes(command)) return undefined;
    const { state } = this;
    if (state.failing === 'forever') return new Promise(() => undefined);
    if (state.failing) throw state.failing;
    const events = this.plan.view().open?.events ?? [];
    const has = (name: string): boolean => events.some((view) => view.event.name === name);
    const found = proposals({ ...state, rule: state.rule === true && !this.#learned }, has);
    if (command === 'suggest_events') return found;
    if (command === 'add_page_rule') {
      this.#learned = true;
      return this.plan.view();
    }
    const all = [...found.suggestions, ...found.wholePage];
    const proposed = draftOf(id, all.find((entry) => entry.id === id)?.name ?? '');
    if (command === 'use_suggestion') return proposed;
    if (id === 'gallery_browse') return { type: 'to_review', value: proposed };
    return { type: 'saved', value: this.plan.save(proposed) };
  }
}

function draftOf(id: string, name: string): Draft {
  const base = draft();
  return { ...base, event: { ...base.event, id: `e-${id}`, name: id }, targetLabel: name };
}
