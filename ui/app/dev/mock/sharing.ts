/** Development only: notes, history and event packs, as the pretended shell answers them. */
import type { EventHistory } from '@types-rust/EventHistory';
import type { EventView } from '@types-rust/EventView';
import type { Failure } from '@types-rust/Failure';
import type { Notice } from '@types-rust/Notice';
import type { Overview } from '@types-rust/Overview';
import type { PackEvent } from '@types-rust/PackEvent';
import type { PackOutcome } from '@types-rust/PackOutcome';
import type { PackView } from '@types-rust/PackView';
import type { PastChange } from '@types-rust/PastChange';
import { eventViews, NOW, unproven } from './plans';

export interface SharingState {
  /** What was done to each event. */
  history?: PastChange[];
  /** What becomes of a pack; `forever` for a search that does not end. */
  pack?: PackView | 'forever';
  /** Answer of history and packs. */
  failing?: Failure;
}

interface Plan {
  view: () => Overview;
  change: (change: (events: EventView[]) => EventView[], words: string) => Overview;
  sign: (author: string) => unknown;
  say: (notice: Notice) => void;
}

export class Sharing {
  constructor(
    readonly state: SharingState,
    readonly plan: Plan,
  ) {}

  answer(command: string, args: Record<string, unknown>): unknown {
    const id = String(args['id']);
    switch (command) {
      case 'add_note':
        return this.#edit(id, 'Add a note', (view) => {
          const author = this.plan.view().open?.author ?? '';
          const note = { at: NOW, author, text: String(args['text']) };
          view.event.notes = [...(view.event.notes ?? []), note];
        });
      case 'sign_as':
        this.plan.sign(String(args['name']));
        return this.plan.view();
      case 'event_history':
        if (this.state.failing) throw this.state.failing;
        return page(this.state.history ?? history(), args['before'] as number | null);
      case 'bring_back_event':
        return this.#edit(id, 'Bring an earlier state back', () => undefined);
      case 'choose_pack':
        return '/home/mara/Downloads/nordlicht.pack.json';
      case 'export_pack':
        return { file: args['file'], events: args['ids'] };
      case 'read_pack':
        if (this.state.failing) throw this.state.failing;
        this.plan.say({ kind: 'pack', data: '3 of 9 pages read' });
        if (this.state.pack === 'forever') return new Promise(() => undefined);
        return structuredClone(this.state.pack ?? pack());
      case 'stop_pack':
        return null;
      case 'take_pack':
        return this.#take(args['ids'] as string[]);
      default:
        return undefined;
    }
  }

  #edit(id: string, words: string, edit: (view: EventView) => void): Overview {
    return this.plan.change((events) => {
      const all = structuredClone(events);
      for (const view of all) if (view.event.id === id) edit(view);
      return all;
    }, words);
  }

  #take(ids: string[]): Overview {
    const taken = ids.map((id): EventView => {
      const view = structuredClone(eventViews(1)[0]!);
      return { ...view, event: { ...view.event, id, name: id, status: 'draft' }, proof: unproven };
    });
    return this.plan.change((events) => [...events, ...taken], 'Import an event pack');
  }
}

const HOUR = 3_600_000;

/** Changes that are told at a time. */
const PAGE = 50;

function page(changes: PastChange[], before: number | null): EventHistory {
  const left = changes.filter((change) => before === null || change.id < before);
  return { changes: left.slice(0, PAGE), hasMore: left.length > PAGE };
}

/** An event that was changed more often than is told at once. */
export const longHistory: PastChange[] = Array.from({ length: 120 }, (_, at) => ({
  id: 120 - at,
  at: NOW - at * HOUR,
  author: 'Mara Lindqvist',
  words: at === 119 ? 'Add add_to_cart' : `Edit add_to_cart, the ${119 - at}. time`,
  lines: ['Owner: Jonas instead of Mara.'],
  isNow: at === 0,
  canComeBack: at > 0,
}));

