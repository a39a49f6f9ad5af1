/** What cairn's apps hang over the page: sticky bar, popups, size chart, chat, back in stock. */
import { firstVariant, each, m, money, src, variants, when } from '../b_lib.mjs';
import { icn } from './parts.mjs';

const sticky = (product) => `<div id="satc-bar" class="satc-bar satc-bottom satc-anim-shake" data-satc-product="${product.id}"><div class="satc-inner"><img class="satc-img" src="${src(product, 1, 100)}" alt=""><div class="satc-title">${product.title}</div>${when(product.options.length, `<select class="satc-select" aria-label="Variant">${each(variants(product), (v) => `<option value="${v.id}">${v.title} - ${money(v.price / 100)}</option>`)}</select>`)}<button type="button" class="satc-btn" data-satc-add${when(!product.available, ' disabled')}${m('sticky_add_to_cart')}>${product.available ? 'ADD TO CART' : 'SOLD OUT'}</button></div></div>`;

const newsletter = (home) => `<div class="pop-app-overlay" data-pop-id="x81"${when(!home, ' style="display:none"')}><div class="pop-app-box pop-app-box--split" role="dialog"><div class="pop-app-x" role="button" tabindex="0"${when(home, ' wm="newsletter_popup_close"')}>×</div><div class="pop-app-form"><div class="pop-app-h1">GET £10 OFF</div><div class="pop-app-p">Tell us where to send the code</div><input type="text" class="pop-app-input" name="email" placeholder="Your email"${when(home, ' wm="newsletter_popup_email"')}><div class="pop-app-submit" role="button" tabindex="0">SEND MY CODE</div><div class="pop-app-dismiss" role="button">No, I'd rather pay full price</div></div></div></div>`;

const cookies = `<div id="ckb-banner" class="ckb-banner ckb-bottom" role="dialog" aria-label="Cookie consent"><div class="ckb-text">Cookies keep your cart full. <a href="/policies/privacy-policy" class="ckb-link">Privacy Policy</a></div><div class="ckb-buttons"><button class="ckb-btn ckb-prefs">Preferences</button><button class="ckb-btn ckb-decline">Decline</button><button class="ckb-btn ckb-accept">Accept</button></div></div>`;
const age = `<div id="agv-popup" class="agv-popup" style="display:none"><div class="agv-box"><p>Are you over 16?</p><button class="agv-yes">Yes, enter</button><button class="agv-no">No</button></div></div>`;
const chat = `<div id="cht-launcher" class="cht-launcher"><iframe title="Chat with us" class="cht-frame" src="about:blank"></iframe></div>`;

const productOnly = (product) => `${sticky(product)}
<div id="szc-modal" class="szc-modal szc-hidden" role="dialog" aria-modal="true"><div class="szc-modal-body"><span class="szc-close" role="button">×</span><table class="szc-table"><tr><th>UK</th><th>Chest (cm)</th></tr><tr><td>S</td><td>92</td></tr><tr><td>M</td><td>98</td></tr><tr><td>L</td><td>106</td></tr></table></div></div>
<div id="modalCheckOut" class="modal-info-content modal-info-content-sm" style="display:none"><div class="modal-info-heading"><div class="mb-1">${icn('check')}</div><h2><b>Success!</b></h2><p>${product.title} added (variant ${firstVariant(product).id})</p></div><a href="/cart" class="btn btn--grey">View cart</a></div>`;

export const overlays = (page) => `<div class="footer-sticky"><div class="payment-notification-wrap js-pn" data-visible-time="3000"><div class="payment-notification payment-notification--squared"><div class="payment-notification-inside"><div class="payment-notification-text"><p>Someone in Leith bought</p><a href="/products/skerry-socks" class="js-pn-link">Skerry Socks</a></div></div></div></div></div>
${page.product ? productOnly(page.product) : ''}
${newsletter(page.kind === 'home')}
${cookies}
${age}
${chat}
<a class="back-to-top js-back-to-top" href="#" title="Scroll To Top">${icn('angle-up')}</a>`;
