/** Development only: the places of a shop in every state that the publish dialog has to show. */
import type { LiveView } from '@types-rust/LiveView';
import type { Place } from '@types-rust/Place';
import type { PublicationView } from '@types-rust/PublicationView';
import type { TargetView } from '@types-rust/TargetView';
import { failures } from './failures';
import { preview } from './installing';
import { MINUTE, targetView, theirEntry, theirLive } from './place-samples';
import { BEFORE, PLAN, type PlacesState } from './places';
import { NOW } from './plans';

/** Published `times` times from here, the newest first. */
function history(times: number): PublicationView[] {
  return BEFORE.slice(0, times).map((revision, at) => ({
    revision,
    number: BEFORE.length - at,
    events: 12 - at,
    isRollBack: at === 1,
    isSeen: false,
    author: at === 2 ? 'Jonas' : 'Ada',
    at: NOW - (120 + at * 2900) * MINUTE,
  }));
}

/** Published 25 times from here. */
function longHistory(): PublicationView[] {
  return Array.from({ length: 25 }, (_, at) => ({
    ...history(1)[0]!,
    revision: at === 0 ? BEFORE[0]! : (at + 1).toString(16).padStart(16, '0'),
    number: 25 - at,
    at: NOW - (120 + at * 2900) * MINUTE,
  }));
}

const twins: PublicationView[] = [3, 2].map((number, at) => ({
  ...history(1)[0]!,
  number,
  at: NOW - (120 + at * 2900) * MINUTE,
}));

function live(entry: PublicationView): LiveView {
  const { revision, number, author: by, at } = entry;
  return {
    revision,
    files: null,
    number,
    by,
    publishedAt: new Date(at).toISOString(),
    isOurs: true,
    isForeign: false,
    isLoaded: true,
  };
}

function view(id: string, name: string, place: Place, times = 0): TargetView {
  return { ...targetView({ id, name, place }), history: history(times) };
}

const host = view(
  'host',
  'Live shop',
  { type: 'host', url: 'https://cdn.bloom-and-bark.com/waymark' },
  3,
);
const theme = view(
  'theme',
  'Spring theme',
  { type: 'theme', shop: 'bloom-and-bark.myshopify.com', signIn: { type: 'token' } },
  1,
);
const folder = view('folder', 'Git checkout', { type: 'folder', path: '/home/mara/shop/static' });
const s3 = view('s3', 'Staging bucket', {
  type: 's3',
  bucket: 'bloom-staging',
  region: 'auto',
  accessKeyId: 'AKIA',
  endpoint: 'https://r2.example.com',
});
const old = live(host.history[0]!);
const now: LiveView = { ...old, revision: PLAN, number: 4, by: 'Mara' };

const one: PlacesState = { targets: [host], live: { host: old } };
const long = view(
  'host',
  'Produktivumgebung der Nordlicht Naturkosmetik-Manufaktur (Hauptgeschäft und Geschenkeversand)',
  {
    type: 'http',
    url: 'https://auslieferung.nordlicht-naturkosmetik-manufaktur.example/statische-dateien/waymark',
  },
  3,
);

/** Six places; all had a revision, one has a long name, and at one somebody else published. */
const six: PlacesState = {
  targets: [
    host,
    ...['Spring theme', 'Austria', long.target.name, 'متجر نور', 'Staging'].map((name, at) => ({
      ...host,
      target: { ...[theme, s3, long, host, s3][at]!.target, id: `place-${at}`, name },
    })),
  ],
  live: {
    host: old,
    ...Object.fromEntries(
      [0, 1, 2, 3, 4].map((at) => [`place-${at}`, at === 3 ? theirLive() : old]),
    ),
  },
  theirs: ['place-3'],
};

/** Places in every state that the dialog has to show. */
const undelivered = {
  message:
    'Browsers get nothing from cdn.bloom-and-bark.com: it does not let pages of https://bloom-and-bark.com read its files (CORS).',
  hint: 'Have it send the header Access-Control-Allow-Origin: * with every file; in a bucket or a container that is a CORS rule for GET from every origin. Then check again.',
};

