/** Destination `amplitude`. */
import { deliver } from '../deliver';

deliver('amplitude', 'analytics', 'amplitude.track');
