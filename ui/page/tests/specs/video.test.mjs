/** Videos that are played: real HTML5 ones, and stand-ins for YouTube and Vimeo that speak their protocols. */
import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { EARS, PLAYERS, say } from '../served/players.mjs';
import { body, spec } from '../spec.mjs';

const video = (more = {}) => ({
  trigger: { type: 'video', start: true, percents: [25, 50, 75], complete: true, ...more },
  parameters: [{ name: 'at', from: { type: 'milestone' } }],
});
const at = (id, milestone) => body(id, { at: milestone });
const only = ['chromium', 'WebKit cannot be made to take this server for another site'];

/** Four seconds of silence, which every engine can play: a video needs no picture. */
const FILM = (() => {
  const rate = 8000;
  const samples = Buffer.alloc(4 * rate, 0x80);
  const head = Buffer.alloc(44);
  head.write('RIFF');
  head.writeUInt32LE(36 + samples.length, 4);
  head.write('WAVEfmt ', 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(rate, 24);
  head.writeUInt32LE(rate, 28);
  head.writeUInt16LE(1, 32);
  head.writeUInt16LE(8, 34);
  head.write('data', 36);
  head.writeUInt32LE(samples.length, 40);
  return `data:audio/wav;base64,${Buffer.concat([head, samples]).toString('base64')}`;
})();

/** A button that plays the video beside it, by a click that a browser believes. */
const film = (id, more = '') =>
  `<div id=box-${id}><video id=${id} width=80 height=60 preload=auto ${more} src="${FILM}"></video>
  <button id=play-${id} onclick="document.getElementById('${id}').play()">play</button></div>`;

const paused = (t, id, at) =>
  t.tab.waitFor(
    (name, when) => {
      const it = document.getElementById(name);
      if (it.currentTime < when && !it.ended) return false;
      it.pause();
      return true;
    },
    id,
    at,
  );
const seek = (t, id, to) =>
  t.tab.run(
    (name, time) =>
      new Promise((resolve) => {
        const it = document.getElementById(name);
        it.addEventListener('seeked', () => resolve(true), { once: true });
        it.currentTime = time;
      }),
    id,
    to,
  );

spec(
  'an HTML5 video that is played to the end, once more, and another',
  {
    events: [
      { ...video(), css: '#a' },
      { ...video({ start: false, percents: [], complete: true }) },
      { ...video({ percents: [10], complete: false }), css: '#box-b' },
    ],
    body: film('a', 'controls') + film('b'),
  },
  async (t) => {
    await t.sends(async () => {
      await t.tab.click('#play-a');
      await paused(t, 'a', 1.5);
    }, [at('e0', 'start'), at('e0', 25)]);
    await t.sends(async () => {
      await t.tab.click('#play-a');
      await t.tab.waitFor(() => document.getElementById('a').ended);
    }, [at('e0', 50), at('e0', 75), at('e0', 'complete'), at('e1', 'complete')]);
    await t.sendsNothing(async () => {
      await t.tab.click('#play-a');
      await paused(t, 'a', 1.5);
    });
    await t.sends(async () => {
      await t.tab.click('#play-b');
      await paused(t, 'b', 1);
    }, [at('e2', 'start'), at('e2', 10)]);
  },
);

spec(
  'what was skipped was not played, and the end is the end',
  { events: [video()], body: film('a') },
  async (t) => {
    await t.sends(async () => {
      await t.tab.click('#play-a');
      await paused(t, 'a', 0.3);
    }, [at('e0', 'start')]);
    await t.sendsNothing(() => seek(t, 'a', 3.2));
    await t.sends(async () => {
      await t.tab.click('#play-a');
      await t.tab.waitFor(() => document.getElementById('a').ended);
    }, [at('e0', 25), at('e0', 'complete')]);
  },
);

spec(
  'a film without end for decoration counts only where it was picked',
  {
    events: [video({ percents: [] }), { ...video({ percents: [] }), css: '#a' }],
    body: film('a', 'loop muted'),
  },
  (t) =>
    t.sends(async () => {
      await t.tab.click('#play-a');
      await pause(700);
    }, [at('e1', 'start')]),
);

spec(
  'another film in the same element is another video; sound without a video is none',
  {
    events: [video({ percents: [], complete: false })],
    body: `${film('a')}<audio id=s src="${FILM}"></audio><button id=sound onclick="s.play()">sound</button>
      <button id=next onclick="a.src = a.src; a.play()">next</button>`,
  },
  async (t) => {
    await t.sends(() => t.tab.click('#play-a'), [at('e0', 'start')]);
    await t.sends(() => t.tab.click('#next'), [at('e0', 'start')]);
    await t.sendsNothing(async () => {
      await t.tab.click('#sound');
      await t.tab.waitFor(() => window.s.currentTime > 0);
    });
  },
);

spec(
  'a video in a shadow root',
  {
    events: [
      { ...video({ percents: [], complete: false }), selectors: [{ css: 'video', within: [{ shadow: 'x-film' }] }] },
      { ...video({ percents: [], complete: false }), css: 'video' },
    ],
    body: `<x-film></x-film><button id=play>play</button><script>
      const root = document.querySelector('x-film').attachShadow({ mode: 'open' });
      root.innerHTML = '<video src="${FILM}"></video>';
      document.querySelector('#play').onclick = () => root.querySelector('video').play();
    </script>`,
  },
  (t) => t.sends(() => t.tab.click('#play'), [at('e0', 'start')]),
);

const TUBE = 'https://www.youtube-nocookie.com/embed/x?enablejsapi=1&rel=0';
const DEAF = 'https://www.youtube.com/embed/y';
const VIMEO = 'https://player.vimeo.com/video/1';
const frame = (id, src) => `<div class=film><iframe id=${id} src="${src}" width=200 height=100></iframe></div>`;
const info = (more) => ({ event: 'infoDelivery', info: more });

spec(
  'YouTube: asked once, then start, shares of what was played, the end',
  {
    events: [{ ...video(), css: '#tube' }, { ...video({ percents: [], complete: false }), css: '#other' }, video({ percents: [90] })],
    head: EARS,
    body: frame('tube', TUBE),
    answers: { [TUBE]: PLAYERS.youtube },
    only,
  },
  async (t) => {
    await t.tab.waitFor(() => window.heard.length > 0);
    await t.sends(() => say(t, '#tube', info({ playerState: 1 })), [at('e0', 'start'), at('e2', 'start')]);
    await t.sendsNothing(() => say(t, '#tube', info({ playerState: 2 })));
    await t.sendsNothing(async () => {
      for (let at = 0; at < 25; at++) await say(t, '#tube', info({ currentTime: at }));
    });
    await t.sends(async () => {
      for (const currentTime of [24.6, 25.2]) await say(t, '#tube', info({ currentTime }));
    }, [at('e0', 25)]);
    // To 95 by a jump, and on.
    await t.sendsNothing(async () => {
      for (const currentTime of [95, 96, 97]) await say(t, '#tube', info({ currentTime }));
    });
    await t.sends(() => say(t, '#tube', info({ playerState: 0 })), [at('e0', 'complete'), at('e2', 'complete')]);
    await t.sendsNothing(() => say(t, '#tube', { event: 'onStateChange', info: 1 }));
    assert.deepEqual(await t.tab.run(() => window.heard), [['https://www.youtube-nocookie.com', { event: 'listening' }]]);
  },
);

spec(
  'YouTube: a page that talks to its player itself is only listened to',
  {
    events: [video()],
    head: EARS,
    body: `${frame('tube', TUBE)}<script>tube.onload = () => tube.contentWindow.postMessage('{"event":"listening","id":"w1"}', '*')</script>`,
    answers: { [TUBE]: PLAYERS.youtube },
    only,
  },
  async (t) => {
    await t.tab.waitFor(() => window.heard.length > 0);
    await pause(700);
    await t.sends(() => say(t, '#tube', { event: 'onStateChange', info: 1, id: 'w1' }), [at('e0', 'start')]);
    assert.equal(await t.tab.run(() => window.heard.length), 1);
  },
);

spec(
  'YouTube: a player that was not told to talk is left alone, and debug mode says so',
  { events: [video()], path: '/?waymark=debug', head: EARS, body: frame('deaf', DEAF), answers: { [DEAF]: PLAYERS.youtube }, only },
  async (t) => {
    await pause(700);
    await t.sendsNothing(() => say(t, '#deaf', info({ playerState: 1 })));
    assert.equal(await t.tab.run(() => window.deaf.src), DEAF);
    assert.deepEqual(await t.tab.run(() => window.heard), []);
    assert.ok((await t.said()).some((words) => /enablejsapi=1/.test(words)));
  },
);

spec(
  'Vimeo: start, shares, the end; a player that comes late, around a target',
  {
    events: [{ ...video(), css: '.film' }],
    head: EARS,
    body: `<button onclick="document.body.insertAdjacentHTML('beforeend', document.querySelector('template').innerHTML)">show</button>
      <template>${frame('vimeo', VIMEO)}</template>`,
    answers: { [VIMEO]: PLAYERS.vimeo },
    only,
  },
  async (t) => {
    await t.tab.click('button');
    await t.tab.waitFor(() => window.heard.length >= 3);
    const point = (seconds) => ({ seconds, percent: seconds / 8, duration: 8 });
    await t.sends(() => say(t, '#vimeo', { event: 'play', data: point(0) }), [at('e0', 'start')]);
    await t.sends(async () => {
      for (let seconds = 0; seconds < 4; seconds += 0.25) await say(t, '#vimeo', { event: 'timeupdate', data: point(seconds) });
    }, [at('e0', 25)]);
    await t.sends(() => say(t, '#vimeo', { event: 'timeupdate', data: point(4) }), [at('e0', 50)]);
    await t.sends(() => say(t, '#vimeo', { event: 'ended', data: point(8) }), [at('e0', 'complete')]);
    const values = new Set(await t.tab.run(() => window.heard.map(([, { value }]) => value)));
    assert.deepEqual([...values], ['play', 'timeupdate', 'ended']);
  },
);

spec(
  'only a player is believed, and only in its own frame',
  {
    events: [video()],
    body: (shop) =>
      `${frame('tube', TUBE)}<iframe id=liar src="${shop.elsewhere}/liar"></iframe><iframe id=same src=/liar></iframe>`,
    pages: {
      '/liar': `<script>addEventListener('message', ({ data }) => {
        if (data.say) parent.postMessage(data.say, '*'), parent.postMessage(JSON.stringify(data.say), '*');
      })</script>`,
    },
    answers: { [TUBE]: PLAYERS.youtube },
    only,
  },
  async (t) => {
    await pause(900);
    const lies = [info({ playerState: 1, currentTime: 0, duration: 9 }), { event: 'play', data: { seconds: 0, duration: 9 } }];
    for (const lie of lies)
      await t.sendsNothing(async () => {
        await say(t, '#liar', lie);
        await say(t, '#same', lie);
        await t.tab.run((it) => window.postMessage(JSON.stringify(it), '*'), lie);
      });
    await t.sends(() => say(t, '#tube', lies[0]), [at('e0', 'start')]);
  },
);
