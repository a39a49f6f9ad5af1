/**
 * What the visitor allowed, as Shopify tells it. Nothing is sent, loaded or stored before: what happens until then
 * waits in memory, and is dropped when the answer is no.
 */
import type { Privacy } from './shopify';

export type Purpose = 'analytics' | 'marketing';

/** What waits at most for one purpose; then the oldest goes. */
const MOST = 50;

let privacy: Privacy | undefined = init.customerPrivacy;
const waiting: { [purpose in Purpose]: (() => void)[] } = { analytics: [], marketing: [] };
const listeners: (() => void)[] = [];

/** Whether this is allowed. Who objects to a sale of data objects to advertising. */
export function allows(purpose: Purpose): boolean {
  return purpose == 'analytics'
    ? privacy?.analyticsProcessingAllowed === true
    : privacy?.marketingAllowed === true && privacy.saleOfDataAllowed !== false;
}

/** Does it now, or once it is allowed. */
export function once(purpose: Purpose, act: () => void): void {
  if (allows(purpose)) return act();
  waiting[purpose].push(act);
  if (waiting[purpose].length > MOST) waiting[purpose].shift();
}

/** Tells of every answer. */
export function whenAnswered(listener: () => void): void {
  listeners.push(listener);
}

api.customerPrivacy.subscribe('visitorConsentCollected', (event) => {
  privacy = event.customerPrivacy;
  for (const purpose of ['analytics', 'marketing'] as const)
    for (const act of waiting[purpose].splice(0)) if (allows(purpose)) act();
  for (const listener of listeners) listener();
});
