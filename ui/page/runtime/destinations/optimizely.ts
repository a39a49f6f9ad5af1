/** Destination `optimizely`: Optimizely Web. */

$.deliver_('optimizely', 'preferences', 'optimizely.push', (eventName, tags) => [
  { type: 'event', eventName, tags },
]);

export {};
