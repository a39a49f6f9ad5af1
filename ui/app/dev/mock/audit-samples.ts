/** Development only: reports of audits, in words like Rust's. */
import type { AuditEvent } from '@types-rust/AuditEvent';
import type { AuditFinding } from '@types-rust/AuditFinding';
import type { AuditLine } from '@types-rust/AuditLine';
import type { AuditReport } from '@types-rust/AuditReport';
import type { AuditReportView } from '@types-rust/AuditReportView';
import type { AuditSettings } from '@types-rust/AuditSettings';
import type { EventStanding } from '@types-rust/EventStanding';
import type { MuteView } from '@types-rust/MuteView';
import type { Target } from '@types-rust/Target';
import { NOW } from './plans';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
export const SHOP = 'https://bloom-and-bark.com/';

export const settings = (change: Partial<AuditSettings> = {}): AuditSettings => ({
  sample: 'quick',
  previewTheme: null,
  address: null,
  ignoreRobots: false,
  ...change,
});

const target = (css: string): Target => ({ selectors: [{ css }], multiple: false }) as Target;
const page = (path: string): string => new URL(path, SHOP).href;

const events: [id: string, weight: number, standing: EventStanding, words: string][] = [
  ['begin_checkout', 9, 'broken', 'Did not fire when its action was done in a browser'],
  ['add_to_cart', 8, 'works', 'Found on all 9 pages'],
  ['newsletter_signup', 5, 'broken', 'Moved on 18 pages'],
  ['select_variant', 5, 'broken', 'Moved on 7 pages'],
  ['size_guide_open', 4, 'partly', 'Found on 5 of 9 pages'],
  ['view_reviews', 4, 'unknown', 'Could not be told on 9 pages'],
  ['filter_collection', 3, 'works', 'Found on all 4 pages'],
  ['search_submit', 3, 'works', 'Found on all 20 pages'],
  ['shipping_policy_click', 3, 'not_covered', 'No page where it may fire was looked at'],
  ['view_product', 3, 'no_element', 'Fires by itself; there is no element to find'],
];

function eventOf([name, weight, standing, words]: (typeof events)[number]): AuditEvent {
  const id = `e-${name}`;
  const event: AuditEvent = {
    id,
    name,
    weight,
    standing,
    words,
    verdicts: {},
    excused: 0,
    examples: [],
  };
  const url = page('/products/sword-fern');
  switch (name) {
    case 'begin_checkout':
      return {
        ...event,
        verdicts: { intact: 1 },
        fires: { kind: 'no', page: `${page('/cart')} (phone)` },
        devices: { desktop: { intact: 1 }, phone: { intact: 1 } },
        examples: [
          {
            url: page('/cart'),
            pageType: 'cart',
            verdict: 'intact',
            reasons: [],
            found: 'Button: Check out',
          },
        ],
      };
    case 'add_to_cart':
      return {
        ...event,
        verdicts: { intact: 7, missing: 2 },
        excused: 2,
        fires: { kind: 'yes', times: 2, of: 2 },
        devices: { desktop: { intact: 1 }, phone: { intact: 1 } },
        shots: [
          { url, pageType: 'product', device: 'phone', verdict: 'intact', picture: 'narrow' },
        ],
        examples: [
          {
            url,
            pageType: 'product',
            verdict: 'intact',
            reasons: [],
            found: 'Button: Add to cart',
          },
        ],
      };
    case 'newsletter_signup':
      return {
        ...event,
        verdicts: { moved: 18 },
        devices: { desktop: { moved: 4 }, phone: { moved: 3, hidden: 1 } },
        fires: { kind: 'not_done', reason: 'Something covers it: a cookie banner.' },
        tagged: 'then',
        shots: [
          { url: SHOP, pageType: 'home', device: 'desktop', verdict: 'moved', picture: 'wide' },
          { url: SHOP, pageType: 'home', device: 'phone', verdict: 'moved', picture: 'narrow' },
          { url, pageType: 'product', device: 'phone', verdict: 'moved', picture: 'gone' },
        ],
        examples: [
          {
            url: SHOP,
            pageType: 'home',
            verdict: 'moved',
            reasons: ['The same text and role in another section.'],
            found: 'Form: Join 12,000 gardeners',
            repair: { target: target('#footer-news form'), confidence: 0.972 },
          },
        ],
      };
    case 'size_guide_open':
      return {
        ...event,
        verdicts: { intact: 5, missing: 4 },
        examples: [
          {
            url: page(
              '/products/ceramic-pot-for-very-large-plants?variant=41838327562&utm_source=sitemap',
            ),
            pageType: 'product',
            verdict: 'missing',
            reasons: ['Nothing like it is on the page.'],
            found: '',
          },
          { url, pageType: 'product', verdict: 'intact', reasons: [], found: 'Button: Size guide' },
        ],
      };
    default:
      return event;
  }
}

