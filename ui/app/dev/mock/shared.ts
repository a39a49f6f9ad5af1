/** Development only: a shop's page types, and what people said of its events. */
import type { Event } from '@types-rust/Event';
import type { PageType } from '@types-rust/PageType';

const NOW = Date.UTC(2026, 2, 16, 10, 30);
const MINUTE = 60_000;

/** What people said of events: owners, remarks, platforms. */
export const shared: Record<string, Partial<Event>> = {
  home_banner_click: {
    owner: 'Mara',
    platforms: ['web', 'ios', 'android'],
    notes: [
      { at: NOW - 30 * 60 * MINUTE, author: 'يوسف', text: 'هل يعمل هذا بعد التحديث؟' },
      {
        at: NOW - 12 * MINUTE,
        author: 'Mara Lindqvist',
        text: 'The new theme moves this button; check after the launch.',
      },
    ],
  },
  begin_checkout: { owner: 'Jonas' },
  filter_collection: { owner: 'App team', platforms: ['ios', 'android'] },
};

export const pageTypes: PageType[] = [
  { id: 'home', match: ['/'] },
  { id: 'product', match: ['/products/*'] },
  { id: 'collection', match: ['/collections/*'] },
  { id: 'cart', match: ['/cart'] },
  { id: 'search', match: ['/search'] },
  { id: 'content', match: ['/pages/*', '/policies/*'] },
];
