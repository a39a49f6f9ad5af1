/** Destination `posthog`. */

$.deliver_('posthog', 'analytics', 'posthog.capture');

export {};