const findings: AuditFinding[] = [
  {
    key: 'event/e-begin_checkout/eventsilent',
    severity: 'critical',
    kind: 'event_silent',
    event: 'e-begin_checkout',
    title: '"begin_checkout" did not fire when its action was done',
    detail: 'Did not fire when its action was done in a browser.',
    advice: 'Open the page in the app, start a test and do the same by hand.',
    pages: [page('/cart')],
  },
  {
    key: 'event/e-newsletter_signup/eventmoved',
    severity: 'warning',
    kind: 'event_moved',
    event: 'e-newsletter_signup',
    title: '"newsletter_signup" does not fire: its element has moved',
    detail: 'Moved on 18 pages. The same text and role in another section.',
    advice: 'Accept the new place, prove it in a test, and publish.',
    pages: [SHOP, page('/products/sword-fern'), page('/collections/indoor')],
    repair: { target: target('#footer-news form'), confidence: 0.972 },
  },
  {
    key: 'event/e-select_variant/eventmoved',
    severity: 'warning',
    kind: 'event_moved',
    event: 'e-select_variant',
    title: '"select_variant" does not fire: its element has moved',
    detail: 'Moved on 7 pages. Same name, other list.',
    advice: 'Accept the new place, prove it in a test, and publish.',
    pages: [page('/products/sword-fern')],
    repair: { target: target('.options select'), confidence: 0.993 },
  },
  {
    key: 'event/e-size_guide_open/eventpartly',
    severity: 'warning',
    kind: 'event_partly',
    event: 'e-size_guide_open',
    title: '"size_guide_open" finds its element on 5 of 9 pages',
    detail: 'Found on 5 of 9 pages. Nothing like it is on the page.',
    advice:
      'Look at one of the pages: the product may not have it, or its template may be another one.',
    pages: [
      page('/products/ceramic-pot-for-very-large-plants?variant=41838327562&utm_source=sitemap'),
    ],
  },
  {
    key: 'tag/twice/googleanalytics/g-4n8x2k1p0q',
    severity: 'warning',
    kind: 'tag_twice',
    title: 'Google Analytics 4 G-4N8X2K1P0Q is started twice',
    detail:
      'On 11 pages its snippet runs more than once, so page views and events may count double.',
    advice: 'Keep one: in the theme, in an app, or in the tag manager.',
    pages: [SHOP],
  },
  {
    key: 'install/otherrevision',
    severity: 'warning',
    kind: 'other_revision',
    title: 'The shop serves another revision than the one published last',
    detail: 'Published: 3f9c2a71d04be865. Served: 81d04be8653f9c2a.',
    advice: 'Publish again, or look in the publish view who published last.',
    pages: [],
  },
  {
    key: 'pages/pagesgone',
    severity: 'notice',
    kind: 'pages_gone',
    title: '1 page is not there any more',
    detail: '',
    advice: 'The shop still names them in its sitemap or links; visitors meet an error there.',
    pages: [page('/products/old-fern')],
  },
];

