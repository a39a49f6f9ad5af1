/**
 * What destinations that are a vendor's function in the page have in common: the visitor's consent is asked, and a
 * call that cannot be made yet, because consent or the vendor's script is still to come, is kept in memory. What
 * is refused is dropped. Kept calls are tried again when something happens that may help, never by a clock.
 */
import type { ConfigEvent } from '../../generated/ConfigEvent';
import type { DestinationKind } from '../../generated/DestinationKind';
import type { Purpose } from '../../generated/Purpose';
import type { Body } from './core';

/** Arguments of the vendor's function, from the event's name there, its parameters and the destination's settings. */
type Arguments = (name: string, parameters: Body, settings: never, id: string) => unknown[];

/** What this fragment gives the others, on `$`. */
export interface Deliver {
  /**
   * Makes a destination of the function with this dotted name, which takes name and parameters unless told
   * otherwise. The purpose is what `DestinationKind::purpose` says, empty for none.
   */
  deliver_(
    kind: DestinationKind,
    purpose: Purpose | '',
    path: string,
    argumentsOf?: Arguments,
  ): void;
  /** The event's own parameters, in an object nobody else has. */
  parametersOf_(body: Body): Body;
  /** Names this one firing to all destinations, so that the same event coming by two ways can be told. */
  idOf_(body: Body): string;
}

type Call = [ConfigEvent, DestinationKind, Purpose | '', string, unknown[]];

/** Calls kept at most; then the oldest goes. */
const MOST = 50;
const kept: Call[] = [];

const flush = (): void => {
  const allowed: { [purpose: string]: boolean } = { '': true };
  // Out of the list while being made: a vendor's function may make another event fire.
  for (const call of kept.splice(0))
    try {
      const [event, kind, purpose, path, args] = call;
      if (!(purpose in allowed)) allowed[purpose] = $.allows_(purpose as Purpose);
      const allows = allowed[purpose];
      if (!$.call_(event, kind, path, args, allows) && (allows || !$.refuses_(purpose as Purpose)))
        kept.push(call);
    } catch (error) {
      $.say_(error);
    }
};

$.deliver_ = (kind, purpose, path, argumentsOf = (name, parameters) => [name, parameters]) => {
  $.destinations_[kind] = (settings) => (event, body, name) => {
    const args = argumentsOf(name, $.parametersOf_(body), settings, $.idOf_(body));
    kept.push([event, kind, purpose, path, args]);
    if (kept.length > MOST) kept.shift();
    flush();
  };
};

$.parametersOf_ = (body) => {
  const parameters = { ...body };
  delete parameters.event;
  delete parameters.waymark;
  return parameters;
};

let last: Body;
let id: string;
$.idOf_ = (body) => {
  if (body != last) id = Date.now().toString(36) + Math.random().toString(36).slice(2);
  last = body;
  return id;
};

$.starts_.push(() => {
  $.on_(window, 'load', flush);
  $.on_(window, 'pagehide', flush);
  if ($.whenConsent_) $.whenConsent_(flush);
});
