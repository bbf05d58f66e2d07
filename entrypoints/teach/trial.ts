import { findFirst, partsOf, piecesOf } from '#lib/detect/dom.ts';
import type { Reading } from '#lib/detect/read.ts';
import type { Recipe } from '#lib/detect/recipe.ts';
import { watch } from '#lib/detect/watch.ts';
import { t } from '#lib/i18n/words.ts';
import type { TeachPage } from '#lib/messages/page.ts';
import { problemOf } from '#lib/messages/problem-error.ts';
import { readAlike, refine } from '#lib/teach/refine.ts';
import type { Outline } from './boxes.ts';
import { ENOUGH, type Draft, type Try } from './lesson.ts';
import { stepWords, type Button, type createPanel, type ReadLine } from './panel.ts';

type Needs = {
  page: TeachPage;
  own: readonly string[];
  signal: AbortSignal;
  panel: ReturnType<typeof createPanel>;
  outline: (outlines: Outline[]) => void;
  pointAgain: () => void;
  over: () => void;
};

/** Milliseconds that "saved" is shown. */
const SAID = 6000;

/**
 * What would be read by what was taught: here, and on the next messages that are opened (R15). The page is the agent's
 * meanwhile. Each time they say whether it is right; what led nowhere is left out, and what is kept has been seen to work.
 */
export class Trial {
  readonly #needs: Needs;
  #recipe: Recipe | null = null;
  #tries: Try[] = [];
  #shown: { reading: Reading; recipe: Recipe } | null = null;
  #isSaving = false;
  #stop: AbortController | null = null;

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  get tries(): Try[] {
    return this.#tries;
  }

  begin({ recipe, tries }: Draft): void {
    this.#recipe = recipe;
    this.#tries = tries;
    this.#keep();
    this.#watch();
  }

  stop(): void {
    this.#stop?.abort();
    this.#stop = null;
    this.#shown = null;
  }

  /** The page may show the next message without being left. */
  #watch(): void {
    this.stop();
    const recipe = this.#recipe;
    if (!recipe) return;
    this.#stop = new AbortController();
    const signal = AbortSignal.any([this.#needs.signal, this.#stop.signal]);
    const look = () => this.#look();
    watch(document, {
      recipes: [recipe],
      own: this.#needs.own,
      signal,
      onReading: look,
      onRead: look,
      onSlow: look,
    });
    this.#look();
  }

  #look(): void {
    if (!this.#recipe || this.#isSaving) return;
    this.#shown = readAlike(
      document,
      this.#recipe,
      this.#tries.map(({ url }) => url),
      this.#needs.own,
    );
    this.#draw();
  }

  #draw(bad?: string): void {
    const { panel, outline } = this.#needs;
    const [requester] = this.#shown?.reading.requesters ?? [];
    outline(requester && this.#shown ? whereRead(this.#shown.recipe) : []);
    // Some applications show every message at one address.
    const isTried = this.#tries.some(
      ({ url, address }) => url === location.href && address === requester?.address,
    );
    const enough = this.#tries.length >= ENOUGH;
    const right: Button = { words: t('teach_right'), act: () => this.#right(), isMain: !enough };
    const save: Button = { words: t('teach_save'), act: () => void this.#save(), isMain: enough || isTried };
    const again: Button = { words: t('teach_point_again'), act: () => this.#needs.pointAgain() };
    panel.show({
      ask: this.#question(requester !== undefined, isTried),
      ...(isTried && !enough ? { why: t('teach_try_why') } : {}),
      ...(bad === undefined ? {} : { bad }),
      ...(this.#shown && requester ? { read: linesOf(this.#shown.reading) } : {}),
      tries: this.#tries.map(({ name, address }) => (name === '' ? address : `${name}, ${address}`)),
      buttons: [...(requester && !isTried ? [right] : []), ...(this.#tries.length > 0 ? [save] : []), again],
    });
  }

  #question(reads: boolean, isTried: boolean): string {
    if (isTried) return this.#tries.length >= ENOUGH ? t('teach_enough') : t('teach_open_next');
    if (reads) return t('teach_is_right');
    return this.#tries.length === 0 || this.#shown ? t('teach_reads_nobody') : t('teach_open_next');
  }

  #right(): void {
    const [requester] = this.#shown?.reading.requesters ?? [];
    if (!requester || !this.#shown) return;
    const { name, address } = requester;
    this.#tries = [...this.#tries, { url: location.href, name, address }];
    const urls = this.#tries.map(({ url }) => url);
    this.#recipe = refine(document, this.#shown.recipe, urls, address);
    this.#keep();
    this.#watch();
  }

  async #save(): Promise<void> {
    if (!this.#recipe || this.#isSaving) return;
    this.#isSaving = true;
    const { page, panel, over, signal } = this.#needs;
    try {
      const name = await page.keepTaught(JSON.stringify(this.#recipe), '');
      this.#needs.outline([]);
      panel.show({
        ask: t('teach_saved', name),
        why: t('teach_saved_why'),
        buttons: [{ words: t('teach_close'), act: over, isMain: true }],
      });
      const timer = setTimeout(over, SAID);
      signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
    } catch (error) {
      this.#isSaving = false;
      this.#draw(t(`problem_${problemOf(error).reason}`, ''));
    }
  }

  #keep(): void {
    const draft = JSON.stringify({ recipe: this.#recipe, tries: this.#tries });
    void this.#needs.page.keepLesson(draft).catch(() => {}); // on the next page it begins anew
  }
}

/** Where the values are read on the page. */
function whereRead({ exclude, views: [view] }: Recipe): Outline[] {
  if (!view?.sender) return [];
  const { sender, confirm = [], orders = [], account = [], subject = [] } = view;
  const whole = sender.address[0] === '' ? confirm : [];
  return [[...sender.address, ...whole], sender.name, orders, account, subject].flatMap((sources) => {
    const places = sources
      .flatMap((source) => piecesOf(source).map((piece) => partsOf(piece).at))
      .filter((at) => at !== '');
    const [element] = findFirst(document, places, exclude);
    return element ? [{ element, kind: 'picked' as const }] : [];
  });
}

function linesOf({ requesters: [requester] }: Reading): ReadLine[] {
  if (!requester) return [];
  const { name, address, orders = [], integration = '', subject = '' } = requester;
  return [
    { label: stepWords('name'), value: name },
    { label: stepWords('address'), value: address },
    { label: stepWords('order'), value: orders.join(', ') },
    { label: stepWords('account'), value: integration },
    { label: stepWords('subject'), value: subject },
  ].filter(({ value }) => value !== '');
}
