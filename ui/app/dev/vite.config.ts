/**
 * `npm run dev:panel`: the panel in an ordinary browser with the pretended shell in front of it. States are
 * chosen by address, for example `/?state=list-120`; their names are in `mock/states.ts`.
 */
import { defineConfig, mergeConfig } from 'vite';
import base from '../vite.config';

export default mergeConfig(
  base,
  defineConfig({
    plugins: [
      {
        name: 'pretended-shell',
        transformIndexHtml: () => [
          {
            tag: 'script',
            attrs: { type: 'module', src: '/dev/mock/internals.ts' },
            injectTo: 'head-prepend',
          },
        ],
      },
    ],
  }),
);
