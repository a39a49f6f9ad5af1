/** Development only: what drafts mean, how they do on sampled pages, and on which devices elements are. */
import type { DeviceSight } from '@types-rust/DeviceSight';
import type { Draft } from '@types-rust/Draft';
import type { EventDevices } from '@types-rust/EventDevices';
import type { Failure } from '@types-rust/Failure';
import type { Meaning } from '@types-rust/Meaning';
import type { MeaningChange } from '@types-rust/MeaningChange';
import type { SampledPage } from '@types-rust/SampledPage';
import type { SampledState } from '@types-rust/SampledState';
import type { ProvingOutcome } from '@types-rust/ProvingOutcome';
import type { SampleStrip } from '@types-rust/SampleStrip';
import type { State } from './states';

export interface TrialsState {
  /** Answer of `sample_draft`: a failure, `forever` for none, what somebody called off. */
  sampling?: Failure | 'forever' | 'stopped';
  /** Answer of `prove_events`: likewise, or how many are left. */
  proving?: Failure | 'forever' | 'stopped' | number;
  /** Pages with long names, and every state once. */
  long?: boolean;
  /** Answer of `measure_devices`. */
  measuring?: Failure | 'forever' | 'nothing' | 'stopped';
}

/** What an untouched draft means. */
export const meaning = (): Meaning => ({
  rule: 'Button: Add to cart · Product pages',
  place: 'Product pages',
  wider: 'Form',
  narrower: null,
  inner: ['Icon: Cart', 'Text: Add to cart'],
  words: 'Add to cart',
  text: null,
  contained: null,
});

const page = (title: string, state: SampledState, count: number, words: string): SampledPage => ({
  title,
  url: `https://bloom-and-bark.com/products/${encodeURIComponent(title.toLowerCase().replaceAll(' ', '-'))}`,
  state,
  count,
  words,
});
const one = (title: string): SampledPage => page(title, 'fine', 1, '1 element');

const usual: SampleStrip = {
  headline: 'Matches 1 element on 9 of 10 product pages',
  notes: ['None on “Gift card”: a gift card?'],
  good: false,
  pages: [
    ...['Linen apron', 'Seed tin', 'Bark brush', 'Cork mat', 'Moss ball', 'Fern stand'].map(one),
    page('Gift card', 'nothing', 0, 'none: a gift card?'),
    ...['Clay pot', 'Twine', 'Trowel'].map(one),
  ],
};

const long: SampleStrip = {
  headline: 'Matches 1 to 12 elements on 3 of 6 product pages',
  notes: [
    'None on “Geschenkgutschein für Freundinnen und Freunde des Gartens”: it says “Leider gerade ausverkauft” there; on “बीज का डिब्बा”: sold out?, and 1 more like that',
    '12 elements on “سلة هدايا”',
    '“Konfigurator” needs a browser',
    '“Werkstatt” could not be read. The shop says that it was asked too often.',
  ],
  good: false,
  pages: [
    one('Leinenschürze mit Taschen und verstellbaren Trägern aus eigener Herstellung'),
    page(
      'Geschenkgutschein für Freundinnen und Freunde des Gartens',
      'nothing',
      0,
      'none: it says “Leider gerade ausverkauft” there',
    ),
    page('बीज का डिब्बा', 'nothing', 0, 'none: sold out?'),
    page('سلة هدايا', 'many', 12, '12 elements'),
    page('Konfigurator', 'needs_browser', 0, 'needs a browser'),
    page('Werkstatt', 'unread', 0, 'The shop says that it was asked too often.'),
    page('Ratgeber', 'not_meant', 0, 'does not count there'),
    one('Samentüte'),
  ],
};

const sight = (
  device: DeviceSight['device'],
  seen: DeviceSight['sight'],
  words: string,
): DeviceSight => ({ device, sight: seen, words });
const everywhere: DeviceSight[] = [
  sight('phone', 'visible', 'can be seen'),
  sight('tablet', 'visible', 'can be seen'),
  sight('desktop', 'visible', 'can be seen'),
];
const hidden: DeviceSight[] = [
  sight('phone', 'hidden', 'there but hidden'),
  sight('tablet', 'unknown', 'could not tell: nothing of the page arrived within 8 s'),
  sight('desktop', 'visible', 'can be seen'),
];
const nothing = everywhere.map(({ device }) =>
  sight(device, 'unknown', 'could not tell: pages cannot be shown here'),
);

/** Answers what is asked about drafts in the background. */
export class Trials {
  /** Set by a test: a change of what is meant takes as long as this does. */
  meaning?: Promise<void>;

  constructor(private readonly state: TrialsState) {}

