/**
 * The part of the runtime that every plan needs: guards, listening, firing. Other fragments import
 * what is always there; what only some runtimes have is on `$`, where they put it. Property names that end in `_`
 * are shortened by the build, the same in every fragment.
 */
import type { Config } from '../../generated/Config';
import type { ConfigEvent } from '../../generated/ConfigEvent';
import type { DestinationKind } from '../../generated/DestinationKind';
import { unbound } from '../shared/dom';
import type { googleParameters } from '../shared/google';
import { hitBy } from '../shared/match';
import type { Facts, Occasion, Reader } from '../shared/values';
import type { Sending } from '../../generated/Sending';
import type { consentTo, whenConsent } from './consent';
import type { Memory } from './memory';
import type { onRoute } from './routes';
import type { Span } from '../../generated/Span';
import type { Traffic as Way } from '../../generated/Traffic';

/** Set by the wrapper of the test runtime; see README.md. */
declare const waymarkTest: Test;
declare const VERSION: string;

/** How the wrapper of a test changes the runtime. */
export interface Test {
  /** What the visitor is taken to have said; undefined: whatever the page says. */
  consent?: 'granted' | 'denied' | 'gpc';
  /** Where what is remembered is kept in place of the visitors' storage. */
  memory: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
  /**
   * Keeps a call to a destination instead of having it made; false: it shall be made. `ready` says that what is
   * called is there, `allowed` that the visitor's consent covers it.
   */
  took(
    event: ConfigEvent,
    kind: DestinationKind,
    path: string,
    args: readonly unknown[],
    ready: boolean,
    allowed: boolean,
  ): boolean;
}

/** What is sent. */
export type Body = { [name: string]: unknown };

/** A destination at work: takes what fired, under the name it has there. */
export type Sink = (event: ConfigEvent, body: Body, name: string) => void;

/**
 * The rules that an event with this path hits, in the plan's order, each with its innermost matching element.
 */
export type Matcher = (path: readonly EventTarget[]) => [ConfigEvent, Element][];

