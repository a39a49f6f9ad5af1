/** Development only: what the catalogue would propose for the mock's page. */
import type { Draft } from '@types-rust/Draft';
import type { EntryView } from '@types-rust/EntryView';
import type { Overview } from '@types-rust/Overview';
import type { PageSuggestions } from '@types-rust/PageSuggestions';
import type { SuggestionView } from '@types-rust/SuggestionView';
import type { Failure } from '@types-rust/Failure';
import type { StarterView } from '@types-rust/StarterView';
import type { WayView } from '@types-rust/WayView';
import { entries } from './catalogue';
import { draft } from './plans';

export interface Proposals {
  /** The rules do not know the page's kind. */
  rule?: boolean;
  /** Nothing is recognised. */
  nothing?: boolean;
  /** The page does not answer, or never: a failure or `forever`. */
  failing?: Failure | 'forever';
  long?: boolean;
  /** The product page is full: only what is named here finds room when all is added. */
  room?: string[];
  /** The page is an empty cart, or is one until it is looked at again. */
  cart?: 'empty' | 'filled-later';
  /** Pages of other kinds: none is known, all are found, none is found; or the search fails, or never ends. */
  ways?: 'found' | 'none' | 'forever' | Failure;
}

const STARTERS = ['add_to_cart', 'begin_checkout', 'newsletter_signup'];

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
    starter: STARTERS.includes(id),
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

/** Where a starter is, as Rust would say it. */
function placed(
  view: EntryView,
  here: boolean,
  ways: WayView[],
  cart: boolean,
): Pick<StarterView, 'place' | 'words' | 'way'> {
  if (view.event) return { place: 'planned', words: 'In your plan.', way: null };
  if (here) return { place: 'here', words: 'Found on this page.', way: null };
  const way = (kind: string): WayView | null => ways.find((way) => way.pageType === kind) ?? null;
  if (view.id === 'newsletter_signup') {
    const home = way('home');
    const words = home
      ? 'Look on the home page, or point at it yourself.'
      : 'Point at it yourself.';
    return { place: 'not_here', words: `Not recognised on this page. ${words}`, way: home };
  }
  if (cart && view.id === 'begin_checkout')
    return {
      place: 'cart_empty',
      words:
        'This cart shows no way to the checkout, as an empty one does. In the shop, open a product and put it into the cart; come back to the cart, and look again.',
      way: way('product') ?? way('collection'),
    };
  const kind = view.pages[0] ?? '';
  const known = way(kind);
  if (known)
    return {
      place: 'elsewhere',
      words:
        view.id === 'begin_checkout'
          ? 'On the cart page, once something lies in the cart.'
          : `On the ${kind} page.`,
      way: known,
    };
  return {
    place: 'unknown',
    words: `On the ${kind} page, which was not found. Go there in the shop, or point at it yourself.`,
    way: null,
  };
}

const WAYS: WayView[] = [
  { pageType: 'home', url: 'https://bloom-and-bark.com/' },
  { pageType: 'collection', url: 'https://bloom-and-bark.com/collections/all' },
  { pageType: 'cart', url: 'https://bloom-and-bark.com/cart' },
];
const PRODUCT: WayView = {
  pageType: 'product',
  url: 'https://bloom-and-bark.com/products/linen-apron-with-pockets',
};
const FOUND: WayView[] = [
  ...WAYS,
  { pageType: 'search', url: 'https://bloom-and-bark.com/search' },
  { pageType: 'content', url: 'https://bloom-and-bark.com/pages/about' },
  { pageType: 'blog', url: 'https://bloom-and-bark.com/blogs/journal' },
];

function waysOf(state: Proposals, looked: boolean): WayView[] {
  if (!state.ways && state.cart) return [...WAYS.slice(0, 2), PRODUCT];
  if (!state.ways) return WAYS;
  return looked && state.ways === 'found' ? FOUND : [];
}

