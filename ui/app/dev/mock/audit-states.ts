/** Development only: the audits of a shop in every state that the audit dialog has to show. */
import type { MailAccount } from '@types-rust/MailAccount';
import { NOW } from './plans';

const DAY = 24 * 3_600_000;
import { beforeLaunch, earlier, fresh, report, reportView, settings } from './audit-samples';
import { begun, type AuditsState } from './audits';
import { failures } from './failures';
import { scheduleView, unset } from './schedules';

const SLUG = 'bloom-and-bark.com';
const before = [
  earlier(6, 31, 88),
  earlier(5, 62, 94),
  earlier(4, 93, 97),
  earlier(3, 124, 82),
  earlier(2, 155, 84),
];
const muted = [
  {
    finding: 'tag/twice/googleanalytics/g-4n8x2k1p0q',
    reason: 'Known: the app is removed in April',
    severity: 'warning' as const,
    until: NOW + 20 * 24 * 3_600_000,
  },
];
const first = fresh();
const nothing = {
  ...first,
  health: { formula: first.health.formula, told: 0, all: 9 },
  events: first.events.map((event) => ({
    ...event,
    standing: event.standing === 'no_element' ? event.standing : ('unknown' as const),
    words: event.standing === 'no_element' ? event.words : 'Could not be told on 20 pages',
    verdicts: {},
    examples: [],
  })),
  pageTypes: [{ id: 'product', checked: 0, pages: 20, withWaymark: 0 }],
  themes: [],
  tags: [],
};
const zero = {
  pages: 20,
  checked: 0,
  blocked: 0,
  unreachable: 0,
  gone: 0,
  redirected: 0,
  elsewhere: 0,
  rendered: 0,
  bytes: 0,
};
const LONG =
  'geschenkverpackungsoption_mit_handgeschriebener_grusskarte_hinzugefuegt_oder_entfernt_auf_der_produktseite';

const mail = (server: string): MailAccount => ({
  server,
  port: 587,
  security: 'starttls',
  user: 'waymark@fern-and-co.com',
  from: 'Waymark <waymark@fern-and-co.com>',
  to: ['mara@fern-and-co.com'],
});

