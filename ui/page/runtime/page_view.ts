/**
 * Trigger `page_view`: once a document, and once a route of a page that changes its address by itself. An event with
 * parameters waits for the document's end, because what they read may stand there.
 */

$.triggers_.page_view = (events) => {
  const view = (): void => events.forEach((event) => $.fire_(event, null));
  const first = (): void =>
    events.forEach((event) => {
      const fire = (): void => $.fire_(event, null);
      if (event.parameters && document.readyState == 'loading')
        $.on_(document, 'DOMContentLoaded', fire);
      else fire();
    });
  $.onRoute_(view);
  if ((document as { prerendering?: boolean }).prerendering)
    $.on_(document, 'prerenderingchange', view);
  else first();
};

export {};
