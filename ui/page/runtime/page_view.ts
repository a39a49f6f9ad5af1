/** Trigger `page_view`: once a document, and once a route of a page that changes its address by itself. */
import { fire, on, triggers } from './core';
import { onRoute } from './routes';

triggers.page_view = (events) => {
  const view = (): void => events.forEach((event) => fire(event, null));
  onRoute(view);
  if ((document as { prerendering?: boolean }).prerendering)
    on(document, 'prerenderingchange', view);
  else view();
};
