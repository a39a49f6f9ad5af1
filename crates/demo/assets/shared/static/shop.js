/** The shop's own endpoints, as both themes call them. Knows no markup. */

async function post(path, body) {
  return fetch(path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
}

export const cart = {
  /** Adds a variant. Resolves to null, or to why it was refused. */
  async add(id, quantity) {
    const answer = await post('/cart/add.js', { id, quantity });
    return answer.ok ? null : (await answer.json()).description;
  },
  async setLine(line, quantity) { await post('/cart/change.js', { line, quantity }); },
  async count() { return (await (await fetch('/cart.js')).json()).item_count; },
  /** The drawer's HTML for the cart as it is now. */
  async drawer() { return (await fetch('/cart?section_id=cart-drawer')).text(); },
};

/** Resolves to whether the product is on the wish list now. */
export async function toggleWish(handle) {
  return (await (await post(`/wishlist/${handle}`, {})).json()).wished;
}

/** Products that a visitor who typed this may mean. */
export async function suggest(query) {
  const answer = await fetch(`/search/suggest.json?q=${encodeURIComponent(query)}`);
  return (await answer.json()).resources.results.products;
}

/** The variant of a colour and size; null stands for an option the product does not have. */
export function findVariant(variants, colour, size) {
  return variants.find((variant) => (variant.colour?.name ?? null) === colour && (variant.size ?? null) === size);
}

/** The address of the same view in another colour. */
export function recoloured(url, slug) {
  return url.replace(/_[a-z-]+_/, `_${slug}_`);
}
