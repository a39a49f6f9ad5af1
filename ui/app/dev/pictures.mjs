/** Where pictures of the panel lie, and how wide it is on them. */
import { fileURLToPath } from 'node:url';

export const shots = fileURLToPath(new URL('../../../target/shots/panel/', import.meta.url));

export const shotOf = (name, width, dark) =>
  `${shots}${name}-${width}-${dark ? 'dark' : 'light'}.png`;

/** Without a shop the panel fills the window. */
export const widths = (state) =>
  /^(first|recent|opening|fail|database)/.test(state) ? [380, 1280] : [380, 560];
