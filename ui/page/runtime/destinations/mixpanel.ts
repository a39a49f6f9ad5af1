/** Destination `mixpanel`. */

$.deliver_('mixpanel', 'analytics', 'mixpanel.track');

export {};
