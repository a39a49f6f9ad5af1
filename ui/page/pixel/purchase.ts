/**
 * The first-party cookie by which the runtime knows that nothing was bought: second of the last purchase, 0 where the
 * pixel is there and has seen none. Stored with the visitor's word only, and taken away with it.
 */
import { allows, once, whenAnswered } from './consent';
import type { PixelEvent } from './shopify';

const NAME = 'waymark_purchase';
const DAY = 86_400;

const set = (value: number, seconds = WAYMARK.visitorDays * DAY): void => {
  browser.cookie
    .set(`${NAME}=${value}; path=/; max-age=${seconds}; samesite=lax; secure`)
    .catch(() => {});
};

/** Second of a purchase on this page. */
let last = 0;

/** The pixel is there. */
export function seen(): void {
  once('analytics', () => {
    browser.cookie.get(NAME).then(
      (value) => {
        if (!value && allows('analytics')) set(last);
      },
      () => {},
    );
  });
}

/** Something was bought. */
export function purchased({ timestamp }: PixelEvent): void {
  last = Math.floor((Date.parse(timestamp) || Date.now()) / 1000);
  once('analytics', () => set(last));
}

whenAnswered(() => {
  if (!allows('analytics')) set(0, 0);
});
