/**
 * Google Analytics 4, by Google's own script in the sandbox. It cannot read the shop's cookies there, so it is told who
 * the visitor is to Google by the cookie that the shop has, where it has one.
 */
import { allows, once, whenAnswered } from './consent';
import { addressOf } from './place';
import type { Parameters } from './parameters';
import { load } from './script';
import type { PixelEvent } from './shopify';

/** Measurement IDs that somebody filled in. */
const ids = WAYMARK_GOOGLE.filter((id) => /^G-[A-Z0-9]+$/.test(id) && !/X{6}/.test(id));

const layer = ((window as unknown as { dataLayer?: unknown[] }).dataLayer ??= []);
const gtag: (...args: unknown[]) => void = function () {
  // Google's script knows its commands by their being arguments.
  // eslint-disable-next-line prefer-rest-params
  layer.push(arguments);
};
(window as unknown as { gtag?: unknown }).gtag = gtag;

let begun: Promise<void> | undefined;

const word = (allowed: boolean): string => (allowed ? 'granted' : 'denied');
const answers = (): Parameters => ({
  analytics_storage: word(allows('analytics')),
  ad_storage: word(allows('marketing')),
  ad_user_data: word(allows('marketing')),
  ad_personalization: word(allows('marketing')),
});

/** Reads a cookie of the shop; empty where there is none. */
const cookie = (name: string): Promise<string> =>
  browser.cookie.get(name).then(
    (value) => value || '',
    () => '',
  );

async function begin(event: PixelEvent): Promise<void> {
  gtag('consent', 'default', answers());
  gtag('js', new Date());
  const visitor = /\d+\.\d+$/.exec(await cookie('_ga'))?.[0] ?? event.clientId;
  for (const id of ids) {
    // "GS1.1.SESSION.NUMBER..." or "GS2.1.sSESSION$oNUMBER$..."
    const session = /^GS\d\.\d\.s?(\d+)/.exec(await cookie(`_ga_${id.slice(2)}`))?.[1];
    gtag('config', id, {
      send_page_view: false,
      page_location: addressOf(event),
      ...(visitor && { client_id: visitor }),
      ...(session && { session_id: session }),
    });
  }
  load(`https://www.googletagmanager.com/gtag/js?id=${ids[0]}`);
}

/** Sends an event, as far as the visitor allows. */
export function toGoogle(event: PixelEvent, name: string, parameters: Parameters): void {
  if (!ids[0]) return;
  once('analytics', () => {
    begun ??= begin(event);
    void begun.then(() => {
      if (allows('analytics'))
        gtag('event', name, { ...parameters, page_location: addressOf(event) });
    });
  });
}

whenAnswered(() => {
  if (begun) gtag('consent', 'update', answers());
});
