import { t } from '#lib/i18n/words.ts';
import type { Lesson, TeachPage } from '#lib/messages/page.ts';
import { closedRoot, keepInside, make } from '#lib/on-page/element.ts';
import { candidatesOf, type Candidate } from '#lib/teach/candidates.ts';
import { NEEDED, STEPS, targetOf, valueAt, type Picks, type Step, type Trouble } from '#lib/teach/build.ts';
import { meantBy } from '#lib/teach/meant.ts';
import { pageAt, scrollUnder } from './aim.ts';
import { addressInFrame, isFrame } from './frame.ts';
import { createBoxes, type Outline } from './boxes.ts';
import { makeRecipe, type Draft } from './lesson.ts';
import { createPanel, stepWords, type Button } from './panel.ts';
import { TEACH_CSS } from './style.ts';
import { Trial } from './trial.ts';

type Needs = { page: TeachPage; lesson: Lesson; draft: Draft | null; signal: AbortSignal };

/**
 * The mode in which somebody points at a page: name, address, and what else they like, one after the other. A click on
 * the page only ever picks; Escape ends. Once the person is known, what would be read is tried (`trial.ts`).
 */
export class Teacher {
  readonly #needs: Needs;
  readonly #end = new AbortController();
  readonly #signal: AbortSignal;
  readonly #picks: Picks = {};
  readonly #host: HTMLElement;
  readonly #glass = make('div', { class: 'glass' });
  readonly #boxes: ReturnType<typeof createBoxes>;
  readonly #panel = createPanel(() => this.#over());
  readonly #trial: Trial;
  #step: Step = 'name';
  #trouble: Trouble | 'frame' | 'frame_far' | null = null;
  /** The page of the frame that was pointed at. */
  #inFrame: string | null = null;
  #candidates: Candidate[] = [];
  #aim: Element | null = null;
  #isPointing = true;

