/** Destination `vwo`. */

$.deliver_('vwo', 'preferences', 'VWO.event');

export {};
