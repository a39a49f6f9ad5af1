// Shared by the scripts that the end-to-end tests run in a page; not part of the product.
const all = (css) => {
  let roots = [document];
  const steps = css.split(' >>> ');
  const last = steps.pop();
  for (const step of steps) {
    roots = roots
      .flatMap((root) => [...root.querySelectorAll(step)])
      .map((host) => host.shadowRoot ?? host.contentDocument)
      .filter(Boolean);
  }
  return roots.flatMap((root) => [...root.querySelectorAll(last)]);
};

const frameOf = (element) => element.ownerDocument.defaultView?.frameElement ?? null;

const place = (element) => {
  let { left, top, width, height } = element.getBoundingClientRect();
  for (let frame = frameOf(element); frame; frame = frameOf(frame)) {
    const outer = frame.getBoundingClientRect();
    left += outer.left + frame.clientLeft;
    top += outer.top + frame.clientTop;
  }
  return { left, top, width, height };
};

const visible = (element) => {
  const box = element.getBoundingClientRect();
  const style = element.ownerDocument.defaultView.getComputedStyle(element);
  return box.width > 0 && box.height > 0 && style.visibility === 'visible';
};

// The element under a point of the viewport, inside shadow roots and same-origin frames.
const under = (x, y) => {
  let root = document;
  for (;;) {
    const element = root.elementFromPoint(x, y);
    if (!element) return null;
    if (element.shadowRoot && element.shadowRoot !== root) {
      const inner = element.shadowRoot.elementFromPoint(x, y);
      if (!inner || inner === element) return element;
      root = element.shadowRoot;
    } else if (element.contentDocument) {
      const box = element.getBoundingClientRect();
      x -= box.left + element.clientLeft;
      y -= box.top + element.clientTop;
      root = element.contentDocument;
    } else {
      return element;
    }
  }
};

const holds = (outer, inner) => {
  for (let node = inner; node; node = node.parentNode ?? node.host) if (node === outer) return true;
  return false;
};

// What a click on an element means, written apart from the product: the nearest control around it.
const CLICKABLE =
  'a[href], button, input:not([type=hidden]), select, textarea, summary, label, video, audio, [onclick], ' +
  '[contenteditable], [role=button], [role=link], [role=tab], [role^=menuitem], [role=option], [role=switch], ' +
  '[role=checkbox], [role=radio], [role=treeitem]';

const up = (element) => element.parentElement ?? element.getRootNode().host ?? null;

const clickable = (element) => {
  for (let at = element, steps = 0; at && steps <= 8; at = up(at), steps += 1)
    if (at.matches(CLICKABLE)) return at.localName === 'option' ? at.closest('select') : at;
  return element;
};

// Where to point so that the mouse is over the element: on the element itself rather than on something inside
// it, where there is such a place. `up` is how many parents above what a click there means the element is: a form
// that its fields cover all over can be pointed at only by way of them. Null while it cannot be pointed at.
const point = (css) => {
  const found = all(css).filter(visible);
  if (found.length !== 1) return null;
  const [element] = found;
  const size = { width: innerWidth, height: innerHeight };
  const inside = ({ left, top, width, height }) =>
    top >= 0 && left >= 0 && top + Math.min(height, 40) <= size.height && left + Math.min(width, 40) <= size.width;
  if (!inside(place(element))) element.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
  const box = place(element);
  const shares = [0.5, 0.25, 0.75, 0.1, 0.9, 0.02, 0.98];
  const points = shares.flatMap((down) =>
    shares.map((along) => ({ x: box.left + box.width * along, y: box.top + box.height * down })),
  );
  const over = (accepts) => points.find(({ x, y }) => accepts(under(x, y)));
  // A frame may lie under a cover of the picker's; its middle is as good as any place in it.
  if (element.localName === 'iframe') return { ...points[0], ...size, up: 0 };
  const chosen = over((seen) => seen === element) ?? over((seen) => seen && holds(element, seen));
  return chosen ? { ...chosen, ...size, up: stepsUp(clickable(under(chosen.x, chosen.y)), element) } : null;
};

const stepsUp = (from, element) => {
  if (from === clickable(element)) return 0;
  let steps = 0;
  for (let at = from; at; at = up(at), steps += 1) if (at === element) return steps;
  return 0;
};
