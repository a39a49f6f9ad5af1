/** Development only: walks as the pretended shell keeps, records and plays them, and scores as it pretends to add them. */
import type { EventView } from '@types-rust/EventView';
import type { Failure } from '@types-rust/Failure';
import type { Notice } from '@types-rust/Notice';
import type { Overview } from '@types-rust/Overview';
import type { PlayView } from '@types-rust/PlayView';
import type { RecordingView } from '@types-rust/RecordingView';
import type { ScoreAct } from '@types-rust/ScoreAct';
import type { ScoreMoment } from '@types-rust/ScoreMoment';
import type { ScoreView } from '@types-rust/ScoreView';
import type { WalkBrief } from '@types-rust/WalkBrief';
import type { WalkStepView } from '@types-rust/WalkStepView';
import type { WalkTick } from '@types-rust/WalkTick';
import type { WalkView } from '@types-rust/WalkView';
import { NOW } from './plans';

export interface WalksState {
  /** Walks that are kept. */
  walks?: WalkView[];
  /** The walk that is recorded as the panel starts. */
  recording?: RecordingView;
  /** Answer of `play_walk`. */
  playing?: Failure;
  /** Events that are lost when a walk is played. */
  lost?: string[];
  /** A play stays where it is. */
  stays?: boolean;
  /** The page does not say what is on it when a walk is to be kept. */
  silent?: boolean;
  /** Answer of `simulate_score` and `simulate_walk`. */
  scoring?: Failure | undefined;
}

interface Plan {
  view(): Overview;
  events(): EventView[];
  change(walks: WalkBrief[], undo?: string): Overview;
}

const step = (act: WalkStepView['act'], words: string, ...fired: string[]): WalkStepView => ({
  act,
  words,
  fired,
});

export const steps: WalkStepView[] = [
  step('page', 'Page /'),
  step('type', 'Typed “linen apron” into Search field: Search our shop', 'search_submit'),
  step('enter', 'Pressed Enter in Search field: Search our shop'),
  step('page', 'Page /search?q=linen+apron'),
  step('click', 'Clicked Link: Linen apron with pockets'),
  step('page', 'Page /products/linen-apron-with-pockets', 'view_product'),
  step('choose', 'Chose from Menu: Size', 'select_variant'),
  step('click', 'Clicked Button: Add to cart', 'add_to_cart'),
  step('page', 'Page /cart'),
];

const tick = (name: string, outcome: WalkTick['outcome'], reason = '', at?: number): WalkTick => ({
  event: `id-${name}`,
  name,
  outcome,
  reason,
  ...(at !== undefined && { step: at }),
});

export const ticks: WalkTick[] = [
  tick('add_to_cart', 'fired', '', 7),
  tick('begin_checkout', 'not_done', 'Its element was there, and was not clicked.'),
  tick('newsletter_signup', 'silent', 'What fires it was done, and it did not fire.'),
  tick('size_guide_open', 'absent', 'None of the pages where it may fire had its element.'),
  tick('select_variant', 'fired', '', 6),
  tick(
    'sort_collection',
    'elsewhere',
    'The walk was on no page where it may fire: collection pages.',
  ),
  tick(
    'review_submit',
    'unknown',
    'It counts once a visit, and may have fired earlier in this one.',
  ),
  tick('scroll_depth', 'unknown', 'Whether somebody scrolled that far is not known.'),
  tick('search_submit', 'fired', '', 1),
  tick('view_product', 'fired', '', 5),
];

export const walk = (id: string, name: string, change: Partial<WalkView> = {}): WalkView => ({
  id,
  name,
  madeAt: NOW - 3 * 3600_000,
  steps,
  ticks,
  play: null,
  ...change,
});

/** A play that got so far. */
export function playOf(of: WalkView, done: number, lost: string[], end: PlayView['end']): PlayView {
  const states = of.steps.map(({ fired }, at): PlayView['steps'][number] => {
    const gone = fired.filter((name) => lost.includes(name));
    const state = at > done ? 'waiting' : at === done && end === null ? 'doing' : 'done';
    const isLost = state === 'done' && gone.length > 0;
    return {
      state: isLost ? 'lost' : state,
      note: isLost ? 'The element is not on the page any more.' : '',
      fired: state === 'done' ? fired.filter((name) => !gone.includes(name)) : [],
      lost: isLost ? gone : [],
    };
  });
  return {
    walk: of.id,
    at: NOW,
    end,
    steps: states,
    lost: [...new Set(states.flatMap((each) => each.lost))],
    more: [],
  };
}

export function briefOf(of: WalkView): WalkBrief {
  const number = (outcome: WalkTick['outcome']): number =>
    of.ticks.filter((each) => each.outcome === outcome).length;
  return {
    id: of.id,
    name: of.name,
    madeAt: of.madeAt,
    steps: of.steps.length,
    fired: number('fired'),
    silent: number('silent'),
    play: of.play?.end ? { at: of.play.at, end: of.play.end, lost: of.play.lost } : null,
  };
}

