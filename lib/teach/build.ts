import { channelIds } from '#lib/model/channel.ts';
import { RECIPE_FORMAT, type Place, type Recipe, type Source, type View } from '#lib/detect/recipe.ts';
import { anchorsFrom, anchorsOf, zoneOf, type Anchor, type Around } from '#lib/teach/anchors.ts';
import { chainOf, commonOf } from '#lib/teach/in-sight.ts';
import { addressOf } from '#lib/teach/page-address.ts';
import { NEW_SITE } from '#lib/teach/patterns.ts';
import { ELSEWHERE, emailOf, emailsOf, loginOf, sourceOf, wordsOf, type Value } from '#lib/teach/value.ts';

/** What is pointed at, in the order in which it is asked for. */
export const STEPS = ['name', 'address', 'order', 'account', 'subject', 'chip', 'body'] as const;
export type Step = (typeof STEPS)[number];
export const NEEDED: readonly Step[] = ['name', 'address'];

export type Picks = Partial<Record<Step, Element>>;

/**
 * Why no recipe can be made: nothing that names somebody, a name that several may bear, several addresses at once, nothing by which the place could be
 * found again but what anybody may write in a message, or nothing at all, a zone that holds what must be read.
 */
export type Trouble =
  | 'nothing'
  | 'is_name'
  | 'several'
  | 'too_long'
  | 'not_again'
  | 'needs_zone'
  | 'in_zone'
  | 'no_page';
export type Built = { recipe: Recipe } | { trouble: Trouble; at: Step };

type Target = { step: Step; element: Element; value: Value; anchors: Anchor[] };

/**
 * A recipe from what somebody pointed at (R15), or why there can be none. Each place is found by several kinds of
 * anchors; where they lead to different people, the reader shows nobody.
 * @param urls addresses of the pages it is to read, this one first
 */
export function buildRecipe(document: Document, picks: Picks, urls: readonly string[]): Built {
  const page = addressOf(urls);
  if (!page) return { trouble: 'no_page', at: 'name' };
  const read = (['name', 'address', 'order', 'account', 'subject'] as const).flatMap(
    (step) => picks[step] ?? [],
  );
  const zone = picks.body ? zoneOf(picks.body, read) : null;
  if (picks.body && zone === null) return { trouble: 'in_zone', at: 'body' };
  const zones = ['[contenteditable="true"]', ...(zone === null ? [] : [zone])];
  const values = read.flatMap((element) =>
    [emailOf(element), wordsOf(element)].flatMap((one) => one?.value ?? []),
  );
  const targets: Partial<Record<Step, Target>> = {};
  for (const step of STEPS) {
    const element = picks[step];
    if (!element || step === 'body') continue;
    const target = targetOf(step, element, { zones, values, isStrict: step === 'address' && zone === null });
    if (!('trouble' in target)) targets[step] = target;
    else if (step !== 'name' || target.trouble !== 'not_again') return whyNot(target.trouble, step, element);
  }
  if (!targets.address) return { trouble: 'nothing', at: 'address' };
  if (picks.name && !targets.name) targets.name = besideAddress(picks.name, targets.address, zones);
  const view = viewOf(targets.address, targets, picks, zone);
  return {
    recipe: {
      format: RECIPE_FORMAT,
      site: NEW_SITE,
      channel: emailOf(targets.address.element) ? 'email' : channelAt(document.location.hostname),
      grade: 'taught',
      nobody: [],
      exclude: zones,
      ...(page.conversationInUrl === undefined ? {} : { conversationInUrl: page.conversationInUrl }),
      views: [{ ...view, gate: { url: page.url } }],
    },
  };
}

/** A name that nothing marks is found from where the address is; without any it is not read. */
function besideAddress(
  element: Element,
  { anchors, element: from }: Target,
  zones: readonly string[],
): Target {
  const value = valueAt('name', element);
  const read = 'trouble' in value ? { value: '' } : value;
  return { step: 'name', element, value: read, anchors: anchorsFrom(element, from, anchors, zones) };
}

/** Where only the zone of the customer's text is lacking, that is asked for. */
function whyNot(trouble: Trouble, step: Step, element: Element): Built {
  const wouldDo =
    step === 'address' && trouble === 'not_again' && !('trouble' in targetOf(step, element, {}));
  return wouldDo ? { trouble: 'needs_zone', at: 'body' } : { trouble, at: step };
}

