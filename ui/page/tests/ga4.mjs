/** What Google Analytics 4 would have against an event: its rules as kept in `crates/model/data/ga4`. */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = join(dirname(fileURLToPath(import.meta.url)), '../../../crates/model/data/ga4');
const lines = (name) =>
  readFileSync(join(folder, name), 'utf8')
    .split('\n')
    .filter((line) => line && !line.startsWith('#'));

const reserved = lines('reserved-events.txt');
const prefixes = lines('reserved-prefixes.txt');
const reservedParameters = lines('reserved-parameters.txt');
const required = Object.fromEntries(
  lines('required-parameters.txt').map((line) => {
    const [event, ...names] = line.split(' ');
    return [event, names];
  }),
);

/** Names of recommended events that a shop's page can see and that ask for something. */
export const RECOMMENDED = Object.keys(required);

/** Everything that is wrong, in words; `complete` asks for what a recommended event should have, too. */
export function ga4Problems(name, parameters, { complete = false } = {}) {
  const problems = [];
  const wrong = (condition, words) => condition && problems.push(words);
  const badName = (text) => text.length > 40 || !/^[A-Za-z]\w*$/.test(text) || prefixes.some((prefix) => text.startsWith(prefix));
  wrong(badName(name) || reserved.includes(name), `the name ${name}`);
  const { items, ...rest } = parameters;
  delete rest.send_to;
  wrong(Object.keys(parameters).length > 25, 'too many parameters');
  for (const [key, value] of Object.entries(rest)) {
    wrong(badName(key) || reservedParameters.includes(key), `the parameter name ${key}`);
    wrong(!['string', 'number'].includes(typeof value), `the type of ${key}`);
    wrong(`${value}`.length > 100, `the length of ${key}`);
  }
  const { value, currency } = rest;
  wrong(value !== undefined && !(typeof value === 'number' && Number.isFinite(value)), 'a value that is no number');
  wrong(value !== undefined && currency === undefined, 'a value without currency');
  wrong(currency !== undefined && !/^[A-Z]{3}$/.test(currency), 'the currency');
  for (const item of items ?? []) {
    wrong(!item.item_id && !item.item_name, 'an item without id and name');
    for (const key of ['price', 'quantity'])
      wrong(key in item && !Number.isFinite(item[key]), `the item's ${key}`);
  }
  wrong(items && (!Array.isArray(items) || !items.length), 'no items in items');
  if (complete)
    for (const key of required[name] ?? []) wrong(parameters[key] === undefined, `no ${key}`);
  return problems;
}
