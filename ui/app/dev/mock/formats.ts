/** Development only: exports to other tools and a container of Tag Manager, as the pretended shell answers them. */
import type { ContainerDraft } from '@types-rust/ContainerDraft';
import type { ContainerView } from '@types-rust/ContainerView';
import type { EventView } from '@types-rust/EventView';
import type { Failure } from '@types-rust/Failure';
import type { Finding } from '@types-rust/Finding';
import type { Format } from '@types-rust/Format';
import type { FormatPreview } from '@types-rust/FormatPreview';
import type { FormatSetting } from '@types-rust/FormatSetting';
import type { FormatSettings } from '@types-rust/FormatSettings';
import type { LossView } from '@types-rust/LossView';
import type { LossViewKind } from '@types-rust/LossViewKind';
import { failures } from './failures';

export interface FormatsState {
  /** Answer of saving. */
  saving?: Failure;
  /** Answer of reading a container. */
  reading?: Failure;
  /** What a container has. */
  container?: ContainerView;
}

const names: Record<Format, string> = {
  gtm: 'gtm.json',
  pixel: 'pixel.js',
  ga4: 'ga4.csv',
  csv: 'plan.csv',
  markdown: 'plan.md',
  xlsx: 'plan.xlsx',
  page: 'plan.html',
  json: 'plan.json',
};
const asked: Partial<Record<Format, FormatSetting[]>> = {
  gtm: ['measurementId'],
  pixel: ['measurementId', 'metaPixel', 'endpoint'],
};

export class Formats {
  /** The person closes the next dialog without choosing. */
  turnsBack = false;

  constructor(
    readonly state: FormatsState,
    readonly events: () => EventView[],
  ) {}

  answer(command: string, args: Record<string, unknown>): unknown {
    switch (command) {
      case 'preview_format':
        return preview(args['format'] as Format, args['settings'] as FormatSettings, this.events());
      case 'choose_export_file':
        return this.turnsBack ? null : `/home/mara/Documents/${String(args['name'])}`;
      case 'export_format': {
        if (this.state.saving) throw this.state.saving;
        const told = preview(
          args['format'] as Format,
          args['settings'] as FormatSettings,
          this.events(),
        );
        return { file: args['file'], bytes: told.bytes, losses: told.losses };
      }
      case 'choose_container':
        return this.turnsBack ? null : '/home/mara/Downloads/GTM-K8X2P4_workspace12.json';
      case 'open_container':
      case 'read_container':
        if (this.state.reading) throw this.state.reading;
        if (command === 'read_container' && !String(args['json']).startsWith('{'))
          throw failures.container;
        return structuredClone(this.state.container ?? container());
      default:
        return undefined;
    }
  }
}

function preview(format: Format, told: FormatSettings, events: EventView[]): FormatPreview {
  const findings = found(told);
  return {
    fileName: `bloom-and-bark.com.${names[format]}`,
    bytes: 3_400 + events.length * 812,
    settings: asked[format] ?? [],
    findings,
    losses: losses(format, events, told),
    code: format === 'pixel' ? `/* ${told.metaPixel ?? ''} */` : null,
  };
}

function found({ measurementId, metaPixel }: FormatSettings): Finding[] {
  const wrong = (field: string, code: string, message: string): Finding => ({
    field,
    code,
    severity: 'error',
    message,
  });
  return [
    ...(measurementId === null || /^G-[A-Z0-9]{4,16}$/.test(measurementId)
      ? []
      : [
          wrong(
            'measurementId',
            'measurement_id_invalid',
            `"${measurementId}" is no measurement ID of Google Analytics 4. Copy it from Admin > Data streams: G- with capitals and digits after it.`,
          ),
        ]),
    ...(metaPixel === null || /^\d{6,20}$/.test(metaPixel)
      ? []
      : [
          wrong(
            'metaPixel',
            'meta_pixel_invalid',
            `"${metaPixel}" is no id of a Meta pixel. Copy it from the Events Manager: digits and nothing else.`,
          ),
        ]),
  ];
}