export function report(change: Partial<AuditReport> = {}): AuditReport {
  return {
    schema: 1,
    shop: { name: 'Bloom & Bark', url: SHOP },
    startedAt: NOW - 34 * MINUTE,
    finishedAt: NOW - 32 * MINUTE,
    sample: 'quick',
    ending: 'complete',
    health: {
      score: 61,
      formula:
        'Each event counts by its weight with the share of pages on which it finds its element, of those pages where that could be told. 100 means that every event finds its element everywhere. Events that could not be told are left out, and so are sold-out products and gift cards that do not show an element.',
      told: 7,
      all: 9,
    },
    totals: {
      pages: 20,
      checked: 18,
      blocked: 0,
      unreachable: 1,
      gone: 1,
      redirected: 0,
      elsewhere: 0,
      rendered: 8,
      bytes: 3_812_400,
    },
    pageTypes: [
      {
        id: 'product',
        checked: 9,
        pages: 10,
        withWaymark: 9,
        place: { events: 7, told: 6, work: 4, score: 58 },
      },
      {
        id: 'collection',
        checked: 4,
        pages: 4,
        withWaymark: 4,
        place: { events: 3, told: 3, work: 3, score: 100 },
      },
      {
        id: 'content',
        checked: 3,
        pages: 4,
        withWaymark: 2,
        place: { events: 1, told: 1, work: 0, score: 0 },
      },
      {
        id: 'home',
        checked: 1,
        pages: 1,
        withWaymark: 1,
        place: { events: 2, told: 2, work: 1, score: 38 },
      },
      { checked: 1, pages: 1, withWaymark: 0 },
    ],
    devices: [
      { name: 'desktop', showings: 5, place: { events: 6, told: 6, work: 4, score: 71 } },
      { name: 'phone', showings: 5, place: { events: 6, told: 5, work: 2, score: 43 } },
    ],
    events: events.map(eventOf),
    findings,
    themes: [{ id: '128093847721', name: 'Spring 2026', version: 'Dawn 15.2.0', isLive: true }],
    tags: [
      { vendor: 'google_analytics', id: 'G-4N8X2K1P0Q', pages: 18, twiceOn: 11 },
      { vendor: 'tag_manager', id: 'GTM-K7WQ2', pages: 18, twiceOn: 0 },
      { vendor: 'klaviyo', id: 'XrT9aB', pages: 18, twiceOn: 0 },
    ],
    consent: 'Cookiebot',
    since: {
      finishedAt: NOW - 31 * DAY,
      score: 88,
      new: [
        'event/e-begin_checkout/eventsilent',
        'event/e-newsletter_signup/eventmoved',
        'event/e-select_variant/eventmoved',
      ],
      resolved: ['"view_reviews" does not fire: its element is gone'],
    },
    notes: [
      'Every page was read as the shop serves it, and one of each type was shown in a browser (8 times in all, devices counted).',
    ],
    ...change,
  };
}

/** One that has nothing to compare with. */
export function fresh(): AuditReport {
  const first = report();
  delete first.since;
  return first;
}

/** The same report of what visitors do not see yet. */
export function beforeLaunch(of: AuditReport): AuditReport {
  const findings = of.findings.map((finding) => ({
    ...finding,
    title: finding.title.replace('does not fire', 'would not fire'),
    advice:
      finding.kind === 'event_moved'
        ? 'Move it when this goes live. Until then the live shop has it in its old place, and would lose it.'
        : finding.advice,
  }));
  return { ...of, findings };
}

export function lineOf(
  id: number,
  wanted: AuditSettings,
  report: AuditReport,
  mutes: MuteView[] = [],
): AuditLine {
  const muted = new Set(mutes.map(({ finding }) => finding));
  const heard = report.findings.filter(({ key }) => !muted.has(key));
  const of = (severity: string): number =>
    heard.filter((finding) => finding.severity === severity).length;
  return {
    id,
    number: id,
    finishedAt: report.finishedAt,
    settings: wanted,
    score: report.health.score ?? null,
    findings: {
      critical: of('critical'),
      warnings: of('warning'),
      notices: of('notice'),
      muted: report.findings.length - heard.length,
    },
    checked: report.totals.checked,
    breaks: report.events.filter(({ standing }) => standing === 'broken' || standing === 'partly')
      .length,
  };
}

const vendors = { google_analytics: 'Google Analytics 4', tag_manager: 'Google Tag Manager' };

export function reportView(
  id: number,
  found: AuditReport,
  { wanted = settings(), mutes = [] as MuteView[] } = {},
): AuditReportView {
  const moved = found.findings.filter(({ kind }) => kind === 'event_moved');
  return {
    line: lineOf(id, wanted, found, mutes),
    report: found,
    mutes,
    repairs: moved.map(({ event = '', repair }, at) => ({
      event,
      name: event.replace('e-', ''),
      confidence: repair?.confidence ?? null,
      look: wanted.previewTheme
        ? 'It is where visitors do not see it yet; the live shop may have it in its old place.'
        : at === 0
          ? 'On other pages it is not in the same place.'
          : null,
    })),
    vendors: found.tags.map(({ vendor }) => vendors[vendor as keyof typeof vendors] ?? 'Klaviyo'),
  };
}

/** An audit of `days` ago that found little. */
export function earlier(id: number, days: number, score: number): AuditReportView {
  const at = NOW - days * DAY;
  const some = findings.slice(3, score > 90 ? 3 : 6);
  const rest = fresh();
  return reportView(id, {
    ...rest,
    startedAt: at,
    finishedAt: at,
    health: { ...rest.health, score },
    findings: some,
    events: rest.events.filter(({ standing }) => standing === 'works'),
  });
}
