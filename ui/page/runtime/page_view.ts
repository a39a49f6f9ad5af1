/**
 * Trigger `page_view`: once a document, and once a route of a page that changes its address by itself. An event with
 * parameters waits for the document's end, because what they read may stand there.
 */
import { fire, on, triggers } from './core';
import { onRoute } from './routes';

triggers.page_view = (events) => {
  const view = (): void => events.forEach((event) => fire(event, null));
  const first = (): void =>
    events.forEach((event) => {
      const shown = (): void => fire(event, null);
      if (event.parameters && document.readyState == 'loading')
        on(document, 'DOMContentLoaded', shown);
      else shown();
    });
  onRoute(view);
  if ((document as { prerendering?: boolean }).prerendering)
    on(document, 'prerenderingchange', view);
  else first();
};
