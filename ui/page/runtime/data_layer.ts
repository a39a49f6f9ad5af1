/** Destination `data_layer`: what tag managers listen to. */
import { call, destinations, page } from './core';

destinations.data_layer = () => (event, body, name) => {
  page.dataLayer = page.dataLayer || [];
  // An object of its own: tag managers write into it, and keep what an event before it had unless it is taken back.
  const entry: Record<string, unknown> = {};
  event.parameters?.forEach((parameter) => (entry[parameter.name] = undefined));
  call(event, 'data_layer', 'dataLayer.push', [Object.assign(entry, body, { event: name })]);
};
