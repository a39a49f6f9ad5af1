/** Destination `klaviyo`. Only `push` is there with every version of its snippet. */
import { deliver } from '../deliver';
import '../marketing';

deliver('klaviyo', 'marketing', 'klaviyo.push', (name, parameters) => [
  ['track', name, parameters],
]);
