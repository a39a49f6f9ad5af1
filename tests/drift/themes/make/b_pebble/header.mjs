/** Pebble's toolbar, announcements and site header. */
import { each, m, navMark, when, shop, asset, products, src, money, cartCount } from '../b_lib.mjs';
import { icon, hiddenWord } from './parts.mjs';

const countryForm = (place, mark) => `<form method="post" action="/localization" id="localization_form-${place}" accept-charset="UTF-8" class="multi-selectors" enctype="multipart/form-data" data-disclosure-form><input type="hidden" name="form_type" value="localization"><input type="hidden" name="_method" value="put"><input type="hidden" name="return_to" value="/">
<div class="multi-selectors__item"><h2 class="visually-hidden" id="CurrencyHeading-${place}">Currency</h2>
<div class="disclosure" data-disclosure-currency><button type="button" class="faux-select disclosure__toggle" aria-expanded="false" aria-controls="CurrencyList-${place}" aria-describedby="CurrencyHeading-${place}" data-disclosure-toggle${m(mark)}><span class="currency-flag" data-flag="GBP" aria-hidden="true"></span><span class="disclosure-list__label">United Kingdom (GBP £)</span>${icon('chevron-down')}</button>
<ul id="CurrencyList-${place}" class="disclosure-list disclosure-list--down disclosure-list--left" data-disclosure-list>${each(shop.countries, ([code, name, money]) => `<li class="disclosure-list__item${when(code === 'GB', ' disclosure-list__item--current')}"><a class="disclosure-list__option" href="#" data-value="${code}" data-disclosure-option><span class="currency-flag" data-flag="${money.slice(0, 3)}"></span><span class="disclosure-list__label">${name} (${money})</span></a></li>`)}</ul>
<input type="hidden" name="country_code" value="GB" data-disclosure-input></div></div></form>`;
export { countryForm };

const announcements = `<div class="announcement-bar"><div class="page-width"><div class="slideshow-wrapper"><button type="button" class="visually-hidden slideshow__pause" data-id="sections--17249-header-group__announcement" aria-live="polite"><span class="slideshow__pause-stop">${icon('close')}${hiddenWord('Pause slideshow')}</span><span class="slideshow__pause-play">${hiddenWord('Play slideshow')}</span></button>
<div id="AnnouncementSlider" class="announcement-slider flickity-enabled is-draggable" data-compact="true" data-block-count="2"><div class="flickity-viewport"><div class="flickity-slider">
<div class="announcement-slider__slide is-selected" data-index="0"><a class="announcement-link" href="/policies/shipping-policy" wm="announcement_link"><span class="announcement-text">Free UK shipping</span><span class="announcement-link-text">On orders over £80</span></a></div>
<div class="announcement-slider__slide" data-index="1"><span class="announcement-text">Mended for life</span><span class="announcement-link-text">Every jumper, no receipt needed</span></div>
</div></div></div></div></div></div>`;

const toolbar = `<div class="toolbar small--hide"><div class="page-width"><div class="toolbar__content">
<div class="toolbar__item toolbar__item--menu"><ul class="inline-list toolbar__menu"><li><a href="/pages/stockists">Stockists</a></li><li><a href="/pages/mending">Mending</a></li></ul></div>
<div class="toolbar__item"><ul class="no-bullets social-icons inline-list toolbar__social"><li><a target="_blank" rel="noopener" href="${shop.instagram}" title="Fern &amp; Harbour on Instagram">${icon('instagram')}${hiddenWord('Instagram')}</a></li></ul></div>
<div class="toolbar__item">${countryForm('toolbar')}</div>
</div></div></div>`;

/** Links with children open on hover: a `summary` that carries its address. */
const megaChildren = { '/collections/knitwear': ['Crew necks', 'Cardigans', 'Hats and scarves'], '/collections/outerwear': ['Overshirts', 'Parkas'] };
const navItem = ([text, href, key], i) => {
  const children = megaChildren[href];
  if (!children) return `<li class="site-nav__item site-nav__expanded-item"><a href="${href}" class="site-nav__link site-nav__link--underline"${navMark(key)}>${text}</a></li>`;
  return `<li class="site-nav__item site-nav__expanded-item site-nav--has-dropdown site-nav--is-megamenu"><details id="site-nav-item--${i + 1}" class="site-nav__details" data-hover="true"><summary data-link="${href}" aria-expanded="false" aria-controls="site-nav-item--${i + 1}" class="site-nav__link site-nav__link--underline site-nav__link--has-dropdown"${navMark(key)}>${text} ${icon('chevron-down')}</summary>
<div class="site-nav__dropdown megamenu megamenu--products text-left"><div class="page-width"><div class="grid"><div class="grid__item medium-up--one-fifth"><div class="h5"><a href="${href}" class="site-nav__dropdown-link site-nav__dropdown-link--top-level">All ${text.toLowerCase()}</a></div>${each(children, (c) => `<div><a href="${href}/${c.toLowerCase().replace(/ /g, '-')}" class="site-nav__dropdown-link">${c}</a></div>`)}</div></div></div></div></details></li>`;
};

