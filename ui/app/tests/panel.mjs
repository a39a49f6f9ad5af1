/** The panel that all tests of this run share: built and started once. */
import { after, before } from 'node:test';
import { start } from '../dev/harness.mjs';

let panel;
before(async () => {
  panel = await start();
});
after(() => panel?.stop());

/** Opens the panel in a state of `dev/mock/states.ts`, in a page of its own. */
export const open = (...options) => panel.open(...options);
