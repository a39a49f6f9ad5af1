/** Development only: shops and events as marketers have them, long and right-to-left names included. */
import type { Draft } from '@types-rust/Draft';
import type { Event } from '@types-rust/Event';
import type { EventView } from '@types-rust/EventView';
import type { Finding } from '@types-rust/Finding';
import type { Hit } from '@types-rust/Hit';
import type { OpenShop } from '@types-rust/OpenShop';
import type { PaneView } from '@types-rust/PaneView';
import type { ShopView } from '@types-rust/ShopView';
import { balanceOf } from './balances';
import { deliveries, namesThere, settings } from './destinations';
import { offers, pageOffers } from './offers';
import { provenOf } from './proofs';
import { meaning } from './trials';
import { pageTypes, shared } from './shared';
import { offered } from './triggers';

/** The mocked now, so that pictures do not change with the day: 16 March 2026, 10:30 UTC. */
export const NOW = Date.UTC(2026, 2, 16, 10, 30);
const MINUTE = 60_000;

export { pageTypes };

export const shops: ShopView[] = [
  shop('bloom-and-bark.com', 'https://bloom-and-bark.com/', 'Bloom & Bark', 12, NOW - 4 * MINUTE),
  shop('demo', 'http://127.0.0.1:41873/', 'Demo shop', 5, NOW - 26 * 60 * MINUTE),
  shop(
    'nordlicht.de',
    'https://www.nordlicht-naturkosmetik-manufaktur.de/de-de/',
    'Nordlicht Naturkosmetik-Manufaktur und Geschenkeversand',
    120,
    NOW - 5 * 24 * 60 * MINUTE,
  ),
  shop(
    'noor.example',
    'https://noor.example/ar/',
    'متجر نور للعطور الشرقية',
    31,
    NOW - 40 * 24 * 60 * MINUTE,
  ),
];

function shop(slug: string, url: string, name: string, events: number, openedAt: number): ShopView {
  return { shop: { slug, url, name }, events, openedAt };
}

type Row = [
  name: string,
  label: string,
  scope: string,
  stage: Event['stage'],
  weight: number,
  minutes: number | null,
];

const basics: Row[] = [
  ['add_to_cart', 'Button: Add to cart', 'product', 'BOFU', 8, 2],
  ['begin_checkout', 'Button: Check out', 'cart', 'BOFU', 9, 2],
  ['newsletter_signup', 'Form: Newsletter', '', 'MOFU', 5, 14],
  ['size_guide_open', 'Button: Size guide', 'product', 'MOFU', 4, null],
  ['view_reviews', 'Link: 128 reviews', 'product', 'MOFU', 4, 60 * 27],
  ['select_variant', 'Menu: Size', 'product', 'MOFU', 5, -1],
  ['filter_collection', 'Checkbox: In stock', 'collection', 'TOFU', 3, null],
  ['sort_collection', 'Menu: Sort by', 'collection', 'TOFU', 2, null],
  ['home_banner_click', 'Link: Shop the spring collection', 'home', 'TOFU', 3, 60 * 3],
  ['search_submit', 'Form: Search', '', 'TOFU', 3, 41],
  ['shipping_policy_click', 'Link: Shipping policy', 'content', 'MOFU', 3, null],
  ['view_product', '', 'product', 'MOFU', 3, 1],
];

const strange: Row[] = [
  [
    'geschenkverpackungsoption_hinzugefuegt',
    'Kontrollkästchen: Geschenkverpackung mit handgeschriebener Grußkarte hinzufügen',
    'product',
    'BOFU',
    6,
    9,
  ],
  ['add_to_cart_hindi', 'बटन: टोकरी में जोड़ें और खरीदारी जारी रखें', 'product', 'BOFU', 8, null],
  ['add_to_cart_arabic', 'زر: أضف إلى السلة', 'product', 'BOFU', 8, 3],
];

/** `number` events: the usual ones first, then strange names, then the long tail of an old plan. */
export function eventViews(number: number): EventView[] {
  const tail: Row[] = Array.from(
    { length: Math.max(0, number - basics.length - strange.length) },
    (_, at) => [
      `${['menu_open', 'faq_open', 'gallery_next', 'badge_click', 'story_expand', 'wishlist_add'][at % 6]}_${at + 1}`,
      `${['Button', 'Link', 'Tab', 'Button'][at % 4]}: ${['Menu', 'Is it vegan?', 'Next picture', 'Trust badge', 'Our story', 'Save for later'][at % 6]}`,
      ['home', 'product', 'collection', '', 'content'][at % 5] ?? '',
      (['TOFU', 'MOFU', 'BOFU'] as const)[at % 3] ?? 'TOFU',
      (at % 10) + 1,
      at % 3 === 0 ? null : at * 7,
    ],
  );
  const rows = number > basics.length ? [...basics, ...strange, ...tail] : basics;
  return rows.slice(0, number).map(eventView);
}

