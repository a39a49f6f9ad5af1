/**
 * What destinations that are a vendor's function in the page have in common: the visitor's consent is asked, and a
 * call that cannot be made yet, because consent or the vendor's script is still to come, is kept in memory. What
 * is refused is dropped. Kept calls are tried again when something happens that may help, never by a clock.
 */
import type { DestinationKind } from '../../generated/DestinationKind';
import type { Purpose } from '../../generated/Purpose';
import { Consent } from './answers';
import type { Body } from './core';
import { $, call, destinations, on, safely, starts } from './core';

/**
 * Arguments of the vendor's function, from the event's name there, its parameters, the destination's settings and what was
 * sent.
 */
type Arguments = (name: string, parameters: Body, settings: never, body: Body) => unknown[];

/** Tries to make a call, with the answers that were had in the same go; true: it is made, or given up. */
type Call = (answers: { [purpose: string]: Consent }) => boolean;

/** Calls kept at most; then the oldest goes. */
const MOST = 50;
const kept: Call[] = [];

const flush = (): void => {
  const answers = { '': Consent.Allowed };
  // Out of the list while being made: a vendor's function may make another event fire.
  for (const waiting of kept.splice(0)) safely(() => waiting(answers) || kept.push(waiting));
};

/**
 * Makes a destination of the function with this dotted name, which takes name and parameters unless told otherwise.
 * The purpose is what `DestinationKind::purpose` says, empty for none.
 */
export function deliver(
  kind: DestinationKind,
  purpose: Purpose | '',
  path: string,
  argumentsOf: Arguments = (name, parameters) => [name, parameters],
): void {
  destinations[kind] = (settings) => (event, body, name) => {
    const args = argumentsOf(name, parametersOf(body), settings, body);
    kept.push((answers) => {
      const answer = (answers[purpose] = answers[purpose] ?? $.consentTo_!(purpose as Purpose));
      return call(event, kind, path, args, answer == Consent.Allowed) || !answer;
    });
    if (kept.length > MOST) kept.shift();
    flush();
  };
}

/** The event's own parameters, in an object nobody else has. */
export function parametersOf(body: Body): Body {
  const parameters = { ...body };
  delete parameters.event;
  delete parameters.waymark;
  return parameters;
}

starts.push(() => {
  on(window, 'load', flush);
  on(window, 'pagehide', flush);
  $.whenConsent_?.(flush);
});
