/** Destination `shopify`: customer events, which custom pixels subscribe to. Whether those may is Shopify's to say. */

$.deliver_('shopify', '', 'Shopify.analytics.publish');

export {};
