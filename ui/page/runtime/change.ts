/** Trigger `change`. */
$.triggers_.change = (events) => $.listen_('change', events, (event) => event.composedPath());

export {};
