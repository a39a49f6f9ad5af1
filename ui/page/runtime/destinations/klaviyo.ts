/** Destination `klaviyo`. Only `push` is there with every version of its snippet. */

$.deliver_('klaviyo', 'marketing', 'klaviyo.push', (name, parameters) => [
  ['track', name, parameters],
]);

export {};
