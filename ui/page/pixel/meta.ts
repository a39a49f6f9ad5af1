/** Meta's pixel, by Meta's own script in the sandbox. */
import { metaArguments } from '../shared/meta';
import { once, whenAnswered, allows } from './consent';
import type { Parameters } from './parameters';
import { load } from './script';
import type { PixelEvent } from './shopify';

/** What Meta's script finds when it comes: a function that keeps calls until then. */
interface Stub {
  (...args: unknown[]): void;
  callMethod?: (...args: unknown[]) => void;
  queue: unknown[];
  push: Stub;
  loaded: boolean;
  version: string;
  disablePushState: boolean;
}

let fbq: Stub | undefined;

function begin(): Stub {
  const stub: Stub = Object.assign(
    (...args: unknown[]) => {
      if (stub.callMethod) stub.callMethod(...args);
      else stub.queue.push(args);
    },
    { queue: [], loaded: true, version: '2.0', disablePushState: true },
  ) as unknown as Stub;
  stub.push = stub;
  Object.assign(window, { fbq: stub, _fbq: stub });
  // It shall tell what it is told to, and not look around by itself.
  stub('set', 'autoConfig', false, WAYMARK_META);
  stub('init', WAYMARK_META);
  load('https://connect.facebook.net/en_US/fbevents.js');
  return stub;
}

/** Sends an event, as far as the visitor allows. */
export function toMeta(event: PixelEvent, name: string, parameters: Parameters): void {
  if (!/^\d+$/.test(WAYMARK_META)) return;
  once('marketing', () => {
    fbq ??= begin();
    fbq(...metaArguments(name, { ...parameters }, event.id));
  });
}

whenAnswered(() => fbq?.('consent', allows('marketing') ? 'grant' : 'revoke'));
