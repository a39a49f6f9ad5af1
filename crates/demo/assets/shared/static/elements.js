/** Custom elements that apps bring to a shop; each theme registers them under its own names and words. */

/** Rebuilds its button every second, as some stock and countdown apps do. */
export class StockCounter extends HTMLElement {
  static words = { left: (count) => `${count} left`, hold: 'Hold one', held: 'Held' };
  static buttonClass = '';

  connectedCallback() {
    this.timer = setInterval(() => this.render(), 1000);
    this.addEventListener('click', (event) => {
      if (!event.target.closest('button')) return;
      this.held = true;
      this.render();
    });
  }

  disconnectedCallback() { clearInterval(this.timer); }

  render() {
    const { words, buttonClass } = this.constructor;
    const text = document.createElement('span');
    text.textContent = words.left(this.dataset.stock);
    const button = document.createElement('button');
    button.className = buttonClass;
    button.type = 'button';
    button.textContent = this.held ? words.held : words.hold;
    this.replaceChildren(text, button);
  }
}

/** Lives in an open shadow root that only script makes. */
export class DeliveryEstimator extends HTMLElement {
  static buttonClass = '';
  static label = '';

  connectedCallback() {
    const { buttonClass, label } = this.constructor;
    const root = this.attachShadow({ mode: 'open' });
    root.innerHTML = `
      <style>
        form { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center }
        label, output { flex: 1 0 100%; font-size: .9rem }
        input { flex: 1; min-width: 0; padding: .65rem .8rem; border: 1px solid #cfc6b4; border-radius: 0; background: #fff; font: inherit }
        button { padding: .65rem 1.1rem; border: 1px solid currentColor; background: none; font: inherit; color: inherit; cursor: pointer }
      </style>
      <form>
        <label for="postcode">When would it come?</label>
        <input id="postcode" name="postcode" placeholder="Postcode" autocomplete="postal-code">
        <button type="submit"><span></span></button>
        <output></output>
      </form>`;
    const button = root.querySelector('button');
    button.className = buttonClass;
    button.firstElementChild.textContent = label;
    root.querySelector('form').addEventListener('submit', (event) => {
      event.preventDefault();
      root.querySelector('output').textContent = 'Two to three working days.';
    });
  }
}

/** Lives in an open shadow root that the server declares; older engines get it attached here. */
export class StoreLocator extends HTMLElement {
  connectedCallback() {
    const declared = this.querySelector('template[shadowrootmode]');
    if (!this.shadowRoot && declared) {
      this.attachShadow({ mode: 'open' }).append(declared.content);
      declared.remove();
    }
    const root = this.shadowRoot;
    root.querySelector('form').addEventListener('submit', (event) => {
      event.preventDefault();
      const town = root.querySelector('input').value.trim().toLowerCase();
      for (const shop of root.querySelectorAll('[data-town]')) shop.hidden = !shop.dataset.town.startsWith(town);
    });
    root.addEventListener('click', (event) => {
      const call = event.target.closest('[data-call]');
      if (call) call.textContent = '01539 000 000';
    });
  }
}
