/** Tells when the address or title changes without a new document. The page's history is not touched; a slow timer looks. */
import { post } from './channel';
import { listen, titleOf } from './page';

/** How often to look, in ms. */
const PACE = 500;

const LONGEST_ADDRESS = 2000;
const LONGEST_TITLE = 300;

/** Says hello, and from then on what changed. */
export function installAddress(): void {
  let known = here();
  post({ kind: 'ready', ...known });
  const look = (): void => {
    const now = here();
    if (now.url === known.url && now.title === known.title) return;
    known = now;
    post({ kind: 'moved', ...now });
  };
  for (const type of ['popstate', 'hashchange', 'pageshow', 'load', 'DOMContentLoaded'])
    listen(window, type, look);
  setInterval(look, PACE);
}

function here(): { url: string; title: string } {
  return {
    url: location.href.slice(0, LONGEST_ADDRESS),
    title: titleOf(document).slice(0, LONGEST_TITLE),
  };
}
