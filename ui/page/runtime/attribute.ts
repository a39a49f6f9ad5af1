/** Source `attribute`: never code, never what was entered, nothing of fields that may hold personal data. */
import { getAttribute } from '../shared/dom';
import { sources } from './core';
import { isHarmless } from './fields';

sources.attribute = ({ name }: { name: string }, target) => {
  if (/^(value|style|srcdoc|on.*)$/i.test(name) || !isHarmless(target)) return '';
  const text = (getAttribute(target, name) || '').trim();
  // Of addresses neither query nor fragment: that is where secrets are.
  return /url|href|src|action|poster/i.test(name) || /^(https?:)?\//.test(text)
    ? text.split(/[?#]/)[0]!
    : text;
};
