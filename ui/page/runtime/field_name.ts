/** Source `field_name`. */
import { getAttribute } from '../shared/dom';
import { sources } from './core';

const nameOf = (element: Element): string => getAttribute(element, 'name') || '';

sources.field_name = (_, target, { path_: path }) => nameOf(path[0] as Element) || nameOf(target);
