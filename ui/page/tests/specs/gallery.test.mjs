/** Another picture of a gallery came up, in the markups that shops have, by what a visitor can do. */
import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { body, spec } from '../spec.mjs';

const gallery = (css) => ({ on: 'gallery', css, parameters: [{ name: 'picture', from: { type: 'milestone' } }] });
const picture = (colour, more = '') =>
  `<img ${more} alt="" src="data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='100' height='80'><rect width='100' height='80' fill='${colour}'/></svg>">`;
const COLOURS = ['red', 'green', 'blue', 'gold'];
/** Nothing is told, not even when the gallery has come to rest and the visitor's doing is over. */
const nothing = (t, action) =>
  t.sendsNothing(async () => {
    await action();
    await pause(1700);
  });
/** This picture came up, once. */
const up = (picture) => [body('e0', { picture })];
const noFingers = ['chromium', 'the driver has no fingers that scroll'];
const VIEW = '<meta name=viewport content="width=device-width">';

/** A strip with scroll snap, arrows and a counter, as Dawn has on phones; thumbnails that mark where it is. */
const strip = `<style>
    ul { display: flex; overflow-x: auto; scroll-snap-type: x mandatory; width: 300px; margin: 0; padding: 0; list-style: none }
    .slider__item { flex: 0 0 100%; scroll-snap-align: start; scroll-snap-stop: always } .slider__item img { width: 100%; height: 200px }
    .thumbnail-list li { flex: 0 0 20% } .thumbnail-list img { width: 40px; height: 30px }
  </style>
  <media-gallery id=g><slider-component>
    <ul class="product__media-list slider">${COLOURS.map((c) => `<li class="product__media-item slider__item">${picture(c)}</li>`).join('')}</ul>
    <div class=slider-buttons><button name=previous>&lt;</button><span class=slider-counter--current>1</span><span aria-hidden=true> / </span>
    <span class=slider-counter--total>4</span><button name=next>&gt;</button></div></slider-component>
    <ul class=thumbnail-list>${COLOURS.map((c, at) => `<li><button class=thumbnail data-at=${at}>${picture(c)}</button></li>`).join('')}</ul>
  </media-gallery>
  <script>
    const [list] = document.getElementsByClassName('slider');
    let at = 0;
    const go = (to) => list.scrollTo({ left: list.clientWidth * to, behavior: 'smooth' });
    list.addEventListener('scroll', () => {
      const now = Math.round(list.scrollLeft / list.clientWidth);
      if (now === at) return;
      at = now;
      document.querySelector('.slider-counter--current').textContent = at + 1;
      for (const thumbnail of document.querySelectorAll('.thumbnail')) {
        if (+thumbnail.dataset.at === at) thumbnail.setAttribute('aria-current', 'true');
        else thumbnail.removeAttribute('aria-current');
      }
    });
    document.querySelector('[name=next]').onclick = () => go(at + 1);
    document.querySelector('[name=previous]').onclick = () => go(at - 1);
    for (const thumbnail of document.querySelectorAll('.thumbnail')) thumbnail.onclick = () => go(+thumbnail.dataset.at);
  </script><p id=beside>beside</p>`;

spec('scroll snap: arrows and thumbnails, not the script alone', { events: [gallery('#g'), gallery('p')], body: strip }, async (t) => {
  await t.sends(() => t.tab.click('[name=next]'), up(2));
  await t.sends(() => t.tab.click('[name=previous]'), up(1));
    await pause(1600);
  await nothing(t, () => t.tab.click('[name=previous]'));
  await t.sends(() => t.tab.click('[data-at="3"]'), up(4));
    await pause(1600);
  await nothing(t, () => t.tab.click('[data-at="3"]'));
    await pause(1600);
  await nothing(t, async () => {
    await t.tab.run(() => document.querySelector('.slider').scrollTo({ left: 0, behavior: 'instant' }));
  });
  // The script went to the first.
  await nothing(t, () => t.tab.click('[data-at="0"]'));
  await t.sends(() => t.tab.click('[name=next]'), up(2));
  await nothing(t, () => t.tab.click('#beside'));
});

