/**
 * Makes the runtime one script in as few bytes as may be, and cuts it into its modules: they share one scope and one
 * copy of each other, and what is in each of them is the same whichever others are there.
 */
import { readFile } from 'node:fs/promises';
import { build } from 'esbuild';
import { minify } from 'terser';

/** What a module is called: a destination by its kind, what picker and runtime share by where it is. */
const nameOf = (path) => path.replace(/^.*shared\//, 'shared-').replace(/^.*\/|\.ts$/g, '');

/** Begins each module. Nothing is moved across it, or made one statement with it. */
const CUT = 'debugger;';

const marked = {
  name: 'marked',
  setup({ onLoad }) {
    onLoad({ filter: /\.ts$/ }, async ({ path }) => ({
      contents: `${CUT}\n${await readFile(path, 'utf8')}`,
      loader: 'ts',
    }));
  },
};

/**
 * These modules of a folder and what they import: `{texts, imports}`, both by name and in the order in which they have
 * to run. `last`, of imports and what it runs, comes after them, and has that name as well.
 */
export async function fragments({ folder, modules, last, define }) {
  const { metafile, outputFiles } = await build({
    stdin: {
      contents: `${modules.map((path) => `import './${path}';`).join('')}${last.imports}${CUT}${last.runs}`,
      resolveDir: folder,
      sourcefile: 'last',
    },
    bundle: true,
    write: false,
    metafile: true,
    charset: 'ascii',
    minifySyntax: true,
    format: 'esm',
    target: 'es2020',
    mangleProps: /[^_]_$/,
    define,
    plugins: [marked],
    logLevel: 'warning',
    tsconfigRaw: {},
  });
  const [output] = Object.values(metafile.outputs);
  const paths = Object.keys(output.inputs);
  const names = paths.map(nameOf);
  const whole = { module: true, ecma: 2020, format: { ascii_only: true } };
  const { code: compressed, ast } = await minify(outputFiles[0].text, {
    ...whole,
    mangle: false,
    // Declarations would be joined across cuts.
    compress: {
      passes: 3,
      drop_debugger: false,
      keep_fargs: false,
      join_vars: false,
      unsafe_arrows: true,
    },
    format: { ...whole.format, ast: true },
  });
  const { code } = await minify(compressed, {
    ...whole,
    compress: false,
    mangle: { cache: { props: shortNames(ast) } },
  });
  const parts = code.split(CUT).slice(1);
  if (parts.length !== paths.length) throw new Error('a module was lost, or cut in two');
  const all = await Promise.all(parts.map(fragment));
  const imports = new Map(
    paths.map((path, at) => [
      names[at],
      metafile.inputs[path].imports.map(({ path }) => nameOf(path)),
    ]),
  );
  standAlone(new Map(names.map((name, at) => [name, all[at]])), imports);
  return { texts: new Map(names.map((name, at) => [name, all[at].text])), imports };
}

/** Letters of names; functions take the first ones for what is theirs alone. */
const LETTERS = 'etrnaiolscudpfmghbyvwkxSEOTACLDIRMNPFBUHVGWYXKQJZjqz_$';
/** So many are left to them, so that they look alike, which packs well. */
const LEFT = 3;
const WORDS = ['do', 'if', 'in'];

/** Names for what all modules share, by the names they have; the shortest for what is used most. */
function shortNames(ast) {
  ast.figure_out_scope({});
  const uses = ({ orig, references }) => orig.length + references.length;
  const all = [...ast.variables.values()].sort((one, other) => uses(other) - uses(one));
  const letters = [...LETTERS];
  const names = letters
    .slice(LEFT)
    .concat(letters.flatMap((first) => letters.slice(0, 23).map((second) => first + second)))
    .filter((name) => !WORDS.includes(name));
  return new Map(all.map(({ name }, at) => [name, names[at]]));
}

/** Its text, and the names that it takes from elsewhere and gives. */
async function fragment(part) {
  const joined = { defaults: false, join_vars: true, ecma: 2020 };
  const { code, ast } = await minify(part, {
    compress: joined,
    mangle: false,
    format: { ascii_only: true, ast: true },
  });
  ast.figure_out_scope({});
  return { text: code, takes: [...ast.globals.keys()], gives: [...ast.variables.keys()] };
}

/** Whether each fragment has what it takes as soon as what it imports is there. */
function standAlone(all, imports) {
  const givers = new Map(
    [...all].flatMap(([name, { gives }]) => gives.map((each) => [each, name])),
  );
  for (const [name, { takes }] of all) {
    const near = new Set([name]);
    for (const one of near) for (const each of imports.get(one)) near.add(each);
    const missing = takes.filter((each) => givers.has(each) && !near.has(givers.get(each)));
    if (missing.length) throw new Error(`${name} lacks ${missing.map((each) => givers.get(each))}`);
  }
}
