/** Source `element_text`. */
import { matchesCss } from '../shared/dom';
import { textOf } from '../shared/text';
import { sources } from './core';

sources.element_text = (_, target) =>
  // What is entered is nobody's words but the visitor's.
  matchesCss(target, 'select,textarea,[contenteditable]') ? '' : textOf(target);
