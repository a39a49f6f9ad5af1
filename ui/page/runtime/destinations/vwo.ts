/** Destination `vwo`. */
import { deliver } from '../deliver';

deliver('vwo', 'preferences', 'VWO.event');
