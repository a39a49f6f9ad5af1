/** Development only: the catalogue's own entries, held against what the mock proposes for its page. */
import type { CatalogueEntry } from '@types-rust/CatalogueEntry';
import type { EntryFamily } from '@types-rust/EntryFamily';
import type { PageSuggestions } from '@types-rust/PageSuggestions';
import type { Phase } from '@types-rust/Phase';
import type { Stage } from '@types-rust/Stage';
import type { Trigger } from '@types-rust/Trigger';
import checkout from '../../../../crates/catalogue/data/checkout.json';
import consideration from '../../../../crates/catalogue/data/consideration.json';
import discovery from '../../../../crates/catalogue/data/discovery.json';
import intent from '../../../../crates/catalogue/data/intent.json';

const META: Record<string, string> = {
  add_to_cart: 'AddToCart',
  begin_checkout: 'InitiateCheckout',
  add_to_wishlist: 'AddToWishlist',
  view_item: 'ViewContent',
  search: 'Search',
};
const BY_HAND = ['reviews_view', 'review_photo_open', 'trust_badge_view'];
const TRIGGERS: Record<string, string> = {
  click: 'Click',
  submit: 'Form submit',
  change: 'Value change',
  page_view: 'Page view',
};

interface Written {
  id: string;
  name: string;
  family: string;
  about: string;
  trigger: { type: string };
  parameters: string[];
  stage: string;
  weight: number;
  macro?: boolean;
  pages: string[];
  elements?: string;
}

/** All of them, phase by phase. */
export function entries(page: PageSuggestions, has: (name: string) => boolean): CatalogueEntry[] {
  const kind = page.pageType?.id ?? '';
  const held =
    (phase: Phase) =>
    (written: Written): CatalogueEntry => {
      const { id, name, about, pages } = written;
      const found = page.suggestions.find((suggestion) => suggestion.id === id);
      const belongs = pages.length === 0 || pages.includes(kind);
      const isPage = written.elements === 'page';
      const here = found
        ? 'found'
        : !belongs
          ? 'other_page'
          : isPage
            ? 'whole_page'
            : BY_HAND.includes(id)
              ? 'by_hand'
              : 'not_found';
      return {
        id,
        name,
        about,
        phase,
        stage: written.stage as Stage,
        weight: written.weight,
        macro: written.macro === true,
        starter: false,
        pages,
        trigger: written.trigger as unknown as Trigger,
        parameters: written.parameters.map((group) => ({ name: group, from: { type: 'link' } })),
        ga4: id,
        meta: META[id] ?? id,
        klaviyo: name,
        event: has(id) ? `e-${id}` : null,
        family: written.family as EntryFamily,
        triggerLabel: TRIGGERS[written.trigger.type] ?? written.trigger.type,
        here,
        label: found?.label ?? '',
        confidence: found?.confidence ?? null,
        reason: found?.reason ?? '',
        way:
          here === 'other_page'
            ? (page.ways.find((way) => pages.includes(way.pageType)) ?? null)
            : null,
        pointable: !isPage,
      };
    };
  return [
    ...discovery.map(held('discovery')),
    ...consideration.map(held('consideration')),
    ...intent.map(held('intent')),
    ...checkout.map(held('checkout')),
  ];
}
