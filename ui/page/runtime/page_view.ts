/** Trigger `page_view`: once a document, and once a route of a page that changes its address by itself. */

$.triggers_.page_view = (events) => {
  const view = (): void => events.forEach((event) => $.fire_(event, null));
  $.onRoute_(view);
  if ((document as { prerendering?: boolean }).prerendering)
    $.on_(document, 'prerenderingchange', view);
  else view();
};

export {};
