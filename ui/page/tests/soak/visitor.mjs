/** A visitor who does anything at all, by a seed: what is done and where, as far as the page is the same again. */
import { setTimeout as pause } from 'node:timers/promises';
import { until } from '../until.mjs';

const PAGES = [
  '/',
  '/products/tarn-crew-jumper',
  '/products/tarn-crew-jumper',
  '/products/hollin-linen-shirt',
  '/products/fell-wool-blanket',
  '/collections/all',
  '/collections/knitwear',
  '/cart',
  '/pages/stores',
  '/pages/studio',
  '/pages/faq',
  '/search?q=wool',
];
const KEYS = ['Tab', 'Tab', 'Tab', 'Enter', 'Space', 'ArrowDown', 'ArrowLeft', 'Escape', 'PageDown', 'PageUp', 'End', 'Home', 'a', 'k', '7', 'Backspace'];
/** What is clicked; links are some of all, because they leave the page. */
const KINDS = ['button', 'button, summary', 'label', 'input, textarea', 'img, h1, h3, li', '.card-product *', 'iframe', 'a'];
/** What is said where a page was left while it was asked, or the thing cannot be reached now. */
const LEFT = /navigat|context|closed|detached|undefined|null|is not there|is covered|scrolled to|is moving|no area|not interactable|not answered|stale|timeout/i;

