/** A synthetic product page like those of a common Shopify theme: own markup, the same for the same seed. */
export function rng(seed) {
  let s = seed >>> 0 || 1;
  return () => {
    s ^= s << 13;
    s >>>= 0;
    s ^= s >>> 17;
    s ^= s << 5;
    s >>>= 0;
    return s / 4294967296;
  };
}
const ADJ =
  'Classic Merino Organic Everyday Heavyweight Relaxed Slim Vintage Alpine Coastal Recycled Brushed Waxed Quilted Ribbed Linen Washed Technical Insulated Lightweight'.split(
    ' ',
  );
const NOUN =
  'Tee Hoodie Jacket Overshirt Chino Beanie Sock Tote Mug Candle Lamp Backpack Sneaker Boot Scarf Blanket Vest Short Polo Dress'.split(
    ' ',
  );
const COL = 'Black,Bone,Forest,Navy,Rust,Sand,Slate,Olive,Clay,Sky'.split(',');
const LOREM =
  'Cut from a midweight cotton that gets better with every wash. Designed in our studio and made in small batches by people who are paid fairly. Free returns within thirty days on all unworn items. Ships in two to four business days from our warehouse. Care for it well and it will last for many years to come.'.split(
    ' ',
  );
const words = (r, n) => {
  let o = [];
  for (let i = 0; i < n; i++) o.push(LOREM[(r() * LOREM.length) | 0]);
  return o.join(' ');
};
const pick = (r, a) => a[(r() * a.length) | 0];
const handle = (s) => s.toLowerCase().replace(/[^a-z0-9]+/g, '-');
const svg = (n, p = 1) =>
  `<svg aria-hidden="true" focusable="false" class="icon icon-${n}" viewBox="0 0 20 20" fill="none">${'<path d="M10 3.5a.5.5 0 0 1 .5.5v5.5H16a.5.5 0 0 1 0 1h-5.5V16a.5.5 0 0 1-1 0v-5.5H4a.5.5 0 0 1 0-1h5.5V4a.5.5 0 0 1 .5-.5" fill="currentColor"/>'.repeat(p)}</svg>`;
const money = (c) => `$${(c / 100).toFixed(2)} USD`;
const img = (id, w, alt, cls = '') =>
  `<img srcset="/cdn/shop/files/img-${id}.jpg?v=17${id}&width=165 165w,/cdn/shop/files/img-${id}.jpg?v=17${id}&width=360 360w,/cdn/shop/files/img-${id}.jpg?v=17${id}&width=533 533w,/cdn/shop/files/img-${id}.jpg?v=17${id}&width=720 720w" src="data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==" sizes="(min-width: 1200px) 267px, (min-width: 990px) calc((100vw - 130px) / 4), calc((100vw - 35px) / 2)" alt="${alt}" class="motion-reduce ${cls}" loading="lazy" width="${w}" height="${w}">`.replace(
    /srcset=/,
    'data-srcset=',
  );
