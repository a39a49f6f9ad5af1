/** Destination `heap`. */
import { deliver } from '../deliver';

deliver('heap', 'analytics', 'heap.track');
