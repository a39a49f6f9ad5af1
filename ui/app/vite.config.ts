/**
 * Production build of the panel: plain files that the shell embeds and serves under its own strict content
 * security policy, so nothing here may be inlined into the page. Development extras live in `dev/`.
 */
import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';

const root = fileURLToPath(new URL('.', import.meta.url));

export default defineConfig({
  root,
  base: './',
  plugins: [svelte({ configFile: `${root}svelte.config.js` })],
  resolve: { alias: { '@types-rust': fileURLToPath(new URL('../generated', import.meta.url)) } },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'safari18',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
});