/** What may be missing, or be replaced by a fragment. */
export interface Core {
  /** Starts the runtime; a fragment may wait for a config first. */
  start_(config?: Config): void;
  /** Reads the event's parameters into the body. */
  read_?: (event: ConfigEvent, occasion: Partial<Occasion> | null, body: Body) => void;
  /** Listens in the other roots that rules have hops into. */
  spread_?: (type: string, listener: EventListener, events: ConfigEvent[]) => void;
  /** All the other roots that these rules have hops into, those on the way included. */
  roots_?: (events: readonly ConfigEvent[]) => Node[];
  /** How far below the page's viewport that of the element's frame begins, in pixels. */
  topOf_?: (element: Element) => number;
  config_: Config;
  /** Takes a submit in place of firing its event. */
  attempt_?: (event: ConfigEvent, occasion: Occasion, cause: Event) => void;
  /** The test this runs in. */
  test_?: Test | undefined;
  /** Prepares to hold these rules against paths, one after the other; the fragment `index` has a faster way. */
  matcher_(events: readonly ConfigEvent[]): Matcher;
  /** What is remembered for this long. Asked for anew each time: it may have ended, or another tab added to it. */
  memory_?: (span: Span) => Memory;
  /** Has changes kept for the pages to come, as soon as there is time and as far as the visitor allows. */
  keep_?: () => void;
  /** Parameters of Google's events about products and carts. */
  commerce_?: typeof googleParameters;
  /** Whether the visit came this way. */
  came_?: (way: Way) => boolean;
  onRoute_?: typeof onRoute;
  consentTo_?: typeof consentTo;
  whenConsent_?: typeof whenConsent;
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- whatever the page has
export const page = window as any;

/** Run when the config is known, before anything can fire. */
export const starts: (() => void)[] = [];
/** Undone when the runtime is stopped. */
export const stops: (() => void)[] = [];
/** Begins to listen for the events of a trigger; by the trigger's type. */
export const triggers: { [type: string]: (events: ConfigEvent[]) => void } = {};
/** Makes destinations work; by the destination's type. */
export const destinations: { [type: string]: (settings: never) => Sink } = {};
/** Readers of values, by the source's type. */
export const sources: { [type: string]: Reader } = {};
/** What parameters and conditions can be read from besides the event's path. */
export const facts: Facts = {};
/**
 * All must agree before an event fires; asked in the order of the fragments. The first says whether it may fire on the
 * page shown now, and without `scope` only of what may fire everywhere that it may.
 */
export const gates: ((event: ConfigEvent, occasion: Partial<Occasion> | null) => unknown)[] = [
  ({ where: { url, pageTypes = [] } = {} }) => url == null && !pageTypes[0],
];
/** Told of what fired, after the destinations. */
export const after: ((event: ConfigEvent, occasion: Partial<Occasion> | null) => void)[] = [];

const dispatch = unbound(EventTarget.prototype.dispatchEvent);
const { stringify } = JSON;

const sinks: [DestinationKind, Sink][] = [];

/**
 * The window's name goes with a tab from page to page, and is there at once; storage would have to be opened first.
 * `location` would have to be made, and a pattern compiled, which is a good part of the load's time.
 */
const debug = (document.URL + page.name).includes('waymark=debug');

/** Tells the console, in debug mode. */
export function say(...words: unknown[]): void {
  if (debug) console.info('[waymark]', ...words);
}

/** Keeps one failing part from taking the others along. */
export function safely(act: () => void): void {
  try {
    act();
  } catch (error) {
    say(error);
  }
}

/** Adds a capture listener that goes when the runtime is stopped. */
export function on(target: EventTarget, type: string, listener: EventListener): void {
  const safe = (event: Event): void => safely(() => listener(event));
  // Nothing is ever prevented, and a browser that knows scrolls without waiting.
  target.addEventListener(type, safe, { capture: true, passive: true });
  stops.push(() => target.removeEventListener(type, safe, true));
}

/** The same on the window, and in the other roots that these events' rules have hops into; once for each event. */
export function hear(type: string, events: ConfigEvent[], listener: EventListener): void {
  on(window, type, listener);
  $.spread_?.(type, listener, events);
}

/**
 * Holds browser events of one type against rules. `pathOf` gives an event's path, innermost node first; `echoes`
 * says that the event only repeats the one before, so that no rule fires for both. `hit` is told of each rule that
 * is hit; without it the rule's event fires.
 */
export function listen(
  type: string,
  events: ConfigEvent[],
  pathOf: (event: Event) => EventTarget[] = (event) => event.composedPath(),
  hit: (event: ConfigEvent, occasion: Occasion, cause: Event) => void = fire,
  echoes?: (event: Event, path: EventTarget[]) => boolean,
): void {
  let hits: Matcher | undefined;
  let fired: ConfigEvent[] = [];
  hear(type, events, (event) => {
    const path = pathOf(event);
    const before = echoes?.(event, path) ? fired : [];
    fired = [];
    // By their names: asking arrays for their iterators takes longer.
    for (const { 0: each, 1: target } of (hits = hits || $.matcher_(events))(path)) {
      fired.push(each);
      if (before.indexOf(each) < 0) hit(each, { path_: path, target_: target }, event);
    }
  });
}

/** Says that a selector of this event does not count, as an earlier one means something. */
export const spare =
  ({ name }: ConfigEvent) =>
  (earlier: unknown): true => {
    say('only a spare', name, earlier);
    return true;
  };

/** The event and what its rule hits of a path, if it does. */
export function hitOf(event: ConfigEvent, path: readonly EventTarget[]): ReturnType<Matcher> {
  const element = hitBy(event.selectors || [], path, spare(event));
  return element ? [[event, element]] : [];
}

/** Sends an event, if it may fire now. The path is of the target alone unless another is given. */
export function fire(event: ConfigEvent, occasion: Partial<Occasion> | null): void {
  const { id, name, send = {} } = event;
  if (!gates.every((gate) => gate(event, occasion))) return say('not here, or not now', name);
  const body: Body = { event: name };
  $.read_?.(event, occasion, body);
  body.waymark = { id, revision: $.config_.revision };
  say('fired', body);
  // Before a destination has it, which may change it.
  const detail = stringify(body);
  for (const [kind, sink] of sinks) {
    const { off, name: other } = send[kind] || ({} as Sending);
    if (!off) safely(() => sink(event, body, other || name));
  }
  dispatch(document, new CustomEvent('waymark:event', { detail }));
  after.forEach((each) => safely(() => each(event, occasion)));
}

/**
 * Calls the function of the page with this dotted name, for a destination; false where there is none. Under test it
 * is kept instead. `allowed` is false where consent is missing: then nothing is called.
 */
export function call(
  event: ConfigEvent,
  kind: DestinationKind,
  path: string,
  args: readonly unknown[],
  allowed = true,
): boolean {
  let owner = page;
  let method = page;
  let name = '';
  for (name of path.split('.')) {
    owner = method;
    method = owner?.[name];
  }
  const ready = typeof method == 'function';
  if ($.test_?.took(event, kind, path, args, ready, allowed)) return true;
  if (ready && allowed) owner[name](...args);
  return ready && allowed;
}

export const $: Core = {
  start_(config) {
    const test = ($.test_ = typeof waymarkTest == 'undefined' ? undefined : waymarkTest);
    if (!config?.events) return say('no config');
    const { waymark } = page;
    if (waymark?.stop) {
      if (!test) return say('already running');
      waymark.stop();
    }
    $.config_ = config;
    Object.defineProperty(page, 'waymark', {
      configurable: true,
      value: {
        version: VERSION,
        revision: config.revision,
        test: !!test,
        stop: () => stops.splice(0).forEach(safely),
      },
    });
    say('running', config);
    // What a config goes to that says nothing of it.
    for (const settings of config.destinations || [{ type: 'data_layer' as const }]) {
      const make = destinations[settings.type];
      if (make) sinks.push([settings.type, make(settings as never)]);
    }
    starts.forEach(safely);
    for (const type in triggers) {
      const events = config.events.filter(({ trigger }) => trigger.type == type);
      if (events[0]) safely(() => triggers[type]!(events));
    }
  },

  matcher_: (events) => (path) => events.flatMap((event) => hitOf(event, path)),
} as Core;
