/** What was measured, in words: the budgets, and everything else beside them, as Markdown. */
import { arch, cpus, platform } from 'node:os';
import { HARNESS } from './scripts.mjs';
import { median, quantile } from './statistics.mjs';

const OURS = 'Waymark, 50 rules';
const FLOOR = 'floor-full, 50 rules';

/** Reader of medians, what the harness alone takes left out. */
function netOf({ results }) {
  const of = (name, what) => median(valuesOf(results, name, what));
  return (name, what) => of(name, what) - of(HARNESS.name, what);
}

const valuesOf = (results, name, what) =>
  results.get(name).flatMap((result) => (result[what] == null ? [] : [result[what]]));

/** The budgets: `{what, goal, value, met}`, with numbers as they are read. */
function goalsOf(measured) {
  const { sizes } = measured;
  const net = netOf(measured);
  const peer = (name) => measured.scripts.find((script) => script.name.startsWith(name)).name;
  const size = (what, plan, most) => ({
    what: `size, ${what}`,
    goal: `at most ${most} B`,
    value: `${sizes[plan]} B`,
    met: sizes[plan] <= most,
  });
  /** Ours is at most so many times another's; without a factor less than it. */
  const held = (what, key, unit, factor, other, ours = OURS) => {
    const [value, reference] = [net(ours, key), net(other, key)];
    return {
      what,
      goal: factor ? `at most ${factor} x ${other}` : `less than ${other}`,
      // Less than the harness alone: too few rounds to tell.
      value: `${number(value)} / ${number(reference)} ${unit}${reference > 0 ? ` = ${number(value / reference, 2)} x` : ', lost in noise'}`,
      met: factor ? value <= factor * reference : value < reference,
    };
  };
  const none = (what, key, unit) => ({
    what,
    goal: '0',
    value: `${number(net(OURS, key))} ${unit}`.trim(),
    met: net(OURS, key) <= 0,
  });
  const click = 'click on something that can be acted on';
  return [
    size('starter plan: click, submit, page view, data layer', 'starter', 2200),
    size('typical plan: twelve events, parameters, consent, three destinations', 'typical', 4096),
    size('everything', 'everything', 10240),
    held(click, 'interactive', 'us', 1.4, FLOOR),
    held(click, 'interactive', 'us', 0, peer('Plausible')),
    held(click, 'interactive', 'us', 0.05, peer('PostHog')),
    held(`${click}, 200 rules`, 'interactive', 'us', 2, OURS, 'Waymark, 200 rules'),
    held('click on something that matches nothing', 'other', 'us', 2, 'floor-memo, 50 rules'),
    held('first click', 'first', 'ms', 1.3, FLOOR),
    held('processor time of the load', 'load', 'ms', 1.4, FLOOR),
    none('blocking time of the load, processor four times slower', 'blocking', 'ms'),
    held('heap', 'heap', 'KB', 2, FLOOR),
    none('layouts that the load asks for', 'layouts', ''),
  ];
}

/** The whole report. */
export function report(measured) {
  const { results, rounds, seed } = measured;
  const { version } = results.get(HARNESS.name)[0];
  const parts = [
    '# What the runtime costs a visitor',
    `Measured on ${new Date().toISOString().slice(0, 10)}, Chromium ${version}, ${cpus().length} x ${cpus()[0].model} (${platform()} ${arch()}), ${rounds} rounds, seed ${seed}.`,
    TEXT,
    '## Budgets',
    budgets(measured),
    '## Everything',
    everything(measured),
  ];
  return `${parts.join('\n\n')}\n`;
}

const TEXT = `Each round measures every script once, in an order by chance, each in a fresh browser on a product page of 1,547
elements. Waymark has the rules that it makes itself for 50 elements, spares and guards included; the floors and the
peers have handwritten CSS or marks for the same elements. A floor does the least that could be done: \`floor-memo\` only
clicks, \`floor-full\` every kind of trigger. Peers come from npm, bundled and minified. Clicks are synthetic, on 200
leaves inside something that can be acted on and on 200 that are not.

Numbers are medians of the rounds, in brackets their quartiles, with what an empty listener costs (\`harness\`) taken
off; the machine is shared, so trust ratios. \`click\` is what the page waits for; \`processor\` is all that the main thread
does for a click, later on too. \`recorded\` says how many of the events that were due came out: for Waymark and the floors
each target is clicked once more and held against \`closest\` on the handwritten CSS, and \`extra\` are events that it
would not give; for peers it is what had reached the data layer or their server nine seconds after twenty clicks.

Reproduce it with \`cargo xtask bench runtime\`, which writes this file.`;

function budgets(measured) {
  // What was left out cannot be held against anything.
  const goals = measured.isWhole ? goalsOf(measured) : [];
  return table(
    ['what', 'goal', 'measured', 'met'],
    goals.map(({ what, goal, value, met }) => [what, goal, value, met ? 'yes' : '**no**']),
  );
}

function everything(measured) {
  const { scripts, results, sizes } = measured;
  const base = (what) => median(valuesOf(results, HARNESS.name, what));
  const cell = (name, what) => {
    const values = valuesOf(results, name, what);
    if (!values.length) return '';
    const [low, middle, high] = [0.25, 0.5, 0.75].map((share) =>
      number(quantile(values, share) - (name === HARNESS.name ? 0 : base(what))),
    );
    return low === high ? middle : `${middle} (${low}-${high})`;
  };
  const rows = scripts.map(({ name }) => [
    name,
    sizes.others.get(name) ?? '',
    ...['interactive', 'other', 'first', 'processor', 'load', 'blocking', 'heap', 'layouts'].map(
      (what) => cell(name, what),
    ),
    recorded(results.get(name)),
  ]);
  return table(
    [
      'script',
      'gzip, B',
      'click, us',
      'click on nothing, us',
      'first click, ms',
      'processor a click, us',
      'load, ms',
      'blocking at 4 x, ms',
      'heap, KB',
      'layouts',
      'recorded',
    ],
    rows,
  );
}

function recorded(results) {
  const { recorded, due, extra } = results.find((result) => result.due) ?? {};
  return due ? `${recorded} of ${due}${extra ? `, ${extra} extra` : ''}` : '';
}

const number = (value, digits = Math.abs(value) < 10 ? 1 : 0) => {
  const text = value.toFixed(digits);
  return Number(text) ? text : '0';
};

const table = (heads, rows) =>
  [heads, heads.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