function eventView([name, targetLabel, scope, stage, weight, minutes]: Row): EventView {
  const submit = targetLabel.startsWith('Form');
  const change = targetLabel.startsWith('Menu') || targetLabel.startsWith('Check');
  return {
    event: {
      id: `e-${name}`,
      name,
      trigger: {
        type: targetLabel === '' ? 'page_view' : submit ? 'submit' : change ? 'change' : 'click',
      },
      where: scope === '' ? {} : { pageTypes: [scope] },
      target:
        targetLabel === ''
          ? null
          : {
              selectors: [
                { css: 'form[action$="/cart/add"] button[type="submit"]', text: 'Add to cart' },
                { css: 'main button[name="add"]' },
              ],
              multiple: false,
            },
      parameters: [{ name: 'page_type', from: { type: 'page_type' } }],
      stage,
      phase: stage === 'TOFU' ? 'discovery' : stage === 'MOFU' ? 'consideration' : 'intent',
      weight,
      macro: false,
      status: name === 'shipping_policy_click' ? 'paused' : 'ready',
      ...(shared[name] ?? {}),
    },
    scopeLabel:
      scope === '' ? 'Every page' : `${scope.charAt(0).toUpperCase()}${scope.slice(1)} pages`,
    targetLabel,
    ...provenOf(name, minutes, NOW),
    hasPicture: targetLabel !== '',
    findings:
      name === 'sort_collection'
        ? [
            {
              code: 'fragile',
              severity: 'warning',
              field: 'target',
              message: 'Only its position tells this element apart.',
            },
          ]
        : [],
  };
}

export function openShop(number: number, of: ShopView = shops[0]!): OpenShop {
  return {
    shop: of.shop,
    pageTypes,
    events: eventViews(number),
    settings,
    findings: [],
    balance: balanceOf(number),
    walks: [],
    undo: null,
    redo: null,
    author: 'Mara Lindqvist',
  };
}

export const pane: PaneView = {
  url: 'https://bloom-and-bark.com/products/linen-apron-with-pockets',
  title: 'Linen apron with pockets – Bloom & Bark',
  loading: false,
  canBack: true,
  canForward: false,
  device: null,
  pageType: 'product',
  error: null,
  picking: false,
  pointing: false,
  frozen: false,
  testing: false,
  testSends: false,
  testConsent: null,
  hover: '',
};

export function draft(): Draft {
  const view = eventViews(1)[0]!;
  const event: Event = { ...structuredClone(view.event), id: 'new-1', status: 'draft' };
  return {
    event,
    editing: false,
    targetLabel: view.targetLabel,
    meaning: meaning(),
    path: '/products/linen-apron-with-pockets',
    pageType: 'product',
    triggers: offered(event),
    scopes: [
      { label: 'All product pages', scope: { pageTypes: ['product'] } },
      { label: 'Only this page', scope: { url: '/products/linen-apron-with-pockets' } },
      { label: 'Every page', scope: {} },
    ],
    parameters: offers(),
    names: namesThere(event.name),
    usualWeight: 8,
    matches: 1,
    alike: 0,
    quality: {
      grade: 'strong',
      reason: 'The element has a name that the shop’s own form relies on.',
    },
    findings: [],
    took: 41,
  };
}

/** A pick of something else. */
export function otherDraft(): Draft {
  const base = draft();
  return {
    ...base,
    event: {
      ...base.event,
      id: 'new-7',
      name: 'theirs',
      target: {
        selectors: [{ css: 'footer a[href$="/policies/refund-policy"]' }],
        multiple: false,
      },
    },
    targetLabel: 'Link: Returns',
    parameters: base.parameters.map((choice) => ({
      ...choice,
      value: choice.value === 'Add to cart' ? 'Returns' : choice.value,
    })),
  };
}

