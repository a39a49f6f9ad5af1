/** What is live at a place, and how it stands to the plan, in a few words. */
import type { ChangeKind } from '@types-rust/ChangeKind';
import type { PlaceOutcome } from '@types-rust/PlaceOutcome';
import type { PreviewView } from '@types-rust/PreviewView';
import type { Review } from '@types-rust/Review';
import type { Serving } from '@types-rust/Serving';
import { ago, count, host } from '../lib/format';
import type { Look } from '../state/publishing.svelte';
import type { IconName } from '../ui/icons';

/** Enough of a marker to tell revisions apart by. */
const SHORT = 7;

export function revisionName(revision: string, number: number | null): string {
  return number === null ? `Revision ${revision.slice(0, SHORT)}` : `Revision ${number}`;
}

/** Visitors get it, as far as its place tells: they see the theme it is in, and the theme loads it. */
const isVisited = ({ live, unseenIn }: Review): boolean =>
  unseenIn === null && (live?.isLoaded ?? true);

/** What the line about what is at a place is about. */
export const liveLabel = (review: Review): string =>
  isVisited(review) ? 'Live now' : 'In the theme';

/** The same of one of several places, after a publication. */
export const liveThereLabel = (review: Review): string =>
  isVisited(review) ? 'Live there now' : 'In that theme now';

/** What stands in the history beside what is at a place. */
export function historyLabel(review: Review): { text: string; isLive: boolean } {
  if (review.live?.isLoaded === false) return { text: 'Not loaded', isLive: false };
  return review.unseenIn === null
    ? { text: 'Live', isLive: true }
    : { text: 'In the theme', isLive: false };
}

/** "Revision 3 · Ada · 2 h ago". */
export function liveLine({ live, unseenIn, isGone }: Review, now: number): string {
  if (isGone) return 'Nothing is live any more: what was published is gone';
  if (!live) return unseenIn === null ? 'Nothing is live yet' : 'Nothing was published there yet';
  if (live.isForeign) return 'A file that is not Waymark’s';
  const when = live.publishedAt === null ? NaN : Date.parse(live.publishedAt);
  const parts = [
    revisionName(live.revision, live.number),
    live.by,
    Number.isNaN(when) ? null : ago(when, now),
    live.isLoaded ? null : 'not loaded by the theme',
  ];
  return parts.filter((part) => part).join(' · ');
}

/** Of a publication that was told as failed, and is there. */
export function wentAllTheSame({ end, failure }: PlaceOutcome): { message: string; hint: string } {
  const message = end === 'unseen' ? 'It is there all the same.' : 'It went live all the same.';
  return { message, hint: `What was told on the way: ${failure?.message ?? ''}` };
}

/** What to do about a theme that visitors do not see. */
export const unseenHint = 'Publish that theme in Shopify, or choose the live theme as this place.';

/** Where a preview is, and who sees it. */
export function previewWords({ revision, theme, isCopy }: PreviewView): string {
  const name = revisionName(revision, null);
  if (theme === null) return `${name} was to be put into a theme, which was stopped or failed.`;
  const where = isCopy ? 'a copy of your theme' : theme;
  return `${name} is in ${where}. Visitors do not see it.`;
}

export interface Standing {
  tone: 'calm' | 'good' | 'todo' | 'warn' | 'bad';
  icon: IconName | null;
  text: string;
  /** What to do. */
  hint: string;
}

/** How a place stands to the plan. */
export function standing({ loading, review, failure }: Look): Standing {
  const say = (
    tone: Standing['tone'],
    icon: IconName | null,
    text: string,
    hint = '',
  ): Standing => ({
    tone,
    icon,
    text,
    hint,
  });
  if (failure) return say('bad', 'bad', failure.message, failure.hint);
  if (loading || !review) return say('calm', null, 'Looking what is live…');
  if (review.live?.isForeign) return say('warn', 'warn', 'A file that is not Waymark’s is there');
  if (review.conflict) return say('warn', 'warn', 'Somebody else published');
  if (!review.planned) return say('warn', 'warn', 'Your plan has to be mended first');
  if (review.isGone) return say('warn', 'warn', `${pending(review)} again`);
  if (review.unseenIn !== null)
    return say('warn', 'warn', `Not live: visitors do not see the theme “${review.unseenIn}”`);
  if (review.isLive) return say('good', 'check', 'Up to date');
  if (review.isUnfinished)
    return say('warn', 'warn', 'Published, but the theme does not load it', 'Finish it.');
  if (review.live?.isLoaded === false)
    return say('warn', 'warn', `Visitors get nothing of it · ${pending(review)}`);
  return say('todo', 'circle', pending(review));
}

function pending(review: Review): string {
  if (!review.live) return `${count(review.planned?.events ?? 0, 'event')} to publish`;
  if (!review.changes) return 'What differs cannot be told';
  if (review.changes.length === 0) return 'Same events, other files (a newer runtime)';
  const is = review.changes.length === 1 ? 'change' : 'changes';
  return `${review.changes.length} ${is} not published`;
}

export const changeKinds: Record<ChangeKind, { label: string; icon: IconName }> = {
  added: { label: 'New', icon: 'plus' },
  changed: { label: 'Changed', icon: 'edit' },
  removed: { label: 'Gone', icon: 'trash' },
};

/** What visitors get, held against the revision that should be live; `hasLine` where a person puts a line into the theme. */
export function servingWords(
  serving: Serving,
  wanted: string,
  hasLine: boolean,
  numberOf: (revision: string) => number | null,
): { good: boolean; text: string; hint: string } {
  const bad = (text: string, hint: string): { good: boolean; text: string; hint: string } => ({
    good: false,
    text,
    hint,
  });
  const from = serving.from ? ` from ${host(serving.from)}` : '';
  const name = (revision: string): string =>
    revisionName(revision, numberOf(revision)).toLowerCase();
  if (!serving.loads && serving.isClosed)
    return bad(
      'The shop shows visitors its password page, which loads nothing.',
      'Open the shop, then check again.',
    );
  if (!serving.loads)
    return bad(
      'The shop does not load Waymark yet.',
      hasLine
        ? 'Put the line above into its theme, then check again. What a tag manager puts in cannot be seen from here.'
        : 'It may take a minute. Check again, and see that this place is the one it loads from.',
    );
  if (serving.twice)
    return bad(
      'The shop loads Waymark twice. Only one of them runs: which revision visitors get is left to chance.',
      'Take one of the two lines out of the theme.',
    );
  const { undelivered } = serving;
  if (undelivered && !undelivered.works) return bad(undelivered.message, undelivered.hint);
  if (serving.revision === wanted && undelivered)
    return bad(`Visitors get ${name(wanted)}${from}. ${undelivered.message}`, undelivered.hint);
  if (serving.revision === wanted)
    return { good: true, text: `Visitors get ${name(wanted)}${from}.`, hint: '' };
  if (serving.revision === null)
    return bad(
      `The shop loads Waymark${from}, but it could not be told which revision.`,
      'Check again in a minute.',
    );
  return bad(
    `Visitors get ${name(serving.revision)}${from}, not ${name(wanted)}.`,
    'The shop may still have the old file for some minutes, or it loads it from another place.',
  );
}
