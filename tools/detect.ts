import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { isOnTheWeb, readSavedPages, type Read, type SavedPage } from './detect/saved-pages.ts';

/**
 * What the built-in recipes read in saved pages.
 *
 *   npm run detect -- page.html --url https://mail.example/?_task=mail [--own me@shop.example,you@shop.example]
 *   npm run detect -- FOLDER        reads FOLDER/sources.json, a list of {file, url, own?}; prints one JSON line a page
 */

const USAGE = `Usage:
  npm run detect -- page.html --url https://... [--own a@b.example,c@d.example]
  npm run detect -- FOLDER     (with a sources.json: [{ "file", "url", "own"? }])`;

/** Only what is ours of it: a folder of pages may say more about each, such as what is expected of it. */
const sources = z.array(
  z.object({ file: z.string().min(1), url: z.string().min(1), own: z.array(z.string()).default([]) }),
);

/** Something the person who called must put right; its message is all they need. */
class Misuse extends Error {}

async function main(): Promise<void> {
  const { positionals, values } = commandLine();
  const [given, ...more] = positionals;
  if (given === undefined || more.length > 0) throw new Misuse(USAGE);
  // npm runs scripts in the package's folder; the person's own is the one they mean.
  const path = resolve(process.env.INIT_CWD ?? process.cwd(), given);
  if (!existsSync(path)) throw new Misuse(`There is no ${path}.`);
  if (statSync(path).isDirectory()) await readFolder(path);
  else await readOne(path, values);
}

async function readOne(path: string, { url, own }: { url?: string; own?: string }): Promise<void> {
  if (url === undefined) throw new Misuse(`--url is missing: the address at which the page stood.\n${USAGE}`);
  const address = addressIn(url);
  if (!isOnTheWeb(address)) throw new Misuse(`${url} is no http(s) address.`);
  const page = { file: path, path, url: address, own: own?.split(',') ?? [] };
  await readSavedPages([page], (_, reading) => console.log(JSON.stringify(told(reading), null, 2)));
}

async function readFolder(folder: string): Promise<void> {
  const pages = pagesOf(folder);
  await readSavedPages(pages, ({ file }, reading) => console.log(JSON.stringify({ file, ...told(reading) })));
}

/** Whom a page offers, apart from the other participants, who are only to be switched to (G23). */
function told({ view, requesters }: Read) {
  return { view, requesters: requesters.slice(0, 1), participants: requesters.slice(1) };
}

function pagesOf(folder: string): SavedPage[] {
  const list = join(folder, 'sources.json');
  if (!existsSync(list)) throw new Misuse(`There is no ${list}: a list of { "file", "url", "own"? }.`);
  return parseList(list).map(({ file, url, own }) => {
    const path = resolve(dirname(list), file);
    if (!existsSync(path)) throw new Misuse(`${list} names ${file}, which is not there.`);
    return { file, path, url: addressIn(url), own };
  });
}

function parseList(list: string): z.infer<typeof sources> {
  try {
    return sources.parse(JSON.parse(readFileSync(list, 'utf8')));
  } catch (problem) {
    const why = problem instanceof z.ZodError ? z.prettifyError(problem) : String(problem);
    throw new Misuse(`${list} is no list of { "file", "url", "own"? }:\n${why}`);
  }
}

/** Notes beside an address, as in `https://a.example/ (also b.example)`, are not part of it. */
const addressIn = (text: string) => text.trim().split(/\s/u)[0] ?? '';

function commandLine() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: { url: { type: 'string' }, own: { type: 'string' } },
    });
  } catch (problem) {
    throw new Misuse(`${(problem as Error).message}\n${USAGE}`);
  }
}

try {
  await main();
} catch (problem) {
  console.error(problem instanceof Error ? problem.message : problem);
  process.exitCode = problem instanceof Misuse ? 2 : 1;
}
