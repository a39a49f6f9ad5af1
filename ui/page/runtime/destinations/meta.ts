/** Destination `meta`: Meta's pixel. What is known of the product goes by the names that its catalogue has. */

$.deliver_('meta', 'marketing', 'fbq', (name, parameters, _, eventID) => {
  const { item_id: product, item_name: title, price, currency } = parameters;
  const amount = +((parameters.value || price) as string);
  delete parameters.value;
  return [
    // Standard events are written in one word, our own never are.
    /^[A-Z][A-Za-z]+$/.test(name) ? 'track' : 'trackCustom',
    name,
    {
      ...parameters,
      ...(product ? { content_ids: [product], content_type: 'product' } : 0),
      ...(title ? { content_name: title } : 0),
      ...(amount && currency ? { value: amount } : 0),
    },
    { eventID },
  ];
});

export {};
