/** Pebble's footer: titles that are triggers on phones, newsletter, country and payment marks. */
import { each, m, shop, when } from '../b_lib.mjs';
import { hiddenWord, icon } from './parts.mjs';
import { countryForm } from './header.mjs';

const column = (page, id, title, inner, width = 'one-fifth') => `<div class="grid__item footer__item--${id} medium-up--${width}" data-type="menu">
${page.phone ? `<button type="button" class="h4 footer__title collapsible-trigger collapsible-trigger-btn medium-up--hide" aria-controls="Footer-${id}">${title}<span class="collapsible-trigger__icon collapsible-trigger__icon--open" role="presentation">${icon('chevron-down')}</span></button>` : `<p class="h4 footer__title small--hide">${title}</p>`}
<div id="Footer-${id}" class="collapsible-content collapsible-content--small"><div class="collapsible-content__inner"><div class="footer__collapsible">${inner}</div></div></div></div>`;

const list = (links, ...sets) => `<ul class="no-bullets site-footer__linklist">${each(links, ([text, href, key]) => `<li><a href="${href}"${m(key, ...sets)}>${text.replace('&', '&amp;')}</a></li>`)}</ul>`;

export const footer = (page) => `<div id="shopify-section-sections--17249-footer-group__promotions" class="shopify-section shopify-section-group-footer-group index-section--footer"><div class="promo-grid"><div class="text-with-icons"><div class="page-width"><div class="text-with-icons__blocks">
${each(['Mended for life', 'Carbon-counted post', 'Thirty days to return'], (text) => `<div class="text-with-icons__block"><div class="text-with-icons__block-icon">${icon('tick')}</div><h3 class="h5">${text}</h3></div>`)}</div></div></div></div></div>
<div id="shopify-section-sections--17249-footer-group__footer" class="shopify-section shopify-section-group-footer-group">
<footer class="site-footer" data-section-id="sections--17249-footer-group__footer" data-section-type="footer-section"><div class="page-width"><div class="grid">
${column(page, 'menu-help', 'Help', list(shop.help))}
${column(page, 'menu-legal', 'Small print', list(shop.policies, 'footer_policy_links'))}
${column(page, 'newsletter', 'Sign up and save', `<p>Early drops and mending notes, twice a month.</p>
<form method="post" action="/contact#contact_form" id="newsletter-footer" accept-charset="UTF-8" class="contact-form"><input type="hidden" name="form_type" value="customer"><input type="hidden" name="utf8" value="✓"><label for="Email-footer" class="hidden-label">Enter your email</label><label for="newsletter-submit" class="hidden-label">Subscribe</label><input type="hidden" name="contact[tags]" value="prospect,newsletter"><div class="footer__newsletter"><input type="email" value="" placeholder="Enter your email" name="contact[email]" id="Email-footer" class="footer__newsletter-input" autocorrect="off" autocapitalize="off" wm="newsletter_email"><button id="newsletter-submit" type="submit" class="footer__newsletter-btn" name="commit" wm="newsletter_submit"><svg aria-hidden="true" focusable="false" class="icon icon-email" viewBox="0 0 64 64"><path d="M63 52H1V12h62ZM1 12l25.68 24h9.72L63 12M21.82 31.68 1.56 51.16m60.78.78L41.27 31.68"></path></svg><span class="footer__newsletter-btn-label">Subscribe</span></button></div></form>
<ul class="no-bullets social-icons footer__social"><li><a target="_blank" rel="noopener" href="${shop.instagram}" title="Fern &amp; Harbour on Instagram" wm="instagram">${icon('instagram')}${hiddenWord('Instagram')}</a></li><li><a target="_blank" rel="noopener" href="${shop.facebook}" title="Fern &amp; Harbour on Facebook" wm="facebook">${icon('facebook')}${hiddenWord('Facebook')}</a></li></ul>`, 'two-fifths')}
</div>
<div class="footer__section">${countryForm('footer', 'country_select')}</div>
<ul class="inline-list payment-icons footer__section">${each(['visa', 'master', 'american_express', 'paypal', 'shopify_pay'], (name) => `<li class="icon--payment"><svg role="img" viewBox="0 0 38 24" width="38" height="24" aria-labelledby="pi-${name}"><title id="pi-${name}">${name.replace('_', ' ')}</title><path opacity=".07" d="M35 0H3C1.3 0 0 1.3 0 3v18c0 1.7 1.4 3 3 3h32c1.7 0 3-1.3 3-3V3c0-1.7-1.4-3-3-3z"></path></svg></li>`)}</ul>
<p class="footer__small-text">&copy; 2025 ${shop.name.replace('&', '&amp;')}</p>${when(!page.phone, '<p class="footer__small-text"><a target="_blank" rel="nofollow" href="https://www.shopify.com?utm_campaign=poweredby">Powered by Shopify</a></p>')}
</div></footer></div>`;
