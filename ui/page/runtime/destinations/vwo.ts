/** Destination `vwo`. */
import { deliver } from '../deliver';
import '../preferences';

deliver('vwo', 'preferences', 'VWO.event');
