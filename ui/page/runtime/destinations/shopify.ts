/** Destination `shopify`: customer events, which custom pixels subscribe to. Whether those may is Shopify's to say. */
import { deliver } from '../deliver';

deliver('shopify', '', 'Shopify.analytics.publish');