spec(
  'the picture that was told last comes up again after something else turned the gallery back',
  {
    events: [gallery('#g')],
    body: `<div id=g><img id=main alt="" src="/red-1.svg" width=100 height=80>
      <ul>${COLOURS.map((_, at) => `<li><button class=thumbnail data-at=${at + 1}>${picture('red')}</button></li>`).join('')}</ul></div>
      <script>
        let colour = 'red';
        const show = (at) => {
          document.querySelector('#main').src = '/' + colour + '-' + at + '.svg';
          for (const each of document.querySelectorAll('.thumbnail')) each.toggleAttribute('aria-current', +each.dataset.at === at);
        };
        for (const each of document.querySelectorAll('.thumbnail')) each.onclick = () => show(+each.dataset.at);
        const choose = (other) => { colour = other; show(1); };
        show(1);
      </script>`,
    pages: Object.fromEntries(['red', 'blue'].flatMap((c) => [1, 4].map((at) => [`/${c}-${at}.svg`, '<svg xmlns="http://www.w3.org/2000/svg"/>']))),
  },
  async (t) => {
    await t.sends(async () => {
      await t.tab.click('[data-at="4"]');
      await t.tab.run(() => window.eval("choose('blue')"));
    }, up(4));
    await t.sends(() => t.tab.click('[data-at="4"]'), up(4));
  },
);

spec(
  'scroll snap: swipes, forth, back, and past it',
  { events: [gallery('#g')], head: VIEW, body: strip, viewport: { width: 320, height: 600 }, touch: true, only: noFingers },
  async (t) => {
    // How far a fling goes is the browser's business; that it went somewhere is checked.
    let before = 1;
    const seen = new Set([before]);
    for (const dx of [-200, -200, 200, -200, 200]) {
      await t.tab.swipe('.slider', dx);
      await pause(2500);
      const told = await t.sent();
      const now = await t.tab.run(() => 1 + Math.round(document.querySelector('.slider').scrollLeft / 300));
      assert.deepEqual(told, now === before ? [] : up(now));
      before = now;
      seen.add(now);
    }
    assert.ok(seen.size > 1);
    await nothing(t, () => t.tab.swipe('.slider', 0, -40));
  },
);

/** Swiper, Slick, Flickity: a track that a script moves, and marks on the slides. */
const moved = {
  swiper: {
    slide: (c, at) => `<div class="swiper-slide${at ? '' : ' swiper-slide-active'}" role=group aria-label="${at + 1} / 4">${picture(c)}</div>`,
    wrap: (slides) => `<div id=g class="swiper swiper-initialized"><div class="swiper-wrapper track">${slides}</div>
      <div class=swiper-button-prev role=button id=prev>&lt;</div><div class=swiper-button-next role=button id=next>&gt;</div></div>`,
    mark: (slide, on) => `${slide}.classList.toggle('swiper-slide-active', ${on})`,
  },
  slick: {
    slide: (c, at) => `<div class="slick-slide${at ? '' : ' slick-current slick-active'}" data-slick-index=${at} aria-hidden=${at > 0}>${picture(c)}</div>`,
    wrap: (slides) => `<div id=g class="slick-initialized slick-slider"><button class="slick-prev slick-arrow" id=prev>&lt;</button>
      <div class="slick-list draggable"><div class="slick-track track"><div class="slick-slide slick-cloned" data-slick-index=-1 aria-hidden=true>${picture('gold')}</div>${slides}</div></div>
      <button class="slick-next slick-arrow" id=next>&gt;</button></div>`,
    mark: (slide, on) =>
      `${slide}.setAttribute('aria-hidden', !(${on})); ${slide}.classList.toggle('slick-current', ${on}); ${slide}.classList.toggle('slick-active', ${on})`,
  },
  flickity: {
    slide: (c, at) => `<div class="carousel-cell${at ? '' : ' is-selected'}"${at ? ' aria-hidden=true' : ''}>${picture(c)}</div>`,
    wrap: (slides) => `<div id=g class="carousel flickity-enabled is-draggable" tabindex=0><div class=flickity-viewport><div class="flickity-slider track">${slides}</div></div>
      <button class="flickity-button previous" id=prev><svg width=9 height=9><path d="M0 0h9v9z"/></svg></button><button class="flickity-button next" id=next><svg width=9 height=9><path d="M0 0h9v9z"/></svg></button></div>`,
    mark: (slide, on) => `${slide}.classList.toggle('is-selected', ${on}); ${slide}.toggleAttribute('aria-hidden', !(${on}))`,
  },
  'hidden slides': {
    slide: (c, at) => `<div ${at ? 'style="display: none"' : ''}>${picture(c)}</div>`,
    wrap: (slides) => `<div id=g><div class=track>${slides}</div><a id=prev>&lt;</a> <a id=next>&gt;</a></div>`,
    mark: (slide, on) => `${slide}.style.display = (${on}) ? '' : 'none'`,
  },
};
for (const [name, { slide, wrap, mark }] of Object.entries(moved)) {
  const html = `<style>#g { width: 320px; overflow: hidden } .track { display: flex; width: 999px; transition: transform .3s } img { user-select: none; -webkit-user-drag: none; pointer-events: none }</style>
    ${wrap(COLOURS.map(slide).join(''))}
    <script>
      const g = document.getElementById('g');
      const track = g.querySelector('.track');
      const slides = [...track.children].filter((slide) => !slide.matches('.slick-cloned'));
      let at = 0;
      const go = (to) => {
        at = (to + slides.length) % slides.length;
        track.style.transform = 'translate3d(' + -at * 100 + 'px, 0, 0)';
        slides.forEach((slide, index) => { ${mark('slide', 'index === at')} });
      };
      document.getElementById('next').onclick = () => go(at + 1);
      document.getElementById('prev').onclick = () => go(at - 1);
      let from;
      g.onpointerdown = ({ clientX }) => { from = clientX; };
      g.onpointermove = ({ clientX }) => { if (from) track.style.transform = 'translate3d(' + (clientX - from - at * 100) + 'px, 0, 0)'; };
      onpointerup = ({ clientX }) => { if (from && Math.abs(clientX - from) > 20) go(at + (clientX < from ? 1 : -1)); from = 0; };
      window.go = () => go(at + 1);
    </script>`;
  spec(`moved by a script, ${name}: arrows, dragging, keys, not by itself`, { events: [gallery('#g')], body: html }, async (t) => {
    await nothing(t, async () => {
      await t.tab.run(() => window.go());
    });
    await t.sends(() => t.tab.click('#next'), up(3));
    await t.sends(() => t.tab.click('#prev'), up(2));
    await pause(1600);
    await nothing(t, async () => {
      await t.tab.run(() => window.go());
    });
    await t.sends(() => t.tab.drag('.track', -60), up(4));
    await pause(1600);
    await nothing(t, () => t.tab.drag('.track', -8));
  });
}

