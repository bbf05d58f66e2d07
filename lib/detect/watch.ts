import { attributeOf, cut, partsOf, piecesOf } from '#lib/detect/dom.ts';
import { isOurs, isWithin } from '#lib/detect/news.ts';
import { readAny } from '#lib/detect/read-any.ts';
import { type Context, type Reading } from '#lib/detect/read.ts';
import type { Recipe } from '#lib/detect/recipe.ts';

/** Milliseconds without a change after which a page counts as settled, and the longest wait for that. */
const QUIET = 40;
const LONGEST = 120;
/** How long the address may name another conversation while the page still shows the message of before. */
const HOLD = 5000;
/** A page that shows another message this shortly before its address names it had changed first. */
const CHANGED_FIRST = 500;

/** How often reading a page by what somebody taught may be given up before it is read by it no more. */
const PATIENCE = 3;

export type Watch = {
  /** Those that may fit; which does, the page tells. */
  recipes: readonly Recipe[];
  own: Context['own'];
  signal: AbortSignal;
  /** At once when the page begins to show something else: whatever was reported before is over. */
  onReading: () => void;
  /** What the page shows, each time that it is something else or stands in another place. */
  onRead: (reading: Reading, recipe: Recipe | null) => void;
  /** Reading by a recipe takes so long that it is not tried any more on this page. */
  onSlow?: (recipe: Recipe) => void;
};

/** What was reported last, and what its elements said then. */
type Report = {
  reading: Reading;
  prints: string[];
  conversation: string;
  at: number;
  /** Another message than before, at the address of before. */
  isAhead: boolean;
};

type State = {
  window: Window;
  options: Watch;
  /** Attributes that the recipe reads people from. */
  attributes: string[];
  /** Those that are still tried, how often each was given up, and the last that fitted. */
  recipes: readonly Recipe[];
  slow: Map<Recipe, number>;
  recipe: Recipe | null;
  /** Stays when it is over, so that a page which lags behind its address is not believed a second time. */
  report: Report | null;
  isOver: boolean;
  conversation: string;
  movedAt: number;
  timer: number;
  changingSince: number;
  frame: number;
};

/**
 * Watches a document for the message it shows (A8). The first reading is reported before this returns. Nothing runs
 * while nothing changes; a person is never reported for a message that is not theirs. Ends by the signal.
 * @returns a function that reads the page anew and reports what it finds, changed or not (R5)
 */
export function watch(document: Document, options: Watch): () => void {
  const state = begin(document, options);
  if (options.signal.aborted) return () => {};
  const observer = new MutationObserver((records) => changed(state, records));
  observer.observe(document, {
    subtree: true,
    childList: true,
    characterData: true,
    attributeFilter: ['class', 'style', 'hidden', ...state.attributes],
  });
  listen(state, options.signal);
  const end = () => {
    observer.disconnect();
    clearTimeout(state.timer);
    state.window.cancelAnimationFrame(state.frame);
  };
  options.signal.addEventListener('abort', end, { once: true });
  tell(state, read(state));
  return () => tell(state, read(state));
}

function begin(document: Document, options: Watch): State {
  const window = document.defaultView;
  if (!window) throw new Error('A document without a window cannot be watched.');
  const { recipes } = options;
  const attributes = [...new Set(recipes.flatMap(attributesOf))];
  const recipe = recipes.length === 1 ? (recipes[0] ?? null) : null;
  const state = { window, options, attributes, recipes, recipe, slow: new Map(), report: null, isOver: true };
  const begun: State = { ...state, conversation: '', movedAt: -HOLD, timer: 0, changingSince: 0, frame: 0 };
  begun.conversation = conversationOf(begun);
  return begun;
}

/** An isolated world cannot wrap the page's `pushState`; the navigation API tells of it where the browser has one. */
function listen(state: State, signal: AbortSignal): void {
  const { window } = state;
  const look = () => lookAtAddress(state);
  window.addEventListener('hashchange', look, { signal });
  window.addEventListener('popstate', look, { signal });
  window.addEventListener('pagehide', () => over(state), { signal });
  window.addEventListener('pageshow', () => settle(state), { signal });
  const navigation: unknown = Reflect.get(window, 'navigation');
  if (navigation instanceof EventTarget) navigation.addEventListener('currententrychange', look, { signal });
}

function changed(state: State, records: MutationRecord[]): void {
  if (records.every(isOurs)) return;
  lookAtAddress(state);
  const zones = zonesOf(state);
  if (records.every((record) => isOurs(record) || isWithin(zones, record))) return;
  if (!stillSays(state) && !showsTheSame(state, read(state))) over(state);
  // What is hidden by style is looked for before the next paint, when styles are made anyway.
  state.frame ||= state.window.requestAnimationFrame(() => lookAtSight(state));
  settle(state);
}

/** Where nothing is read while a message is: rows of a list, a message's body; '' where changes there may matter. */
function zonesOf({ recipe, report, isOver }: State): string {
  const isRead = !isOver && report !== null && !/^(?:answering)?$/u.test(report.reading.view ?? '');
  return isRead && recipe ? recipe.exclude.join(',') : '';
}