export function card(r, i, sec) {
  const t = `${pick(r, ADJ)} ${pick(r, NOUN)}`,
    h = handle(t) + '-' + i,
    p = 1500 + ((r() * 18000) | 0),
    sale = r() < 0.3,
    id = `${sec}-${7000000000000 + i * 7919}`;
  return `<li class="grid__item scroll-trigger animate--slide-in" data-cascade style="--animation-order: ${i};"><div class="card-wrapper product-card-wrapper underline-links-hover" data-product-id="${7000000000000 + i * 7919}" data-product-handle="${h}">
<div class="card card--standard card--media" style="--ratio-percent: 125.0%;"><div class="card__inner color-scheme-2 gradient ratio" style="--ratio-percent: 125.0%;"><div class="card__media"><div class="media media--transparent media--hover-effect">${img(i, 533, t)}</div></div>
<div class="card__content"><div class="card__information"><h3 class="card__heading"><a href="/products/${h}?_pos=${i}&_sid=ab${i}&_ss=r" id="StandardCardNavigation-${id}" class="full-unstyled-link" aria-labelledby="StandardCardNavigation-${id} StandardBadge-${id}">${t}</a></h3></div><div class="card__badge bottom left">${sale ? `<span id="StandardBadge-${id}" class="badge badge--bottom-left color-scheme-5">Sale</span>` : ''}</div></div></div>
<div class="card__content"><div class="card__information"><h3 class="card__heading h5" id="title-${id}"><a href="/products/${h}" id="CardLink-${id}" class="full-unstyled-link">${t}</a></h3><div class="card-information"><span class="caption-large light"></span><div class="rating" role="img" aria-label="4.5 out of 5.0 stars"><span aria-hidden="true" class="rating-star" style="--rating: 4.5;"></span></div><div class="price ${sale ? 'price--on-sale' : ''}"><div class="price__container"><div class="price__regular"><span class="visually-hidden visually-hidden--inline">Regular price</span><span class="price-item price-item--regular">${money(p)}</span></div><div class="price__sale"><span><s class="price-item price-item--regular">${money(p * 1.3)}</s></span><span class="price-item price-item--sale price-item--last">${money(p)}</span></div></div></div></div></div>
<div class="quick-add no-js-hidden"><product-form data-section-id="${sec}"><form method="post" action="/cart/add" id="quick-add-${id}" accept-charset="UTF-8" class="form" enctype="multipart/form-data" novalidate><input type="hidden" name="id" value="${40000000000000 + i * 31}" class="product-variant-id"><button id="quick-add-${id}-submit" type="submit" name="add" class="quick-add__submit button button--full-width button--secondary" aria-haspopup="dialog"><span>Add to cart</span><span class="sold-out-message hidden">Sold out</span><div class="loading__spinner hidden">${svg('spinner')}</div></button></form></product-form></div></div></div></div></li>`;
}
export function genPage({
  seed = 1,
  /** Pages of one shop share its theme and its menus; without, each is a shop of its own. */
  shop,
  cards = 8,
  reviews = 12,
  jsonKB = 0,
  harness = '',
  title: tt,
  descParas = 6,
  compact = false,
} = {}) {
  const r = rng(seed * 2654435761),
    T = tt || `${pick(r, ADJ)} ${pick(r, NOUN)} ${seed}`,
    H = handle(T),
    pid = 8000000000000 + seed * 7,
    price = 2500 + ((r() * 20000) | 0),
    site = shop ?? seed,
    m = shop === undefined ? r : rng(shop),
    S = `template--${16000000000000 + site}`;
  const variants = [];
  for (const c of COL.slice(0, 3 + ((r() * 4) | 0)))
    for (const s of ['XS', 'S', 'M', 'L', 'XL'])
      variants.push({
        id: 41000000000000 + variants.length + seed * 100,
        title: `${c} / ${s}`,
        option1: c,
        option2: s,
        option3: null,
        sku: `SKU-${seed}-${variants.length}`,
        requires_shipping: true,
        taxable: true,
        available: r() < 0.85,
        name: `${T} - ${c} / ${s}`,
        public_title: `${c} / ${s}`,
        options: [c, s],
        price,
        weight: 400,
        compare_at_price: null,
        inventory_management: 'shopify',
        barcode: String(1e12 + ((r() * 1e12) | 0)),
        requires_selling_plan: false,
        selling_plan_allocations: [],
      });
  const nav = ['New', 'Men', 'Women', 'Home', 'Accessories', 'Sale', 'About'];
  const ld = {
    '@context': 'http://schema.org/',
    '@type': 'ProductGroup',
    name: T,
    url: `/products/${H}`,
    description: words(r, 60),
    brand: { '@type': 'Brand', name: 'Northline' },
    hasVariant: variants.slice(0, 10).map((v) => ({
      '@type': 'Product',
      sku: v.sku,
      name: v.name,
      offers: {
        '@type': 'Offer',
        price: (v.price / 100).toFixed(2),
        priceCurrency: 'USD',
        availability: v.available ? 'http://schema.org/InStock' : 'http://schema.org/OutOfStock',
      },
    })),
  };
  let pad = '';
  if (jsonKB) {
    // inline app/theme JSON + settings like real shops carry
    let o = [],
      n = 0,
      k = 0;
    while (n < jsonKB * 1024) {
      const e = {
        id: `${S}-blk-${k}`,
        type: pick(r, ['product', 'collection', 'metafield', 'setting', 'app_block']),
        handle: handle(pick(r, ADJ) + '-' + pick(r, NOUN)) + '-' + k,
        value: words(r, 12),
        html: `<div class="x-${k}"><a href="/products/${k}">${words(r, 3)}</a></div>`,
        enabled: r() < 0.5,
        updated_at: `2026-0${1 + ((r() * 9) | 0)}-1${(r() * 9) | 0}T10:00:00Z`,
      };
      const s = JSON.stringify(e);
      o.push(s);
      n += s.length;
      k++;
    }
    const half = o.length >> 1;
    pad = `<script id="app-data-${seed}" type="application/json">[${o.slice(0, half).join(',').replace(/<\//g, '<\\/')}]</script>\n<script>window.__APP=window.__APP||{};window.__APP.blocks=[${o.slice(half).join(',').replace(/<\//g, '<\\/')}];</script>`;
  }
  return `<!doctype html>
<html class="no-js" lang="en"><head><meta charset="utf-8"><meta http-equiv="X-UA-Compatible" content="IE=edge"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="theme-color" content=""><link rel="canonical" href="https://shop.example/products/${H}"><title>${T} &ndash; Northline</title><meta name="description" content="${words(r, 25)}"><meta property="og:site_name" content="Northline"><meta property="og:url" content="https://shop.example/products/${H}"><meta property="og:title" content="${T}"><meta property="og:type" content="product"><meta property="og:price:amount" content="${(price / 100).toFixed(2)}"><meta property="og:price:currency" content="USD"><meta name="twitter:card" content="summary_large_image"><link rel="icon" href="data:,">
<script>window.Shopify=window.Shopify||{};Shopify.shop="northline.example";Shopify.locale="en";Shopify.currency={"active":"USD","rate":"1.0"};Shopify.country="US";Shopify.theme={"name":"Dawn-like","id":${130000000000 + site},"schema_name":"Dawn","schema_version":"15.0.0","role":"main"};Shopify.routes={root:"/"};window.ShopifyAnalytics=window.ShopifyAnalytics||{};ShopifyAnalytics.meta={"product":{"id":${pid},"vendor":"Northline","type":"Apparel","variants":${JSON.stringify(variants.map((v) => ({ id: v.id, price: v.price, name: v.name, public_title: v.public_title, sku: v.sku })))}},"page":{"pageType":"product","resourceType":"product","resourceId":${pid}}};</script>
<style>:root{--font-body-family:sans-serif;--gradient-background:#fff}*{box-sizing:border-box}body{font:15px/1.5 sans-serif;margin:0}.grid{display:flex;flex-wrap:wrap;list-style:none;padding:0}.grid__item{width:25%;padding:8px}.visually-hidden{position:absolute;width:1px;height:1px;overflow:hidden}.hidden{display:none}.icon{width:20px;height:20px}a{color:#222}img{max-width:100%;height:auto}.product{display:flex}.product__media-wrapper,.product__info-wrapper{width:50%}details>summary{cursor:pointer}</style>
<script type="application/ld+json">${JSON.stringify(ld)}</script>
${pad}
</head><body class="gradient animate--hover-default"><a class="skip-to-content-link button visually-hidden" href="#MainContent">Skip to content</a>
<div id="shopify-section-sections--${site}__announcement-bar" class="shopify-section shopify-section-group-header-group announcement-bar-section"><div class="utility-bar color-scheme-4 gradient"><div class="page-width utility-bar__grid"><div class="announcement-bar" role="region" aria-label="Announcement"><p class="announcement-bar__message h5"><span>Free shipping over $75</span>${svg('arrow')}</p></div><div class="localization-wrapper"><localization-form><form method="post" action="/localization" id="HeaderCountryForm" class="localization-form"><select name="country_code" aria-label="Country">${Array.from({ length: 24 }, (_, i) => `<option value="C${i}">Country ${i} (USD $)</option>`).join('')}</select></form></localization-form></div></div></div></div>
<div id="shopify-section-sections--${site}__header" class="shopify-section shopify-section-group-header-group section-header"><sticky-header data-sticky-type="on-scroll-up" class="header-wrapper color-scheme-1 gradient header-wrapper--border-bottom"><header class="header header--middle-left header--mobile-center page-width header--has-menu"><h1 class="header__heading"><a href="/" class="header__heading-link link link--text focus-inset"><span class="h2">Northline</span></a></h1>
<nav class="header__inline-menu"><ul class="list-menu list-menu--inline" role="list">${nav.map((n, i) => `<li><header-menu><details id="Details-HeaderMenu-${i + 1}" class="mega-menu"><summary id="HeaderMenu-${handle(n)}" class="header__menu-item list-menu__item link focus-inset"><span>${n}</span>${svg('caret')}</summary><div id="MegaMenu-Content-${i + 1}" class="mega-menu__content color-scheme-1 gradient motion-reduce global-settings-popup" tabindex="-1"><ul class="mega-menu__list page-width" role="list">${Array.from({ length: 3 }, (_, j) => `<li><a id="HeaderMenu-${handle(n)}-${j}" href="/collections/${handle(n)}-${j}" class="mega-menu__link mega-menu__link--level-2 link">${pick(m, NOUN)}s</a><ul class="list-unstyled" role="list">${Array.from({ length: 4 }, (_, k) => `<li><a id="HeaderMenu-${handle(n)}-${j}-${k}" href="/collections/${handle(n)}-${j}-${k}" class="mega-menu__link link"><span>${pick(m, ADJ)} ${pick(m, NOUN)}s</span></a></li>`).join('')}</ul></li>`).join('')}</ul></div></details></header-menu></li>`).join('')}</ul></nav>
<div class="header__icons header__icons--localization header-localization"><details-modal class="header__search"><details><summary class="header__icon header__icon--search header__icon--summary link focus-inset modal__toggle" aria-haspopup="dialog" aria-label="Search"><span>${svg('search')}</span></summary><div class="search-modal modal__content gradient" role="dialog" aria-modal="true"><predictive-search class="search-modal__form"><form action="/search" method="get" role="search" class="search search-modal__form"><div class="field"><input class="search__input field__input" id="Search-In-Modal" type="search" name="q" value="" placeholder="Search"><label class="field__label" for="Search-In-Modal">Search</label><button type="submit" class="search__button field__button" aria-label="Search">${svg('search')}</button></div></form></predictive-search></div></details></details-modal><a href="/account/login" class="header__icon header__icon--account link focus-inset" rel="nofollow"><span class="svg-wrapper">${svg('account')}</span><span class="visually-hidden">Log in</span></a><a href="/cart" class="header__icon header__icon--cart link focus-inset" id="cart-icon-bubble"><span class="svg-wrapper">${svg('cart')}</span><span class="visually-hidden">Cart</span><div class="cart-count-bubble"><span aria-hidden="true">2</span><span class="visually-hidden">2 items</span></div></a></div></header></sticky-header></div>
<main id="MainContent" class="content-for-layout focus-none" role="main" tabindex="-1">
<section id="shopify-section-${S}__main" class="shopify-section section"><product-info id="MainProduct-${S}__main" class="section-${S}__main-padding gradient color-scheme-1" data-section="${S}__main" data-product-id="${pid}" data-url="/products/${H}"><div class="page-width"><div class="product product--medium product--left product--thumbnail_slider product--mobile-hide grid grid--1-col grid--2-col-tablet"><div class="grid__item product__media-wrapper"><media-gallery id="MediaGallery-${S}__main" role="region" class="product__column-sticky" aria-label="Gallery Viewer"><slider-component id="GalleryViewer-${S}__main" class="slider-mobile-gutter"><ul id="Slider-Gallery-${S}__main" class="product__media-list contains-media grid grid--peek list-unstyled slider slider--mobile" role="list">${Array.from({ length: 8 }, (_, i) => `<li id="Slide-${S}__main-${33000000000 + i}" class="product__media-item grid__item slider__slide ${i ? '' : 'is-active'} scroll-trigger animate--fade-in" data-media-id="${S}__main-${33000000000 + i}"><div class="product-media-container media-type-image media-fit-contain global-media-settings gradient constrain-height" style="--ratio: 0.8;"><modal-opener class="product__modal-opener product__modal-opener--image" data-modal="#ProductModal-${S}__main"><span class="product__media-icon motion-reduce quick-add-hidden product__media-icon--lightbox" aria-hidden="true">${svg('plus')}</span><div class="loading__spinner hidden">${svg('spinner')}</div><div class="product__media media media--transparent">${img(seed * 10 + i, 1445, T + ' view ' + i, 'image-magnify-lightbox')}</div><button class="product__media-toggle quick-add-hidden product__media-zoom-lightbox" type="button" aria-haspopup="dialog" data-media-id="${33000000000 + i}"><span class="visually-hidden">Open media ${i + 1} in modal</span></button></modal-opener></div></li>`).join('')}</ul><div class="slider-buttons quick-add-hidden"><button type="button" class="slider-button slider-button--prev" name="previous" aria-label="Slide left">${svg('caret')}</button><div class="slider-counter caption"><span class="slider-counter--current">1</span><span aria-hidden="true"> / </span><span class="slider-counter--total">8</span></div><button type="button" class="slider-button slider-button--next" name="next" aria-label="Slide right">${svg('caret')}</button></div></slider-component></media-gallery></div>
<div class="product__info-wrapper grid__item scroll-trigger animate--slide-in"><section id="ProductInfo-${S}__main" class="product__info-container product__column-sticky"><p class="product__text inline-richtext caption-with-letter-spacing">Northline</p><div class="product__title"><h1>${T}</h1><a href="/products/${H}" class="product__title"><h2 class="h1">${T}</h2></a></div><div id="price-${S}__main" role="status"><div class="price price--large price--show-badge"><div class="price__container"><div class="price__regular"><span class="visually-hidden">Regular price</span><span class="price-item price-item--regular">${money(price)}</span></div></div><span class="badge price__badge-sale color-scheme-4">Sale</span></div></div>
<variant-selects id="variant-selects-${S}__main" data-section="${S}__main"><fieldset class="js product-form__input product-form__input--swatch"><legend class="form__label">Color: <span data-selected-value>${COL[0]}</span></legend>${COL.slice(
    0,
    6,
  )
    .map(
      (c, i) =>
        `<input type="radio" id="${S}__main-1-${i}" name="Color-1" value="${c}" form="product-form-${S}__main" data-option-value-id="${i}" ${i ? '' : 'checked'}><label class="swatch-input__label" title="${c}" for="${S}__main-1-${i}"><span class="swatch" style="--swatch--background: ${c}"></span><span class="visually-hidden">${c}</span></label>`,
    )
    .join(
      '',
    )}</fieldset><fieldset class="js product-form__input product-form__input--pill"><legend class="form__label">Size</legend>${['XS', 'S', 'M', 'L', 'XL', 'XXL'].map((c, i) => `<input type="radio" id="${S}__main-2-${i}" name="Size-2" value="${c}" form="product-form-${S}__main" ${i ? '' : 'checked'}><label for="${S}__main-2-${i}">${c}<span class="visually-hidden label-unavailable">Variant sold out</span></label>`).join('')}</fieldset><script type="application/json" data-selected-variant>${JSON.stringify(variants[0])}</script></variant-selects>
<div id="Quantity-Form-${S}__main" class="product-form__input product-form__quantity"><label class="quantity__label form__label" for="Quantity-${S}__main">Quantity</label><div class="price-per-item__container"><quantity-input class="quantity" data-section="${S}__main"><button class="quantity__button" name="minus" type="button"><span class="visually-hidden">Decrease</span><span class="svg-wrapper">${svg('minus')}</span></button><input class="quantity__input" type="number" name="quantity" id="Quantity-${S}__main" min="1" value="1" form="product-form-${S}__main"><button class="quantity__button" name="plus" type="button"><span class="visually-hidden">Increase</span><span class="svg-wrapper">${svg('plus')}</span></button></quantity-input></div></div>
<div><product-form class="product-form" data-hide-errors="false" data-section-id="${S}__main"><div class="product-form__error-message-wrapper" role="alert" hidden><span class="svg-wrapper">${svg('error')}</span><span class="product-form__error-message"></span></div><form method="post" action="/cart/add" id="product-form-${S}__main" accept-charset="UTF-8" class="form" enctype="multipart/form-data" novalidate data-type="add-to-cart-form"><input type="hidden" name="form_type" value="product"><input type="hidden" name="utf8" value="✓"><input type="hidden" name="id" value="${variants[0].id}" class="product-variant-id"><div class="product-form__buttons"><button id="ProductSubmitButton-${S}__main" type="submit" name="add" class="product-form__submit button button--full-width button--secondary"><span>Add to cart</span><div class="loading__spinner hidden">${svg('spinner')}</div></button><div data-shopify="payment-button" class="shopify-payment-button"><shopify-accelerated-checkout><button type="button" class="shopify-payment-button__button shopify-payment-button__button--unbranded"><span>Buy it now</span></button></shopify-accelerated-checkout></div></div></form></product-form></div>
<div class="product__description rte quick-add-hidden">${Array.from({ length: descParas }, () => `<p><span>${words(r, 18)}</span> <strong>${words(r, 4)}</strong> ${words(r, 24)}</p>`).join('')}<ul>${Array.from({ length: 6 }, () => `<li><span>${words(r, 6)}</span></li>`).join('')}</ul></div>
${['Materials', 'Shipping &amp; Returns', 'Dimensions', 'Care'].map((a, i) => `<div class="product__accordion accordion quick-add-hidden"><details id="Details-${a.slice(0, 4)}-${S}__main"><summary role="button"><div class="summary__title"><span class="svg-wrapper">${svg('box')}</span><h2 class="h4 accordion__title inline-richtext">${a}</h2></div><span class="svg-wrapper">${svg('caret')}</span></summary><div class="accordion__content rte" id="ProductAccordion-${i}-${S}__main">${i == 2 ? `<div class="scrollable"><table><thead><tr>${['Size', 'Chest', 'Length', 'Sleeve', 'Waist'].map((h) => `<th scope="col">${h}</th>`).join('')}</tr></thead><tbody>${['XS', 'S', 'M', 'L', 'XL', 'XXL'].map((s) => `<tr><td>${s}</td>${Array.from({ length: 4 }, () => `<td>${30 + ((r() * 60) | 0)} cm</td>`).join('')}</tr>`).join('')}</tbody></table></div>` : `<p>${words(r, 40)}</p>`}</div></details></div>`).join('')}
<share-button id="Share-${S}__main" class="share-button quick-add-hidden"><button class="share-button__button"><span class="svg-wrapper">${svg('share')}</span>Share</button></share-button><a href="/products/${H}" class="link product__view-details animate-arrow">View full details${svg('arrow')}</a></section></div></div></div></product-info></section>
<section id="shopify-section-${S}__video" class="shopify-section section"><div class="video-section isolate page-width"><div class="title-wrapper"><h2 class="title inline-richtext h1">How it's made</h2></div><deferred-media class="video-section__media deferred-media gradient global-media-settings" data-media-id="vid-${seed}"><button id="Deferred-Poster-Modal-${seed}" class="video-section__poster media deferred-media__poster media--landscape" type="button" aria-label="Play"><span class="deferred-media__poster-button motion-reduce"><span class="svg-wrapper">${svg('play')}</span></span>${img(seed, 1100, 'Video poster')}</button><video preload="none" playsinline data-src="/cdn/shop/videos/c/vp/${seed}.mp4"></video></deferred-media></div></section>
<section id="shopify-section-${S}__reviews" class="shopify-section section"><div class="page-width"><div id="looxReviews" class="app-reviews" data-product-id="${pid}"><div class="app-rev-widg"><div class="app-rev-widg__header"><h2 class="app-rev-widg__title">Customer Reviews</h2><div class="app-rev-widg__summary"><span class="app-stars">${'<span class="app-star app-star--on"></span>'.repeat(5)}</span><span>Based on ${reviews * 7} reviews</span></div><a href="#write" role="button" class="app-write-rev-link">Write a review</a></div><div class="app-rev-widg__reviews">${Array.from({ length: reviews }, (_, i) => `<div class="app-rev app-divider-top" data-review-id="r${seed}-${i}"><div class="app-rev__header"><span class="app-rev__rating" data-score="5">${'<span class="app-star app-star--on"></span>'.repeat(5)}</span><span class="app-rev__timestamp" data-content="2026-0${1 + (i % 9)}-12">0${1 + (i % 9)}/12/2026</span><br><span class="app-rev__icon">${'ABCDEFGH'[i % 8]}</span><span class="app-rev__author-wrapper"><span class="app-rev__author">Customer ${i}</span><span class="app-rev__buyer-badge">Verified</span></span></div><div class="app-rev__content"><b class="app-rev__title">${words(r, 4)}</b><div class="app-rev__body"><p>${words(r, 30)}</p></div></div><div class="app-rev__actions"><button type="button" class="app-rev__thumb app-rev__thumb--up">${svg('up')}<span>${(r() * 20) | 0}</span></button><button type="button" class="app-rev__thumb app-rev__thumb--down">${svg('down')}<span>0</span></button></div></div>`).join('')}</div></div></div></div></section>
<section id="shopify-section-${S}__related" class="shopify-section section"><product-recommendations class="related-products page-width section-${S}__related-padding isolate scroll-trigger animate--slide-in" data-url="/recommendations/products?limit=${cards}"><h2 class="related-products__heading inline-richtext h1">You may also like</h2><ul class="grid product-grid grid--4-col-desktop grid--2-col-tablet-down" role="list">${Array.from({ length: cards }, (_, i) => card(r, i + seed * 1000, 'related')).join('\n')}</ul></product-recommendations></section>
</main>
<div id="shopify-section-sections--${site}__footer" class="shopify-section shopify-section-group-footer-group"><footer class="footer color-scheme-1 gradient section-footer-padding"><div class="footer__content-top page-width"><div class="footer__blocks-wrapper grid grid--1-col grid--2-col grid--4-col-tablet">${['Shop', 'Help', 'Company', 'Legal'].map((h) => `<div class="footer-block grid__item footer-block--menu"><h2 class="footer-block__heading inline-richtext">${h}</h2><ul class="footer-block__details-content list-unstyled">${Array.from({ length: 7 }, (_, i) => `<li><a href="/pages/${handle(h)}-${i}" class="link link--text list-menu__item list-menu__item--link">${pick(m, ADJ)} ${pick(m, NOUN)}</a></li>`).join('')}</ul></div>`).join('')}</div><div class="footer-block--newsletter"><div class="footer-block__newsletter"><h2 class="footer-block__heading inline-richtext">Subscribe to our emails</h2><form method="post" action="/contact#ContactFooter" id="ContactFooter" class="footer__newsletter newsletter-form"><input type="hidden" name="form_type" value="customer"><div class="newsletter-form__field-wrapper"><div class="field"><input id="NewsletterForm--footer" type="email" name="contact[email]" class="field__input" value="" placeholder="Email"><label class="field__label" for="NewsletterForm--footer">Email</label><button type="submit" class="newsletter-form__button field__button" name="commit" id="Subscribe" aria-label="Subscribe"><span class="svg-wrapper">${svg('arrow')}</span></button></div></div></form></div><ul class="footer__list-social list-unstyled list-social" role="list">${['facebook', 'instagram', 'tiktok', 'youtube', 'pinterest'].map((s) => `<li class="list-social__item"><a href="https://www.${s}.com/northline" target="_blank" rel="noopener" class="link list-social__link"><span class="svg-wrapper">${svg(s, 2)}</span><span class="visually-hidden">${s}</span></a></li>`).join('')}</ul></div></div><div class="footer__content-bottom"><ul class="list list-payment" role="list">${Array.from({ length: 8 }, (_, i) => `<li class="list-payment__item">${svg('pay' + i, 4)}</li>`).join('')}</ul><small class="copyright__content">&copy; 2026, <a href="/">Northline</a></small></div></footer></div>
<cart-drawer class="drawer"><div id="CartDrawer" class="cart-drawer"><div id="CartDrawer-Overlay" class="cart-drawer__overlay"></div><div class="drawer__inner gradient color-scheme-1" role="dialog" aria-modal="true" tabindex="-1"><div class="drawer__header"><h2 class="drawer__heading">Your cart</h2><button class="drawer__close" type="button" aria-label="Close"><span class="svg-wrapper">${svg('close')}</span></button></div><cart-drawer-items><form action="/cart" id="CartDrawer-Form" class="cart__contents cart-drawer__form" method="post"><div id="CartDrawer-CartItems" class="drawer__contents js-contents"><div class="drawer__cart-items-wrapper"><table class="cart-items" role="table"><tbody>${Array.from({ length: 3 }, (_, i) => `<tr id="CartDrawer-Item-${i + 1}" class="cart-item" role="row"><td class="cart-item__media"><a href="/products/x-${i}" class="cart-item__link" tabindex="-1"></a>${img(i, 150, 'item')}</td><td class="cart-item__details"><a href="/products/x-${i}" class="cart-item__name h4 break">${pick(r, ADJ)} ${pick(r, NOUN)}</a><div class="product-option">${money(price)}</div></td><td class="cart-item__quantity"><cart-remove-button id="CartDrawer-Remove-${i + 1}" data-index="${i + 1}"><button type="button" class="button button--tertiary cart-remove-button"><span class="svg-wrapper">${svg('remove')}</span></button></cart-remove-button></td></tr>`).join('')}</tbody></table></div></div></form></cart-drawer-items><div class="drawer__footer"><div class="cart-drawer__footer"><div class="totals" role="status"><h2 class="totals__total">Estimated total</h2><p class="totals__total-value">${money(price * 2)}</p></div></div><div class="cart__ctas"><button type="submit" id="CartDrawer-Checkout" class="cart__checkout-button button" name="checkout" form="CartDrawer-Form"><span>Check out</span></button></div></div></div></div></cart-drawer>
${harness}</body></html>`.replace(/\n/g, compact ? '' : '\n');
}

/** The page that is measured on: 1,547 elements. `end` goes before the end of the body. */
export const productPage = (end = '') =>
  genPage({ seed: 7, cards: 6, reviews: 8, descParas: 4, harness: end });
