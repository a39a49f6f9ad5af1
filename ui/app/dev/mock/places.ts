/** Development only: pretended publication targets, where what is published stays live until something else is. */
import type { Aim } from '@types-rust/Aim';
import type { ChangeView } from '@types-rust/ChangeView';
import type { EventView } from '@types-rust/EventView';
import type { Failure } from '@types-rust/Failure';
import type { Finding } from '@types-rust/Finding';
import type { InstallCheck } from '@types-rust/InstallCheck';
import type { LiveView } from '@types-rust/LiveView';
import type { Notice } from '@types-rust/Notice';
import type { PlaceEnd } from '@types-rust/PlaceEnd';
import type { PlaceOutcome } from '@types-rust/PlaceOutcome';
import type { PublicationView } from '@types-rust/PublicationView';
import type { PublicationTarget } from '@types-rust/PublicationTarget';
import type { Published } from '@types-rust/Published';
import type { Review } from '@types-rust/Review';
import type { SecretKept } from '@types-rust/SecretKept';
import type { Serving } from '@types-rust/Serving';
import type { TargetView } from '@types-rust/TargetView';
import type { WayBack } from '@types-rust/WayBack';
import { brokenRules } from './broken-rules';
import { failures } from './failures';
import { guide, missing, preview, themes } from './installing';
import {
  changes,
  findings,
  isSeen,
  largeConfig,
  previewSteps,
  reaching,
  steps,
  targetView,
  tested,
  theirChanges,
  theirLive,
} from './place-samples';
import { NOW } from './plans';

/** Markers of what the plan would publish, of what was published before, and of somebody else's. */
export const PLAN = '9c41d7e02b6a85f3';
export const BEFORE = ['3f9c2a71d04be865', '71be0d54c9a2f386', 'b8d2601fe4397ca5'];
const RUNTIME = 'c'.repeat(64);

export interface PlacesState {
  targets: TargetView[];
  live: Record<string, LiveView | null>;
  /** Places where a look fails. */
  unseen?: Record<string, Failure>;
  /** Places where somebody else published. */
  theirs?: string[];
  /** Themes that do not load what they have. */
  unfinished?: string[];
  /** Places whose theme, of this name, visitors do not see. */
  aside?: Record<string, string>;
  /** Why what is live at all places cannot be kept. */
  unkept?: string;
  /** What is said before a revision without events takes the place of what is live. */
  empties?: string;
  /** What is live at these places cannot be read, or is gone. */
  unread?: string[];
  gone?: string[];
  /** Looking never ends. */
  slow?: true;
  /** How the next publication ends, if not well; `forever` waits to be stopped. */
  ends?: Failure | 'forever';
  /** The next publication is told as failed so, and is live all the same; or half of it is there. */
  lands?: Failure;
  /** Another publication is under way until this one is stopped. */
  waits?: boolean;
  half?: Failure;
  /** How the next publication ends at some of its places, if not well. */
  fails?: Record<string, Failure | 'forever'>;
  /** The plan breaks a rule. */
  broken?: true;
  /** What "Test connection" answers, if not well. */
  tests?: Failure | 'no_writing';
  /** What a look at the shop tells, if not that all is well. */
  serving?: Partial<Serving>;
  /** What a look at the shop says of an installation, if not that it is not there. */
  installed?: InstallCheck;
  /** A theme that is discarded stays. */
  stays?: true;
  keeps?: SecretKept;
  /** Everything has fired. */
  proven?: true;
  /** The plan's difference is a long one. */
  long?: true;
}

type Ends = Failure | 'forever' | undefined;

export class Places {
  #state: PlacesState;
  #plan = PLAN;
  #stopped = new Set<string>();
  #stop: (() => void) | null = null;
  readonly #events: () => EventView[];
  readonly #say: (notice: Notice) => void;

