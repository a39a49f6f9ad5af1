/** Destination `amplitude`. */

$.deliver_('amplitude', 'analytics', 'amplitude.track');

export {};