/** What one step's element says and how it is found again. */
export function targetOf(step: Step, element: Element, around: Around): Target | { trouble: Trouble } {
  const value = valueAt(step, element);
  if ('trouble' in value) return value;
  const anchors = anchorsOf(element, value.value, around);
  return anchors.length === 0 ? { trouble: 'not_again' } : { step, element, value, anchors };
}

/** What would be read of an element in a step. */
export function valueAt(step: Step, element: Element): Value | { trouble: Trouble } {
  if (step === 'chip' || step === 'body') return { value: '' };
  if (step === 'address' || step === 'account') {
    const email = emailOf(element);
    if (email) return email;
    if ((element.textContent.match(/@/gu)?.length ?? 0) > 1) return { trouble: 'several' };
  }
  if (step === 'address')
    return loginOf(element) ?? { trouble: wordsOf(element) ? 'is_name' : whyNone(element) };
  const words = wordsOf(element);
  if (words) return words;
  return { trouble: whyNone(element) };
}

function whyNone(element: Element): Trouble {
  return element.textContent.trim() === '' ? 'nothing' : 'too_long';
}

function viewOf(
  address: Target,
  { name, order, account, subject, chip }: Partial<Record<Step, Target>>,
  picks: Picks,
  zone: string | null,
): Omit<View, 'gate'> {
  const person = holderOf(name && name.anchors.length > 0 ? [address, name] : [address]);
  const isOne = person === address.element;
  const sources = sourcesOf(address);
  const own = account ? sourcesOf(account) : [];
  const places = (chip ?? (name?.anchors.length ? name : address)).anchors.map(({ selector }): Place => ({
    at: selector,
    where: 'after',
  }));
  return {
    id: 'taught',
    messages: [''],
    sender: {
      at: atOf(address, person),
      address: isOne ? waysOf(address).map((way) => sourceOf('', way)) : sources,
      name: isOne ? nameInOne(name, address) : name ? sourcesOf(name) : [],
    },
    confirm: [...sources, ...elsewhereOf(address)],
    ...(account ? { own, account: own } : {}),
    ...(order ? { orders: sourcesOf(order) } : {}),
    ...(subject ? { subject: sourcesOf(subject) } : {}),
    chip: places,
    ...(zone !== null && picks.body ? { body: [zone] } : {}),
  };
}

function nameInOne(name: Target | undefined, address: Target): Source[] {
  return name && name.element === address.element ? [sourceOf('', name.value)] : [];
}

/** The smallest part that holds the person, and what leads to them. */
function holderOf(targets: readonly Target[]): Element | null {
  const elements = targets.map(({ element }) => element);
  const starts = targets.flatMap(({ anchors }) => anchors.flatMap((anchor) => anchor.starts));
  const all = [...new Set([...elements, ...starts])];
  if (all.length === 1) return all[0] ?? null;
  const common = commonOf(all);
  return common && starts.includes(common) ? common.parentElement : common;
}

/** The whole page where the person's part is too far above what is found. */
function atOf({ anchors, element }: Target, holder: Element | null): string[] {
  const out = holder ? chainOf(element).indexOf(holder) : -1;
  if (out < 0 || out > 9) return [''];
  return anchors.map(({ selector }) => (out === 0 ? selector : `${selector} out ${out}`));
}

/** By each anchor, in each way in which the place tells an address: where they differ one day, nobody is shown. */
function sourcesOf(target: Target): Source[] {
  return target.anchors.flatMap(({ selector }) => waysOf(target).map((way) => sourceOf(selector, way)));
}

/** What nobody tells there now, and would contradict. */
function elsewhereOf({ element, anchors }: Target): Source[] {
  const ways = emailsOf(element);
  if (ways.length === 0 || ways.some(({ attribute }) => attribute !== undefined)) return [];
  return anchors.flatMap(({ selector }) => ELSEWHERE.map((way) => sourceOf(selector, { value: '', ...way })));
}

function waysOf({ element, value, step }: Target): Value[] {
  const emails = step === 'address' || step === 'account' ? emailsOf(element) : [];
  return emails.length > 0 ? emails : [value];
}

/**
 * A marketplace that is known has its own channel. Any other place's logins are its own alone: `jank84` of one shop is
 * nobody of another.
 */
function channelAt(host: string): string {
  const parts = host.split('.');
  const known = channelIds.find(
    (id) => parts.length > 1 && parts.at(-2) === id && id !== 'other' && id !== 'email',
  );
  return known ?? (host.replace(/[^a-z0-9]+/gu, '-').slice(-32) || 'other');
}
