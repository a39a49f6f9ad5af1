/** The core, as the prefix declares it for all fragments. */
declare let $: import('./core').Core;