  constructor(needs: Needs) {
    this.#needs = needs;
    this.#signal = AbortSignal.any([needs.signal, this.#end.signal]);
    const { host, root } = closedRoot('teach', TEACH_CSS);
    this.#host = host;
    const layer = make('div');
    const dark = matchMedia('(prefers-color-scheme: dark)').matches;
    const { theme } = needs.lesson;
    const scheme = theme === 'system' ? (dark ? 'dark' : 'light') : theme;
    root.append(make('div', { class: `all ${scheme}` }, [this.#glass, layer, this.#panel.panel]));
    keepInside(root);
    this.#boxes = createBoxes(layer, this.#signal);
    this.#trial = new Trial({
      page: needs.page,
      own: needs.lesson.own,
      signal: this.#signal,
      panel: this.#panel,
      outline: (outlines) => this.#boxes.show(outlines),
      pointAgain: () => this.#point('name'),
      over: () => this.#over(),
    });
    this.#signal.addEventListener('abort', () => host.remove(), { once: true });
  }

  begin(): void {
    document.documentElement.append(this.#host);
    this.#listen();
    if (this.#needs.draft) this.#try(this.#needs.draft);
    else this.#point('name');
    this.#panel.focus();
  }

  #listen(): void {
    const signal = this.#signal;
    this.#glass.addEventListener('pointermove', (event) => this.#aimAt(event.clientX, event.clientY), {
      signal,
    });
    this.#glass.addEventListener('click', (event) => event.isTrusted && this.#click(event), { signal });
    this.#glass.addEventListener('wheel', (event) => scrollUnder(this.#glass, event), {
      signal,
      passive: true,
    });
    window.addEventListener('keydown', (event) => this.#key(event), { signal, capture: true });
  }

  /** While it is pointed at, keys are the picker's: the page's own shortcuts would lead away. */
  #key(event: KeyboardEvent): void {
    if (!event.isTrusted) return;
    const isOurs = event.target === this.#host;
    if (event.key === 'Escape' && (this.#isPointing || isOurs)) {
      event.preventDefault();
      event.stopImmediatePropagation();
      this.#over();
    } else if (this.#isPointing && !isOurs) {
      event.preventDefault();
      event.stopImmediatePropagation();
      this.#panel.focus();
    }
  }

  #point(step: Step): void {
    this.#trial.stop();
    this.#isPointing = true;
    this.#glass.hidden = false;
    this.#step = step;
    this.#trouble = null;
    this.#aim = null;
    this.#candidates = candidatesOf(document, step, this.#needs.lesson.own);
    this.#draw();
  }

  #aimAt(x: number, y: number): void {
    const pointed = pageAt(this.#glass, x, y);
    const meant = pointed && this.#meant(pointed);
    if (meant === this.#aim) return;
    this.#aim = meant;
    this.#outline();
  }

  #click(event: MouseEvent): void {
    const pointed = pageAt(this.#glass, event.clientX, event.clientY);
    if (pointed) this.#pick(this.#meant(pointed));
  }

  /** A frame stands for itself: what is around it says nothing of what is in it. */
  #meant(pointed: Element): Element {
    return isFrame(pointed) ? pointed : meantBy(this.#step, pointed);
  }

  #pick(element: Element): void {
    // A letter in a frame is in no way of what is read beside it: that may be the zone.
    if (isFrame(element) && this.#step !== 'body') return this.#refuseFrame(element);
    const target = this.#step === 'body' ? null : targetOf(this.#step, element, {});
    const trouble = target && 'trouble' in target ? target.trouble : null;
    // A name is found from where the address is, which comes next.
    const isLater = this.#step === 'name' && trouble === 'not_again';
    this.#trouble = isLater ? null : trouble;
    if (this.#trouble) return this.#draw();
    this.#picks[this.#step] = element;
    return this.#next();
  }

  /** What stands in a frame is of another page, which can be opened alone: the lesson goes on there. */
  #refuseFrame(frame: Element): void {
    this.#inFrame = addressInFrame(frame);
    this.#trouble = this.#inFrame === null ? 'frame_far' : 'frame';
    this.#draw();
  }

  #next(): void {
    const next = STEPS[STEPS.indexOf(this.#step) + 1];
    if (next) this.#point(next);
    else this.#done();
  }

  #done(): void {
    const made = makeRecipe(this.#picks, this.#trial.tries);
    if ('recipe' in made) return this.#try({ recipe: made.recipe, tries: this.#trial.tries });
    this.#point(made.at);
    this.#trouble = made.trouble;
    return this.#draw();
  }

  #try(draft: Draft): void {
    this.#isPointing = false;
    this.#glass.hidden = true;
    this.#trial.begin(draft);
  }

  #draw(): void {
    const step = this.#step;
    const isEnough = NEEDED.every((one) => this.#picks[one]);
    const skip: Button = { words: t('teach_skip'), act: () => this.#next() };
    const inFrame = this.#trouble === 'frame' ? this.#inFrame : null;
    const alone: Button = {
      words: t('teach_frame_open'),
      act: () => inFrame !== null && location.assign(inFrame),
      isMain: true,
    };
    const look: Button = { words: t('teach_look'), act: () => this.#done(), isMain: true };
    this.#outline();
    this.#panel.show({
      ask: t(`teach_ask_${step}`),
      why: t(`teach_why_${step}`),
      ...(this.#trouble ? { bad: t(`teach_trouble_${this.#trouble}`) } : {}),
      candidates: {
        all: this.#candidates,
        pick: ({ element }) => this.#pick(element),
        aim: (one) => ((this.#aim = one?.element ?? null), this.#outline()),
      },
      steps: { now: step, values: this.#values(), go: (to) => this.#point(to) },
      keys: t('teach_keys'),
      buttons: [
        ...(inFrame === null ? [] : [alone]),
        ...(isEnough ? [look] : []),
        ...(NEEDED.includes(step) ? [] : [skip]),
      ],
    });
  }

  #values(): Partial<Record<Step, string>> {
    return Object.fromEntries(
      STEPS.flatMap((step) => {
        const element = this.#picks[step];
        if (!element) return [];
        const read = valueAt(step, element);
        return [[step, 'trouble' in read ? '' : read.value || t('teach_chosen')]];
      }),
    );
  }

  #outline(): void {
    const picked = STEPS.flatMap((step): Outline[] => {
      const element = this.#picks[step];
      return element ? [{ element, kind: 'picked' }] : [];
    });
    const maybe = this.#candidates.map(({ element }): Outline => ({ element, kind: 'maybe' }));
    const aim: Outline[] = this.#aim
      ? [{ element: this.#aim, kind: 'aim', tag: this.#aimWords(this.#aim) }]
      : [];
    this.#boxes.show([...maybe, ...picked, ...aim]);
  }

  #aimWords(element: Element): string {
    const read = valueAt(this.#step, element);
    return 'trouble' in read || read.value === ''
      ? stepWords(this.#step)
      : `${stepWords(this.#step)}: ${read.value}`;
  }

  #over(): void {
    void this.#needs.page.endLesson().catch(() => {}); // gone either way
    this.#end.abort();
  }
}
