/** Destination `hotjar`, which takes a name and nothing else. */

$.deliver_('hotjar', 'analytics', 'hj', (name) => ['event', name]);

export {};
