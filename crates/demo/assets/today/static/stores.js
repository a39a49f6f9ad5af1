/** The store locator, in an open shadow root that the server declares; older engines get it attached here. */
customElements.define('store-locator', class extends HTMLElement {
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
      for (const shop of root.querySelectorAll('li')) shop.hidden = !shop.dataset.town.startsWith(town);
    });
    root.addEventListener('click', (event) => {
      const call = event.target.closest('.locator__call');
      if (call) call.textContent = '01539 000 000';
    });
  }
});
