/** Text: the condition of selectors, and the source `element_text`. */
import { installText, textOf } from '../shared/text';

installText($.conditions_);
$.facts_.text_ = textOf;