/** What Rust says of a saved event that got that element. */
export function changedFindings(trigger: Event['trigger']): Finding[] {
  const changed: Finding = {
    code: 'element_changed',
    severity: 'note',
    field: 'target',
    message: 'New element for this event. Save, then test again.',
  };
  const impossible: Finding = {
    code: 'trigger_impossible',
    severity: 'warning',
    field: 'trigger',
    message: 'This is no field, so the event never fires. Choose another trigger.',
  };
  return trigger.type === 'change' ? [impossible, changed] : [changed];
}

export function pageViewDraft(): Draft {
  const base = draft();
  delete base.quality;
  const event: Event = {
    ...base.event,
    id: 'new-3',
    name: 'view_product',
    trigger: { type: 'page_view' },
    target: null,
    stage: 'MOFU',
    phase: 'consideration',
    weight: 3,
  };
  return {
    ...base,
    event,
    targetLabel: '',
    triggers: offered(event),
    parameters: pageOffers(),
  };
}

/** A draft with everything that can be long or wrong about it. */
export function troubledDraft(): Draft {
  const base = draft();
  return {
    ...base,
    event: {
      ...base.event,
      id: 'new-2',
      name: 'purchase',
      where: { url: '/collections/*/products/linen-*' },
      weight: 10,
      macro: true,
    },
    targetLabel:
      'Schaltfläche: In den Warenkorb legen und später gemeinsam mit der Geschenkverpackung bezahlen',
    usualWeight: 3,
    matches: 14,
    alike: 14,
    quality: {
      grade: 'fragile',
      reason:
        'The element is only recognised by its position on the page. Ask whoever maintains the theme to add a data-waymark attribute to this element.',
    },
    findings: [
      {
        code: 'name_reserved',
        severity: 'error',
        field: 'name',
        message: '“purchase” is kept for the sale itself. Choose another name.',
        suggestion: 'shop_purchase',
      },
      {
        code: 'matches_many',
        severity: 'warning',
        field: 'target',
        message:
          'Clicks on any of them will count. Pick a more particular element if you mean only one.',
      },
      {
        code: 'too_many',
        severity: 'note',
        field: '',
        message: 'Product pages have 9 events already. More than 8 to 12 is hard to read.',
      },
    ],
  };
}

export function hits(): Hit[] {
  const hit = (
    number: number,
    seconds: number,
    name: string,
    proven: boolean,
    path: string,
    parameters: Hit['parameters'],
  ): Hit => ({
    number,
    at: NOW - seconds * 1000,
    id: `e-${name}`,
    name,
    parameters,
    proven,
    path,
    deliveries: deliveries(name, parameters),
  });
  return [
    hit(1, 92, 'view_product', true, '/products/linen-apron-with-pockets', {
      page_type: 'product',
    }),
    hit(2, 60, 'size_guide_open', false, '/products/linen-apron-with-pockets', {}),
    hit(3, 31, 'add_to_cart', true, '/products/linen-apron-with-pockets', {
      page_type: 'product',
      element_text: 'Add to cart',
    }),
    hit(4, 4, 'begin_checkout', true, '/cart', { page_type: 'cart', link_url: '/checkout' }),
  ];
}

/** A picture much taller than its place. */
export const tallPicture = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" width="600" height="500"><rect width="600" height="500" fill="#e8efe9"/><circle cx="300" cy="250" r="240" fill="#4a6b5d"/></svg>',
)}`;

/** A picture of the other pick. */
export const otherPicture = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" width="120" height="40"><rect width="120" height="40" fill="#fff"/><text x="60" y="25" font-family="sans-serif" font-size="14" fill="#20332b" text-anchor="middle" text-decoration="underline">Returns</text></svg>',
)}`;

/** A picture of a button, drawn here. */
export const picture = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" width="240" height="64"><rect width="240" height="64" fill="#fff"/><rect x="12" y="10" width="216" height="44" rx="22" fill="#20332b"/><text x="120" y="37" font-family="sans-serif" font-size="15" font-weight="700" fill="#fff" text-anchor="middle">Add to cart</text></svg>',
)}`;

/** Of an event that never fired. */
export const unproven: EventView['proof'] = {
  state: 'draft',
  fired: null,
  before: null,
  places: [],
};

export function copyOf(view: EventView): EventView {
  const copy = structuredClone(view);
  return {
    ...copy,
    event: { ...copy.event, id: `${copy.event.id}-copy`, name: `${copy.event.name}_2` },
    proof: unproven,
  };
}