function history(): PastChange[] {
  const change = (id: number, hours: number, rest: Partial<PastChange>): PastChange => ({
    id,
    at: NOW - hours * HOUR,
    author: 'Mara Lindqvist',
    words: 'Edit add_to_cart',
    lines: [],
    isNow: false,
    canComeBack: true,
    ...rest,
  });
  return [
    change(9, 0.2, {
      words: 'Add a note to add_to_cart',
      lines: ['Note: The new theme moves this button; check after the launch.'],
      isNow: true,
      canComeBack: false,
    }),
    change(7, 2, { lines: ['Was a draft, is ready.', 'Owner: Jonas instead of Mara.'] }),
    change(5, 30, {
      author: 'يوسف',
      lines: [
        'another element: Button: Add to cart, was Link: Add to basket',
        'also sends price: product\u2019s price',
      ],
    }),
    change(3, 50, { words: 'Undo: Rename add_to_basket to add_to_cart', author: '' }),
    change(2, 51, { words: 'Rename add_to_basket to add_to_cart' }),
    change(1, 400, { words: 'Add add_to_basket' }),
  ];
}

function event(name: string, outcome: PackOutcome, rest: Partial<PackEvent>): PackEvent {
  return {
    id: `p-${name}`,
    name,
    trigger: 'Click',
    place: 'Product pages',
    outcome,
    was: 'Button: In den Warenkorb',
    now: outcome === 'missing' ? '' : 'Button: Add to bag',
    page:
      outcome === 'found' || outcome === 'guessed'
        ? 'https://bloom-and-bark.com/products/fern'
        : null,
    confidence: outcome === 'found' ? 0.97 : null,
    reasons: [],
    ...rest,
  };
}

function pack(): PackView {
  return {
    from: 'Nordlicht Naturkosmetik',
    events: [
      event('add_to_bag', 'found', { reasons: ['Its new rule matches on 4 of 4 pages.'] }),
      event('scroll_product', 'found', {
        trigger: 'Scroll depth',
        was: '',
        now: '',
        confidence: null,
        reasons: ['It is about the whole page and needs no element.'],
      }),
      event('size_chart_view', 'guessed', {
        now: 'Link: Fit & sizing',
        confidence: 0.82,
        reasons: [
          'The catalogue takes this for "Size chart opened": it speaks of sizes beside the variants.',
          'Its new rule matches on 3 of 4 pages.',
        ],
      }),
      event('gift_wrap_add', 'missing', {
        was: 'Checkbox: Geschenkverpackung',
        reasons: ['Nothing on these pages has its words, its place or its use.'],
      }),
      event('newsletter_signup', 'there', {
        place: 'Every page',
        reasons: ['The shop has an event of this name, which stays as it is.'],
      }),
      event('paid_visit', 'refused', {
        reasons: ['The page type "campaign" is not one of this shop. Choose another.'],
      }),
    ],
    pages: ['', 'products/fern', 'products/moss', 'collections/all'].map((path) => ({
      url: `https://bloom-and-bark.com/${path}`,
      words: path.split('/')[0] || 'home',
    })),
    unread: [
      { url: 'https://bloom-and-bark.com/checkout', words: 'The shop refuses to show the page.' },
    ],
    notes: ['With events for product pages the shop learns their addresses: /catalogue/*.'],
  };
}

/** A large pack with long names and other scripts. */
export function longPack(): PackView {
  const outcomes: PackOutcome[] = ['found', 'guessed', 'missing', 'there'];
  const events = Array.from({ length: 80 }, (_, at) =>
    event(`geschenkverpackungsoption_im_warenkorb_hinzugefuegt_${at + 1}`, outcomes[at % 4]!, {
      now: at % 2 ? 'زر: أضف إلى السلة' : 'बटन: टोकरी में जोड़ें और खरीदारी जारी रखें',
      reasons: ['On 3 of 4 product pages.', 'The catalogue takes another element for it.'],
    }),
  );
  return { ...pack(), from: 'Nordlicht Naturkosmetik-Manufaktur und Geschenkeversand', events };
}

/** One whose shop could not be read. */
export const foreignPack: PackView = {
  ...pack(),
  events: pack().events.map((each) => ({
    ...each,
    outcome: 'missing',
    now: '',
    confidence: null,
    reasons: ['No page of the shop could be read.'],
  })),
  pages: [],
  notes: [],
};
