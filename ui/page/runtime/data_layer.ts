/** Destination `data_layer`: what tag managers listen to. */

$.destinations_.data_layer = () => (event, body, name) => {
  const page = window as unknown as { dataLayer?: unknown };
  page.dataLayer = page.dataLayer || [];
  body.event = name;
  $.call_(event, 'data_layer', 'dataLayer.push', [body]);
};

export {};
