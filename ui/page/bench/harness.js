/**
 * In the page: `bench.load` brings a script in, `bench.clicks` clicks on leaves of the page, the same ones every
 * time, and times what the browser needs to dispatch; `bench.check`, or `bench.visit` and `bench.recorded`, tell what came of it. The
 * clicks are synthetic.
 */
(() => {
  const longTasks = [];
  const observer = new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) longTasks.push([startTime, duration]);
  });
  observer.observe({ type: 'longtask', buffered: true });

  // Nothing leaves the page.
  const CONTROLS = 'a,button,label,summary';
  addEventListener('click', (event) => event.target.closest?.(CONTROLS) && event.preventDefault());
  addEventListener('submit', (event) => event.preventDefault(), true);

  const pause = (time) => new Promise((resolve) => setTimeout(resolve, time));
  const evaluate = (code) => (0, eval)(code);

  let given;
  let rules = [];
  let loadedAt = 0;

  /**
   * Takes a script, so that its way into the page is not measured, and the rules it has; runs what prepares the page
   * for it.
   */
  function take({ prepare = '', ...script }) {
    given = script;
    rules = script.rules ?? [];
    evaluate(prepare);
  }

  /** Brings the script in, after its settings and before its `init`; milliseconds. */
  function load() {
    const { settings = '', code, init = '' } = given;
    const script = document.createElement('script');
    script.textContent = code;
    given = undefined;
    loadedAt = performance.now();
    evaluate(settings);
    document.head.append(script);
    evaluate(init);
    return performance.now() - loadedAt;
  }

  /**
   * The same with layout out of date before and after: one that the script asked for is then one more than the page
   * needs anyway.
   */
  function loadOutOfDate() {
    const { style } = document.body;
    style.paddingTop = '1px';
    load();
    style.paddingTop = '2px';
  }

  /** Milliseconds beyond 50 of all long tasks since the script was brought in. */
  function blocking() {
    const after = longTasks.filter(([start, duration]) => start + duration > loadedAt);
    return after.reduce((sum, [, duration]) => sum + Math.max(0, duration - 50), 0);
  }

  function random(seed) {
    return () => {
      seed ^= seed << 13;
      seed ^= seed >>> 17;
      seed ^= seed << 5;
      return (seed >>> 0) / 4294967296;
    };
  }

  const acts = (element) => element.closest(`${CONTROLS},input`);

  /** Two hundred leaves in something that can be acted on, and two hundred that are not. */
  function targets() {
    const next = random(12345);
    const leaves = [...document.body.querySelectorAll('*')].filter(
      (element) =>
        !element.firstElementChild &&
        !/^(SCRIPT|STYLE|OPTION|BR|SELECT|VIDEO)$/.test(element.nodeName) &&
        !element.matches('input[type=hidden]'),
    );
    const sample = (all) => Array.from({ length: 200 }, () => all[(next() * all.length) | 0]);
    return {
      interactive: sample(leaves.filter(acts)),
      other: sample(leaves.filter((element) => !acts(element))),
    };
  }

  const click = (element) =>
    element.dispatchEvent(
      new MouseEvent('click', {
        bubbles: true,
        composed: true,
        cancelable: true,
        view: window,
        clientX: 100,
        clientY: 100,
        detail: 1,
      }),
    );

  const median = (values) => values.sort((a, b) => a - b)[values.length >> 1];

  /**
   * The first click in milliseconds, and microseconds a click, by kind of target: half of `count` clicks on each, twenty in a
   * task, `gap` milliseconds between tasks.
   */
  async function clicks({ count, gap }) {
    const { interactive, other } = targets();
    const begun = performance.now();
    click(interactive[0]);
    const first = performance.now() - begun;
    for (const element of interactive.slice(1, 5)) {
      await pause(20);
      click(element);
    }
    await pause(20);
    const AT_ONCE = 20;
    const times = { interactive: [], other: [] };
    for (let at = 0; at < count / 2; at += AT_ONCE)
      for (const [kind, elements] of Object.entries({ interactive, other })) {
        const some = Array.from(
          { length: AT_ONCE },
          (_, each) => elements[(at + each) % elements.length],
        );
        const start = performance.now();
        for (const element of some) click(element);
        times[kind].push(((performance.now() - start) / AT_ONCE) * 1000);
        await pause(gap);
      }
    return {
      first,
      interactive: median(times.interactive),
      other: median(times.other),
      clicks: count + 5,
    };
  }

  const layer = () =>
    (window.dataLayer ?? []).map(({ event, name }) => /event_\d+$/.exec(event ?? name)?.[0]);

  /** Clicks on 20 elements that a rule means, as a hasty visitor would; gives how many they were. */
  async function visit() {
    const css = rules.map(({ s }) => s).join();
    const meant = targets()
      .interactive.filter((element) => element.closest(css))
      .slice(0, 20);
    for (const element of meant) {
      click(element);
      await pause(100);
    }
    return meant.length;
  }

  /** How many events are in the data layer. */
  const recorded = () => layer().filter(Boolean).length;

  /**
   * Clicks once on each target and holds what is in the data layer then against what plain `closest` says: events that
   * are missing there, and events that are there though the handwritten rules do not mean the target.
   */
  function check() {
    const { interactive, other } = targets();
    const found = { missing: [], extra: [], due: 0 };
    for (const element of new Set([...interactive, ...other])) {
      const before = layer().length;
      click(element);
      const got = layer().slice(before).filter(Boolean);
      const due = rules.filter(({ s }) => element.closest(s)).map(({ e }) => e);
      found.due += due.length;
      const without = (some, others) =>
        some.filter((name, at) => !others.includes(name) || some.indexOf(name) !== at);
      found.missing.push(...without(due, got));
      found.extra.push(...without(got, due));
    }
    return found;
  }

  window.bench = { take, load, loadOutOfDate, blocking, clicks, visit, recorded, check };
})();
