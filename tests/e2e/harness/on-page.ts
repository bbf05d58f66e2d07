import type { CDPSession, Frame, Page } from 'playwright-core';

/** A node as the inspector gives it (Chrome DevTools Protocol, DOM.Node): what is used of it here. */
type Node = {
  nodeType: number;
  nodeName: string;
  nodeValue: string;
  backendNodeId: number;
  attributes?: string[];
  children?: Node[];
  shadowRoots?: Node[];
  contentDocument?: Node;
};

/** Something of Carnet's on a web page: the chip, the edge tab, a notice. Its shadow root is closed to the page. */
export type Part = { name: string; text: string; buttons: Control[] };
export type Control = { text: string; attributes: Record<string, string>; node: number };

const sessions = new WeakMap<Page, Promise<CDPSession>>();

function sessionOf(page: Page): Promise<CDPSession> {
  const session = sessions.get(page) ?? page.context().newCDPSession(page);
  sessions.set(page, session);
  return session;
}

/**
 * What Carnet shows on a page and in its frames, seen through the browser's own inspector: the one way into a closed
 * shadow root, which leaves the product as people get it.
 */
export async function partsOf(page: Page): Promise<Part[]> {
  const session = await sessionOf(page);
  const { root } = await session.send('DOM.getDocument', { depth: -1, pierce: true });
  return [...descendants(root)].flatMap((node) => {
    const name = attributesOf(node)['data-carnet'];
    const [inside] = node.shadowRoots ?? [];
    if (name === undefined || !inside) return [];
    const buttons = [...descendants(inside)]
      .filter(({ nodeName }) => nodeName === 'BUTTON')
      .map((button) => ({
        text: textOf(button),
        attributes: attributesOf(button),
        node: button.backendNodeId,
      }));
    return [{ name, text: textOf(inside), buttons }];
  });
}

/** What the marks beside the rows of a list say (R8), in the page's order. */
export async function marksOn(page: Page): Promise<string[]> {
  const session = await sessionOf(page);
  const { root } = await session.send('DOM.getDocument', { depth: -1, pierce: true });
  return [...descendants(root)]
    .filter((node) => attributesOf(node)['data-carnet'] === 'mark')
    .flatMap((node) => [...descendants(node)].flatMap((inside) => attributesOf(inside)['aria-label'] ?? []));
}

/** The chip's words, or null where the page shows none. */
export async function chipText(page: Page): Promise<string | null> {
  const chip = await chipOf(page);
  return chip?.buttons[0]?.text ?? null;
}

/** @throws where there are two: one message has one chip */
export async function chipOf(page: Page): Promise<Part | null> {
  const chips = (await partsOf(page)).filter(({ name }) => name === 'chip');
  if (chips.length > 1) throw new Error(`The page shows ${chips.length} chips.`);
  return chips[0] ?? null;
}

/**
 * A real click of the mouse on the button of Carnet's that bears the words, as soon as it is there.
 * @throws where it does not come up within 5 s
 */
export async function clickPart(page: Page, name: string, words: string | RegExp = /./u): Promise<void> {
  const matches = (text: string) => (typeof words === 'string' ? text.includes(words) : words.test(text));
  let buttons: Control[] = [];
  for (const until = Date.now() + 5000; Date.now() < until;) {
    buttons = (await partsOf(page)).filter((part) => part.name === name).flatMap(({ buttons }) => buttons);
    const button = buttons.find(
      ({ text, attributes }) => matches(text) || matches(attributes['aria-label'] ?? ''),
    );
    if (button) {
      const { x, y } = await centreOf(page, button.node);
      await page.mouse.click(x, y);
      return;
    }
    await page.waitForTimeout(40);
  }
  throw new Error(`No button of ${name} says ${words}: ${JSON.stringify(buttons)}`);
}

/**
 * Calls a function on a part's first button, from within the browser: for clocks that must not wait for the inspector.
 * @param declaration JavaScript of a function whose `this` is the button
 */
export async function onButton(page: Page, name: string, declaration: string): Promise<unknown> {
  const session = await sessionOf(page);
  const part = (await partsOf(page)).find((part) => part.name === name);
  if (!part?.buttons[0]) throw new Error(`The page shows no ${name}.`);
  const { object } = await session.send('DOM.resolveNode', { backendNodeId: part.buttons[0].node });
  const { result } = await session.send('Runtime.callFunctionOn', {
    objectId: object.objectId ?? '',
    functionDeclaration: declaration,
    awaitPromise: true,
    returnByValue: true,
  });
  return result.value;
}

async function centreOf(page: Page, node: number): Promise<{ x: number; y: number }> {
  const session = await sessionOf(page);
  await session.send('DOM.scrollIntoViewIfNeeded', { backendNodeId: node });
  const { quads } = await session.send('DOM.getContentQuads', { backendNodeId: node });
  const [x1 = 0, y1 = 0, , , x3 = 0, y3 = 0] = quads[0] ?? [];
  return { x: (x1 + x3) / 2, y: (y1 + y3) / 2 };
}

/** The sidebar's frame, which an address of its own hides from the page (`use_dynamic_url`). */
export function sidebarOf(page: Page): Frame | null {
  return (
    page.frames().find((frame) => /^chrome-extension:\/\/[^/]+\/sidebar\.html/u.test(frame.url())) ?? null
  );
}

/** The words in the sidebar, '' where it is closed or shows nothing. */
export async function sidebarText(page: Page): Promise<string> {
  const frame = sidebarOf(page);
  return frame ? frame.evaluate(() => document.body.innerText).catch(() => '') : '';
}

function* descendants(node: Node): Generator<Node> {
  yield node;
  const below = [...(node.children ?? []), ...(node.shadowRoots ?? [])];
  if (node.contentDocument) below.push(node.contentDocument);
  for (const child of below) yield* descendants(child);
}

function textOf(node: Node): string {
  return [...descendants(node)]
    .filter(({ nodeType, nodeName }) => nodeType === 3 && nodeName === '#text')
    .map(({ nodeValue }) => nodeValue)
    .join(' ')
    .replaceAll(/\s+/gu, ' ')
    .trim();
}

function attributesOf(node: Node): Record<string, string> {
  const flat = node.attributes ?? [];
  const pairs = flat.flatMap((name, index) => (index % 2 === 0 ? [[name, flat[index + 1] ?? '']] : []));
  return Object.fromEntries(pairs);
}
