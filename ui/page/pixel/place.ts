/** Where an event happened, without what may say who the visitor is. */
import { mask } from '../shared/mask';
import type { PixelEvent } from './shopify';

/** What of an address's query says by which campaign the visitor came. */
const CAMPAIGN =
  /^(utm_(source|medium|campaign|term|content|id)|gclid|gbraid|wbraid|dclid|fbclid|msclkid|ttclid)$/;

/** The path; of a checkout only that it is one, because the rest of it opens it. */
export function pathOf(event: PixelEvent): string {
  const path = event.context?.document?.location?.pathname ?? '/';
  return /(^|\/)(checkouts?|orders)(\/|$)/.test(path) ? '/checkouts' : mask(path);
}

/** The whole address, of the query only the campaign. */
export function addressOf(event: PixelEvent): string {
  const { origin = '', search = '' } = event.context?.document?.location ?? {};
  const query = new URLSearchParams();
  for (const [name, value] of new URLSearchParams(search))
    if (CAMPAIGN.test(name)) query.set(name, mask(value));
  const asked = query.toString();
  return origin + pathOf(event) + (asked && `?${asked}`);
}
