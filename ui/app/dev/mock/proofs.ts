/** Development only: how far events are proven. */
import type { EventView } from '@types-rust/EventView';

const MINUTE = 60_000;
const UNPICTURED =
  'There is no picture: the page went on, or the element was out of sight, before one could be taken. Let it fire in a test once more for one.';

/** `minutes` ago it fired; never for `null`, and before it was changed for -1. Some are live, too. */
export function provenOf(
  name: string,
  minutes: number | null,
  now: number,
): Pick<EventView, 'proof' | 'byHand'> {
  const at = minutes === null ? 0 : now - minutes * MINUTE;
  const isProven = minutes !== null && minutes >= 0;
  const isPictured = name !== 'search_submit';
  const isLive = isProven && /cart|checkout|banner/.test(name);
  const proof: EventView['proof'] = {
    state: isLive ? 'published' : isProven ? 'proven' : minutes === -1 ? 'stale' : 'draft',
    fired: isProven
      ? {
          at,
          page: '/products/linen-apron-with-pockets',
          pictured: isPictured ? at : null,
          unpictured: isPictured ? '' : UNPICTURED,
          parameters: { page_type: 'product', element_text: 'Add to cart', value: 49.9 },
        }
      : null,
    before: minutes === -1 ? now - 3 * 24 * 60 * MINUTE : null,
    places: isLive ? [{ place: 'Hosted by us', number: 4, since: now - 26 * 60 * MINUTE }] : [],
  };
  const byHand =
    name === 'sort_collection'
      ? 'It counts some visitors only, and Waymark is none of them. Do it as one of them.'
      : null;
  return { proof, byHand };
}
