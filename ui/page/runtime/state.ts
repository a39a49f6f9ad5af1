/**
 * What is remembered of a visit and of a visitor, in one entry of `localStorage`, so that all tabs share it. Without
 * consent, or where there is no storage, it lasts as long as the document. What other tabs wrote is taken in before
 * anything is read or written.
 */
import { ofPage, type Memory } from './memory';
import { idle } from './idle';
import { consentTo, whenConsent } from './consent';
import { Consent } from './answers';
import { $, facts, on, safely, starts, stops } from './core';

interface State {
  /** `visitor.back` is 1 from the second visit on, 0 before, and missing where that is not known. */
  spans: { session: Memory; visitor: Memory };
  /** When it was last used, and when it was first stored, in milliseconds. */
  at: number;
  since: number;
}

const KEY = 'waymark_memory';
const SESSION = 1800e3;
const DAY = 86400e3;
/** How long what changes may wait to be written, in milliseconds. */
const TOGETHER = 300;

const { parse, stringify } = JSON;

let state: State;
/** What was in the storage when it was last looked at: its text, and what that said. */
let seen: string | null | undefined;
let base: State;
let isWaiting = false;

const storage = (): Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> =>
  $.test_?.memory || localStorage;

const nothing = (): State => ({
  spans: { session: {}, visitor: {} },
  at: Date.now(),
  since: Date.now(),
});

function forget(): void {
  state = nothing();
  base = nothing();
  seen = undefined;
}

/** What is there, and what changed here since `before`: numbers add up, and of two new texts the stored one counts. */
function merge(there: Memory = {}, here: Memory, before: Memory = {}): Memory {
  const merged: Memory = {};
  for (const name in there) if (name in here || !(name in before)) merged[name] = there[name];
  for (const name in here) {
    const value = here[name];
    const old = before[name];
    if (typeof value == 'object') merged[name] = merge(merged[name], value, old);
    else if (typeof value == 'number') merged[name] = (merged[name] || 0) + value - (old || 0);
    else if (value != old && (old || !merged[name])) merged[name] = value;
  }
  return merged;
}

/** Ends a session in which nothing happened for too long. */
function age(old: State): void {
  if (Date.now() - old.at > SESSION) {
    old.spans.session = {};
    old.spans.visitor.back = 1;
  }
}

/** Takes in what is stored; says whether anything may be. */
function sync(): boolean {
  const allowed = consentTo('analytics') == Consent.Allowed;
  if (allowed)
    safely(() => {
      const text = storage().getItem(KEY);
      if (text === seen) return;
      const { visitorDays = 180 } = $.config_.privacy || {};
      let stored: State | undefined;
      safely(() => (stored = parse(text!)));
      if (!stored || !(Date.now() - stored.since < visitorDays * DAY)) {
        stored = nothing();
        stored.spans.visitor.back = 0;
      }
      age(stored);
      state = {
        ...stored,
        spans: merge(stored.spans, state.spans, base.spans) as State['spans'],
        at: Date.now(),
      };
      base = stored;
      seen = text;
    });
  age(state);
  state.at = Date.now();
  return allowed;
}

function write(): void {
  if (isWaiting && sync())
    safely(() => {
      const text = stringify(state);
      storage().setItem(KEY, text);
      seen = text;
      base = parse(text);
    });
  isWaiting = false;
}

$.memory_ = (span) => {
  if (span == 'page') return ofPage();
  sync();
  return state.spans[span];
};

$.keep_ = () => {
  if (!isWaiting) idle(write, { timeout: TOGETHER });
  isWaiting = true;
};

facts.isNew_ = () => {
  const { back } = $.memory_!('visitor');
  return back == null ? undefined : !back;
};

function heed(): void {
  if (consentTo('analytics')) return $.keep_!();
  safely(() => storage().removeItem(KEY));
  // What was known only from there is forgotten as well.
  if (seen !== undefined) forget();
}

starts.push(() => {
  forget();
  heed();
  whenConsent(heed);
  on(window, 'pagehide', write);
  stops.push(() => (isWaiting = false));
});
