/** Development only: states of walks. */
import type { EventView } from '@types-rust/EventView';
import type { OpenShop } from '@types-rust/OpenShop';
import { failures } from './failures';
import { playOf, steps, ticks, walk, type WalksState } from './walks';

const long =
  'Startseite, Suche nach Geschenkverpackungen mit Grußkarte, Produkt, Größenberater, Warenkorb und zurück';

const many = Array.from({ length: 200 }, (_, at) => ({
  ...ticks[at % ticks.length]!,
  event: `id-${at}`,
  name: `${ticks[at % ticks.length]!.name}_${at}`,
}));

const first = walk('w1', 'Home, search, product, cart');

/** With a score among the events. */
export function scored(open: OpenShop): OpenShop {
  const view = structuredClone(open.events[11]!);
  const event: EventView['event'] = {
    ...view.event,
    id: 'e-likely_buyer',
    name: 'likely_buyer',
    trigger: { type: 'score', threshold: 16, within: 'session' },
    target: null,
  };
  return { ...open, events: [...open.events, { ...view, event }] };
}

export const walkStates = {
  one: { walks: [first] },
  recording: { recording: { steps: steps.slice(0, 8), fired: 4 } },
  keeping: { recording: { steps: steps.slice(0, 8), fired: 4 }, silent: true },
  played: {
    walks: [
      { ...first, play: playOf(first, steps.length, [], 'done') },
      walk('w2', 'Product, cart', { play: playOf(first, steps.length, ['add_to_cart'], 'done') }),
    ],
  },
  lost: { walks: [first], lost: ['add_to_cart', 'select_variant'] },
  playing: { walks: [first], stays: true },
  unscored: { walks: [first], scoring: failures.disk },
  failing: { walks: [first], playing: failures.gone },
  long: {
    walks: [
      walk('w1', long, {
        ticks: many,
        steps: steps.map((step) => ({
          ...step,
          words: step.words.replace(
            'Add to cart',
            'उत्पाद को कार्ट में जोड़ें और उपहार के रूप में लपेटें, bitte mit handgeschriebener Grußkarte',
          ),
          fired:
            step.fired.length > 0 ? [...step.fired, 'geschenkverpackungsoption_hinzugefuegt'] : [],
        })),
      }),
      walk('w2', 'مشوار في المتجر: بحث، منتج، سلة'),
    ],
  },
} satisfies Record<string, WalksState>;
