/**
 * Waymark's custom pixel for Shopify: forwards what the runtime publishes on the shop's pages, and what only a pixel
 * sees of the checkout. What goes where is in WAYMARK, made of the plan by `crates/compile`.
 */
import { googleParameters } from '../shared/google';
import { toEndpoints } from './endpoint';
import { toGoogle } from './google';
import { toMeta } from './meta';
import { bought, forMeta, published } from './parameters';
import { purchased, seen } from './purchase';
import type { PixelSettings } from '../../generated/PixelSettings';

declare global {
  const WAYMARK: PixelSettings;
  /** Measurement IDs of Google Analytics. */
  const WAYMARK_GOOGLE: string[];
  /** Id of Meta's pixel; empty for none. */
  const WAYMARK_META: string;
}

for (const { published: name, id, google, meta, endpoint, parameters } of WAYMARK.events)
  analytics.subscribe(name, (event) => {
    const values = published(event, parameters);
    if (google) toGoogle(event, google, googleParameters(google, values));
    if (meta) toMeta(event, meta, values);
    if (endpoint) toEndpoints(event, endpoint, id, values);
  });

for (const { standard, google, meta, endpoint } of WAYMARK.checkout)
  analytics.subscribe(standard, (event) => {
    const values = bought(event);
    if (google) toGoogle(event, google, values);
    if (meta) toMeta(event, meta, forMeta(values));
    if (endpoint) toEndpoints(event, endpoint, standard, values);
  });

analytics.subscribe('page_viewed', seen);
analytics.subscribe('checkout_completed', purchased);
