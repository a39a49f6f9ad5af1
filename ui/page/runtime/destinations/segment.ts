/** Destination `segment`. */
import { deliver } from '../deliver';

deliver('segment', 'analytics', 'analytics.track');
