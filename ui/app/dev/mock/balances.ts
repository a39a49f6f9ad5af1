/** Development only: what Rust would say of the mock's plans as a whole. */
import type { Balance } from '@types-rust/Balance';

const empty: Balance = {
  pageTypes: [],
  everywhere: 0,
  stages: [
    ['TOFU', 0],
    ['MOFU', 0],
    ['BOFU', 0],
  ],
  phases: [
    ['discovery', 0],
    ['consideration', 0],
    ['intent', 0],
    ['checkout', 0],
  ],
  missingStages: [],
  missingPhases: [],
  twins: [],
};

const usual: Balance = {
  pageTypes: [
    { pageType: 'home', events: 3, fill: 'room', spare: [] },
    { pageType: 'collection', events: 4, fill: 'room', spare: [] },
    { pageType: 'product', events: 7, fill: 'good', spare: [] },
    { pageType: 'cart', events: 3, fill: 'room', spare: [] },
  ],
  everywhere: 2,
  stages: [
    ['TOFU', 4],
    ['MOFU', 5],
    ['BOFU', 2],
  ],
  phases: [
    ['discovery', 4],
    ['consideration', 5],
    ['intent', 2],
    ['checkout', 0],
  ],
  missingStages: [],
  missingPhases: ['checkout'],
  twins: [],
};

const crowded: Balance = {
  ...usual,
  pageTypes: [
    { pageType: 'home', events: 9, fill: 'full', spare: [] },
    {
      pageType: 'product',
      events: 17,
      fill: 'too_many',
      spare: [
        { event: 'e-add_to_cart_hindi', weight: 8, like: 'e-add_to_cart' },
        { event: 'e-view_product', weight: 3 },
        { event: 'e-view_reviews', weight: 4 },
        { event: 'e-size_guide_open', weight: 4 },
        { event: 'e-geschenkverpackungsoption_hinzugefuegt', weight: 6 },
      ],
    },
    {
      pageType: 'a_page_type_with_a_name_that_nobody_would_ever_give_one',
      events: 8,
      fill: 'good',
      spare: [],
    },
  ],
  everywhere: 1,
  stages: [
    ['TOFU', 41],
    ['MOFU', 79],
    ['BOFU', 0],
  ],
  missingStages: ['BOFU'],
  twins: [
    { events: ['e-add_to_cart', 'e-add_to_cart_hindi'], likeness: 'deed' },
    { events: ['e-view_reviews', 'e-geschenkverpackungsoption_hinzugefuegt'], likeness: 'element' },
    { events: ['e-menu_open_1', 'e-menu_open_7'], likeness: 'name' },
    { events: ['e-faq_open_2', 'e-faq_open_8'], likeness: 'name' },
    { events: ['e-gallery_next_3', 'e-gallery_next_9'], likeness: 'name' },
    { events: ['e-badge_click_4', 'e-badge_click_10'], likeness: 'name' },
    { events: ['e-story_expand_5', 'e-story_expand_11'], likeness: 'name' },
  ],
};

export function balanceOf(events: number): Balance {
  if (events === 0) return empty;
  return events > 100 ? crowded : usual;
}
