/** Destination `hotjar`, which takes a name and nothing else. */
import { deliver } from '../deliver';

deliver('hotjar', 'analytics', 'hj', (name) => ['event', name]);