export const placesStates = {
  one,
  /** What was published is there no more. */
  gone: { targets: [host], live: { host: null }, gone: ['host'] },
  several: {
    targets: [host, theme, s3, folder],
    live: { host: old, theme: { ...now, by: null }, folder: null },
    unseen: { s3: failures.token },
  },
  theme: { targets: [theme], live: { theme: { ...old, by: null } }, proven: true },
  themeRunning: { targets: [theme], live: { theme: null }, proven: true, ends: 'forever' },
  themeDenied: {
    targets: [theme],
    live: { theme: null },
    proven: true,
    ends: failures.themeDenied,
  },
  themeUnfinished: {
    targets: [theme],
    live: { theme: { ...now, by: null } },
    unfinished: ['theme'],
  },
  /** A theme's first publication fails half way. */
  themeHalf: {
    targets: [{ ...theme, history: [] }],
    live: { theme: null },
    proven: true,
    half: failures.unfinished,
  },
  themeStuck: { targets: [theme], live: { theme: old }, proven: true, ends: failures.themeDenied },
  /** What is told as failed is live all the same. */
  landed: { ...one, proven: true, lands: failures.token },
  behind: { ...one, proven: true, waits: true },
  /** The theme has what was published before, and does not load it. */
  themeNotLoaded: {
    targets: [theme, { ...host, history: host.history.slice(0, 1) }],
    live: { theme: { ...old, by: null }, host: old },
    unfinished: ['theme'],
    proven: true,
  },
  themeUnseen: {
    targets: [theme],
    live: { theme: { ...now, by: null } },
    aside: { theme: 'Winter sale, draft of Jonas' },
  },
  themeUnseenBehind: {
    targets: [theme],
    live: { theme: { ...old, by: null } },
    aside: { theme: 'Winter sale, draft of Jonas' },
    proven: true,
  },
  themeUnread: {
    targets: [theme],
    live: { theme: theirLive() },
    theirs: ['theme'],
    unread: ['theme'],
    proven: true,
  },
  themeBlind: { targets: [theme], live: {}, unseen: { theme: failures.themeDenied } },
  previewed: {
    targets: [{ ...theme, preview: preview(PLAN, null, NOW) }],
    live: { theme: { ...old, by: null } },
    proven: true,
  },
  waiting: { ...one, slow: true },
  proven: { ...one, proven: true },
  conflict: {
    targets: [{ ...host, history: [theirEntry, ...host.history] }],
    live: { host: { ...theirLive(), number: theirEntry.number } },
    theirs: ['host'],
    proven: true,
  },
  /** The place does not give what somebody else published. */
  unkept: {
    targets: [host],
    live: { host: theirLive() },
    theirs: ['host'],
    unkept:
      'This revision could not be kept on this computer: the place does not have its files any more. Once something else is live here, you cannot go back to it.',
  },
  /** One plan with the runtimes of two versions of Waymark, the older one live. */
  twins: {
    targets: [{ ...host, history: twins }],
    live: { host: { ...old, number: 2 } },
  },
  /** The revision before has no events. */
  emptied: {
    targets: [
      {
        ...host,
        history: host.history.map((entry, at) => (at === 1 ? { ...entry, events: 0 } : entry)),
      },
    ],
    live: { host: old },
    empties:
      'It has no events: every event comes off the shop, and nothing is measured there until something else is published.',
  },
  running: { ...one, proven: true, ends: 'forever' },
  often: { targets: [{ ...host, history: longHistory() }], live: { host: old } },
  failing: { ...one, proven: true, ends: failures.unavailable },
  unseen: { ...one, unseen: { host: failures.token } },
  current: { targets: [host], live: { host: now }, serving: { revision: BEFORE[0]! } },
  unreached: { ...one, proven: true, serving: { undelivered } },
  untested: { ...one, tests: failures.token, keeps: 'session' },
  locked: { ...one, keeps: 'session_of_locked' },
  readOnly: { ...one, tests: 'no_writing' },
  long: {
    targets: [long],
    live: { host: { ...old, by: 'Wilhelmine Hohenstein-Radziwiłł (Agentur für Markenführung)' } },
    long: true,
  },
  broken: { ...one, broken: true },
  two: {
    targets: [host, folder],
    live: { host: old, folder: null },
  },
  six: { ...six, proven: true },
  sixFailing: {
    ...six,
    proven: true,
    fails: { [six.targets[1]!.target.id]: failures.unavailable },
  },
  /** The first is live all the same, the second cannot be helped by trying again. */
  sixStuck: {
    ...six,
    proven: true,
    lands: failures.token,
    fails: { [six.targets[1]!.target.id]: failures.themeDenied },
  },
  /** Of two places the first is a theme, and fails half way. */
  twoHalf: {
    targets: [{ ...theme, history: [] }, host],
    live: { theme: null, host: old },
    proven: true,
    half: failures.unfinished,
  },
  sixRunning: { ...six, proven: true, fails: { [six.targets[1]!.target.id]: 'forever' } },
  twelve: {
    targets: Array.from({ length: 12 }, (_, at) => ({
      ...[host, theme, folder, s3][at % 4]!,
      target: {
        ...[host, theme, folder, s3][at % 4]!.target,
        id: `place-${at}`,
        name: `Shop ${['Germany', 'Austria', 'France', 'متجر نور'][at % 4]} ${at + 1}`,
      },
    })),
    live: Object.fromEntries(
      Array.from({ length: 12 }, (_, at) => [`place-${at}`, [now, old, null][at % 3]!]),
    ),
    theirs: ['place-4'],
  },
} satisfies Record<string, PlacesState>;
