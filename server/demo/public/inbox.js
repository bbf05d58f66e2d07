import { element } from './element.js';
import { avatar, letter, when } from './letter.js';
import { accounts, conversations } from './messages.js';
import { language, say } from './words.js';

const YESTERDAY = 1440;
const opened = new Set(conversations.filter((each) => newest(each).minutes > YESTERDAY).map(({ id }) => id));
const composed = { to: '', subject: '' };

/** Where in the inbox an address leads: `/demo/inbox/abazur`, `/demo/sent`, `/demo/compose`. */
function place() {
  const [folder = '', id] = location.pathname.replace(/^\/demo\/?/, '').split('/');
  return { folder: ['sent', 'compose'].includes(folder) ? folder : 'inbox', id };
}

function go(path) {
  if (location.pathname !== path) history.pushState(null, '', path);
  draw();
}

function draw() {
  const { folder, id } = place();
  const open = conversations.find((each) => each.id === id && each.folder === folder);
  if (open) opened.add(open.id);
  document.title = open ? `${open.subject} · Lampka` : `${say(folder)} · Lampka`;
  inbox.dataset.open = String(Boolean(open) || folder === 'compose');
  rail.replaceChildren(...railOf(folder));
  list.replaceChildren(...listOf(folder === 'compose' ? 'inbox' : folder, open));
  reader.replaceChildren(...(folder === 'compose' ? composer() : open ? conversation(open) : nothing()));
  reader.scrollTop = 0;
  list.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' });
}

function railOf(folder) {
  const entry = (name) => {
    const count = conversations.filter((each) => each.folder === name && !opened.has(each.id)).length;
    return element(
      'a',
      {
        href: `/demo/${name}`,
        class: 'folder',
        ...(folder === name && { 'aria-current': 'page' }),
        onclick: follow,
      },
      element('span', {}, say(name)),
      name === 'inbox' && count > 0
        ? element('span', { class: 'count', 'aria-label': `${count} ${say('unread')}` }, String(count))
        : '',
    );
  };
  return [
    element(
      'a',
      { class: 'brand', href: '/demo/', onclick: follow },
      element('img', { src: '/demo/lamp.svg', alt: '' }),
      'Lampka',
    ),
    element('a', { class: 'compose', href: '/demo/compose', onclick: follow }, say('compose')),
    element('nav', { 'aria-label': say('folders') }, entry('inbox'), entry('sent')),
    element(
      'p',
      { class: 'accounts' },
      ...accounts.map((account) => element('span', { 'data-demo': 'account' }, account)),
    ),
    element('p', { class: 'note' }, say('demo')),
  ];
}

function listOf(folder, open) {
  const rows = conversations
    .filter((each) => each.folder === folder)
    .toSorted((one, other) => newest(one).minutes - newest(other).minutes)
    .map((each) => row(each, each === open));
  return [element('h1', {}, say(folder)), element('ul', { 'data-demo': 'list' }, ...rows)];
}

function row(each, isOpen) {
  const last = newest(each);
  const people = each.folder === 'sent' ? last.to : each.messages.map(({ from }) => from);
  const names = [...new Set(people.map(({ name }) => name))].join(', ');
  return element(
    'li',
    {},
    element(
      'a',
      {
        href: `/demo/${each.folder}/${each.id}`,
        class: opened.has(each.id) ? 'row' : 'row unread',
        ...(isOpen && { 'aria-current': 'true' }),
        onclick: follow,
      },
      avatar(people[people.length - 1]),
      element(
        'span',
        { class: 'who' },
        names,
        each.messages.length > 1 ? element('small', {}, ` ${each.messages.length}`) : '',
      ),
      element('time', {}, when(last.minutes)),
      element('span', { class: 'what' }, each.subject),
      element('span', { class: 'start' }, last.body.join(' ')),
    ),
  );
}

function conversation({ subject, messages, folder }) {
  return [
    element(
      'header',
      { class: 'subject' },
      element(
        'a',
        { class: 'back', href: `/demo/${folder}`, 'aria-label': say('back'), onclick: follow },
        '←',
      ),
      element('h2', { 'data-demo': 'subject', tabindex: '-1' }, subject),
    ),
    ...messages.map((message) => letter(message)),
    element(
      'footer',
      {},
      element(
        'button',
        { type: 'button', class: 'reply', onclick: () => answer(subject, messages) },
        say('reply'),
      ),
    ),
  ];
}

function composer() {
  const field = (name, type) =>
    element(
      'label',
      {},
      element('span', {}, say(name)),
      element('input', {
        type,
        name,
        value: composed[name],
        autocomplete: 'off',
        oninput: ({ target }) => (composed[name] = target.value),
      }),
    );
  const leave = () => {
    Object.assign(composed, { to: '', subject: '' });
    go('/demo/inbox');
  };
  return [
    element(
      'form',
      { 'data-demo': 'compose', onsubmit: (event) => (event.preventDefault(), leave()) },
      element('h2', {}, say('compose')),
      field('to', 'text'),
      field('subject', 'text'),
      element('textarea', { name: 'body', rows: '12', 'aria-label': say('message') }),
      element(
        'div',
        { class: 'buttons' },
        element('button', { type: 'submit', class: 'primary' }, say('send')),
        element('button', { type: 'button', onclick: leave }, say('discard')),
      ),
    ),
  ];
}

function answer(subject, messages) {
  const last = messages.findLast(({ from }) => !accounts.includes(from.address)) ?? messages[0];
  composed.to = (last.replyTo ?? last.from).address;
  composed.subject = `Re: ${subject}`;
  go('/demo/compose');
  reader.querySelector('textarea')?.focus();
}

function nothing() {
  return [
    element(
      'div',
      { class: 'nothing' },
      element('img', { src: '/demo/lamp.svg', alt: '' }),
      element('h2', {}, say('empty')),
      element('p', {}, say('emptyHint')),
    ),
  ];
}

function newest({ messages }) {
  return messages[messages.length - 1];
}

/** Plain clicks stay in the page; a click with a modifier opens a tab as everywhere. */
function follow(event) {
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
  event.preventDefault();
  const path = new URL(event.currentTarget.href).pathname;
  const isRow = event.currentTarget.classList.contains('row');
  go(path);
  if (isRow) list.querySelector('[aria-current="true"]')?.focus();
}

/** Arrows, or j and k, walk through the list and open what they come to; Escape goes back to the list. */
function walk(event) {
  if (event.target.closest('input, textarea') || event.ctrlKey || event.metaKey || event.altKey) return;
  const step = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 }[event.key];
  const { folder } = place();
  if (event.key === 'Escape') return go(`/demo/${folder === 'compose' ? 'inbox' : folder}`);
  const inReader = event.key.startsWith('Arrow') && reader.contains(document.activeElement);
  if (step === undefined || inReader) return;
  const rows = [...list.querySelectorAll('.row')];
  const at = rows.findIndex((each) => each.hasAttribute('aria-current'));
  const next = rows[Math.min(Math.max(at + step, 0), rows.length - 1)];
  if (!next) return;
  event.preventDefault();
  go(new URL(next.href).pathname);
  const now = list.querySelector('[aria-current="true"]');
  now?.focus();
}

const rail = element('aside', { class: 'rail' });
const list = element('section', { class: 'list', 'aria-label': say('messages') });
const reader = element('main', { class: 'reader', tabindex: '0' });
const inbox = element('div', { class: 'inbox' }, rail, list, reader);
document.documentElement.lang = language;
document.body.append(inbox);
addEventListener('popstate', draw);
addEventListener('keydown', walk);
draw();
