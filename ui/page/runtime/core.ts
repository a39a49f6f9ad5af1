/**
 * The part of the runtime that every plan needs: guards, listening, firing. It is `$` to the other fragments,
 * which add triggers and conditions to it. Property names that end in `_` are shortened by the build, the
 * same in every fragment.
 */
import type { Config } from '../../generated/Config';
import type { ConfigEvent } from '../../generated/ConfigEvent';
import { unbound } from '../shared/dom';
import { conditions, hitBy, type Conditions } from '../shared/match';
import type { Facts, Occasion } from '../shared/values';
import type { Matcher } from './rules';

/** Set by the wrapper of the test runtime; see README.md. */
declare const waymarkTest: unknown;
declare const VERSION: string;

/** What fragments see of the core, as `$`. */
export interface Core {
  /** Starts the runtime; a fragment may wait for a config first. */
  start_(config?: Config): void;
  /** Begins to listen for the events of a trigger; by the trigger's type. */
  triggers_: { [type: string]: (events: ConfigEvent[]) => void };
  conditions_: Conditions;
  /** What parameters can be read from besides the event's path. */
  facts_: Facts;
  /** Whether an event may fire on the page shown now. */
  covers_(event: ConfigEvent): boolean;
  /** Reads the event's parameters into the body. */
  read_?: (event: ConfigEvent, occasion: Occasion | null, body: Body) => void;
  /** Listens in the other roots that rules have hops into. */
  spread_?: (type: string, listener: EventListener, events: ConfigEvent[]) => void;
  config_: Config;
  /** Prepares to hold these rules against paths, one after the other; the fragment `index` has a faster way. */
  matcher_(events: readonly ConfigEvent[]): Matcher;
  /**
   * Holds browser events of one type against rules. `pathOf` gives an event's path, innermost node first;
   * `echoes` says that the event only repeats the one before, so that no rule fires for both.
   */
  listen_(
    type: string,
    events: ConfigEvent[],
    pathOf: (event: Event) => EventTarget[],
    echoes?: (event: Event, path: EventTarget[]) => boolean,
  ): void;
  fire_(event: ConfigEvent, occasion: Occasion | null): void;
  /** Adds a capture listener that goes when the runtime is stopped. */
  on_(target: EventTarget, type: string, listener: EventListener): void;
  /** Undone when the runtime is stopped. */
  stops_: (() => void)[];
  /** Tells the console, in debug mode. */
  say_(...words: unknown[]): void;
}

/** What is sent. */
export type Body = { [name: string]: unknown };

interface Page {
  waymark?: { stop?(): void };
  dataLayer?: { push(entry: unknown): void };
}

const page = window as Page;
const dispatch = unbound(EventTarget.prototype.dispatchEvent);
const { stringify } = JSON;

const debug = ((): boolean => {
  try {
    return /[?&]waymark=debug/.test(location.search) || localStorage.waymark == 'debug';
  } catch {
    return false;
  }
})();

export const core: Core = {
  triggers_: {},
  conditions_: conditions,
  facts_: {},
  stops_: [],
  config_: 0 as never,
  covers_: ({ where: { url, pageTypes = [] } = {} }) => url == null && !pageTypes[0],

  say_(...words) {
    if (debug) console.info('[waymark]', ...words);
  },

  on_(target, type, listener) {
    target.addEventListener(type, listener, true);
    core.stops_.push(() => target.removeEventListener(type, listener, true));
  },

  start_(config) {
    const test = typeof waymarkTest != 'undefined';
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
        test,
        stop: () => core.stops_.splice(0).forEach((stop) => stop()),
      },
    });
    core.say_('running', config);
    for (const type in core.triggers_) {
      const events = config.events.filter(({ trigger }) => trigger.type == type);
      if (events[0]) core.triggers_[type]!(events);
    }
  },

  matcher_: (events) => (path) =>
    events.flatMap((event): [ConfigEvent, Element][] => {
      const element = hitBy(event.selectors || [], path, (by) =>
        core.say_('only a spare', event.name, by),
      );
      return element ? [[event, element]] : [];
    }),

  listen_(type, events, pathOf, echoes) {
    let hits: Matcher | undefined;
    let last: Event;
    let fired: ConfigEvent[] = [];
    const listener = (event: Event): void => {
      // One event may pass through a shadow root and the window.
      if (event == last) return;
      last = event;
      try {
        const path = pathOf(event);
        const before = echoes && echoes(event, path) ? fired : [];
        fired = [];
        for (const [each, target] of (hits = hits || core.matcher_(events))(path)) {
          fired.push(each);
          if (before.indexOf(each) < 0) core.fire_(each, { path_: path, target_: target });
        }
      } catch (error) {
        core.say_(error);
      }
    };
    core.on_(window, type, listener);
    if (core.spread_) core.spread_(type, listener, events);
  },

  fire_(event, occasion) {
    if (!core.covers_(event)) return core.say_('not on this page', event.name);
    const body: Body = { event: event.name };
    if (core.read_) core.read_(event, occasion, body);
    body.waymark = { id: event.id, revision: core.config_.revision };
    core.say_('fired', body);
    const detail = stringify(body);
    try {
      (page.dataLayer = page.dataLayer || ([] as unknown[])).push(body);
    } catch (error) {
      core.say_('dataLayer', error);
    }
    dispatch(document, new CustomEvent('waymark:event', { detail }));
  },
};