/** A large picture and thumbnails that change its source: buttons, or radio buttons. */
const sources = (thumbnail) => `<div id=g><div class=main>${picture('red', 'id=large')}</div><div class=thumbs>${COLOURS.map(thumbnail).join('')}</div>
    <button id=zoom aria-pressed=false>zoom</button></div>
  <script>
    document.querySelector('.thumbs').addEventListener('click', ({ target }) => {
      const label = target.closest('.thumbs > *');
      const image = label && label.querySelector('img');
      if (image) setTimeout(() => { document.getElementById('large').src = image.src; }, 100);
    });
    document.getElementById('zoom').onclick = ({ target }) => target.setAttribute('aria-pressed', 'true');
  </script>`;
for (const [name, thumbnail, css] of [
  ['buttons', (c, at) => `<button id=t${at}>${picture(c)}</button>`, '#t2'],
  ['radio buttons', (c, at) => `<label id=t${at}><input type=radio name=view>${picture(c)}</label>`, '#t2 img'],
])
  spec(`a large picture that gets another source: ${name}`, { events: [gallery('#g')], body: sources(thumbnail) }, async (t) => {
    await t.sends(() => t.tab.click(css), up(3));
    await pause(1600);
    await nothing(t, () => t.tab.click(css));
    await t.sends(() => t.tab.click(css.replace('2', '0')), up(1));
    await pause(1600);
    await nothing(t, () => t.tab.click('#zoom'));
    await nothing(t, () => t.tab.run(() => {
      document.getElementById('large').src += '?';
    }));
  });

/** Dawn on a desktop: all pictures there, the active one and its thumbnail are marked. */
const dawn = `<media-gallery id=g><ul class=product__media-list>${COLOURS.map((c, at) => `<li class="product__media-item${at ? '' : ' is-active'}">${picture(c)}</li>`).join('')}</ul>
  <ul class=thumbnail-list>${COLOURS.map((c, at) => `<li><button id=t${at} aria-current=${!at}>${picture(c)}</button></li>`).join('')}</ul></media-gallery>
  <button id=colour>Blue</button>
  <script>
    const pick = (at) => {
      for (const list of document.querySelectorAll('ul')) [...list.children].forEach((item, index) => {
        if (item.firstChild.localName === 'button') item.firstChild.setAttribute('aria-current', index === at);
        else item.classList.toggle('is-active', index === at);
      });
    };
    for (const at of [0, 1, 2, 3]) document.getElementById('t' + at).onclick = () => pick(at);
    document.getElementById('colour').onclick = () => pick(2);
  </script>`;
spec('media-gallery with aria-current: thumbnails, keys, not a variant that is picked elsewhere', { events: [gallery('#g')], body: dawn }, async (t) => {
  await t.sends(() => t.tab.click('#t1'), up(2));
  await t.tab.focus('#t3');
  await t.sends(() => t.tab.press('Enter'), up(4));
    await pause(1600);
  await nothing(t, () => t.tab.click('#colour'));
  await t.sends(() => t.tab.click('#t0'), up(1));
  await nothing(t, async () => {
    await t.tab.click('#t0');
    await t.tab.run(() => window.waymark.stop());
    await t.tab.click('#t1');
  });
});
