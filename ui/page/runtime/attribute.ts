/** Source `attribute`: never code, never what was entered, nothing of fields that may hold personal data. */
import { getAttribute } from '../shared/dom';
import { sources } from './core';
import { isHarmless } from './fields';

sources.attribute = ({ name }: { name: string }, target) =>
  !/^(value|style|srcdoc|on.*)$/i.test(name) && isHarmless(target)
    ? // Of addresses neither query nor fragment: that is where secrets are.
      (getAttribute(target, name) || '').replace(/^((https?:)?\/[^?#]*)[?#].*/, '$1')
    : '';
