/** Destination `klaviyo`. Only `push` is there with every version of its snippet. */
import { deliver } from '../deliver';

deliver('klaviyo', 'marketing', 'klaviyo.push', (name, parameters) => [
  ['track', name, parameters],
]);
