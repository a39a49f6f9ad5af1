/** Destination `posthog`. */
import { deliver } from '../deliver';

deliver('posthog', 'analytics', 'posthog.capture');
