import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import optimizeLocales from '@react-aria/optimize-locales-plugin';
import type { Rolldown } from 'vite';
import { defineConfig } from 'wxt';
import { parseRecipe } from './lib/detect/recipe-schema.ts';
import type { Recipe } from './lib/detect/recipe.ts';
import { knownOf } from './lib/sites/known.ts';
import { recipes } from './lib/sites/recipes.ts';

/**
 * Hosts granted at install, comma-separated match patterns: for `npm start`'s demo and for tests, which cannot click
 * the browser's permission prompt. Empty in every build for people (law 10).
 */
const granted = (process.env.CARNET_GRANT ?? '').split(',').filter((pattern) => pattern !== '');

/**
 * What surfaces load at once lies in one file for each set of surfaces that load it. Left to itself the bundler also cuts
 * it by which of the parts that come later share it: many files of some hundred bytes, which compress badly. A content
 * script is one file, in another format, and has nothing to be cut.
 */
const startTogether = {
  name: 'start-together',
  outputOptions: (options: Rolldown.OutputOptions) =>
    options.format === 'es'
      ? { ...options, codeSplitting: { groups: [{ name: startOf, includeDependenciesRecursively: false }] } }
      : null,
};

/**
 * The file for a module that is loaded at once, by the names of the surfaces that do; null for what comes later, and for
 * the beginning of a surface: it would run a second time when a part that comes later imports something beside it.
 */
function startOf(id: string, modules: Rolldown.ChunkingContext): string | null {
  if (isBeginning(id, modules)) return null;
  const reached = new Set([id]);
  const starts: string[] = [];
  for (const one of reached) {
    const module = modules.getModuleInfo(one);
    if (module?.isEntry) starts.push(basename(one.replace(/\/(?:index|main)\.\w+$/u, ''), '.html'));
    for (const importer of module?.importers ?? []) reached.add(importer);
  }
  return starts.length === 0 ? null : ['start', ...starts.toSorted()].join('-');
}

/** An entry, or what an entry's page names. */
function isBeginning(id: string, modules: Rolldown.ChunkingContext): boolean {
  const module = modules.getModuleInfo(id);
  return Boolean(module?.isEntry) || id.endsWith('/main.tsx');
}

/** The file of each icon, by each of its names, as the package's own list has them. */
const ICONS = new Map(
  readFileSync(
    join(dirname(fileURLToPath(import.meta.resolve('lucide-react'))), '../esm/lucide-react.mjs'),
    'utf8',
  )
    .matchAll(/^export \{ (.*) \} from '\.\/(icons\/[a-z0-9-]+)\.mjs';$/gmu)
    .flatMap(([, names = '', path = '']) =>
      [...names.matchAll(/default as (\w+)/gu)].map(([, name = '']): [string, string] => [name, path]),
    ),
);

/** Icons are imported each from its own file: behind the list of all, each would count as loaded by every surface. */
const iconsByFile = {
  name: 'icons-by-file',
  enforce: 'pre' as const,
  transform: (code: string) =>
    code.includes("'lucide-react'")
      ? code.replace(/^import \{([^}]*)\} from 'lucide-react';$/gmu, (_, names: string) =>
          names
            .split(',')
            .flatMap((part) => part.trim() || [])
            .map((part) => {
              const [name = '', own = name] = part.split(' as ');
              return `import ${own} from 'lucide-react/${ICONS.get(name) ?? name}';`;
            })
            .join(' '),
        )
      : null,
};

/**
 * Chromium then compiles the whole script of a page in one go, where it would first skim each function and compile it when
 * it is called: nearly all are, before the first reading, and that took 2 ms of 20. Other browsers read a comment.
 * https://v8.dev/blog/explicit-compile-hints
 */
const compileAtOnce = {
  name: 'compile-at-once',
  generateBundle: {
    // After WXT, which takes the script's name off its beginning.
    order: 'post' as const,
    handler(_: unknown, bundle: Rolldown.OutputBundle) {
      for (const file of ['requester.js', 'display.js']) {
        const script = bundle[file];
        if (script?.type === 'chunk') script.code = `//# allFunctionsCalledOnLoad\n${script.code}`;
      }
    },
  },
};