const icons = `<div class="site-nav"><div class="site-nav__icons">
<a class="site-nav__link site-nav__link--icon small--hide" href="/account" wm="account_link">${icon('user')}${hiddenWord('Log in')}</a>
<a href="/search" class="site-nav__link site-nav__link--icon js-search-header js-no-transition" wm="search_toggle">${icon('search')}${hiddenWord('Search')}</a>
<button type="button" class="site-nav__link site-nav__link--icon js-drawer-open-nav medium-up--hide" aria-controls="NavDrawer" wm="menu_toggle">${icon('hamburger')}${hiddenWord('Site navigation')}</button>
<a href="/cart" class="site-nav__link site-nav__link--icon js-drawer-open-cart js-no-transition" aria-controls="CartDrawer" data-icon="bag-minimal" wm="cart_link"><span class="cart-link">${icon('bag')}${hiddenWord('Cart')}<span class="cart-link__bubble cart-link__bubble--visible"><span aria-hidden="true" class="cart-link__bubble-num">${cartCount}</span></span></span></a>
</div></div>`;

const search = `<div class="site-header__search-container"><div class="site-header__search"><div class="page-width">
<predictive-search data-context="header" data-enabled="true" data-dark="false"><div class="predictive__screen" data-screen></div>
<form action="/search" method="get" role="search" id="HeaderSearchForm"><label for="Search" class="hidden-label">Search</label>
<div class="search__input-wrap"><input class="search__input" id="Search" type="search" name="q" value="" role="combobox" aria-expanded="false" aria-owns="predictive-search-results" aria-controls="predictive-search-results" aria-haspopup="listbox" aria-autocomplete="list" autocorrect="off" autocomplete="off" autocapitalize="off" spellcheck="false" placeholder="Search our store" tabindex="0" wm="search_input"><input name="type" type="hidden" value="product"><input name="options[prefix]" type="hidden" value="last">
<button class="btn--search" type="submit" wm="search_submit">${icon('search')}${hiddenWord('Search')}</button></div>
<button type="button" class="btn--close-search text-link js-search-header-close">${icon('close')}${hiddenWord('"Close (esc)"')}</button>
<div id="predictive-search" class="search__results" tabindex="-1"><div id="predictive-search-results" role="listbox" class="results__group--search">${each(products.slice(0, 3), (p) => `<div role="option" class="grid-item predictive-item"><a href="/products/${p.handle}?_pos=1&amp;_psq=mo&amp;_ss=e" class="grid-item__link"><img src="${src(p, 1, 120)}" alt="" loading="lazy"><span class="grid-product__title">${p.title}</span> <span>${money(p.price)}</span></a></div>`)}</div></div>
</form></predictive-search></div></div></div>`;

export const header = (page) => {
  const logo = page.kind === 'home' ? 'h1' : 'div';
  return `<div id="shopify-section-sections--17249-header-group__toolbar" class="shopify-section shopify-section-group-header-group toolbar-section">${when(!page.phone, toolbar)}</div>
<div id="shopify-section-sections--17249-header-group__announcement" class="shopify-section shopify-section-group-header-group announcement-bar-section">${announcements}</div>
<div id="shopify-section-sections--17249-header-group__header" class="shopify-section shopify-section-group-header-group header-section">
<div data-section-id="sections--17249-header-group__header" data-section-type="header">
<div id="HeaderWrapper" class="header-wrapper"><header id="SiteHeader" class="site-header${when(page.phone, ' site-header--stuck')}" data-sticky="true" data-overlay="false"><div class="page-width"><div class="header-layout header-layout--left-center" data-logo-align="left">
<div class="header-item header-item--logo"><${logo} class="${when(logo === 'div', 'h1 ')}site-header__logo"><a href="/" class="site-header__logo-link" wm="logo"><img class="small--hide" src="${asset('fern-harbour-logo.png', 280)}" alt="Fern &amp; Harbour" width="140" height="38"><img class="medium-up--hide" src="${asset('fern-harbour-logo.png', 200)}" alt="Fern &amp; Harbour" width="100" height="27"></a></${logo}></div>
${when(!page.phone, `<div class="header-item header-item--navigation header-item--navigation-center" role="navigation" aria-label="Primary"><ul class="site-nav site-navigation small--hide">${each(shop.menu, navItem)}</ul></div>`)}
<div class="header-item header-item--icons">${icons}</div>
</div></div></header>
${search}</div></div></div>`;
};