  constructor(
    state: PlacesState | undefined,
    events: () => EventView[],
    say: (notice: Notice) => void,
  ) {
    this.#state = structuredClone(state ?? { targets: [], live: {} });
    this.#events = events;
    this.#say = say;
  }

  /** For tests: somebody else publishes. */
  othersPublish(id: string): void {
    this.#state.live[id] = theirLive();
    (this.#state.theirs ??= []).push(id);
  }

  /** For tests: a look at it fails from now on, or no more. */
  silence(id: string, failure: Failure | null): void {
    this.#state.unseen = failure ? { [id]: failure } : {};
  }

  /** For tests: the plan changes. */
  replan(): void {
    this.#plan = '5d20c8f1e94ab673';
  }

  /** For tests: what a look at the shop tells from now on. */
  serve(serving: Partial<Serving>): void {
    this.#state.serving = serving;
  }

  /** For tests: what a look at the shop says of an installation from now on. */
  install(check: Partial<InstallCheck>): void {
    this.#state.installed = { ...missing, ...check };
  }

  answer(command: string, args: Record<string, unknown>): unknown {
    const id = String(args['id']);
    const target = args['target'] as PublicationTarget;
    switch (command) {
      case 'targets':
        return structuredClone(this.#state.targets);
      case 'check_target':
        return this.#findings(target, args['withSecret'] === true);
      case 'save_target':
        return this.#save(target, args['secret'] as string | null);
      case 'remove_target':
        if (this.#view(id).preview && args['leavePreview'] !== true) throw failures.previewLeft;
        this.#state.targets = this.#state.targets.filter((view) => view.target.id !== id);
        return structuredClone(this.#state.targets);
      case 'test_target':
        return tested(target, this.#state.tests, this.#state.serving);
      case 'review_target':
        return this.#review(id);
      case 'publish':
        return this.#publish(String(args['publication']), args['aims'] as Aim[]);
      case 'preview_themes':
        return structuredClone(themes);
      case 'preview_on':
        return this.#preview(String(args['publication']), id, args['theme'] as string | null);
      case 'discard_preview':
        this.#view(id).preview = null;
        return {
          stays: this.#state.stays ?? false,
          targets: structuredClone(this.#state.targets),
        };
      case 'take_out':
        if (!isSeen(this.#state.live[id], args['seen'])) throw failures.theirsIsThere;
        this.#state.live[id] = null;
        return { theme: 'Dawn', wasThere: true };
      case 'install_guide':
        return guide(this.#view(id), PLAN);
      case 'check_install':
        return this.#state.installed ?? missing;
      case 'stop_publishing':
        this.#stopped.add(String(args['publication']));
        this.#stop?.();
        return null;
      case 'serving':
        return this.#serving();
      default:
        return null;
    }
  }

  #view(id: string): TargetView {
    const found = this.#state.targets.find((view) => view.target.id === id);
    if (!found) throw failures.noPlace;
    return found;
  }

  #save(target: PublicationTarget, secret: string | null): SecretKept | null {
    const wrong = this.#findings(target, secret !== null)[0];
    if (wrong) throw { code: 'invalid', message: wrong.message, hint: '', retryable: false };
    const others = this.#state.targets.filter((view) => view.target.id !== target.id);
    const before = this.#state.targets.find((view) => view.target.id === target.id);
    const saved: TargetView = { ...targetView(target), history: before?.history ?? [] };
    this.#state.targets = before
      ? this.#state.targets.map((view) => (view === before ? saved : view))
      : [...others, saved];
    this.#state.live[target.id] ??= null;
    return secret === null ? null : (this.#state.keeps ?? 'keyring');
  }

  /** A secret stays with the address that it was given for. */
  #findings(target: PublicationTarget, withSecret: boolean): Finding[] {
    const told = findings(target, this.#state.targets);
    const before = this.#state.targets.find((view) => view.target.id === target.id)?.target.place;
    const url = (place: object): unknown => ('url' in place ? place.url : null);
    if (before && !withSecret && url(before) !== url(target.place))
      told.push({
        code: 'secret_again',
        severity: 'error',
        field: 'secret',
        message:
          'This is another address, which does not get what you gave for the old one. Give it again, or what opens the new one.',
      });
    return told;
  }

  #review(id: string): Review | Promise<never> {
    if (this.#state.slow) return new Promise(() => undefined);
    const failure = this.#state.unseen?.[id];
    if (failure) throw failure;
    this.#view(id);
    const isLoaded = !this.#state.unfinished?.includes(id);
    const found = this.#state.live[id];
    const live = found ? { ...found, isLoaded } : null;
    const events = this.#events().filter((view) => view.event.status !== 'paused');
    const isThere = live?.revision === this.#plan && !this.#state.broken;
    const isUnfinished = isThere && !isLoaded;
    const unproven = events.filter((view) => view.proof.fired === null);
    return {
      target: id,
      planned: this.#state.broken
        ? null
        : {
            release: { revision: this.#plan, runtime: RUNTIME },
            events: events.length,
            bytes: 3120,
          },
      isLive: isThere && !isUnfinished && !this.#state.aside?.[id],
      isThere,
      isUnfinished,
      unseenIn: this.#state.aside?.[id] ?? null,
      live,
      isGone: this.#state.gone?.includes(id) ?? false,
      unkept: this.#state.unkept ?? null,
      ...(this.#state.empties && { empties: this.#state.empties }),
      changes: this.#state.unread?.includes(id)
        ? null
        : isThere || this.#state.broken
          ? []
          : this.#changes(live, events),
      conflict: !this.#state.theirs?.includes(id)
        ? null
        : this.#state.unread?.includes(id)
          ? []
          : theirChanges,
      unproven:
        this.#state.proven || this.#state.broken
          ? []
          : unproven.map(({ event }) => ({ id: event.id, name: event.name })),
      findings: this.#state.broken ? brokenRules : this.#state.long ? [largeConfig] : [],
    };
  }

  #changes(live: LiveView | null, events: EventView[]): ChangeView[] {
    if (live && !this.#state.long) return changes;
    return events.map(({ event }) => ({
      event: event.id,
      name: event.name,
      kind: 'added',
      lines: [],
    }));
  }

  async #preview(publication: string, id: string, theme: string | null): Promise<TargetView[]> {
    const { ends } = this.#state;
    await this.#steps(publication, id, previewSteps, ends);
    if (ends === 'forever') throw failures.previewStopped;
    if (ends) throw ends;
    const view = this.#view(id);
    view.preview = preview(PLAN, theme, NOW);
    return structuredClone(this.#state.targets);
  }

  /** Tells the steps; of what is to fail only the first ones, of what hangs until it is stopped. */
  async #steps(publication: string, target: string, all: string[], ends: Ends): Promise<void> {
    for (const step of ends ? all.slice(0, 3) : all) {
      this.#say({ kind: 'publishing', data: { publication, target, step } });
      await Promise.resolve();
    }
    if (ends === 'forever' && !this.#stopped.has(publication))
      await new Promise<void>((stop) => (this.#stop = stop));
    delete this.#state.ends;
  }

  async #publish(publication: string, aims: Aim[]): Promise<Published> {
    if (aims.some(({ goal }) => goal.type === 'plan' && goal.release.revision !== this.#plan))
      throw failures.planChanged;
    const outcomes: PlaceOutcome[] = [];
    for (const aim of aims) {
      const outcome = await this.#at(publication, aim);
      this.#say({ kind: 'place_ended', data: { publication, outcome } });
      outcomes.push(outcome);
    }
    return { outcomes, targets: structuredClone(this.#state.targets) };
  }

  async #at(publication: string, { target, seen, seenUnloaded, goal }: Aim): Promise<PlaceOutcome> {
    const view = this.#view(target);
    const entries = (): PublicationView[] => this.#state.targets.flatMap(({ history }) => history);
    const known = (marker: string): PublicationView | undefined =>
      entries().find((entry) => entry.revision === marker);
    const wanted =
      goal.type === 'revision' && entries().find((entry) => entry.number === goal.number);
    const revision = goal.type === 'plan' ? this.#plan : wanted ? wanted.revision : '';
    const isMoved = seen !== null && seen.revision !== revision;
    const before = isMoved ? (known(seen.revision)?.number ?? null) : null;
    const { name } = view.target;
    const undo: WayBack | null =
      before === null || seenUnloaded
        ? null
        : { type: 'revision', number: before, over: { revision, files: null } };
    const over = (end: PlaceEnd, ways: Partial<PlaceOutcome> = {}): PlaceOutcome => ({
      ...{ target, name, revision, end, failure: null, onward: null, undo: null },
      ...reaching(this.#state.serving),
      ...ways,
      number: known(revision)?.number ?? this.#nextNumber(),
    });
    while (this.#state.waits && !this.#stopped.has(publication))
      await new Promise((done) => setTimeout(done, 20));
    if (this.#stopped.has(publication)) return over('not_started');
    const ends = this.#state.fails?.[target] ?? this.#state.ends;
    await this.#steps(publication, target, steps, ends);
    if (ends === 'forever') return over('failed', { failure: failures.stopped });
    delete this.#state.fails?.[target];
    if (ends) return over('failed', { failure: ends, onward: ends.retryable ? 'again' : 'stuck' });
    const live = this.#state.live[target] ?? null;
    if (!isSeen(live, seen))
      return over('conflict', { failure: failures.conflict, onward: 'over' });
    const { half, lands } = this.#state;
    delete this.#state.half;
    delete this.#state.lands;
    if (half) {
      this.#goLive(view, revision, false);
      view.history.shift();
      this.#state.unfinished = [target];
      return over('failed', { failure: half, onward: 'again', undo: { type: 'take_out' } });
    }
    const unfinished = this.#state.unfinished ?? [];
    this.#state.unfinished = unfinished.filter((id) => id !== target);
    const went = this.#state.aside?.[target] ? 'unseen' : null;
    view.unseenIn = this.#state.aside?.[target] ?? null;
    if (live?.revision === revision && view.history.length > 0)
      return over(went ?? (unfinished.includes(target) ? 'live' : 'was_live'));
    this.#goLive(view, revision, goal.type === 'revision');
    return over(went ?? 'live', { undo, ...(lands && { failure: lands, onward: 'done' }) });
  }

  #nextNumber(): number {
    const numbers = this.#state.targets.flatMap(({ history }) =>
      history.map((entry) => entry.number),
    );
    return Math.max(0, ...numbers) + 1;
  }

  #goLive(view: TargetView, revision: string, isRollBack: boolean): void {
    const { id } = view.target;
    const histories = this.#state.targets.flatMap(({ history }) => history);
    const number =
      histories.find((entry) => entry.revision === revision)?.number ?? this.#nextNumber();
    view.history = [
      { revision, number, events: 12, isRollBack, isSeen: false, author: 'Mara', at: NOW },
      ...view.history,
    ];
    const publishedAt = new Date(NOW).toISOString();
    this.#state.live[id] = {
      revision,
      files: null,
      number,
      by: 'Mara',
      publishedAt,
      isOurs: true,
      isForeign: false,
      isLoaded: true,
    };
    this.#state.theirs = this.#state.theirs?.filter((other) => other !== id) ?? [];
  }

  #serving(): Serving {
    const live = Object.values(this.#state.live).find((live) => live !== null);
    const from = 'https://cdn.bloom-and-bark.com/waymark/v1/bloom-and-bark.com/waymark.js';
    const revision = live?.revision ?? null;
    return { loads: true, from, revision, twice: false, isClosed: false, ...this.#state.serving };
  }
}
