/** Names of the states in `mock/states.ts`, read from the module itself so that no list can fall behind. */
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';

export async function stateNames() {
  const built = await esbuild.build({
    entryPoints: [fileURLToPath(new URL('mock/states.ts', import.meta.url))],
    bundle: true,
    write: false,
    format: 'esm',
    tsconfig: fileURLToPath(new URL('../tsconfig.json', import.meta.url)),
  });
  const { states } = await import(
    `data:text/javascript,${encodeURIComponent(built.outputFiles[0].text)}`
  );
  return Object.keys(states);
}