function lookAtAddress(state: State): void {
  const conversation = conversationOf(state);
  if (conversation === state.conversation) return;
  state.conversation = conversation;
  state.movedAt = state.window.performance.now();
  over(state);
  settle(state);
}

function lookAtSight(state: State): void {
  state.frame = 0;
  const isHidden = state.report?.reading.messages.some((message) => !message.checkVisibility());
  if (isHidden && !showsTheSame(state, read(state))) over(state);
}

function over(state: State): void {
  if (state.isOver) return;
  state.isOver = true;
  state.options.onReading();
}

function settle(state: State): void {
  const now = state.window.performance.now();
  state.changingSince ||= now;
  wait(state, Math.max(0, Math.min(QUIET, state.changingSince + LONGEST - now)));
}

function wait(state: State, milliseconds: number): void {
  clearTimeout(state.timer);
  state.timer = state.window.setTimeout(() => settled(state), milliseconds);
}

function settled(state: State): void {
  state.changingSince = 0;
  const reading = read(state);
  if (lagsBehind(state, reading)) wait(state, HOLD);
  else if (state.isOver || !saysTheSame(state, reading) || !standsTheSame(state, reading))
    tell(state, reading);
}

function tell(state: State, reading: Reading): void {
  const { conversation, window, report } = state;
  const prints = reading.evidence.map((element) => printOf(state, element));
  const isAhead = report?.conversation === conversation && report.reading.evidence[0] !== reading.evidence[0];
  state.report = { reading, prints, conversation, at: window.performance.now(), isAhead };
  state.isOver = false;
  state.options.onRead(reading, state.recipe);
}

/** Whether the address already names another conversation, while the page shows the message of before. */
function lagsBehind(state: State, { evidence, requesters }: Reading): boolean {
  const { report, conversation, movedAt, window } = state;
  if (!report || evidence.length === 0 || report.conversation === conversation) return false;
  const changedFirst = report.isAhead && movedAt - report.at < CHANGED_FIRST;
  if (changedFirst || window.performance.now() - movedAt >= HOLD) return false;
  const before = report.reading;
  return (
    // An application may keep the element and write the next name into it.
    evidence.every(
      (element, index) =>
        element === before.evidence[index] && printOf(state, element) === report.prints[index],
    ) && requesters[0]?.subject === before.requesters[0]?.subject
  );
}

/** Cheap, without layout: what was read is in the page and says what it said. */
function stillSays(state: State): boolean {
  const { report } = state;
  if (state.isOver || !report) return true;
  return report.reading.evidence.every(
    (element, index) => element.isConnected && printOf(state, element) === report.prints[index],
  );
}

/** A page may be drawn anew with what it showed before. */
function showsTheSame({ report }: State, { requesters }: Reading): boolean {
  return JSON.stringify(report?.reading.requesters) === JSON.stringify(requesters);
}

/** The same, with all that it says beside. */
function saysTheSame({ report }: State, reading: Reading): boolean {
  const said = ({ requesters, about }: Reading) => JSON.stringify([requesters, about]);
  return report !== null && said(report.reading) === said(reading);
}

function standsTheSame({ report }: State, reading: Reading): boolean {
  const before = report?.reading;
  return reading.anchors.every((anchor, index) => anchor?.element === before?.anchors[index]?.element);
}

function read(state: State): Reading {
  const { window, options } = state;
  const context = { url: window.location.href, own: options.own };
  const { reading, recipe } = readAny(window.document, state.recipes, context, (slow) =>
    givenUp(state, slow),
  );
  if (recipe && recipe !== state.recipe) {
    state.recipe = recipe;
    // Another recipe names the same address in another way: that is no move.
    state.conversation = conversationOf(state);
  }
  return reading;
}

function givenUp(state: State, recipe: Recipe): void {
  const times = (state.slow.get(recipe) ?? 0) + 1;
  state.slow.set(recipe, times);
  if (times < PATIENCE) return;
  state.recipes = state.recipes.filter((one) => one !== recipe);
  state.options.onSlow?.(recipe);
}

function conversationOf({ window, recipe }: State): string {
  const { conversationInUrl } = recipe ?? {};
  const { href } = window.location;
  return conversationInUrl === undefined ? href : cut(href, conversationInUrl);
}

function printOf({ attributes }: State, element: Element): string {
  return [element.textContent, ...attributes.map((name) => attributeOf(element, name))].join('\n');
}

function attributesOf({ views, answering }: Recipe): string[] {
  const people = [
    ...views.flatMap(({ sender, replyTo, also = [] }) => [sender, replyTo, ...also]),
    answering?.to,
  ];
  const beside = views.flatMap(({ subject, orders, status }) => [subject, orders, status].flat());
  const named = [...people.flatMap((one) => [one?.address, one?.name].flat()), ...beside]
    .filter((source) => source !== undefined)
    .flatMap((source) => piecesOf(source))
    .map((piece) => partsOf(piece).attribute);
  return [...new Set(named.filter((name) => name !== undefined))];
}
