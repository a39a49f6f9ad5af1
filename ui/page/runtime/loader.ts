/** The runtime alone: fetches its config before it starts. */
import { $, say } from './core';

const script = (document.currentScript ||
  document.querySelector('script[src*="waymark.runtime"]')) as HTMLScriptElement | null;
const start = $.start_;

$.start_ = (config) => {
  if (config) return start(config);
  const named = script?.getAttribute('data-config');
  const address = named || new URL('waymark.config.json', script?.src || location.href).href;
  fetch(address, { credentials: 'omit' })
    .then((response) => response.json())
    .then(start)
    .catch((error) => say(address, error));
};
