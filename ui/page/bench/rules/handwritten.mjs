/**
 * Click rules as a merchant's developer writes them: one plain CSS selector each. The first 24 match something on
 * the product page; the others mean elements of other templates of the same shop, as in any plan of that size.
 */

const PRESENT = [
  'button.product-form__submit',
  'button.shopify-payment-button__button',
  '.header__icon--search',
  '.card__heading a',
  '#cart-icon-bubble',
  'header nav a.mega-menu__link',
  'summary.header__menu-item',
  '.quick-add__submit',
  '.product__accordion summary',
  '.app-write-rev-link',
  '.app-rev__thumb--up',
  'button[name="plus"]',
  '.swatch-input__label',
  '.list-social__link[href*="instagram"]',
  '.newsletter-form__button',
  '#CartDrawer-Checkout',
  '.footer-block--menu a',
  '.slider-button--next',
  'product-info[data-product-id] .share-button__button',
  '.product__media-toggle',
  '.deferred-media__poster',
  'fieldset.product-form__input--pill label',
  '.product__view-details',
  '.drawer__close',
];

const TEMPLATES = [
  'collection',
  'blog',
  'account',
  'landing',
  'faq',
  'bundle',
  'quiz',
  'wishlist',
  'gift',
  'store-locator',
];

/** Eight ways to write a rule, and the part of a page that such a rule means. */
const KINDS = [
  (name, at, words) => [
    `.${name}-hero__cta--${at}`,
    `<div class="${name}-hero banner"><h2 class="banner__heading">${words}</h2><a href="/collections/${name}-${at}" class="button ${name}-hero__cta ${name}-hero__cta--${at}">Shop ${words}</a></div>`,
  ],
  (name, at, words) => [
    `#${name}-button-${at}`,
    `<div class="${name}-bar page-width"><button type="button" id="${name}-button-${at}" class="button button--secondary"><span>${words}</span></button></div>`,
  ],
  (name, at, words) => [
    `[data-track="${name}-${at}"]`,
    `<div class="multicolumn-card ${name}-column"><h3>${words}</h3><a href="/pages/${name}" class="link animate-arrow" data-track="${name}-${at}">Read more</a></div>`,
  ],
  (name, at, words) => [
    `.section-${name}-${at} .banner__buttons > a.button`,
    `<div class="banner section-${name}-${at}"><div class="banner__buttons"><a href="/collections/all" class="button button--primary">${words}</a></div></div>`,
  ],
  (name, at, words) => [
    `main .${name}-grid--${at} li:nth-child(${(at % 9) + 1}) a.${name}-card__link`,
    `<ul class="grid ${name}-grid--${at}" role="list">${TOPICS.map((topic) => `<li class="grid__item"><div class="${name}-card"><a href="/collections/${name}-${at}/${topic.toLowerCase()}" class="${name}-card__link">${words}: ${topic}</a></div></li>`).join('')}</ul>`,
  ],
  (name, at, words) => [
    `a[href*="/pages/${name}-x${at}"]`,
    `<p class="rich-text__text rte">${words} <a href="/pages/${name}-x${at}">${words} guide</a></p>`,
  ],
  (name, at, words) => [
    `form[action*="/${name}/${at}"] button[type="submit"]`,
    `<form method="post" action="/${name}/${at}" class="${name}-form"><label>${words} <input name="answer"></label><button type="submit" class="button">Send ${words}</button></form>`,
  ],
  (name, at, words) => [
    `div#shopify-section-${name}-${at} .rte a`,
    `<div id="shopify-section-${name}-${at}" class="shopify-section"><div class="rte"><p>${words} <a href="/policies/${name}">terms</a></p></div></div>`,
  ],
];

const TOPICS = 'Cotton,Linen,Wool,Denim,Silk,Leather,Canvas,Down,Hemp'.split(',');

const WORDS =
  'Autumn edit,Care,Returns,Size,Gift card,Loyalty,Stores,Repairs,New in,Bestsellers,Bundles,Swatches'.split(
    ',',
  );

/** This many rules: `css`; for those of other templates `template` and the `html` that the CSS matches there. */
export function handwritten(count) {
  const rules = PRESENT.map((css) => ({ css }));
  for (let at = rules.length; at < count; at++) {
    const template = TEMPLATES[at % TEMPLATES.length];
    const words = WORDS[(at + Math.floor(at / WORDS.length)) % WORDS.length];
    const [css, part] = KINDS[at % KINDS.length](template, at, words);
    const section = words.toLowerCase().replaceAll(' ', '-');
    rules.push({
      css,
      template,
      html: `<section class="section ${section}-section"><h2>${words}</h2>${part}</section>`,
    });
  }
  return rules.slice(0, count);
}
