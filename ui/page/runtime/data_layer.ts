/** Destination `data_layer`: what tag managers listen to. */
import { call, destinations, page } from './core';

/** Names under which an event of this page pushed something; what the shop has under others is its own. */
const pushed = new Set<string>();

destinations.data_layer = () => (event, body, name) => {
  page.dataLayer = page.dataLayer || [];
  // An object of its own: tag managers write into it, and keep what an event before it had unless it is taken back.
  const entry: Record<string, unknown> = {};
  event.parameters?.forEach((parameter) => {
    if (pushed.has(parameter.name)) entry[parameter.name] = undefined;
    if (parameter.name in body) pushed.add(parameter.name);
  });
  call(event, 'data_layer', 'dataLayer.push', [Object.assign(entry, body, { event: name })]);
};
