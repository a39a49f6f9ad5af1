/** Source `element_text`. */
import { matchesCss } from '../shared/dom';
import { query, textOf } from '../shared/text';
import { sources } from './core';

/** What is entered there is nobody's words but the visitor's. */
const ENTERED = 'textarea,[contenteditable]';

sources.element_text = (_, target) =>
  matchesCss(target, `select,[contenteditable] *,${ENTERED}`) || query(target, ENTERED)
    ? ''
    : textOf(target);
