/**
 * Destination `endpoint`: a server of the shop's own. Events wait in memory for a second, so that several go in
 * one request, or for consent. What could not be handed over goes along the next time, and the server knows what
 * comes twice by its id.
 */
import type { Destination } from '../../../generated/Destination';
import { unbound } from '../../shared/dom';
import { mask } from '../../shared/mask';
import { consentTo, whenConsent } from '../consent';
import { Consent } from '../answers';
import { $, destinations, on, starts, stops } from '../core';
import { parametersOf } from '../deliver';
import { idOf } from '../firing';

/** Events that wait at most; then the oldest goes. */
const MOST = 50;
/** Longest request, in characters: in UTF-8 less than the 64 KiB that browsers send for a page that is left. */
const LONGEST = 20_000;
/** How long others are waited for, in milliseconds. */
const WAIT = 1000;

const { stringify } = JSON;
// The page may replace them later.
const { fetch } = window;
const beacon = navigator.sendBeacon && unbound(navigator.sendBeacon);

destinations.endpoint = ({ url }: Extract<Destination, { type: 'endpoint' }>) => {
  let waiting: object[] = [];
  let timer = 0;

  /** `leaving`: the event that may be the page's last. */
  const send = (leaving?: unknown): void => {
    timer = 0;
    const said = consentTo('analytics');
    if (!said) waiting = [];
    if (said != Consent.Allowed) return;
    const all = waiting;
    waiting = [];
    while (all[0]) {
      let size = 0;
      const end = all.findIndex((each) => (size += stringify(each).length) > LONGEST);
      const batch = all.splice(0, end < 0 ? MOST : end || 1);
      const body = stringify(batch);
      const failed = (): void => {
        waiting = [...batch, ...waiting].slice(-MOST);
      };
      try {
        if (!beacon || !beacon(navigator, url, body))
          // What outlives the page is limited in size, so that only what has to is sent that way.
          fetch(url, { method: 'POST', body, keepalive: !!leaving, mode: 'no-cors' }).catch(failed);
      } catch {
        failed();
      }
    }
  };

  starts.push(() => {
    on(document, 'visibilitychange', send);
    // Safari before 14.1 has only this when a link is followed.
    on(window, 'pagehide', send);
    whenConsent(send);
    stops.push(send);
  });

  return (event, body, name) => {
    const { id, revision } = body.waymark as { id: string; revision: string };
    const entry = {
      id: idOf(body),
      name,
      event: id,
      revision,
      time: Date.now(),
      path: mask(location.pathname),
      parameters: parametersOf(body),
    };
    const args = [url, [entry]];
    const said = consentTo('analytics');
    if (
      $.test_?.took(event, 'endpoint', 'navigator.sendBeacon', args, true, said == Consent.Allowed)
    )
      return;
    if (!said) return;
    waiting.push(entry);
    if (waiting.length > MOST) waiting.shift();
    timer = timer || setTimeout(send, WAIT);
  };
};
