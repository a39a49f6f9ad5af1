/** Svelte's compiler settings, shared by Vite, svelte-check and the editor. */
export default { compilerOptions: { runes: true } };