function losses(format: Format, events: EventView[], told: FormatSettings): LossView[] {
  const whole = (kind: LossViewKind, what: string, why: string): LossView => ({
    event: null,
    eventName: null,
    kind,
    what,
    why,
  });
  if (format === 'json') return [];
  if (format === 'csv' || format === 'markdown' || format === 'xlsx' || format === 'page')
    return [
      whole('missing', 'what elements look like', 'The plan as JSON has it; this has selectors.'),
    ];
  const missing = told.measurementId
    ? []
    : [
        whole(
          'to_do',
          'measurement ID',
          'Write your measurement ID into the variable "Waymark - GA4 Measurement ID"; the plan has none.',
        ),
      ];
  return [
    ...missing,
    whole(
      'differs',
      'page views of Google’s tag',
      'The container’s Google tag sends no page view of its own, so that one already on the shop is not doubled. If there is none, switch send_page_view on in it.',
    ),
    whole(
      'needs_runtime',
      'Waymark’s runtime',
      `${events.length} of ${events.length} events are fired by Waymark’s runtime, because Tag Manager cannot say them or read their parameters. Without it on the shop they are silent.`,
    ),
    whole(
      'missing',
      'other destinations',
      'The container sends to Google Analytics only, not to Meta pixel, Klaviyo.',
    ),
    ...events.flatMap((view, at) => ofEvent(view, at)),
  ];
}

function ofEvent({ event }: EventView, at: number): LossView[] {
  const loss = (kind: LossViewKind, what: string, why: string): LossView => ({
    event: event.id,
    eventName: event.name,
    kind,
    what,
    why,
  });
  const own = [
    loss(
      'needs_runtime',
      'parameter price',
      'Tag Manager cannot read the price of a product, so Waymark’s runtime fires this event. It has to be on the shop.',
    ),
    loss(
      'needs_runtime',
      'parameter currency',
      'Tag Manager cannot read the price of a product, so Waymark’s runtime fires this event. It has to be on the shop.',
    ),
    loss('to_do', 'key event', 'Mark it as a key event in Google Analytics; a container cannot.'),
    loss(
      'differs',
      'name',
      'It is view_item at Google Analytics, and so the tag and an import have that name.',
    ),
  ];
  return at % 3 === 0 ? own.slice(0, 3) : own.slice((at % 3) + 1, (at % 3) + 2);
}

function draft(name: string, rest: Partial<ContainerDraft>): ContainerDraft {
  return {
    id: `gtm-${name}`,
    name,
    trigger: 'Click',
    target: 'Selector: #buy',
    scope: 'Every page',
    from: `From Tag Manager: tag "GA4 - ${name}", trigger "Click - ${name}".`,
    isPaused: false,
    ...rest,
  };
}

const rest = [
  {
    what: 'Hotjar',
    why: 'It is own HTML or script; only event tags of Google Analytics 4 are understood.',
  },
  {
    what: 'GA4 - checkout, trigger "Custom - begin_checkout"',
    why: 'What the shop’s own scripts push is no trigger of Waymark’s.',
  },
];

function container(): ContainerView {
  return {
    drafts: [
      draft('add_to_basket', {}),
      draft('newsletter_signup', {
        trigger: 'Form submit',
        target: 'Selector: form.newsletter',
        scope: 'Addresses like /pages/*',
      }),
      draft('read_guide', { trigger: 'Scroll depth', target: '', isPaused: true }),
    ],
    rest,
  };
}

/** A container with more than fits, and with long names. */
export function longContainer(): ContainerView {
  return {
    drafts: Array.from({ length: 24 }, (_, at) =>
      draft(`geschenkverpackungsoption_im_warenkorb_hinzugefuegt_${at + 1}`, {
        target: 'Selector: main.template-product form[action$="/cart/add"] button[type="submit"]',
        from: `From Tag Manager: tag "GA4 – Event – Geschenkverpackungsoption im Warenkorb hinzugefügt (${at + 1})", trigger "Klick – Alle Elemente – Geschenkverpackung".`,
      }),
    ),
    rest: Array.from({ length: 40 }, (_, at) => ({ ...rest[at % 2]!, what: `Tag ${at + 1}` })),
  };
}

/** One of which nothing can be taken. */
export const foreignContainer: ContainerView = { drafts: [], rest };
