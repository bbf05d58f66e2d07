/**
 * A page without anybody's data, for a report on a recipe that fails (G28): the tree, and of its attributes only those
 * that tell what an element is. Texts and all other attributes become marks of what they were like.
 */

const KEPT = new Set([
  'class',
  'role',
  'type',
  'dir',
  'hidden',
  'colspan',
  'rowspan',
  'aria-hidden',
  'aria-expanded',
  'aria-selected',
  'aria-current',
  'aria-haspopup',
]);
/** Elements whose content is nobody's business and no part of the structure. */
const EMPTIED = new Set([
  'script',
  'style',
  'template',
  'noscript',
  'textarea',
  'title',
  'svg',
  'iframe',
  'object',
]);
const LONGEST = 200_000;

/** The HTML of an element with every text and every telling attribute replaced; at most 200,000 characters. */
export function redact(root: Element): string {
  return markup(root).slice(0, LONGEST);
}

function markup(element: Element): string {
  const name = element.localName.replace(/[^a-z0-9-]/gu, '');
  const attributes = [...element.attributes].map((attribute) => attributeOf(attribute)).join('');
  const inside = EMPTIED.has(name) ? '' : [...element.childNodes].map((node) => contentOf(node)).join('');
  return `<${name}${attributes}>${inside}</${name}>`;
}

function contentOf(node: Node): string {
  if (node.nodeType === 1) return markup(node as Element);
  return node.nodeType === 3 ? likeness(node.nodeValue ?? '') : '';
}

function attributeOf({ name, value }: Attr): string {
  if (!/^[a-z][a-z0-9_:-]*$/u.test(name) || name.startsWith('on')) return '';
  return ` ${name}="${KEPT.has(name) ? harmless(value) : likeness(value)}"`;
}

/** Kinds of element are single words; one that looks like a person's address or number is none. */
function harmless(value: string): string {
  return value
    .split(/\s+/u)
    .filter((word) => /^[A-Za-z_-][\w-]{0,39}$|^\d{1,3}$/u.test(word))
    .join(' ');
}

/** What a text was like: an address, a number, words and how many, nothing. */
function likeness(text: string): string {
  const trimmed = text.trim();
  if (trimmed === '') return '';
  if (/@/u.test(trimmed)) return /[<(]/u.test(trimmed) ? 'Name &lt;a@b.example&gt;' : 'a@b.example';
  if (/^[\d\s.,:/+()-]+$/u.test(trimmed)) return '0';
  if (/^(?:https?:)?\/\//u.test(trimmed)) return 'https://b.example/';
  return Array.from({ length: Math.min(trimmed.split(/\s+/u).length, 5) }, () => 'x').join(' ');
}
