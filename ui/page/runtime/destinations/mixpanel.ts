/** Destination `mixpanel`. */
import { deliver } from '../deliver';

deliver('mixpanel', 'analytics', 'mixpanel.track');
