/** Destination `optimizely`: Optimizely Web. */
import { deliver } from '../deliver';
import '../preferences';

deliver('optimizely', 'preferences', 'optimizely.push', (eventName, tags) => [
  { type: 'event', eventName, tags },
]);
