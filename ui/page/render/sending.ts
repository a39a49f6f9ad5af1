/**
 * For pages that are rendered out of sight, in the page's own world before its scripts: notes what is sent to tools that
 * count visitors, with its body, which the engine does not tell. What is wrapped keeps its name and length and reads as
 * native code, and what is noted is sent on as it was. Where it is to be held, beacons and calls by `fetch` are told that
 * they went, as a visitor's would be, so that the page does not try again by other means; that nothing leaves is seen to
 * by the engine, which is asked all the same, so that it tells what the page's own policy refuses, not here, and whatever else was sent is told that it failed. The page could make things up here, so whoever reads this proves nothing by it.
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
  /** Characters of an answer; what has no place in it waits for the next one. */
  const LONGEST_ANSWER = 3_000_000;

  // Taken before the page can change them.
  const { stringify } = JSON;
  const { round } = Math;
  const { apply } = Reflect;
  const DetailEvent = CustomEvent;
  const dispatch = document.dispatchEvent.bind(document);
  const now = performance.now.bind(performance);

  const sliceOf = String.prototype.slice;
  const textOf = Blob.prototype.text;
  const thenOf = Promise.prototype.then;

  let noted: Sending[] = [];
  /** There was no room for something. */
  let lost = false;

  /** The absolute address, if it is a tool's. */
  const toTool = (address: unknown): string | undefined => {
    try {
      const { href } = new URL(String(address), document.baseURI);
      return tools.some((tool) => tool.test(href)) ? href : undefined;
    } catch {
      return undefined;
    }
  };

  const cut = (text: string): string => apply(sliceOf, text, [0, LONGEST]);

  /** What was noted, for a body that comes later; nothing where there is no room. */
  const note = (url: string, method: string, body: unknown, held: boolean): Sending | undefined => {
    if (noted.length >= MOST) {
      lost = true;
      return undefined;
    }
    const sending: Sending = { url, method, body: '', at: now(), held };
    noted[noted.length] = sending;
    const set = (text: string): void => void (sending.body = cut(text));
    const unseen = (): void => void (sending.body = null);
    if (body == null) return sending;
    if (typeof body === 'string') set(body);
    else if (body instanceof URLSearchParams) set(String(body));
    else if (body instanceof FormData) {
      const fields = new URLSearchParams();
      body.forEach((value, name) => fields.append(name, typeof value === 'string' ? value : ''));
      set(String(fields));
    } else if (body instanceof Blob) {
      sending.body = null;
      if (body.size <= LONGEST * 4) apply(thenOf, apply(textOf, body, []), [set, unseen]);
    } else if (body instanceof ArrayBuffer || ArrayBuffer.isView(body)) {
      try {
        set(new TextDecoder('utf-8', { fatal: true }).decode(body));
      } catch {
        unseen();
      }
    } else unseen();
    return sending;
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
    return apply(target, self, all) || holds;
  });

  wrap(globalThis, 'fetch', (target, self, all) => {
    const [input, init] = all as [unknown, RequestInit | undefined];
    const request = input instanceof Request ? input : undefined;
    const url = toTool(request?.url ?? input);
    if (!url) return apply(target, self, all);
    const method = String(init?.method ?? request?.method ?? 'GET').toUpperCase();
    if (request && init?.body === undefined && !request.bodyUsed && request.body) {
      const sent = request.clone();
      const sending = note(url, method, undefined, holds);
      if (sending) {
        sending.body = null;
        sent.text().then((text) => (sending.body = cut(text)), Boolean);
      }
    } else note(url, method, init?.body, holds);
    const sent = apply(target, self, all) as Promise<Response>;
    const went = (): Response => new Response(null, { status: 204 });
    return holds ? apply(thenOf, sent, [went, went]) : sent;
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
    // Text by text: what a page did to lists and records (`toJSON`, `map`) must not empty the answer.
    let told = '';
    let at = 0;
    for (; at < noted.length && told.length < LONGEST_ANSWER; at++) {
      const { url, method, body, held, at: then } = noted[at]!;
      const texts = `"url":${stringify(url)},"method":${stringify(method)},"body":${stringify(body)}`;
      told += `${at ? ',' : ''}{${texts},"held":${held},"age":${round(now() - then)}}`;
    }
    const rest: Sending[] = [];
    for (; at < noted.length; at++) rest[rest.length] = noted[at]!;
    noted = rest;
    const answer = `{"told":[${told}],"lost":${lost}}`;
    lost = false;
    dispatch(new DetailEvent(`${channel}!`, { detail: answer }));
  });
})();
