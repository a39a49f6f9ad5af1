/** The product page: variants, gallery, AJAX add, tabs, reviews, share, and its two custom elements. */
{
  const main = document.querySelector('.product');
  const variants = JSON.parse(main.dataset.product);
  const form = main.querySelector('.product-form');
  const submit = form.querySelector('.product-form__submit');
  const label = form.querySelector('[data-submit-label]');
  const error = form.querySelector('.product-form__error');

  const chosen = (name) => main.querySelector(`input[name="${name}"]:checked`);

  function showPicture(url) {
    const image = main.querySelector('#MainImage');
    image.src = url;
    for (const thumbnail of main.querySelectorAll('.thumbnail')) {
      thumbnail.toggleAttribute('aria-current', thumbnail.dataset.picture === url);
    }
  }

  function recolour(slug) {
    for (const thumbnail of main.querySelectorAll('.thumbnail')) {
      const url = thumbnail.dataset.picture.replace(/_[a-z-]+_/, `_${slug}_`);
      thumbnail.dataset.picture = url;
      thumbnail.firstElementChild.src = url;
    }
    showPicture(main.querySelector('.thumbnail').dataset.picture);
  }

  function choose() {
    const colour = chosen('Colour');
    const size = chosen('Size');
    const variant = variants.find((one) =>
      (one.colour?.name ?? null) === (colour?.value ?? null) && (one.size ?? null) === (size?.value ?? null));
    if (!variant) return;
    form.elements.id.value = variant.id;
    submit.disabled = !variant.available;
    label.textContent = variant.available ? 'Add to cart' : 'Sold out';
    if (colour) main.querySelector('[data-chosen="colour"]').textContent = colour.value;
    history.replaceState(null, '', `?variant=${variant.id}`);
  }

  main.addEventListener('change', (event) => {
    if (event.target.name === 'Colour') recolour(event.target.dataset.slug);
    if (['Colour', 'Size'].includes(event.target.name)) choose();
  });

  main.addEventListener('click', (event) => {
    const thumbnail = event.target.closest('.thumbnail');
    if (thumbnail) showPicture(thumbnail.dataset.picture);
  });

  form.addEventListener('submit', async (event) => {
    if (event.submitter?.name === 'return_to') return;
    event.preventDefault();
    submit.classList.add('loading');
    const answer = await fetch('/cart/add.js', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ id: Number(form.elements.id.value), quantity: Number(form.elements.quantity.value) }),
    });
    submit.classList.remove('loading');
    const body = await answer.json();
    error.hidden = answer.ok;
    error.textContent = body.description ?? '';
    if (!answer.ok) return;
    await window.theme.drawer.refresh();
    window.theme.drawer.open();
  });

  for (const tab of document.querySelectorAll('[role="tab"]')) {
    tab.addEventListener('click', () => {
      for (const other of document.querySelectorAll('[role="tab"]')) {
        other.setAttribute('aria-selected', String(other === tab));
        document.getElementById(other.getAttribute('aria-controls')).hidden = other !== tab;
      }
    });
  }

  for (const button of document.querySelectorAll('.review__helpful')) {
    button.addEventListener('click', () => {
      button.lastElementChild.textContent = `Helpful (${Number(button.dataset.count) + 1})`;
      button.disabled = true;
    });
  }
}

/** Rebuilds its button every second, as some stock and countdown apps do. */
customElements.define('stock-counter', class extends HTMLElement {
  connectedCallback() {
    this.held = false;
    this.timer = setInterval(() => this.render(), 1000);
    this.addEventListener('click', (event) => {
      if (!event.target.closest('button')) return;
      this.held = true;
      this.render();
    });
  }

  disconnectedCallback() { clearInterval(this.timer); }

  render() {
    const text = document.createElement('span');
    text.className = 'stock-counter__text';
    text.textContent = `${this.dataset.stock} left at the mill`;
    const button = document.createElement('button');
    button.className = 'stock-counter__button';
    button.type = 'button';
    button.textContent = this.held ? 'Held for an hour' : 'Hold one for me';
    this.replaceChildren(text, button);
  }
});

/** Lives in an open shadow root made by script. */
customElements.define('delivery-estimator', class extends HTMLElement {
  connectedCallback() {
    const root = this.attachShadow({ mode: 'open' });
    root.innerHTML = `
      <style>
        form{display:flex;gap:.5rem;align-items:center;font:inherit;flex-wrap:wrap}
        label{flex:1 0 100%;font-size:.85rem}
        input{flex:1;min-width:0;padding:.6rem .7rem;border:1px solid #cfc6b4;background:#fffdf8;font:inherit}
        button{padding:.6rem 1rem;border:1px solid currentColor;background:none;font:inherit;color:inherit;cursor:pointer}
        output{flex:1 0 100%;font-size:.85rem}
      </style>
      <form>
        <label for="postcode">When would it come?</label>
        <input id="postcode" name="postcode" placeholder="Postcode" autocomplete="postal-code">
        <button type="submit" class="estimate"><span>Estimate delivery</span></button>
        <output></output>
      </form>`;
    root.querySelector('form').addEventListener('submit', (event) => {
      event.preventDefault();
      root.querySelector('output').textContent = 'Two to three working days.';
    });
  }
});
