/** Trigger `page_view`: once a document, and once a route of a page that changes its address by itself. */

$.triggers_.page_view = (events) => {
  let path = '';
  let query = '';
  let live = true;
  const view = (pathOnly?: boolean): void => {
    const { pathname, search } = location;
    const isNew = path != pathname || (!pathOnly && query != search);
    path = pathname;
    query = search;
    if (isNew && live) for (const event of events) $.fire_(event, null);
  };

  const follow = (name: 'pushState' | 'replaceState'): void => {
    try {
      const original = history[name];
      history[name] = function (this: History, ...rest) {
        original.apply(this, rest);
        // After the page has drawn the new route, and outside its call.
        setTimeout(view, 0, name == 'replaceState');
      };
    } catch (error) {
      $.say_(name, error);
    }
  };

  $.stops_.push(() => (live = false));
  follow('pushState');
  follow('replaceState');
  $.on_(window, 'popstate', () => view());
  if ((document as { prerendering?: boolean }).prerendering)
    $.on_(document, 'prerenderingchange', () => view());
  else view();
};

export {};
