import { element } from './element.js';
import { region, say } from './words.js';

export function letter(message) {
  const { from, replyTo, to, minutes, lang, body, poses } = message;
  return element(
    'article',
    { 'data-demo': 'message', 'aria-label': `${say('message')}: ${from.name}` },
    avatar(from),
    element(
      'header',
      {},
      person('from', from),
      replyTo ? element('div', { class: 'line' }, `${say('replyTo')} `, person('reply-to', replyTo)) : '',
      element('div', { class: 'line' }, `${say('to')} `, ...to.map((each) => person('to', each))),
    ),
    element('time', {}, when(minutes)),
    element(
      'div',
      { 'data-demo': 'body', lang },
      ...(poses
        ? [
            element(
              'article',
              { 'data-demo': 'message', class: 'posing' },
              avatar(poses),
              person('from', poses),
            ),
          ]
        : []),
      ...body.map((text) => element('p', {}, text)),
    ),
  );
}

function person(role, { name, address }) {
  return element(
    'span',
    { 'data-demo': role, 'data-address': address, class: 'person' },
    element('span', { 'data-demo': 'name' }, name),
    element('span', { class: 'address' }, address),
  );
}

export function avatar({ name, picture }) {
  if (picture) return element('img', { 'data-demo': 'picture', class: 'avatar', src: picture, alt: '' });
  const initials = name
    .replace(/[^\p{L} ]/gu, '')
    .split(' ')
    .filter(Boolean)
    .slice(0, 2)
    .map((word) => word[0])
    .join('');
  const hue = [...name].reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)) % 6, 0);
  return element('span', { class: `avatar tint-${hue}`, 'aria-hidden': 'true' }, initials.toUpperCase());
}

export function when(minutes) {
  const then = new Date(Date.now() - minutes * 60_000);
  const isToday = then.toDateString() === new Date().toDateString();
  return then.toLocaleString(region, isToday ? { timeStyle: 'short' } : { day: 'numeric', month: 'short' });
}
