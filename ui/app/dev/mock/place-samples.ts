/** Development only: what the pretended publication targets say, and what Rust would find wrong with one. */
import type { ChangeView } from '@types-rust/ChangeView';
import type { Failure } from '@types-rust/Failure';
import type { Finding } from '@types-rust/Finding';
import type { LiveId } from '@types-rust/LiveId';
import type { LiveView } from '@types-rust/LiveView';
import type { PublicationTarget } from '@types-rust/PublicationTarget';
import type { PublicationView } from '@types-rust/PublicationView';
import type { Serving } from '@types-rust/Serving';
import type { TargetTest } from '@types-rust/TargetTest';
import type { TargetView } from '@types-rust/TargetView';
import { NOW } from './plans';

export const MINUTE = 60_000;
const THEIRS = 'e07a5c3d91f4b628';

/** What is said of files that browsers do not get, if that is pretended. */
export const reaching = (serving: Partial<Serving> | undefined): Pick<Serving, 'undelivered'> =>
  serving?.undelivered ? { undelivered: serving.undelivered } : {};

/** Whether what is live is what somebody saw. */
export const isSeen = (live: LiveView | null | undefined, seen: unknown): boolean =>
  (live?.revision ?? null) === ((seen as LiveId | null)?.revision ?? null);

/** Steps of a publication, and of a preview. */
export const steps = [
  'Looking what is live',
  'Writing the config',
  'Writing the runtime',
  'Writing the script that the shop loads',
  'Making sure that nobody is overwritten',
  'Going live',
];

export const previewSteps = [
  'Looking what the theme has',
  'Asking for a copy of the theme',
  'Waiting for the copy of the theme',
  'Writing the file',
  'Putting the loader into the theme',
];

/** What "Test connection" answers, if not as `answer` has it. */
export function tested(
  target: PublicationTarget,
  answer: Failure | 'no_writing' | undefined,
  serving: Partial<Serving> | undefined,
): TargetTest {
  const themes =
    target.place.type === 'theme'
      ? [
          { id: 'gid://shopify/OnlineStoreTheme/1', name: 'Dawn', isLive: true },
          { id: 'gid://shopify/OnlineStoreTheme/2', name: 'Dawn, spring campaign', isLive: false },
        ]
      : [];
  if (answer === 'no_writing')
    return {
      message:
        'Shopify lets Waymark read the themes but not write to them. You can paste the files yourself.',
      isWritable: false,
      themes,
    };
  if (answer) throw answer;
  const message = `${target.name} can be published to. Nothing was published there yet.`;
  return { message, isWritable: true, themes, ...reaching(serving) };
}

/** What Rust says of a place as it was typed, as far as the tests go. */
export function findings(target: PublicationTarget, all: TargetView[]): Finding[] {
  const told: Finding[] = [];
  const tell = (code: string, field: string, message: string): void =>
    void told.push({ code, severity: 'error', field, message });
  const { name, place } = target;
  if (name.trim() === '')
    tell('target_name_missing', 'name', 'Give it a name, such as "Live shop".');
  if (name.trim().length > 60)
    tell(
      'target_name_long',
      'name',
      `Make the name shorter: at most 60 characters. It has ${name.trim().length}.`,
    );
  if (all.some((view) => view.target.id !== target.id && view.target.name === name.trim()))
    tell('target_name_taken', 'name', 'Another place has this name. Give it another.');
  if ('url' in place) {
    if (!URL.canParse(place.url))
      tell('address_invalid', 'url', 'Give the whole address: https://files.example.com.');
    else if (place.url.startsWith('http:') && !('allowHttp' in place && place.allowHttp))
      tell(
        'address_unencrypted',
        'url',
        'Without encryption anybody on the way can read the token. Use https://.',
      );
  }
  if (place.type === 'folder' && place.path === '')
    tell('folder_invalid', 'path', 'Choose a folder.');
  if (place.type === 's3' && place.bucket === '')
    tell('value_missing', 'bucket', 'Give the name of the bucket.');
  if (place.type === 's3' && place.region === '')
    tell(
      'value_missing',
      'region',
      'Give the region, such as eu-central-1; auto for Cloudflare R2.',
    );
  if (place.type === 's3' && place.accessKeyId === '')
    tell('value_missing', 'accessKeyId', 'Give the access key ID; the secret is separate.');
  if (place.type === 'theme' && !place.shop.endsWith('.myshopify.com'))
    tell(
      'shop_invalid',
      'shop',
      "Give the shop's permanent domain: name.myshopify.com. It stands in the admin under Settings > Domains.",
    );
  return told;
}

export const changes: ChangeView[] = [
  { event: 'e-newsletter_signup', name: 'newsletter_signup', kind: 'added', lines: [] },
  {
    event: 'e-add_to_cart',
    name: 'add_to_cart',
    kind: 'changed',
    lines: [
      'name: add_to_cart, was add_to_basket',
      'trigger: Added to the cart, was Click',
      'where: product pages, was every page',
      `another element: Button: Add to cart, was "form[action$='/cart/add'] button[name=add]"`,
      'also sends price: product\u2019s price',
      'counts: once a page view; only on phones, was every time',
      'weight: 8, was 5',
    ],
  },
  { event: 'e-old_banner_click', name: 'old_banner_click', kind: 'removed', lines: [] },
];

export const theirChanges: ChangeView[] = [
  {
    event: 'e-begin_checkout',
    name: 'begin_checkout',
    kind: 'changed',
    lines: ['where: the cart, was every page'],
  },
  {
    event: null,
    name: 'Destinations',
    kind: 'changed',
    lines: ['sent to: Data layer, Meta, was Data layer'],
  },
];

export function theirLive(): LiveView {
  const publishedAt = new Date(NOW - 40 * MINUTE).toISOString();
  return {
    revision: THEIRS,
    files: null,
    number: null,
    by: 'Jonas',
    publishedAt,
    isOurs: false,
    isForeign: false,
    isLoaded: true,
  };
}

/** The same, found there and kept: it is in the place's history. */
export const theirEntry: PublicationView = {
  revision: THEIRS,
  number: 4,
  events: 14,
  isRollBack: false,
  isSeen: true,
  author: 'Jonas',
  at: NOW - 40 * MINUTE,
};

export function targetView(target: PublicationTarget): TargetView {
  const { place } = target;
  const base = 'publicUrl' in place ? place.publicUrl : 'url' in place ? place.url : undefined;
  const source = `${base}/v1/bloom-and-bark.com/waymark.js`;
  return {
    target,
    needsSecret: place.type !== 'folder',
    script: base ? '<' + `script src="${source}" defer></` + 'script>' : null,
    history: [],
    preview: null,
    unseenIn: null,
  };
}

export const largeConfig: Finding = {
  code: 'config_large',
  severity: 'warning',
  field: '',
  message:
    'The config has 71 KB, which slows the shop down. Pause events that nobody looks at, or take hand-written selectors out.',
};
