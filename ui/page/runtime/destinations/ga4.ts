/** Destination `ga4`. */
import type { Destination } from '../../../generated/Destination';
import { googleParameters } from '../../shared/google';
import { deliver } from '../deliver';

deliver(
  'ga4',
  'analytics',
  'gtag',
  (name, parameters, { measurementId }: Extract<Destination, { type: 'ga4' }>) => {
    const rest = googleParameters(name, parameters);
    if (measurementId) rest.send_to = measurementId;
    return ['event', name, rest];
  },
);
