/** Destination `segment`. */

$.deliver_('segment', 'analytics', 'analytics.track');

export {};
