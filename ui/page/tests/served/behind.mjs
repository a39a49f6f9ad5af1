/** A real shop behind the tests' own: requests are passed on to it, and its documents get what the tests need. */

const THERE = ['accept', 'content-type', 'cookie'];
/** Not `cache-control`: pages that nobody may store do not come out of the back/forward cache. */
const BACK = ['content-type', 'location'];

/**
 * Passes a request with this body on to the shop at `origin`. `edit` changes documents; `note` is told of what was
 * sent there: {method, path, status}.
 */
export async function passOn(origin, { method, url, headers }, response, said, { edit, note }) {
  const answer = await fetch(origin + url, {
    method,
    headers: only(THERE, (name) => headers[name]),
    body: said && method !== 'GET' ? said : undefined,
    redirect: 'manual',
  });
  const { status } = answer;
  note({ method, path: url, status });
  const isHtml = /text\/html/.test(answer.headers.get('content-type')) && /text\/html/.test(headers.accept);
  const body = isHtml ? edit(await answer.text()) : Buffer.from(await answer.arrayBuffer());
  response.writeHead(status, {
    ...only(BACK, (name) => answer.headers.get(name)),
    'set-cookie': answer.headers.getSetCookie(),
  });
  response.end(body);
}

const only = (names, valueOf) =>
  Object.fromEntries(names.flatMap((name) => (valueOf(name) == null ? [] : [[name, valueOf(name)]])));
