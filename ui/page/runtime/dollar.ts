/** Gives every module of the runtime the name `$` for the core; the build puts it in where it is used. */
export { core as $ } from './core';