  answer(command: string, args: Record<string, unknown>): Promise<unknown> | undefined {
    switch (command) {
      case 'change_meaning':
        return this.#meant(() => changed(args['draft'] as Draft, args['change'] as MeaningChange));
      case 'choose_alike':
        return this.#meant(() => likeOne(args['draft'] as Draft, args['all'] === true));
      case 'sample_draft':
        return answered(this.state.sampling, this.state.long ? long : usual);
      case 'measure_devices': {
        const { measuring } = this.state;
        if (measuring === 'nothing') return Promise.resolve(nothing);
        return answered(measuring, this.state.long ? hidden : everywhere);
      }
      case 'event_devices':
        return Promise.resolve([
          seen('e-add_to_cart', everywhere),
          seen('e-size_guide_open', hidden),
        ]);
      case 'prove_events': {
        const { proving = 1 } = this.state;
        return typeof proving === 'number'
          ? Promise.resolve(proved(proving))
          : answered(proving, proved(0));
      }
      case 'stop_proving':
      case 'stop_sampling':
      case 'stop_measuring':
        return Promise.resolve(null);
      default:
        return undefined;
    }
  }

  async #meant(change: () => Draft): Promise<Draft> {
    await this.meaning;
    return change();
  }
}

function likeOne(draft: Draft, all: boolean): Draft {
  if (draft.event.target) draft.event.target.multiple = all;
  return { ...draft, matches: all ? draft.alike : 1 };
}

function answered<T>(
  how: Failure | 'forever' | 'stopped' | undefined,
  usually: T,
): Promise<T | null> {
  if (how === 'forever') return new Promise(() => undefined);
  if (how === 'stopped') return Promise.resolve(null);
  return how ? Promise.reject(how as unknown as Error) : Promise.resolve(usually);
}

function seen(id: string, sights: DeviceSight[]): EventDevices {
  return { id, sights, measuredAt: 0, page: '/products/linen-apron-with-pockets' };
}

/** Four events that fired, and so many that did not. */
function proved(left: number): ProvingOutcome {
  const reasons = [
    'Something lies over the element: Button: Accept all cookies.',
    'Waymark cannot do this by itself.',
    'A visitor who is new does not find the element on this page.',
  ];
  return {
    proven: ['e-1', 'e-2', 'e-3', 'e-4'],
    left: Array.from({ length: left }, (_, at) => ({
      id: `e-${at}`,
      name: `size_guide_open_${at}`,
      reason: reasons[at % reasons.length] ?? '',
    })),
  };
}

/** Enough of what Rust does for the panel to be tried on. */
function changed(draft: Draft, change: MeaningChange): Draft {
  const now = { ...draft.meaning };
  const { event } = draft;
  switch (change.type) {
    case 'wider':
    case 'narrower': {
      const wide = change.type === 'wider';
      const label = wide ? 'Form' : 'Button: Add to cart';
      const css = wide ? 'form[action="/cart/add"]' : 'button[name="add"]';
      const target = { multiple: false, ...event.target, selectors: [{ css }] };
      return {
        ...draft,
        targetLabel: label,
        event: { ...event, target },
        meaning: {
          ...now,
          rule: `${label} · ${now.place}`,
          wider: wide ? 'Main content' : 'Form',
          narrower: wide ? 'Button: Add to cart' : null,
          inner: wide
            ? [
                'Menu: Size',
                'Kontrollkästchen: Geschenkverpackung mit handgeschriebener Grußkarte hinzufügen',
                'زر: أضف إلى السلة',
                'Button: Add to cart',
              ]
            : [],
          words: wide ? '' : 'Add to cart',
        },
      };
    }
    case 'inner': {
      const label = now.inner[change.part] ?? draft.targetLabel;
      const rule = `${label} · ${now.place}`;
      const wider = draft.targetLabel;
      return {
        ...draft,
        targetLabel: label,
        meaning: { ...now, rule, wider, narrower: null, inner: [], words: '' },
      };
    }
    case 'text': {
      const text = change.text || null;
      const selectors = (event.target?.selectors ?? []).map((selector) => {
        const { css, within = [] } = selector;
        return text ? { css, within, text } : { css, within };
      });
      const target = { multiple: false, ...event.target, selectors };
      const only = text ? ` · only with the text “${text}”` : '';
      const rule = `${draft.targetLabel}${only} · ${now.place}`;
      return { ...draft, event: { ...event, target }, meaning: { ...now, text, rule } };
    }
    case 'contained': {
      const place = `Address contains ${change.part}`;
      const url = change.part && `*${change.part}*`;
      const only = now.text ? ` · only with the text “${now.text}”` : '';
      const rule = `${draft.targetLabel}${only} · ${place}`;
      const contained = change.part || null;
      return {
        ...draft,
        event: { ...event, where: { url } },
        meaning: { ...now, place, rule, contained },
      };
    }
  }
}

/** States of the panel about what is found out in the background, in the shape of the one they are made of. */
export const trialStates = (drafted: State, failure: Failure): Record<string, State> => ({
  proved: { overview: drafted.overview, trials: { proving: 1 } },
  'proved-all': { overview: drafted.overview, trials: { proving: 0 } },
  'proved-long': { overview: drafted.overview, trials: { proving: 9 } },
  proving: { overview: drafted.overview, trials: { proving: 'forever' } },
  'draft-sampling': { ...drafted, trials: { sampling: 'forever', measuring: 'forever' } },
  'draft-sampled-long': { ...drafted, trials: { long: true } },
  'draft-untried': { ...drafted, trials: { sampling: failure, measuring: 'nothing' } },
  'draft-trials-stopped': { ...drafted, trials: { sampling: 'stopped', measuring: 'stopped' } },
});
