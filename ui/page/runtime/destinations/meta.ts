/** Destination `meta`: Meta's pixel. */
import { metaArguments } from '../../shared/meta';
import { deliver } from '../deliver';
import { idOf } from '../firing';
import '../marketing';

deliver('meta', 'marketing', 'fbq', (name, parameters, _, body) =>
  metaArguments(name, parameters, idOf(body)),
);
