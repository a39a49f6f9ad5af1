/** Bytes that a visitor downloads. */
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

/** gzip -9: Waymark for plans of three sizes without their config, as the build measured it, and each other script. */
export function sizesOf(scripts) {
  const plans = JSON.parse(readFileSync(new URL('../dist/sizes.json', import.meta.url), 'utf8'));
  const others = scripts.filter(({ isOwn }) => !isOwn);
  return {
    starter: plans.starter.gzip,
    typical: plans.typical.gzip,
    everything: plans['everything, config apart'].gzip,
    others: new Map(others.map(({ name, code }) => [name, gzipSync(code, { level: 9 }).length])),
  };
}
