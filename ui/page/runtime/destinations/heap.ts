/** Destination `heap`. */

$.deliver_('heap', 'analytics', 'heap.track');

export {};
