/**
 * What the runtime under test says, taken apart: that an event fired, and what its destinations were to get. Anything
 * in the page can say it, so only the shape is believed here; whether it is true is judged in `watch.ts`.
 */
import type { Config } from '../../generated/Config';
import type { Delivery } from '../../generated/Delivery';
import type { Report } from '../../generated/Report';

export type Hit = Extract<Report, { kind: 'hit' }>;

const MOST_PARAMETERS = 25;
const LONGEST_VALUE = 100;

/** What the runtime says it fired, if it has the right shape and an event of the config. */
export function readHit(detail: string, config: Config): Hit | null {
  let body: unknown;
  try {
    body = JSON.parse(detail);
  } catch {
    return null;
  }
  const { event: name, waymark, ...rest } = (body ?? {}) as Record<string, unknown>;
  const { id, revision } = (waymark ?? {}) as Record<string, unknown>;
  if (typeof name !== 'string' || typeof id !== 'string' || typeof revision !== 'string')
    return null;
  if (!config.events.some((each) => each.id === id && each.name === name)) return null;
  const parameters: Hit['parameters'] = {};
  for (const [key, value] of Object.entries(rest).slice(0, MOST_PARAMETERS))
    if (['string', 'number', 'boolean'].includes(typeof value))
      parameters[key.slice(0, LONGEST_VALUE)] =
        typeof value === 'string' ? value.slice(0, LONGEST_VALUE) : (value as number | boolean);
  return {
    kind: 'hit',
    id,
    name,
    revision: revision.slice(0, 64),
    parameters,
    proven: false,
    url: location.href.slice(0, 2000),
  };
}

/** What a destination was to get of one firing of an event. */
export interface Told {
  id: string;
  /** Which firing of the event this is; a call that waited is told of again, under the number it had. */
  firing: number;
  delivery: Delivery;
}

/** What a destination was to get, if that is what was said; `null` if it is none of that. */
export function readDelivery(detail: string): Told | null {
  let said: Partial<Delivery> & { id?: unknown; firing?: unknown };
  try {
    said = (JSON.parse(detail) ?? {}) as typeof said;
  } catch {
    return null;
  }
  const { id, firing, destination, call, args, ready, allowed } = said;
  if (typeof id !== 'string' || typeof firing !== 'number' || typeof destination !== 'string')
    return null;
  if (typeof call !== 'string' || !Array.isArray(args)) return null;
  const delivery = {
    destination,
    call: call.slice(0, LONGEST_VALUE),
    args,
    ready: !!ready,
    allowed: !!allowed,
  };
  return { id, firing, delivery };
}
