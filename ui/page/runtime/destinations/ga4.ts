/** Destination `ga4`. */
import type { Destination } from '../../../generated/Destination';
import { $ } from '../core';
import { deliver } from '../deliver';

deliver(
  'ga4',
  'analytics',
  'gtag',
  (name, parameters, { measurementId }: Extract<Destination, { type: 'ga4' }>) => {
    const rest = $.commerce_ ? $.commerce_(name, parameters) : parameters;
    if (measurementId) rest.send_to = measurementId;
    return ['event', name, rest];
  },
);
