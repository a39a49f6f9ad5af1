/**
 * What Google's documentation says that Tag Manager does with a container, as far as containers of Waymark go: triggers
 * (page view, click, link click, form, element visibility, scroll depth, timer, history, custom event), their conditions,
 * variables, and how often tags fire. Written from the documentation alone and apart from what writes the containers.
 * Sent to the page as text, so it stands alone. Tags are not sent: `window.fired` gets {name, parameters}.
 */
export function interpreter({ containerVersion }) {
  const { tag: tags = [], trigger: triggers = [], variable: variables = [] } = containerVersion;
  const builtIn = containerVersion.builtInVariable ?? [];
  const ALL_PAGES = '2147479553';
  const INITIALIZATION = '2147479573';
  window.fired = [];

  const named = (parameters = [], key) => parameters.find((parameter) => parameter.key === key);
  const plain = (parameters, key) => named(parameters, key)?.value;
  const isOn = (parameters, key) => plain(parameters, key) === 'true';

  // --- The data layer: what was pushed is merged, and what has an `event` is looked at ------------------------
  const state = {};
  const merge = (into, from) => {
    for (const key of Object.keys(from)) {
      const isObject = from[key] && Object.getPrototypeOf(from[key]) === Object.prototype;
      if (isObject) into[key] = merge(Object(into[key]) === into[key] ? into[key] : {}, from[key]);
      else into[key] = from[key];
    }
    return into;
  };
  const layer = (window.dataLayer = window.dataLayer ?? []);
  const { push } = layer;
  const take = (message) => {
    if (!message || typeof message !== 'object') return;
    merge(state, message);
    if (message.event) happen('CUSTOM_EVENT', { EVENT: message.event });
  };
  layer.push = (...messages) => {
    const length = push.apply(layer, messages);
    messages.forEach(take);
    return length;
  };

  // --- Variables ----------------------------------------------------------------------------------------------
  const address = () => location.href.replace(/#.*/, '');
  function built(type, facts) {
    const element = facts.element;
    switch (type) {
      case 'PAGE_URL':
        return address();
      case 'PAGE_PATH':
        return location.pathname;
      case 'PAGE_HOSTNAME':
        return location.hostname;
      case 'REFERRER':
        return document.referrer;
      case 'CLICK_ELEMENT':
      case 'FORM_ELEMENT':
        return element;
      case 'CLICK_ID':
      case 'FORM_ID':
        return element?.id ?? '';
      case 'CLICK_CLASSES':
      case 'FORM_CLASSES':
        return element?.getAttribute('class') ?? '';
      case 'CLICK_TEXT':
        return element?.textContent?.trim() ?? '';
      case 'CLICK_URL':
        return element?.href ?? '';
      default:
        return facts[type];
    }
  }
  function valueOf(name, facts) {
    if (name === '_event') return facts.EVENT;
    const own = builtIn.find((variable) => variable.name === name);
    if (own) return built(own.type, facts);
    const variable = variables.find((each) => each.name === name);
    if (!variable) throw new Error(`no variable ${name}`);
    const { type, parameter } = variable;
    if (type === 'c') return plain(parameter, 'value');
    if (type === 'v') return plain(parameter, 'name').split('.').reduce((at, key) => at?.[key], state);
    if (type === 'remm') {
      const input = String(fill(plain(parameter, 'input'), facts));
      const whole = isOn(parameter, 'fullMatch');
      for (const { map } of named(parameter, 'map').list) {
        const pattern = plain(map, 'key');
        const regex = new RegExp(whole ? `^(?:${pattern})$` : pattern, isOn(parameter, 'ignoreCase') ? 'i' : '');
        if (regex.test(input)) return plain(map, 'value');
      }
      return isOn(parameter, 'setDefaultValue') ? plain(parameter, 'defaultValue') : undefined;
    }
    throw new Error(`no variables of type ${type}`);
  }
  /** A template; one that is nothing but a reference keeps the value's type. */
  function fill(template, facts) {
    const only = /^\{\{([^{}]+)\}\}$/.exec(template);
    if (only) return valueOf(only[1], facts);
    return template.replace(/\{\{([^{}]+)\}\}/g, (_, name) => String(valueOf(name, facts)));
  }

  // --- Conditions ---------------------------------------------------------------------------------------------
  const OPERATORS = {
    EQUALS: (one, other) => one === other,
    CONTAINS: (one, other) => one.includes(other),
    STARTS_WITH: (one, other) => one.startsWith(other),
    ENDS_WITH: (one, other) => one.endsWith(other),
    GREATER: (one, other) => +one > +other,
    LESS: (one, other) => +one < +other,
  };
  function holds({ type, parameter }, facts) {
    const left = fill(plain(parameter, 'arg0'), facts);
    const right = String(fill(plain(parameter, 'arg1'), facts));
    let yes;
    if (type === 'CSS_SELECTOR') yes = left instanceof Element && left.matches(right);
    else if (type === 'MATCH_REGEX') yes = new RegExp(right, isOn(parameter, 'ignore_case') ? 'i' : '').test(String(left));
    else yes = OPERATORS[type](String(left), right);
    return yes !== isOn(parameter, 'negate');
  }

  // --- Tags ---------------------------------------------------------------------------------------------------
  const done = new Set();
  function fire(ids, facts) {
    for (const tag of tags) {
      if (tag.paused || !(tag.firingTriggerId ?? []).some((id) => ids.includes(id))) continue;
      if ((tag.blockingTriggerId ?? []).some((id) => ids.includes(id))) continue;
      if (tag.tagFiringOption === 'ONCE_PER_LOAD' && done.has(tag)) continue;
      done.add(tag);
      if (tag.type !== 'gaawe') continue;
      const rows = named(tag.parameter, 'eventSettingsTable')?.list ?? [];
      const parameters = {};
      for (const { map } of rows) {
        const value = fill(plain(map, 'parameterValue'), facts);
        if (value !== undefined) parameters[plain(map, 'parameter')] = value;
      }
      window.fired.push({ name: fill(plain(tag.parameter, 'eventName'), facts), parameters });
    }
  }
  /** Something happened: fires the tags of all triggers of the kind whose conditions hold. */
  function happen(type, facts, only) {
    const hit = triggers.filter(
      (trigger) =>
        trigger.type === type &&
        (!only || trigger === only) &&
        [...(trigger.customEventFilter ?? []), ...(trigger.autoEventFilter ?? []), ...(trigger.filter ?? [])].every(
          (condition) => holds(condition, facts),
        ),
    );
    fire(
      hit.map(({ triggerId }) => triggerId),
      facts,
    );
  }
  const of = (type) => triggers.filter((trigger) => trigger.type === type);

  // --- Clicks and forms: heard on the document, as far as the page lets them bubble ---------------------------
  document.addEventListener('click', ({ target }) => {
    happen('CLICK', { EVENT: 'gtm.click', element: target });
    const link = target.closest?.('a[href], area[href]');
    if (link) happen('LINK_CLICK', { EVENT: 'gtm.linkClick', element: link });
  });
  document.addEventListener('submit', (event) => {
    const { target: form } = event;
    for (const trigger of of('FORM_SUBMISSION'))
      if (trigger.checkValidation?.value !== 'true' || !event.defaultPrevented)
        happen('FORM_SUBMISSION', { EVENT: 'gtm.formSubmit', element: form }, trigger);
  });

  // --- Element visibility --------------------------------------------------------------------------------------
  function watch(trigger) {
    const { parameter } = trigger;
    const css =
      plain(parameter, 'selectorType') === 'ID' ? `#${plain(parameter, 'elementId')}` : plain(parameter, 'elementSelector');
    const ratio = +plain(parameter, 'onScreenRatio') / 100;
    const wanted = isOn(parameter, 'useOnScreenDuration') ? +plain(parameter, 'onScreenDuration') : 0;
    const frequency = plain(parameter, 'firingFrequency');
    const seen = new Map();
    let isOver = false;
    const check = (element) => {
      const own = seen.get(element);
      if (isOver || own.done) return;
      if (own.total + (own.since === undefined ? 0 : performance.now() - own.since) < wanted - 1) return;
      own.done = frequency !== 'MANY_PER_ELEMENT';
      isOver = frequency === 'ONCE';
      happen('ELEMENT_VISIBILITY', { EVENT: 'gtm.elementVisibility', element }, trigger);
    };
    const observer = new IntersectionObserver(
      (entries) => {
        for (const { target, intersectionRatio, isIntersecting } of entries) {
          const own = seen.get(target);
          const isVisible = isIntersecting && intersectionRatio >= Math.min(ratio, 0.999);
          if (isVisible && own.since === undefined) {
            own.since = performance.now();
            // Time in view is added up over all times that the element was in view.
            own.timer = setTimeout(check, Math.max(0, wanted - own.total), target);
          } else if (!isVisible && own.since !== undefined) {
            own.total += performance.now() - own.since;
            own.since = undefined;
            clearTimeout(own.timer);
          }
        }
      },
      { threshold: Array.from({ length: 101 }, (_, at) => at / 100) },
    );
    const look = () => {
      for (const element of document.querySelectorAll(css)) {
        if (seen.has(element)) continue;
        seen.set(element, { total: 0 });
        observer.observe(element);
      }
    };
    look();
    if (isOn(parameter, 'useDomChangeListener'))
      new MutationObserver(look).observe(document, { attributes: true, childList: true, subtree: true });
  }

  // --- Scroll depth: once a page for each threshold, from the load on, what shows without scrolling included ---
  function measure(trigger) {
    const { parameter } = trigger;
    if (!isOn(parameter, 'verticalThresholdOn')) return;
    let left = plain(parameter, 'verticalThresholdsPercent').split(',').map(Number);
    const look = () => {
      const { scrollHeight } = document.documentElement;
      const depth = (100 * (window.scrollY + window.innerHeight + 1)) / scrollHeight;
      for (const percent of left.filter((each) => each <= depth))
        happen('SCROLL_DEPTH', { EVENT: 'gtm.scrollDepth', SCROLL_DEPTH_THRESHOLD: percent }, trigger);
      left = left.filter((each) => each > depth);
    };
    look();
    window.addEventListener('scroll', look);
  }

  // --- History -------------------------------------------------------------------------------------------------
  let before = address();
  const moved = (source) => {
    const facts = { EVENT: 'gtm.historyChange', HISTORY_SOURCE: source, OLD_HISTORY_URL: before, NEW_HISTORY_URL: address() };
    before = address();
    happen('HISTORY_CHANGE', facts);
  };
  for (const name of ['pushState', 'replaceState']) {
    const original = history[name];
    history[name] = function (...args) {
      const result = original.apply(this, args);
      moved(name);
      return result;
    };
  }
  window.addEventListener('popstate', () => moved('popstate'));

  // --- The page ------------------------------------------------------------------------------------------------
  fire([INITIALIZATION], { EVENT: 'gtm.init' });
  happen('PAGEVIEW', { EVENT: 'gtm.js' });
  fire([ALL_PAGES], { EVENT: 'gtm.js' });
  document.addEventListener('DOMContentLoaded', () => {
    happen('DOM_READY', { EVENT: 'gtm.dom' });
    of('ELEMENT_VISIBILITY').forEach(watch);
  });
  window.addEventListener('load', () => {
    happen('WINDOW_LOADED', { EVENT: 'gtm.load' });
    of('SCROLL_DEPTH').forEach(measure);
  });
  for (const trigger of of('TIMER')) {
    let left = +trigger.limit.value || Infinity;
    const timer = setInterval(() => {
      happen('TIMER', { EVENT: trigger.eventName?.value ?? 'gtm.timer' }, trigger);
      if (--left <= 0) clearInterval(timer);
    }, +trigger.interval.value);
  }
}
