/**
 * Trigger `add_to_cart`: Shopify's own event where the theme dispatches it; else the forms and requests that add
 * to a cart on the usual platforms. A form that leaves the page counts when it is submitted, one that a script
 * takes over when that script's request has succeeded.
 */
import { getAttribute, matchesCss } from '../shared/dom';
import { inside } from '../shared/tree';
import type { Occasion } from '../shared/values';
import { fire, on, safely, stops, triggers } from './core';

/** Addresses that add, with `&` and the body behind: Shopify, Magento, Oscar; WooCommerce; PrestaShop. */
const ADDS =
  /^([^?&#]*\/)?(cart|basket)\/add(\.js)?([/?&#]|$)|[?&]wc-ajax=add_to_cart|&add=1&action=update/;
/** What only a form that adds has in it: WooCommerce, PrestaShop. */
const ADDER = '[name="add-to-cart"],[data-button-action="add-to-cart"]';

/** For so long what the visitor did explains a request; milliseconds. */
const SOON = 5000;

interface LinesUpdate extends Event {
  action?: string;
  promise?: Promise<{ userErrors?: unknown[] } | undefined>;
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- natives, or what the page put in their place
type Any = any;

triggers.add_to_cart = (events) => {
  /** Where the visitor acted last, and when. */
  let path: EventTarget[] = [];
  let actedAt = 0;
  let firedAt = -SOON;
  /** The theme tells by itself. */
  let isTold = false;
  let isLive = true;

  const isForm = (node: EventTarget): boolean =>
    matchesCss(node as Element, 'form') &&
    (ADDS.test(getAttribute(node as Element, 'action') || '') ||
      !!inside(node as Element, ADDER)[0]);
  const isButton = (node: EventTarget): boolean =>
    matchesCss(node as Element, 'a,button,input,[role=button]');

  /** What an addition that begins now is about. */
  const begin = (): Occasion | null => {
    const target = performance.now() - actedAt < SOON && (path.find(isForm) || path.find(isButton));
    return target ? { path_: path, target_: target as Element } : null;
  };
  const end = (occasion: Occasion | null, isGuess?: boolean): void => {
    if (!isLive || (isGuess && isTold)) return;
    firedAt = performance.now();
    for (const event of events) safely(() => fire(event, occasion));
  };

  const act = (event: Event): void => {
    path = event.composedPath();
    actedAt = performance.now();
  };
  on(window, 'click', act);
  on(window, 'submit', (event) => {
    const [form] = event.composedPath();
    if (path.indexOf(form!) < 0) act(event);
    const occasion = begin();
    // When all handlers have had their say.
    if (isForm(form!)) setTimeout(() => event.defaultPrevented || end(occasion, true));
  });
  on(window, 'shopify:cart:lines-update', (event) => {
    const { action, promise } = event as LinesUpdate;
    const isEcho = !isTold && performance.now() - firedAt < SOON;
    isTold = true;
    const occasion = begin();
    if (action == 'add' && !isEcho)
      Promise.resolve(promise).then(
        (result) => result?.userErrors?.[0] || end(occasion),
        () => 0,
      );
  });

  /** Looks at the calls of a function of the page, which cannot tell. */
  const watch = (
    owner: Any,
    name: string,
    seen: (args: Any, result: Any, self: Any) => void,
  ): void =>
    safely(() => {
      const original = owner[name];
      const watched = (owner[name] = new Proxy(original, {
        apply(target, self, args) {
          const result = Reflect.apply(target, self, args);
          if (isLive) safely(() => seen(args, result, self));
          return result;
        },
        get: (target, key) => (key == 'toString' ? () => '' + target : target[key]),
      }));
      stops.push(() => {
        isLive = false;
        if (owner[name] == watched) owner[name] = original;
      });
    });
  const adds = (method: unknown, url: unknown, body: unknown): boolean =>
    /^post$/i.test(method as string) && ADDS.test(url + '&' + body);

  watch(window, 'fetch', ([input, init], result) => {
    const { method, body } = init || {};
    const occasion = begin();
    if (adds(method || input.method, input.url || input, body))
      result.then(
        ({ ok }: Response) => ok && end(occasion, true),
        () => 0,
      );
  });
  const opened = new WeakMap<XMLHttpRequest, unknown[]>();
  const requests = XMLHttpRequest.prototype;
  watch(requests, 'open', (args, _, request) => opened.set(request, args));
  watch(requests, 'send', ([body], _, request) => {
    const [method, url] = opened.get(request)!;
    const occasion = begin();
    if (adds(method, url, body))
      request.addEventListener('load', () => {
        const { status, responseType } = request;
        // WooCommerce tells of failure in words.
        if (status < 300 && (responseType || !/"error":true/.test(request.responseText)))
          end(occasion, true);
      });
  });
};
