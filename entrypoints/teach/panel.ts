import { t, type WordKey } from '#lib/i18n/words.ts';
import { icon, make } from '#lib/on-page/element.ts';
import type { Candidate } from '#lib/teach/candidates.ts';
import { NEEDED, STEPS, type Step } from '#lib/teach/build.ts';

/** One line of what is read: its words, and the value. */
export type ReadLine = { label: string; value: string };
export type Button = { words: string; act: () => void; isMain?: boolean };

/** Everything the panel shows at a time. */
export type View = {
  ask: string;
  why?: string;
  bad?: string;
  good?: string;
  candidates?: {
    all: readonly Candidate[];
    pick: (one: Candidate) => void;
    aim: (one: Candidate | null) => void;
  };
  read?: readonly ReadLine[];
  tries?: readonly string[];
  steps?: { now: Step | null; values: Partial<Record<Step, string>>; go: (step: Step) => void };
  keys?: string;
  buttons: readonly Button[];
};

export const stepWords = (step: Step): string => t(`teach_step_${step}` satisfies WordKey);

/** The panel beside the page: what is asked, what may be meant, what is read, and the ways on. */
export function createPanel(close: () => void) {
  const body = make('div', { class: 'body' });
  const title = make('h2', { text: t('teach_title') });
  const side = iconButton('sides', t('teach_other_side'), () => panel.classList.toggle('left'));
  const head = make('div', { class: 'head' }, [title, side, iconButton('close', t('teach_end'), close)]);
  const panel = make('section', { class: 'panel', role: 'dialog', aria: { label: t('teach_title') } }, [
    head,
    body,
  ]);
  return {
    panel,
    show(view: View): void {
      const hadFocus = (panel.getRootNode() as ShadowRoot).activeElement !== null;
      body.replaceChildren(...partsOf(view));
      if (hadFocus) focusFirst(body);
    },
    focus: () => focusFirst(body),
  };
}

function focusFirst(body: HTMLElement): void {
  (body.querySelector<HTMLElement>('.maybe') ?? body.querySelector<HTMLElement>('button'))?.focus();
}

function partsOf({ ask, why, bad, good, candidates, read, tries, steps, keys, buttons }: View): Node[] {
  const inside = make('div', { class: 'in' }, [
    make('p', { class: 'ask', role: 'status', text: ask }),
    ...(why === undefined ? [] : [make('p', { class: 'why', text: why })]),
    ...(bad === undefined ? [] : [make('p', { class: 'bad', role: 'alert', text: bad })]),
    ...(good === undefined ? [] : [make('p', { class: 'good', role: 'status', text: good })]),
    ...(candidates && candidates.all.length > 0 ? [candidateList(candidates)] : []),
    ...(read ? [readList(read)] : []),
    ...(tries && tries.length > 0 ? [triesList(tries)] : []),
    ...(keys === undefined ? [] : [make('p', { class: 'keys', text: keys })]),
  ]);
  const foot = make('div', { class: 'foot' }, buttons.map(buttonOf));
  return [inside, foot, ...(steps ? [stepList(steps)] : [])];
}

function candidateList({ all, pick, aim }: NonNullable<View['candidates']>): HTMLElement {
  const buttons = all.map((one) => {
    const button = make('button', { type: 'button', class: 'maybe', text: one.value, title: one.value });
    onPress(button, () => pick(one));
    for (const type of ['focus', 'pointerenter'] as const) button.addEventListener(type, () => aim(one));
    for (const type of ['blur', 'pointerleave'] as const) button.addEventListener(type, () => aim(null));
    return button;
  });
  const list = make('div', { class: 'list', role: 'group', aria: { label: t('teach_candidates') } }, buttons);
  list.addEventListener('keydown', (event) => {
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    if (step === undefined || !event.isTrusted) return;
    event.preventDefault();
    const at = buttons.indexOf((list.getRootNode() as ShadowRoot).activeElement as HTMLButtonElement);
    buttons.at((at + step) % buttons.length)?.focus();
  });
  return list;
}

function stepList({ now, values, go }: NonNullable<View['steps']>): HTMLElement {
  const rows = STEPS.map((step) => {
    const value = values[step];
    const row = make('button', { type: 'button', class: `step${step === now ? ' now' : ''}` }, [
      value === undefined ? make('span') : icon('check'),
      make('span', { class: 'label', text: stepWords(step) }),
      make('span', {
        class: value === undefined ? 'value none' : 'value',
        text: value ?? (NEEDED.includes(step) ? '' : t('teach_optional')),
      }),
    ]);
    if (step === now) row.setAttribute('aria-current', 'step');
    onPress(row, () => go(step));
    return row;
  });
  return make('div', { class: 'steps', role: 'group', aria: { label: t('teach_steps') } }, rows);
}

function readList(lines: readonly ReadLine[]): HTMLElement {
  return make(
    'dl',
    { class: 'read' },
    lines.flatMap(({ label, value }) => [make('dt', { text: label }), make('dd', { text: value })]),
  );
}

function triesList(tries: readonly string[]): HTMLElement {
  return make(
    'div',
    { class: 'tries' },
    tries.map((one) => make('span', {}, [icon('check'), make('span', { text: one })])),
  );
}

function buttonOf({ words, act, isMain }: Button): HTMLElement {
  const button = make('button', { type: 'button', class: isMain ? 'main' : '', text: words });
  onPress(button, act);
  return button;
}

function iconButton(name: 'close' | 'sides', words: string, act: () => void): HTMLElement {
  const button = make('button', { type: 'button', class: 'icon', title: words, aria: { label: words } }, [
    icon(name),
  ]);
  onPress(button, act);
  return button;
}

/** Real clicks and key presses only; those that a page's script makes up are not trusted (law 9). */
function onPress(button: HTMLElement, act: () => void): void {
  button.addEventListener('click', (event) => {
    if (event.isTrusted) act();
  });
}
