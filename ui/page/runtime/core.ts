/**
 * The part of the runtime that every plan needs: guards, listening, firing. It is `$` to the other fragments,
 * which add triggers and conditions to it. Property names that end in `_` are shortened by the build, the
 * same in every fragment.
 */
import type { Config } from '../../generated/Config';
import type { ConfigEvent } from '../../generated/ConfigEvent';
import type { DestinationKind } from '../../generated/DestinationKind';
import { unbound } from '../shared/dom';
import { conditions, hitBy, type Conditions } from '../shared/match';
import type { Facts, Occasion } from '../shared/values';
import type { Sending } from '../../generated/Sending';
import type { Matcher } from './rules';

/** Set by the wrapper of the test runtime; see README.md. */
declare const waymarkTest: Test;
declare const VERSION: string;

/** How the wrapper of a test changes the runtime. */
export interface Test {
  /** What the visitor is taken to have said; undefined: whatever the page says. */
  consent?: 'granted' | 'denied' | 'gpc';
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

/** What fragments see of the core, as `$`. */
export interface Core {
  /** Starts the runtime; a fragment may wait for a config first. */
  start_(config?: Config): void;
  /** Run when the config is known, before anything can fire. */
  starts_: (() => void)[];
  /** Begins to listen for the events of a trigger; by the trigger's type. */
  triggers_: { [type: string]: (events: ConfigEvent[]) => void };
  /** Makes destinations work; by the destination's type. */
  destinations_: { [type: string]: (settings: never) => Sink };
  conditions_: Conditions;
  /** What parameters can be read from besides the event's path. */
  facts_: Facts;
  /** Whether an event may fire on the page shown now. */
  covers_(event: ConfigEvent): boolean;
  /** All must agree before an event fires; asked in the order of the fragments. */
  gates_: ((event: ConfigEvent, occasion: Occasion | null) => boolean)[];
  /** Reads the event's parameters into the body. */
  read_?: (event: ConfigEvent, occasion: Occasion | null, body: Body) => void;
  /** Told of what fired, after the destinations. */
  after_: ((event: ConfigEvent, occasion: Occasion | null) => void)[];
  /** Listens in the other roots that rules have hops into. */
  spread_?: (type: string, listener: EventListener, events: ConfigEvent[]) => void;
  /** All the other roots that these rules have hops into, those on the way included. */
  roots_?: (events: readonly ConfigEvent[]) => Node[];
  /** How far below the page's viewport that of the element's frame begins, in pixels. */
  topOf_?: (element: Element) => number;
  config_: Config;
  /** The test this runs in. */
  test_?: Test | undefined;
  /** Prepares to hold these rules against paths, one after the other; the fragment `index` has a faster way. */
  matcher_(events: readonly ConfigEvent[]): Matcher;
  /**
   * Holds browser events of one type against rules. `pathOf` gives an event's path, innermost node first;
   * `echoes` says that the event only repeats the one before, so that no rule fires for both. `hit` is told of
   * each rule that is hit; without it the rule's event fires.
   */
  listen_(
    type: string,
    events: ConfigEvent[],
    pathOf: (event: Event) => EventTarget[],
    echoes?: (event: Event, path: EventTarget[]) => boolean,
    hit?: (event: ConfigEvent, occasion: Occasion, cause: Event) => void,
  ): void;
  fire_(event: ConfigEvent, occasion: Occasion | null): void;
  /**
   * Calls the function of the page with this dotted name, for a destination; false where there is none. Under
   * test it is kept instead. `allowed` is false where consent is missing: then nothing is called.
   */
  call_(
    event: ConfigEvent,
    kind: DestinationKind,
    path: string,
    args: readonly unknown[],
    allowed?: boolean,
  ): boolean;
  /** Adds a capture listener that goes when the runtime is stopped. */
  on_(target: EventTarget, type: string, listener: EventListener): void;
  /** Undone when the runtime is stopped. */
  stops_: (() => void)[];
  /** Keeps one failing part from taking the others along. */
  safely_(act: () => void): void;
  /** Tells the console, in debug mode. */
  say_(...words: unknown[]): void;
}

interface Page {
  waymark?: { stop?(): void };
  [name: string]: unknown;
}

const page = window as unknown as Page;
const dispatch = unbound(EventTarget.prototype.dispatchEvent);
const { stringify } = JSON;

const debug = ((): boolean => {
  try {
    return /[?&]waymark=debug/.test(location.search) || localStorage.waymark == 'debug';
  } catch {
    return false;
  }
})();

/** What a config goes to that says nothing of it. */
const USUAL = [{ type: 'data_layer' as const }];

const sinks: [DestinationKind, Sink][] = [];

/** Keeps one failing part from taking the others along. */
const safely = (act: () => void): void => {
  try {
    act();
  } catch (error) {
    core.say_(error);
  }
};

export const core: Core = {
  starts_: [],
  triggers_: {},
  destinations_: {},
  conditions_: conditions,
  facts_: {},
  gates_: [],
  after_: [],
  stops_: [],
  config_: 0 as never,
  safely_: safely,
  covers_: ({ where: { url, pageTypes = [] } = {} }) => url == null && !pageTypes[0],

  say_(...words) {
    if (debug) console.info('[waymark]', ...words);
  },

  on_(target, type, listener) {
    // Nothing is ever prevented, and a browser that knows scrolls without waiting.
    target.addEventListener(type, listener, { capture: true, passive: true });
    core.stops_.push(() => target.removeEventListener(type, listener, true));
  },

  start_(config) {
    const test = (core.test_ = typeof waymarkTest == 'undefined' ? undefined : waymarkTest);
    if (!config || !config.events) return core.say_('no config');
    if (page.waymark && page.waymark.stop) {
      if (!test) return core.say_('already running');
      page.waymark.stop();
    }
    core.config_ = config;
    Object.defineProperty(page, 'waymark', {
      configurable: true,
      value: {
        version: VERSION,
        revision: config.revision,
        test: !!test,
        stop: () => core.stops_.splice(0).forEach(safely),
      },
    });
    core.say_('running', config);
    for (const settings of config.destinations || USUAL) {
      const make = core.destinations_[settings.type];
      if (make) sinks.push([settings.type, make(settings as never)]);
    }
    core.starts_.forEach(safely);
    for (const type in core.triggers_) {
      const events = config.events.filter(({ trigger }) => trigger.type == type);
      if (events[0]) safely(() => core.triggers_[type]!(events));
    }
  },

  matcher_: (events) => (path) =>
    events.flatMap((event): [ConfigEvent, Element][] => {
      const element = hitBy(event.selectors || [], path, (by) =>
        core.say_('only a spare', event.name, by),
      );
      return element ? [[event, element]] : [];
    }),

  listen_(type, events, pathOf, echoes, hit = core.fire_) {
    let hits: Matcher | undefined;
    let last: Event;
    let fired: ConfigEvent[] = [];
    const listener = (event: Event): void => {
      // One event may pass through a shadow root and the window.
      if (event == last) return;
      last = event;
      safely(() => {
        const path = pathOf(event);
        const before = echoes && echoes(event, path) ? fired : [];
        fired = [];
        for (const [each, target] of (hits = hits || core.matcher_(events))(path)) {
          fired.push(each);
          if (before.indexOf(each) < 0) hit(each, { path_: path, target_: target }, event);
        }
      });
    };
    core.on_(window, type, listener);
    if (core.spread_) core.spread_(type, listener, events);
  },

  fire_(event, occasion) {
    if (!core.covers_(event)) return core.say_('not on this page', event.name);
    if (core.gates_.some((gate) => !gate(event, occasion)))
      return core.say_('not this time', event.name);
    const body: Body = { event: event.name };
    if (core.read_) core.read_(event, occasion, body);
    body.waymark = { id: event.id, revision: core.config_.revision };
    core.say_('fired', body);
    // Before a destination has it, which may change it.
    const detail = stringify(body);
    for (const [kind, sink] of sinks) {
      const { off, name } = (event.send || {})[kind] || ({} as Sending);
      if (!off) safely(() => sink(event, body, name || event.name));
    }
    dispatch(document, new CustomEvent('waymark:event', { detail }));
    core.after_.forEach((after) => safely(() => after(event, occasion)));
  },

  call_(event, kind, path, args, allowed = true) {
    const names = path.split('.');
    const method = names.pop()!;
    // eslint-disable-next-line @typescript-eslint/no-explicit-any -- whatever the page has
    let owner: any = page;
    for (const name of names) owner = owner && owner[name];
    const ready = !!owner && typeof owner[method] == 'function';
    if (core.test_ && core.test_.took(event, kind, path, args, ready, allowed)) return true;
    if (ready && allowed) owner[method](...args);
    return ready && allowed;
  },
};