function proposals(
  state: Proposals,
  has: (name: string) => boolean,
  looked = false,
): PageSuggestions {
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
  const filled = found(checkout, 'Button: Check out', 0.96, 'is in the cart and says “Check out”');
  const all = state.long ? [...usual, strangely] : usual;
  const nothing = state.nothing || state.cart === 'empty';
  const here = nothing ? [] : state.cart ? [filled] : all;
  const ways = waysOf(state, looked);
  const starters = [cart, checkout, signup].map((row): StarterView => {
    const view = entry(row, has);
    const isHere = here.some(({ id }) => id === view.id);
    return { ...view, ...placed(view, isHere, ways, !!state.cart) };
  });
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
      id: state.cart ? 'cart' : 'product',
      confidence: state.rule ? 0.93 : 1,
      reason: 'says in its structured data that it is about one product',
    },
    starters,
    suggestions: here,
    wholePage: [entry(read, has)],
    notFound: [
      entry(['wishlist_add', 'Wish list', 'Somebody saves a product.', 'MOFU', 6], has),
      entry(['reviews_read', 'Reviews read', 'Somebody reads what others say.', 'MOFU', 5], has),
    ],
    notes: state.long ? ['The page is very long, and its end was not looked at.'] : [],
    ways,
    search: {
      missing: ways.length > 0 ? [] : ['home', 'collection', 'cart', 'search'],
      looked: looked || !state.ways,
      note: '',
    },
    rule: state.rule ? { pageType: 'product', pattern: '/catalogue/*' } : null,
  };
}

const COMMANDS = [
  'suggest_events',
  'use_suggestion',
  'accept_suggestion',
  'accept_suggestions',
  'add_page_rule',
  'find_ways',
  'stop_finding',
  'catalogue',
];

/** Answers the commands of the guided start. */
export class Guide {
  #learned = false;
  #looks = 0;
  /** The shop was looked through. */
  #looked = false;
  /** Ends the look through the shop, as calling it off does. */
  #callOff: (() => void) | null = null;

  /** The entry that the next pick is meant to be. */
  meant: string | null = null;

  constructor(
    private readonly state: Proposals,
    /** The plan, and what saving a draft changes in it. */
    private readonly plan: { view: () => Overview; save: (draft: Draft) => Overview },
  ) {}

  /** A pick, as the entry that was meant by it. */
  asMeant(draft: Draft): Draft {
    const name = this.meant ?? draft.event.name;
    this.meant = null;
    return { ...draft, event: { ...draft.event, name } };
  }

  answer(command: string, id: string, ids: string[]): unknown {
    if (!COMMANDS.includes(command)) return undefined;
    const { state } = this;
    if (command === 'stop_finding') {
      this.#callOff?.();
      return null;
    }
    if (state.failing === 'forever') return new Promise(() => undefined);
    if (state.failing) throw state.failing;
    const events = this.plan.view().open?.events ?? [];
    const has = (name: string): boolean => events.some((view) => view.event.name === name);
    if (command === 'find_ways') {
      if (state.ways === 'forever')
        return new Promise((settle) => (this.#callOff = () => settle(null)));
      if (typeof state.ways === 'object') throw state.ways;
      this.#looked = true;
    }
    if (command === 'suggest_events') this.#looks++;
    const cart = state.cart === 'filled-later' && this.#looks < 2 ? 'empty' : state.cart;
    const rule = state.rule === true && !this.#learned;
    const found = proposals({ ...state, rule, ...(cart && { cart }) }, has, this.#looked);
    if (command === 'suggest_events' || command === 'find_ways') return found;
    if (command === 'catalogue')
      return { pageType: found.pageType?.id, entries: entries(found, has) };
    if (command === 'add_page_rule') {
      this.#learned = true;
      return this.plan.view();
    }
    const all = [...found.suggestions, ...found.wholePage];
    if (command === 'accept_suggestions') {
      const { room } = state;
      const isFull = (id: string): boolean => !!room && !room.includes(id);
      const full = ids.filter(isFull).map((id) => ({ id, pageType: 'product', events: 13 }));
      const left = ids.filter((id) => id === 'gallery_browse' && !isFull(id));
      const taken = ids.filter((id) => id !== 'gallery_browse' && !isFull(id));
      const name = (id: string): string => all.find((entry) => entry.id === id)?.name ?? '';
      for (const id of taken) this.plan.save(draftOf(id, name(id)));
      return { overview: this.plan.view(), left, full };
    }
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
