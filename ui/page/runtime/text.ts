/** Text as a condition of selectors. */
import { conditions } from '../shared/match';
import { installText } from '../shared/text';

installText(conditions);
