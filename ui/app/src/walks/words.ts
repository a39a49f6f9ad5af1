/** What became of walks, in words, with the signs that go with them. */
import type { PlayState } from '@types-rust/PlayState';
import type { TickOutcome } from '@types-rust/TickOutcome';
import type { WalkAct } from '@types-rust/WalkAct';
import type { WalkBrief } from '@types-rust/WalkBrief';
import { ago, count } from '../lib/format';
import type { IconName } from '../ui/icons';

export const acts: Record<WalkAct, IconName> = {
  page: 'page',
  route: 'page',
  click: 'pick',
  type: 'edit',
  choose: 'choice',
  enter: 'enter',
};

export const states: Record<PlayState, { icon: IconName; label: string }> = {
  waiting: { icon: 'circle', label: 'Still to do' },
  doing: { icon: 'test', label: 'Doing it' },
  done: { icon: 'check', label: 'Done' },
  otherwise: { icon: 'moved', label: 'Done otherwise' },
  lost: { icon: 'bad', label: 'Lost' },
  left_out: { icon: 'hold', label: 'Left out' },
};

/** In the order in which they are shown. */
export const outcomes: { of: TickOutcome; icon: IconName; title: string }[] = [
  { of: 'silent', icon: 'bad', title: 'Should have fired' },
  { of: 'fired', icon: 'check', title: 'Fired' },
  { of: 'absent', icon: 'unseen', title: 'No element on the pages' },
  { of: 'not_done', icon: 'circle', title: 'Not done' },
  { of: 'unknown', icon: 'note', title: 'Not known' },
  { of: 'elsewhere', icon: 'page', title: 'On other pages' },
];

/** "7 steps, 4 events fired, 2 min ago" */
export function briefly(walk: WalkBrief, now: number): string {
  const silent = walk.silent > 0 ? `, ${walk.silent} should have fired` : '';
  return `${count(walk.steps, 'step')}, ${count(walk.fired, 'event')} fired${silent}, ${ago(walk.madeAt, now)}`;
}

/** What the last play came to; empty where there was none. */
export function playedWords(walk: WalkBrief, now: number): string {
  const { play } = walk;
  if (!play) return '';
  const when = ago(play.at, now);
  if (play.end === 'failed') return `Could not be played to its end ${when}`;
  if (play.end === 'stopped') return `Stopped ${when}`;
  return play.lost.length === 0
    ? `Played ${when}: everything fires`
    : `Played ${when}: ${count(play.lost.length, 'event')} lost`;
}