export class Walks {
  #walks: WalkView[];
  #recording: RecordingView | null;

  /** Ends that a walk is kept, as calling it off does. */
  #goOn: (() => void) | null = null;

  constructor(
    readonly state: WalksState,
    readonly plan: Plan,
    readonly tell: (notice: Notice) => void,
  ) {
    this.#walks = structuredClone(state.walks ?? []);
    this.#recording = state.recording ?? null;
  }

  briefs(): WalkBrief[] {
    return this.#walks.map(briefOf);
  }

  answer(command: string, args: Record<string, unknown>): unknown {
    const id = String(args['id']);
    switch (command) {
      case 'recording':
        return this.#recording ?? NONE;
      case 'begin_walk':
        return (this.#recording = { steps: steps.slice(0, 1), fired: 0 });
      case 'drop_walk':
        this.#recording = null;
        return NONE;
      case 'stop_keeping':
        this.#goOn?.();
        return NONE;
      case 'keep_walk':
        if (this.state.silent) return new Promise((settle) => (this.#goOn = () => settle(null)));
        this.#recording = null;
        this.#walks = [
          walk('w-new', 'Home, search, product, cart', { madeAt: NOW }),
          ...this.#walks,
        ];
        return { walk: 'w-new', overview: this.plan.change(this.briefs()) };
      case 'walk':
        return structuredClone(this.#find(id));
      case 'rename_walk':
        this.#find(id).name = String(args['name']);
        return this.plan.change(this.briefs());
      case 'delete_walk': {
        const { name } = this.#find(id);
        this.#walks = this.#walks.filter((each) => each.id !== id);
        return this.plan.change(this.briefs(), `Delete the walk “${name}”`);
      }
      case 'play_walk':
        return this.#play(id);
      case 'stop_play':
        for (const each of this.#walks)
          if (each.play && !each.play.end) this.#tell(each, { ...each.play, end: 'stopped' });
        return NONE;
      case 'simulate_score':
        return this.#score(args['acts'] as ScoreAct[], null);
      case 'simulate_walk':
        return this.#score(this.#actsOf(this.#find(id)), id);
      default:
        return undefined;
    }
  }

  #find(id: string): WalkView {
    const found = this.#walks.find((each) => each.id === id);
    if (!found) throw new Error(`no walk ${id}`);
    return found;
  }

  #play(id: string): PlayView {
    if (this.state.playing) throw this.state.playing;
    const of = this.#find(id);
    const { lost = [], stays = false } = this.state;
    const play = playOf(of, stays ? 6 : 0, lost, null);
    of.play = play;
    if (!stays) setTimeout(() => this.#tell(of, playOf(of, of.steps.length, lost, 'done')));
    return structuredClone(play);
  }

  #tell(of: WalkView, play: PlayView): void {
    of.play = play;
    this.tell({ kind: 'play', data: structuredClone(play) });
    this.tell({ kind: 'overview', data: this.plan.change(this.briefs()) });
  }

  #actsOf(of: WalkView): ScoreAct[] {
    const ids = new Map(this.plan.events().map(({ event }) => [event.name, event.id]));
    return of.steps.flatMap(({ fired }, at) =>
      fired.map((name): ScoreAct => ({
        after: at > 0 ? 5 : 0,
        kind: 'event',
        id: ids.get(name) ?? name,
      })),
    );
  }

  /** Weights that add up, and one rule; the real ones are Rust's. */
  #score(acts: ScoreAct[], of: string | null): ScoreView {
    if (this.state.scoring) throw this.state.scoring;
    const events = this.plan.events();
    const rule = events.find(({ event }) => event.trigger.type === 'score')?.event;
    const threshold = rule?.trigger.type === 'score' ? rule.trigger.threshold : 0;
    const moments: ScoreMoment[] = [];
    let [score, at, done] = [0, 0, false];
    for (const [number, act] of acts.entries()) {
      at += act.after;
      const event =
        act.kind === 'event' ? events.find((each) => each.event.id === act.id)?.event : null;
      score += event?.weight ?? 0;
      const fires = !!rule && !done && score >= threshold;
      done ||= fires;
      const progress = rule
        ? [{ event: rule.id, have: score, need: threshold, isDone: done, isWaiting: false }]
        : [];
      const moment = { act: number, at, score, progress, isComposed: false };
      moments.push({ ...moment, event: event?.id ?? null });
      if (fires) moments.push({ ...moment, event: rule.id, isComposed: true });
    }
    const sentence = `Fires when the score in one visit reaches ${threshold}.`;
    const rules = rule ? [{ event: rule.id, name: rule.name, sentence }] : [];
    return { acts, moments, rules, walk: of };
  }
}

/** Stands for an answer of `null`: `undefined` means that somebody else answers. */
export const NONE = Symbol('none');
