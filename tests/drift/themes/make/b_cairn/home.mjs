/** Cairn's front page, all of it laid by the page builder except the grid of cards. */
import { asset, each, featured, journal, m } from '../b_lib.mjs';
import { brick, card, sc, section } from './parts.mjs';

const button = (text, href, name, mark) => brick('Button', `btn-${name}`, `<span class="${sc('btn-label')}">${text}</span>`, ` href="${href}"${m(mark)}`, 'a');
const arrow = (side, mark) => `<div class="pgb-slider-arrow pgb-slider-${side} ${sc(`arrow-${side}`)}" role="button" tabindex="0"${m(mark)}><svg viewBox="0 0 24 24" width="24" height="24"><path d="${side === 'next' ? 'M8 4l8 8-8 8' : 'M16 4l-8 8 8 8'}"></path></svg></div>`;

const hero = (page) => section('hero', brick('Slideshow', 'slider', `<div class="pgb-slider-inner ${sc('slider-inner')}">${each([['NEW SEASON', 'Wool that waits for weather', 'SHOP NEW IN', '/collections/new-in'], ['LAST FEW', 'The overshirt, in sand', 'SHOP NOW', '/products/harbour-overshirt']], ([over, title, text, href], i) => `<div data-slider-index="${i}" class="pgb-slide ${sc('slide')}" style="background-image:url(${asset(`banner-${i + 1}.jpg`, page.phone ? 800 : 1920)})">${brick('Paragraph', 'hero-over', over)}${brick('Heading', 'hero-title', title, '', i ? 'h2' : 'h1')}${button(text, href, 'hero', i === 0 && 'hero_button')}</div>`)}</div>${arrow('prev')}${arrow('next', 'hero_next')}<div class="pgb-slider-nav"><button type="button" class="pgb-dot active" aria-label="1"></button><button type="button" class="pgb-dot" aria-label="2"></button></div>`));

const tiles = section('tiles', brick('Row', 'tiles-row', each(['Knitwear', 'Outerwear', 'Accessories'], (t) => brick('Column', 'tiles-col', `<a href="/collections/${t.toLowerCase()}" class="${sc('tile-link')}"${m(t === 'Outerwear' && 'category_tile_outerwear')}>${brick('Image3', 'tile-image', `<img src="${asset(`square-${t.toLowerCase()}.jpg`, 600)}" alt="${t}" loading="lazy">`)}<span class="${sc('tile-text')}">${t.toUpperCase()}</span></a>`))));

const grid = section('featured', `${brick('Heading', 'featured-title', 'BESTSELLERS', '', 'h3')}<div class="prd-grid prd-carousel js-prd-carousel data-to-show-4">${each(featured, (p, i) => card(p, { link: [i < 2 && `featured_${i + 1}_link`], quick: [i === 0 && 'featured_1_quick_add'] }))}</div>${button('VIEW ALL PRODUCTS', '/collections/all', 'all', 'featured_view_all')}`);

const video = section('video', brick('Video', 'video', `<div class="${sc('video-cover')}" style="background-image:url(${asset('video-cover.jpg', 1200)})"></div><div class="pgb-video-play ${sc('video-play')}" role="button" tabindex="0" aria-label="Play" wm="video_play"><svg viewBox="0 0 68 48" width="68" height="48"><path d="M66 8c-1-3-2-5-6-6C55 0 34 0 34 0S13 0 8 2C4 3 3 5 2 8 0 13 0 24 0 24s0 11 2 16"></path><path d="M45 24 27 14v20" fill="#fff"></path></svg></div>`));

const counters = section('usp', brick('Row', 'usp-row', each(['4 workshops', '51 years', '11,204 mends'], (t) => brick('Column', 'usp-col', brick('Heading', 'usp-title', t, '', 'h4')))));

const blog = section('blog', `${brick('Heading', 'blog-title', 'FROM THE JOURNAL', '', 'h3')}${brick('ArticleList', 'articles', each(journal, ([title, href, text, date], i) => brick('ArticleBox', 'article', `<a href="${href}" class="${sc('article-image')}" aria-hidden="true" tabindex="-1"><img src="${asset(`blog-${i + 1}.jpg`, 500)}" alt="" loading="lazy"></a>${brick('ArticleDate', 'article-date', date)}${brick('ArticleTitle', 'article-title', title, ` href="${href}"${m(i === 0 && 'journal_link_1')}`, 'a')}${brick('ArticleExcerpt', 'article-text', text)}<a href="${href}" class="${sc('article-more')}">Read more</a>`)))}`);

const app = `<div class="rvw-carousel-wrapper"><div class="rvw-carousel-title">Let customers speak for us</div><div class="rvw-carousel"><div class="rvw-carousel-item"><div class="rvw-carousel-item__title">Second one I own</div><a class="rvw-carousel-item__product" href="/products/moorland-crew">Moorland Crew</a></div></div></div>`;

export const homePage = (page) => `<div class="pgb-root" id="__pgb" data-pgb-v="4.2.1"><div class="${sc('layout-home')}">
${hero(page)}
${counters}
${grid}
${tiles}
${video}
${app}
${blog}
</div></div>`;
