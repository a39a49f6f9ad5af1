/**
 * What is tracked in the demo shop while somebody does anything at all there: the plan's events, and for each the
 * words by which the observer recognises it. `css` is for both.
 */

const click = (id, css, more = {}) => ({ id, css, trigger: { type: 'click' }, ...more });

/** Events that something in a page fires. */
export const simple = [
  click('cart', '.header__icon--cart'),
  click('wish', '[data-wish]'),
  click('hold', 'stock-counter button'),
  click('add', '.product-form__submit'),
  click('card', '.full-unstyled-link', { linked: true }),
  click('footer', '.footer a'),
  click('menu', '.header__menu-item'),
  click('colour', '.product-form__input--swatch'),
  click('fold', 'summary'),
  click('share', 'button', { text: 'Share' }),
  click('tab', '.tabs__tab', { spareOf: '.not-in-this-theme' }),
  click('close', '[data-drawer-close]'),
  click('step', '.quantity__button', { debounceMillis: 400 }),
  click('once_a_page', '.header__heading-link, .card-product__media', { limit: 'page' }),
  click('once_a_session', '.thumbnail', { limit: 'session' }),
  click('call', '.locator__call', { shadow: 'store-locator' }),
  click('book', '.visits-app__submit', { frame: '#StudioVisits' }),
  { id: 'search', css: '.header__search', trigger: { type: 'submit' } },
  { id: 'order', css: '.product-form', trigger: { type: 'submit' } },
  { id: 'buy', css: '.shopify-payment-button', trigger: { type: 'submit' } },
  { id: 'filter', css: '.facets', trigger: { type: 'submit' } },
  { id: 'letters', css: '.newsletter-form', trigger: { type: 'submit' } },
  { id: 'town', css: '.locator__form', shadow: 'store-locator', trigger: { type: 'submit' } },
  { id: 'postcode', css: 'form', shadow: 'delivery-estimator', trigger: { type: 'submit' } },
  { id: 'visit', css: '.visits-app__form', frame: '#StudioVisits', trigger: { type: 'submit' } },
  { id: 'option', css: 'input[name=Colour], input[name=Size]', trigger: { type: 'change' } },
  { id: 'amount', css: '.quantity__input', trigger: { type: 'change' } },
  { id: 'sort', css: '.facets__select', trigger: { type: 'change' } },
  { id: 'town_typed', css: '.locator__town', shadow: 'store-locator', trigger: { type: 'change' } },
  { id: 'day', css: '#visit-day', frame: '#StudioVisits', trigger: { type: 'change' } },
  { id: 'page', trigger: { type: 'page_view' } },
  { id: 'card_seen', css: '.card-product', trigger: { type: 'visible', percent: 50, millis: 400, per: 'element' } },
  { id: 'footer_seen', css: '.footer', trigger: { type: 'visible', percent: 30, millis: 300 } },
  { id: 'depth', trigger: { type: 'scroll', percents: [40, 60, 95] } },
  { id: 'stay', trigger: { type: 'time', seconds: [2] } },
  { id: 'rest', css: '.card-product', trigger: { type: 'hover', millis: 300 } },
  { id: 'rage', css: '#MainImage, .banner__media, .card-product__media', trigger: { type: 'rage_click', clicks: 3, millis: 1000 } },
  { id: 'pictures', css: 'media-gallery', trigger: { type: 'gallery' } },
  { id: 'copied', trigger: { type: 'copy' } },
  { id: 'leaves', trigger: { type: 'exit' } },
  { id: 'added', trigger: { type: 'add_to_cart' } },
];

/** Events made of these, with weights of 5 each. */
export const composed = [
  { id: 'three_cards', trigger: { type: 'count', events: ['card'], times: 3, different: true, within: 'session' } },
  { id: 'ten_folds', trigger: { type: 'count', events: ['fold', 'tab'], times: 10, within: 'visitor' } },
  { id: 'page_wishes', trigger: { type: 'count', events: ['wish'], times: 2, within: 'page' } },
  { id: 'wish_then_card', trigger: { type: 'sequence', events: ['wish', 'card'], within: 'session' } },
  { id: 'score', trigger: { type: 'score', threshold: 200, within: 'session' } },
  { id: 'fast', trigger: { type: 'velocity', events: ['page'], times: 8, minutes: 5 } },
];

const within = ({ shadow, frame }) =>
  shadow || frame ? { within: [shadow ? { shadow } : { frame }] } : {};

/** As the runtime is told of them. */
export const events = [...simple, ...composed].map((event) => {
  const { id, css, text, spareOf, linked, limit, debounceMillis, trigger } = event;
  const selector = { css, ...(text && { text }), ...within(event) };
  return {
    id,
    name: id,
    trigger,
    ...(css && { selectors: [...(spareOf ? [{ css: spareOf }] : []), selector] }),
    ...(linked && { parameters: [{ name: 'link', from: { type: 'attribute', name: 'href' } }] }),
    ...(limit && { limit }),
    ...(debounceMillis && { debounceMillis }),
  };
});
