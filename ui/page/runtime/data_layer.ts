/** Destination `data_layer`: what tag managers listen to. */

$.destinations_.data_layer = () => (event, body, name) => {
  const page = window as unknown as { dataLayer?: unknown };
  page.dataLayer = page.dataLayer || [];
  // An object of its own: tag managers write into it.
  $.call_(event, 'data_layer', 'dataLayer.push', [{ ...body, event: name }]);
};

export {};
