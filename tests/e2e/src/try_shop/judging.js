// Says whether a rule means an element, and finds a stranger. Written apart from the product's own matcher, so
// that it can disagree with it. Uses what looking.js has.
const words = (element) => {
  const own = element.localName === 'input' ? (element.getAttribute('value') ?? '') : element.textContent;
  return plain(own);
};
const plain = (text) => text.replace(/[\u00ad\u200b-\u200d\u2060]/g, '').replace(/\s+/g, ' ').trim().toLowerCase();

const matched = (selectors) => {
  for (const { css, within = [], text } of selectors) {
    const path = [...within.map((hop) => hop.shadow ?? hop.frame), css].join(' >>> ');
    const found = all(path).filter((element) => text == null || words(element) === plain(text));
    if (found.length > 0) return found;
  }
  return [];
};

const related = (one, other) =>
  holds(one, other) || holds(other, one) || (one.form && one.form === other.form) || one.control === other || other.control === one;

const route = (element) => {
  const steps = [];
  for (let at = element; at.parentElement; at = at.parentElement)
    steps.unshift(`${at.localName}:nth-child(${[...at.parentElement.children].indexOf(at) + 1})`);
  return ['html', ...steps].join(' > ');
};

const judge = (css, selectors) => {
  const [named] = all(css).filter(visible);
  const found = matched(selectors);
  const accepted = new Set([named, clickable(named)]);
  const strangers = all('a[href], button').filter(
    (other) =>
      visible(other) &&
      !other.disabled &&
      other.target !== '_blank' &&
      !found.some((element) => related(element, other)) &&
      !related(named, other) &&
      under(...middle(other)) !== null &&
      holds(other, under(...middle(other))),
  );
  return {
    right: found.length > 0 && found.every((element) => accepted.has(element)),
    matches: found.length,
    stranger: strangers.length > 0 ? route(strangers[0]) : null,
  };
};

const middle = (element) => {
  const box = element.getBoundingClientRect();
  return [box.left + box.width / 2, box.top + box.height / 2];
};