/** Fixes the id in Chromium as nakkgilmgfepambcbblhgioeopabmeoi, so that a server can name it in its CORS list. */
const KEY =
  'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAlTscGQaa9o7vRoiYATQFlyaRyd1Xdjy37aCH/OSsvS+mo3LUvi51mgbuDrMLlMefHRl6vC4ACsPOZCre7Y6mS2fr4vB0nDbxi6fFJ6nv84sifBDssrOo+ChCviorPlTt8p+pPbqg6bd3CMMwWLanHXcFxsoeumbW3nj16rVp7iDp1ZtfQ4TrgnG9myRhPAQBDq5OY+WhovHH8tRY+F6+RBhn9CzxWxNHXo+Hj4UvFwHMHUCQD4A/kgIR0rBW8+HTPnuHHoOceFWOq0IKAWSCiv5hsskwB5poe1SJVjcNKjKshc/a9A2DUPqyxGdHLLG+sLV4YgPUy38yrNJPOkguMwIDAQAB';

/** Flags are files of their own, loaded when they are shown: two hundred of them would double every bundle. */
const FLAGS = join(dirname(fileURLToPath(import.meta.resolve('country-flag-icons/package.json'))), '3x2');
const flags = () =>
  readdirSync(FLAGS)
    .filter((name) => /^[A-Z]{2}\.svg$/u.test(name))
    .map((name) => ({ absoluteSrc: join(FLAGS, name), relativeDest: `flags/${name}` }));

/**
 * Recipes are files as well: a page gets its own alone, and no bundle grows with the number of sites. One that does not
 * pass the check that recipes from elsewhere must pass ends the build.
 */
const recipeFiles = () => [
  { contents: JSON.stringify(knownOf(recipes)), relativeDest: 'recipes/index.json' },
  ...recipes.map((recipe) => ({
    contents: JSON.stringify(checked(recipe)),
    relativeDest: `recipes/${recipe.site}.json`,
  })),
];

function checked(recipe: Recipe): Recipe {
  try {
    return parseRecipe(structuredClone(recipe));
  } catch (problem) {
    throw new Error(`The recipe ${recipe.site} is refused: ${String(problem)}`, { cause: problem });
  }
}

/** Alone, nothing leaves the browser. Names and addresses go to the team's own server; connecting asks for that. */
const gecko = {
  id: 'carnet@carnet.example',
  strict_min_version: '140.0',
  data_collection_permissions: {
    required: ['none' as const],
    optional: ['personallyIdentifyingInfo' as const],
  },
};

export default defineConfig({
  imports: false,
  modules: ['@wxt-dev/module-react'],
  vite: () => ({
    // Dexie's own file for today's browsers: smaller, and quicker by what the other does for older ones.
    resolve: { alias: { dexie: 'dexie/dist/modern/dexie.mjs' } },
    plugins: [
      // What the controls say by themselves, in the interface's languages and none of the thirty others.
      optimizeLocales.vite({ locales: ['en', 'fr', 'pl'] }),
      iconsByFile,
      startTogether,
      compileAtOnce,
    ],
  }),
  outDir: process.env.CARNET_OUT ?? '.output',
  hooks: {
    'build:publicAssets': (_, files) => {
      files.push(...flags(), ...recipeFiles());
    },
  },
  manifest: ({ browser }) => ({
    name: '__MSG_app_name__',
    description: '__MSG_app_description__',
    default_locale: 'en',
    action: { default_icon: { 16: 'icons/16.png', 32: 'icons/32.png' }, default_title: '__MSG_app_name__' },
    ...(browser === 'firefox'
      ? { browser_specific_settings: { gecko } }
      : { key: KEY, minimum_chrome_version: '116' }),
    permissions: ['storage', 'unlimitedStorage', 'alarms', 'scripting', 'contextMenus', 'activeTab'],
    // Firefox knows no ports in match patterns: it would refuse them, and means all of them without.
    host_permissions: browser === 'firefox' ? granted.map((pattern) => pattern.replace(':*/', '/')) : granted,
    optional_host_permissions: ['https://*/*', 'http://*/*'],
    content_security_policy: {
      extension_pages:
        "script-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'; connect-src 'self' https: wss: http://127.0.0.1:* ws://127.0.0.1:* http://localhost:* ws://localhost:*",
    },
    web_accessible_resources: [
      {
        resources: ['sidebar.html'],
        matches: ['https://*/*', 'http://*/*'],
        ...(browser === 'firefox' ? {} : { use_dynamic_url: true }),
      },
    ],
    // Only keys that Chromium does not use itself: it leaves a command without any where they clash, and says nothing.
    commands: {
      _execute_action: { suggested_key: { default: 'Alt+Shift+F' }, description: '__MSG_command_popup__' },
      'toggle-sidebar': {
        suggested_key: { default: 'Alt+Shift+S' },
        description: '__MSG_command_toggle_sidebar__',
      },
      'add-sender': { suggested_key: { default: 'Alt+Shift+D' }, description: '__MSG_command_add_sender__' },
      'read-again': { suggested_key: { default: 'Alt+Shift+E' }, description: '__MSG_command_read_again__' },
    },
  }),
});
