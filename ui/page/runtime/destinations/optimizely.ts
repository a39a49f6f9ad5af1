/** Destination `optimizely`: Optimizely Web. */
import { deliver } from '../deliver';

deliver('optimizely', 'preferences', 'optimizely.push', (eventName, tags) => [
  { type: 'event', eventName, tags },
]);
