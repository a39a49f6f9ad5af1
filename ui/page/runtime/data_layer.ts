/** Destination `data_layer`: what tag managers listen to. */
import { call, destinations, page } from './core';

destinations.data_layer = () => (event, body, name) => {
  page.dataLayer = page.dataLayer || [];
  // An object of its own: tag managers write into it.
  call(event, 'data_layer', 'dataLayer.push', [{ ...body, event: name }]);
};
