/**
 * Stand-ins for the players of YouTube and Vimeo, which no test can reach: pages that speak the documented messages
 * of the IFrame API and of player.js, and say nothing before they were asked as these want to be asked. What they
 * are to say is given by `say`, what they were told is in `heard`.
 */

/** YouTube: text, to the window that sent `listening`. */
function youtube() {
  let asked = false;
  const tell = (message) => window.parent.postMessage(JSON.stringify({ channel: 'widget', ...message }), '*');
  window.addEventListener('message', ({ data, source }) => {
    if (data.say) return asked && tell(data.say);
    if (source !== window.parent || JSON.parse(data).event !== 'listening') return;
    window.parent.postMessage({ heard: JSON.parse(data) }, '*');
    asked = true;
    tell({ event: 'initialDelivery', info: { playerState: -1, currentTime: 0, duration: 100, volume: 100 } });
    tell({ event: 'onReady', info: null });
  });
}

/** Vimeo: objects, of the types that were asked for; `ready` to whoever is there. */
function vimeo() {
  const types = new Set();
  window.addEventListener('message', ({ data }) => {
    if (data.say) {
      if (types.has(data.say.event)) window.parent.postMessage(data.say, '*');
    } else if (data.method === 'addEventListener') {
      types.add(data.value);
      window.parent.postMessage({ heard: data }, '*');
    }
  });
  setTimeout(() => window.parent.postMessage(JSON.stringify({ event: 'ready' }), '*'), 50);
}

const page = (player) => `<!doctype html><script>(${player})()</script>`;

export const PLAYERS = { youtube: page(youtube), vimeo: page(vimeo) };

/** Makes the player in a frame say something. */
export const say = (t, css, message) =>
  t.tab.run((path, said) => document.querySelector(path).contentWindow.postMessage({ say: said }, '*'), css, message);

/** Goes into the page: notes what players were told. */
export const EARS = `<script>
  window.heard = [];
  addEventListener('message', ({ data, origin }) => data.heard && heard.push([origin, data.heard]));
</script>`;