export const auditStates = {
  never: { reports: [] },
  several: {
    reports: [reportView(7, report(), { mutes: muted }), ...before],
    brand: { name: 'Fern & Co', logo: null },
  },
  running: {
    reports: before,
    running: {
      ...begun(SLUG),
      step: 'reading',
      done: 12,
      all: 20,
      page: 'https://bloom-and-bark.com/products/ceramic-pot-for-very-large-plants?variant=41838327562',
    },
  },
  paused: {
    reports: before,
    running: {
      ...begun(SLUG, settings({ sample: 'full' })),
      step: 'showing',
      done: 3,
      all: 18,
      page: 'https://bloom-and-bark.com/cart',
      device: 'phone',
      paused: true,
    },
  },
  left: {
    reports: before,
    left: {
      startedAt: NOW - 2 * 3_600_000,
      pages: 1240,
      settings: settings({ sample: 'full' }),
      goesOn: true,
    },
  },
  leftBehind: {
    reports: before,
    left: { startedAt: NOW - 90 * 3_600_000, pages: 0, settings: settings(), goesOn: false },
  },
  elsewhere: {
    reports: before,
    elsewhere: { by: 'the command line (process 48213)', since: NOW - 12 * 60_000 },
  },
  fine: {
    reports: [
      reportView(7, {
        ...report(),
        health: { ...report().health, score: 100, told: 9 },
        findings: [],
        since: {
          finishedAt: NOW - 31 * 24 * 3_600_000,
          score: 88,
          new: [],
          resolved: ['"add_to_cart" does not fire: its element is gone', '2 pages did not answer'],
        },
      }),
      ...before,
    ],
  },
  wall: {
    reports: [
      reportView(7, {
        ...nothing,
        totals: { ...zero, blocked: 20 },
        findings: [
          {
            key: 'pages/pagesblocked',
            severity: 'warning',
            kind: 'pages_blocked',
            title: '20 pages kept us out',
            detail: 'Cloudflare asks whether a person is there.',
            advice:
              'Nothing is said about the events on them. Let Waymark in (Shopify: Online Store > Preferences > Crawler access), or audit later and more slowly.',
            pages: ['https://bloom-and-bark.com/'],
          },
        ],
      }),
    ],
  },
  unreachable: {
    reports: [
      reportView(7, {
        ...nothing,
        totals: { ...zero, pages: 1, unreachable: 1 },
        notes: [
          'No page could be shown in a browser, so what scripts make was not judged. Pages cannot be rendered here: there is no screen and no Xvfb.',
        ],
        findings: [
          {
            key: 'pages/pagesunreachable',
            severity: 'warning',
            kind: 'pages_unreachable',
            title: '1 page did not answer',
            detail: 'There is no such host.',
            advice: 'Open them in a browser. If they work there, audit again later.',
            pages: ['https://bloom-and-bark.com/'],
          },
        ],
      }),
    ],
  },
  launch: {
    reports: [
      reportView(7, beforeLaunch(report()), {
        wanted: settings({ previewTheme: '128093847721' }),
      }),
      ...before,
    ],
  },
  long: {
    reports: [
      reportView(7, {
        ...report(),
        consent: 'Usercentrics Consent Management Platform mit einer sehr langen Beschreibung',
        themes: Array.from({ length: 3 }, (_, at) => ({
          id: `12809384772${at}`,
          name: 'Frühjahrskollektion 2026 mit Geschenkverpackung und Grußkarten (Kopie von Kopie)',
          isLive: at === 0,
        })),
        events: report().events.map((event) => ({ ...event, name: LONG })),
        findings: report().findings.map((finding, at) => ({
          ...finding,
          title:
            at === 2
              ? 'الزر "add_to_cart" لا يعمل: لقد انتقل عنصره'
              : finding.title.replaceAll(/"\w+"/g, `"${LONG}"`),
          pages: Array.from(
            { length: 8 },
            (_, at) =>
              `https://bloom-and-bark.com/de-de/products/${LONG.replaceAll('_', '-')}-${at}?variant=4183832756${at}`,
          ),
        })),
      }),
      ...Array.from({ length: 40 }, (_, at) => earlier(50 - at, at * 7 + 7, 60 + ((at * 17) % 40))),
    ],
  },
  refused: { reports: before, starting: failures.auditRunning },
  unread: { reports: before, reading: failures.noReport, saving: failures.full },
  broken: { reports: [], listing: failures.disk },
  unsaved: {
    reports: [reportView(7, report()), ...before],
    saving: failures.full,
    logo: failures.logo,
  },
  access: {
    reports: before,
    access: {
      host: 'bloom-and-bark.com',
      givenFor: 'bloom-and-bark.com',
      standing: 'soon',
      expiresAt: NOW + 4 * DAY,
    },
  },
  shut: {
    reports: [],
    access: {
      host: 'bloom-and-bark.com',
      givenFor: 'bloom-and-bark.com',
      standing: 'expired',
      expiresAt: NOW - 4 * DAY,
    },
  },
  strayed: {
    reports: before,
    access: {
      host: 'bloom-and-bark.com',
      givenFor: 'old.bloom-and-bark.com',
      standing: 'other_host',
      expiresAt: NOW + 40 * DAY,
    },
  },
  unkept: {
    reports: before,
    access: {
      host: 'bloom-and-bark.com',
      givenFor: 'bloom-and-bark.com',
      standing: 'lost',
      expiresAt: NOW + 40 * DAY,
    },
  },
  scheduled: {
    reports: before,
    schedule: {
      view: scheduleView({
        schedule: {
          every: 'monthly',
          sample: 'normal',
          pulse: true,
          onThemeChange: true,
          tells: { desktop: true, webhook: true, mail: mail('smtp.fern-and-co.com') },
        },
        nextAudit: NOW + 12 * 24 * 3_600_000,
        nextPulse: NOW - 60_000,
        told: [
          { way: 'desktop', at: NOW - 2 * 3_600_000, failure: null },
          { way: 'webhook', at: NOW - 2 * 3_600_000, failure: failures.webhook.message },
          { way: 'mail', at: NOW - 40 * 24 * 3_600_000, failure: null },
        ],
      }),
      testing: failures.webhook,
    },
  },
  scheduledLong: {
    reports: before,
    schedule: {
      view: scheduleView({
        schedule: {
          ...unset,
          every: 'weekly',
          tells: {
            desktop: false,
            webhook: false,
            mail: {
              ...mail(`${LONG}.example.com`),
              to: [`${LONG}@example.com`, 'mara@fern-and-co.com', 'tim@fern-and-co.com'],
            },
          },
        },
        nextAudit: NOW + 24 * 3_600_000,
        told: [{ way: 'mail', at: NOW - 60_000, failure: `${LONG} ${failures.webhook.message}` }],
      }),
      kept: 'session',
      saving: failures.disk,
    },
  },
  scheduleBroken: { reports: before, schedule: { reading: failures.disk } },
  lost: { reports: [reportView(7, report()), ...before], lost: true },
} satisfies Record<string, AuditsState>;
