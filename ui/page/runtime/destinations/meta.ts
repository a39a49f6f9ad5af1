/** Destination `meta`: Meta's pixel. */
import { metaArguments } from '../../shared/meta';
import { deliver } from '../deliver';
import '../marketing';

deliver('meta', 'marketing', 'fbq', (name, parameters, _, id) =>
  metaArguments(name, parameters, id),
);
