/**
 * For pages that are rendered out of sight, in the page's own world before its scripts: notes what is sent to tools that
 * count visitors, with its body, which the engine does not tell. What is wrapped keeps its name and length and reads as
 * native code, and what is noted is sent on as it was. Where it is to be held, the page is told that it went, as a
 * visitor's page would be, so that it does not try again by other means; that nothing leaves is seen to by the engine, not
 * here. The page could make things up here, so whoever reads this proves nothing by it.
 */

/** Set in front of this by whoever injects it. */
declare const waymarkSending: { channel: string; tools: string[]; holds: boolean };

/** One thing that was sent, or tried to. */
interface Sending {
  url: string;
  method: string;
  body: string | null;
  /** `performance.now()` when it was. */
  at: number;
  held: boolean;
}

(() => {
  const { channel, holds } = waymarkSending;
  const tools = waymarkSending.tools.map((tool) => new RegExp(tool));
  /** Things noted at most until somebody reads them. */
  const MOST = 300;
  /** Characters of a body. */
  const LONGEST = 65_536;

  // Taken before the page can change them.
  const { stringify } = JSON;
  const { apply } = Reflect;
  const DetailEvent = CustomEvent;
  const dispatch = document.dispatchEvent.bind(document);
  const now = performance.now.bind(performance);

  let noted: Sending[] = [];

  /** The absolute address, if it is a tool's. */
  const toTool = (address: unknown): string | undefined => {
    try {
      const { href } = new URL(String(address), document.baseURI);
      return tools.some((tool) => tool.test(href)) ? href : undefined;
    } catch {
      return undefined;
    }
  };

  const note = (url: string, method: string, body: unknown, held: boolean): void => {
    if (noted.length >= MOST) return;
    const sending: Sending = { url, method, body: '', at: now(), held };
    noted.push(sending);
    const set = (text: string): void => void (sending.body = text.slice(0, LONGEST));
    const unseen = (): void => void (sending.body = null);
    if (body == null) return;
    if (typeof body === 'string') set(body);
    else if (body instanceof URLSearchParams) set(String(body));
    else if (body instanceof FormData) {
      const fields = new URLSearchParams();
      body.forEach((value, name) => fields.append(name, typeof value === 'string' ? value : ''));
      set(String(fields));
    } else if (body instanceof Blob) {
      sending.body = null;
      if (body.size <= LONGEST * 4) body.text().then(set, unseen);
    } else if (body instanceof ArrayBuffer || ArrayBuffer.isView(body)) {
      try {
        set(new TextDecoder('utf-8', { fatal: true }).decode(body));
      } catch {
        unseen();
      }
    } else unseen();
  };

  /** Wraps a method so that nobody can tell, except by what `trap` does. */
  const wrap = <K extends string>(
    owner: object,
    name: K,
    trap: (target: (...all: unknown[]) => unknown, self: unknown, all: unknown[]) => unknown,
  ): void => {
    const described = Object.getOwnPropertyDescriptor(owner, name);
    const method = (described?.value ?? described?.set) as
      ((...all: unknown[]) => unknown) | undefined;
    if (!described || !method) return;
    const wrapped = new Proxy(method, { apply: (target, self, all) => trap(target, self, all) });
    const changed = described.value
      ? { value: wrapped }
      : { set: wrapped as (value: unknown) => void };
    Object.defineProperty(owner, name, { ...described, ...changed });
  };

  wrap(Navigator.prototype, 'sendBeacon', (target, self, all) => {
    const url = toTool(all[0]);
    if (!url) return apply(target, self, all);
    note(url, 'POST', all[1], holds);
    return holds || apply(target, self, all);
  });

  wrap(globalThis, 'fetch', (target, self, all) => {
    const [input, init] = all as [unknown, RequestInit | undefined];
    const request = input instanceof Request ? input : undefined;
    const url = toTool(request?.url ?? input);
    if (!url) return apply(target, self, all);
    const method = String(init?.method ?? request?.method ?? 'GET').toUpperCase();
    if (request && init?.body === undefined && !request.bodyUsed && request.body) {
      const sent = request.clone();
      note(url, method, undefined, holds);
      const sending = noted.at(-1);
      sent.text().then(
        (text) => sending && (sending.body = text.slice(0, LONGEST)),
        () => sending && (sending.body = null),
      );
    } else note(url, method, init?.body, holds);
    return holds ? Promise.resolve(new Response(null, { status: 204 })) : apply(target, self, all);
  });

  const opened = new WeakMap<object, { url: string; method: string }>();
  wrap(XMLHttpRequest.prototype, 'open', (target, self, all) => {
    const url = toTool(all[1]);
    if (url) opened.set(self as object, { url, method: String(all[0]).toUpperCase() });
    else opened.delete(self as object);
    return apply(target, self, all);
  });
  wrap(XMLHttpRequest.prototype, 'send', (target, self, all) => {
    const known = opened.get(self as object);
    if (known) note(known.url, known.method, all[0], holds);
    return apply(target, self, all);
  });

  // Pictures and scripts that are requests: what is asked for carries all that is said.
  for (const { prototype } of [HTMLImageElement, HTMLScriptElement, HTMLIFrameElement]) {
    wrap(prototype, 'src', (target, self, all) => {
      const url = toTool(all[0]);
      if (url) note(url, 'GET', undefined, holds);
      return apply(target, self, all);
    });
  }

  addEventListener(`${channel}?`, (event) => {
    event.stopImmediatePropagation();
    const told = noted.map(({ at, ...rest }) => ({ ...rest, age: Math.round(now() - at) }));
    noted = [];
    dispatch(new DetailEvent(`${channel}!`, { detail: stringify(told) }));
  });
})();