/** A generator of numbers below 1, the same for the same seed (mulberry32). */
export function chance(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export class Visitor {
  #tab;
  #next;
  #idle;
  /** How often each thing was done, and what could not be. */
  done = {};
  missed = [];

  /** `idle` resolves when the shop has answered everything. */
  constructor(tab, seed, idle) {
    this.#tab = tab;
    this.#next = chance(seed);
    this.#idle = idle;
  }

  /** What to do next. */
  choose() {
    return this.#one(WEIGHTED);
  }

  /** Does it, and waits for a moment. */
  async act(name) {
    try {
      await this[name]();
      this.done[name] = (this.done[name] ?? 0) + 1;
    } catch (error) {
      if (!LEFT.test(error.message)) throw error;
      this.missed.push(`${name}: ${error.message.slice(0, 100)}`);
    }
    await this.#arrive();
    await pause(this.#one([0, 0, 0, 30, 100, 500]));
  }

  /** Something is there, and it is a page of the shop. */
  async #arrive() {
    await this.#idle();
    const isThere = () => this.#tab.run(() => document.readyState !== 'loading' && !!window[Symbol.for('witness')]);
    await until(isThere, 'nothing', 3000).catch(() => this.#tab.goto('/'));
  }

  #one(list) {
    return list[Math.floor(this.#next() * list.length)];
  }

  /** A point in view on something: of any kind, or matching CSS. */
  async #point(css) {
    const points = await this.#tab.run(pointsOf, css ?? null);
    return points.length ? this.#one(points) : [this.#next() * 900 + 50, this.#next() * 600 + 50];
  }

  async click() {
    const [x, y] = await this.#point(this.#one(KINDS));
    await this.#tab.mouse([['move', x, y], ['click', 'left']]);
  }

  /** What is tracked, but seldom in view. */
  async clickTracked() {
    await this.#click(this.#one(TRACKED));
  }

  async #click(css) {
    if (await this.#has(css)) await this.#tab.click(css);
  }

  async #has(css) {
    return this.#tab.run((path) => window[Symbol.for('witness')].has(path), css);
  }

  async rage() {
    const [x, y] = await this.#point('#MainImage, .banner__media, .card-product__media, .thumbnail, [data-wish]');
    await this.#tab.mouse([['move', x, y], ...Array(4).fill([['click', 'left'], ['wait', 90]]).flat()]);
  }

  async move() {
    const [x, y] = await this.#point();
    await this.#tab.moveTo(x, y);
  }

  async rest() {
    await this.#tab.moveTo(...(await this.#point('.card-product')));
    await pause(500);
  }

  async wheel() {
    await this.#tab.wheel(this.#one([-900, -300, 120, 300, 600, 900, 2500]));
  }

  async keys() {
    for (let left = 1 + this.#next() * 4; left > 0; left--) {
      const key = this.#one(KEYS);
      // Any other key may open its list, which is no part of the page.
      const isList = await this.#tab.run(() => document.activeElement?.localName === 'select');
      await this.#tab.press(isList ? 'Tab' : key);
    }
  }

  async copy() {
    await this.#tab.press('Control+A');
    await this.#tab.press('Control+C');
  }

  async select() {
    const css = this.#one(['#Filter-type', '#SortBy', '#Filter-availability', '#StudioVisits >>> #visit-day']);
    if (!(await this.#has(css))) return;
    const count = await this.#tab.run((path) => window[Symbol.for('witness')].find(path).options.length, css);
    await this.#tab.choose(css, { index: Math.floor(this.#next() * count) });
  }

  async type() {
    const [css, text] = this.#one([
      ['.header__search-input', 'wool'],
      ['.quantity__input', '3'],
      ['#NewsletterForm--footer', 'a@b.example'],
      ['store-locator >>> input', 'leith'],
      ['delivery-estimator >>> input', 'LA9'],
      ['#StudioVisits >>> #visit-name', 'Ann'],
    ]);
    if (!(await this.#has(css))) return;
    await this.#tab.fill(css, text);
    await this.#tab.press(this.#one(['Enter', 'Tab']));
  }

  async route() {
    const number = Math.floor(this.#next() * 1e6);
    await this.#tab.run((to) => history.pushState({}, '', `?route=${to}`), number);
  }

  async back() {
    await this.#tab.back();
  }

  async forward() {
    await this.#tab.forward();
  }

  async goto() {
    await this.#tab.goto(this.#one(PAGES));
  }

  async leave() {
    await this.#tab.leave();
  }

  /** A script of the page changes something. */
  async mutate() {
    await this.#tab.run(change, this.#next(), this.#next());
  }
}

const TRACKED = [
  '.product-form__submit',
  '.thumbnail-list li:nth-child(2) .thumbnail',
  '.thumbnail-list li:nth-child(3) .thumbnail',
  '.thumbnail-list li:nth-child(1) .thumbnail',
  '.swatch:last-of-type',
  '.quantity__button[name=plus]',
  'stock-counter button',
  '.card-product__wish',
  '.product__wish',
  'store-locator >>> .locator__call',
  'store-locator >>> .locator__submit',
  'delivery-estimator >>> button',
  '#StudioVisits >>> .visits-app__submit',
  '.header__icon--cart',
  '.share-button',
  '#tab-questions',
  '.accordion__title',
  '.accordion:last-of-type .accordion__title',
  '.newsletter-form__button',
  '.shopify-payment-button',
];

const WEIGHTS = {
  click: 8,
  clickTracked: 14,
  rage: 2,
  move: 3,
  rest: 2,
  wheel: 7,
  keys: 5,
  copy: 1,
  select: 2,
  type: 3,
  route: 2,
  back: 1,
  forward: 1,
  goto: 3,
  leave: 1,
  mutate: 6,
};
const WEIGHTED = Object.entries(WEIGHTS).flatMap(([name, weight]) => Array(weight).fill(name));

/** Runs in the page: points in the middle of what is in view. */
function pointsOf(css) {
  const points = [];
  const collect = (root, left, top) => {
    for (const element of root.querySelectorAll('*')) {
      const box = element.getBoundingClientRect();
      const { shadowRoot, contentDocument, localName } = element;
      if (shadowRoot) collect(shadowRoot, left, top);
      if (localName === 'iframe' && contentDocument) collect(contentDocument, left + box.left, top + box.top);
      if (!element.matches(css ?? '*')) continue;
      const [x, y] = [left + box.left + box.width / 2, top + box.top + box.height / 2];
      if (box.width && x > 0 && y > 0 && x < innerWidth && y < innerHeight) points.push([x, y]);
    }
  };
  collect(document, 0, 0);
  return points;
}

/** Runs in the page: draws something anew, moves, adds, removes or marks something. */
function change(kind, which) {
  const one = (css) => {
    const all = document.querySelectorAll(css);
    return all[Math.floor(which * all.length)];
  };
  const changes = [
    () => one('.card-product').parentElement.append(one('.card-product').cloneNode(true)),
    () => (one('.card-product').outerHTML += ''),
    () => one('.header__icons').replaceWith(one('.header__icons').cloneNode(true)),
    () => one('.product-grid').prepend(one('.product-grid > li')),
    () => one('.product-grid > li').remove(),
    () => one('delivery-estimator, store-locator, stock-counter').replaceWith(one('delivery-estimator, stock-counter').cloneNode(true)),
    () => one('main').insertAdjacentHTML('beforeend', '<div style="height:300px">late</div>'),
    () => document.body.classList.toggle('changed'),
    () => one('.footer').append(document.createTextNode('more')),
    () => (one('.rte, .product__summary, .card-product__heading').innerHTML += ' '),
  ];
  try {
    changes[Math.floor(kind * changes.length)]();
  } catch {
    // There is no such thing on this page.
  }
}
