/** A page whose visitor has not said yet what is allowed, as a shop on Shopify has it, and what may be said then. */

/** For the head, before the runtime. `said` is what the visitor said on an earlier page, undefined for nothing. */
export function consenting(said) {
  return `<script>(${page})(${JSON.stringify(said) ?? 'undefined'})</script>`;
}

function page(said) {
  const shopify = (window.Shopify = Object.assign(window.Shopify || {}, { loadFeatures() {} }));
  const names = ['analyticsProcessingAllowed', 'marketingAllowed', 'preferencesProcessingAllowed'];
  const api = () => Object.fromEntries(names.map((name) => [name, () => said[name]]));
  const all = (allowed) => Object.fromEntries(names.map((name) => [name, allowed]));
  const [analytics, marketing, preferences] = names;
  const only = { analytics, marketing, preferences };
  const hold = (what) => {
    said = typeof what === 'boolean' ? all(what) : { ...all(false), [only[what]]: true };
    shopify.customerPrivacy = api();
  };
  if (said !== undefined) hold(said);
  window.visitorSays = (what) => {
    hold(what);
    document.dispatchEvent(new CustomEvent('visitorConsentCollected'));
  };
}

/** The visitor says yes or no to all, or yes to one purpose and no to the others. */
export const says = (t, what) => t.tab.run((answer) => window.visitorSays(answer), what);
