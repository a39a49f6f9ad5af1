/** Words for places that events go to, in the order of the panel, and for what a visitor allows. */
import type { DestinationKind } from '@types-rust/DestinationKind';
import type { Purpose } from '@types-rust/Purpose';

export interface DestinationWords {
  label: string;
  /** What it is. */
  hint: string;
  /** What the visitor has to allow; `null` for what stays in the page. */
  purpose: Purpose | null;
}

export const destinations: Record<DestinationKind, DestinationWords> = {
  data_layer: {
    label: 'Data layer',
    hint: 'Google Tag Manager and whatever else reads it',
    purpose: null,
  },
  ga4: { label: 'Google Analytics 4', hint: 'By the gtag of your shop', purpose: 'analytics' },
  shopify: {
    label: 'Shopify customer events',
    hint: 'For custom pixels and apps',
    purpose: null,
  },
  meta: { label: 'Meta pixel', hint: 'Facebook and Instagram ads', purpose: 'marketing' },
  klaviyo: { label: 'Klaviyo', hint: 'E-mail and text messages', purpose: 'marketing' },
  mixpanel: { label: 'Mixpanel', hint: 'Product analytics', purpose: 'analytics' },
  amplitude: { label: 'Amplitude', hint: 'Product analytics', purpose: 'analytics' },
  heap: { label: 'Heap', hint: 'Product analytics', purpose: 'analytics' },
  hotjar: { label: 'Hotjar', hint: 'Recordings and heat maps', purpose: 'analytics' },
  posthog: { label: 'PostHog', hint: 'Product analytics', purpose: 'analytics' },
  segment: { label: 'Segment', hint: 'Passes events on to other tools', purpose: 'analytics' },
  vwo: { label: 'VWO', hint: 'A/B tests and personalisation', purpose: 'preferences' },
  optimizely: {
    label: 'Optimizely',
    hint: 'A/B tests and personalisation',
    purpose: 'preferences',
  },
  endpoint: { label: 'Own endpoint', hint: 'A server of your own', purpose: 'analytics' },
};

export const kinds = Object.keys(destinations) as DestinationKind[];

export const purposes: Record<Purpose, string> = {
  analytics: 'measuring',
  marketing: 'advertising',
  preferences: 'personalisation',
};
