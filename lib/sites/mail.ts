import { group } from './site.ts';

/** Ways in which e-mail comes to a team (C22): it is read in a webmail, so what is switched on is that. */
export const mail = group('mail', [
  {
    id: 'forward-gmail',
    name: null,
    mark: '@',
    color: '#c5221f',
    readIn: ['gmail'],
    listed: 'Gmail (forwarding)',
  },
  {
    id: 'forward-outlook',
    name: null,
    mark: '@',
    color: '#0f6cbd',
    readIn: ['outlook'],
    listed: 'Outlook (forwarding)',
  },
  {
    id: 'forward-domain',
    name: null,
    mark: '@',
    color: '#2f6fed',
    readIn: ['gmail', 'outlook', 'roundcube', 'sogo', 'snappymail', 'horde', 'zimbra', 'nextcloud-mail'],
    listed: 'Domain (forwarding)',
  },
  { id: 'imap-gmail', name: null, mark: '@', color: '#c5221f', readIn: ['gmail'], listed: 'Gmail (IMAP)' },
  {
    id: 'imap-smtp',
    name: null,
    mark: '@',
    color: '#2f6fed',
    readIn: ['roundcube', 'sogo', 'snappymail', 'horde', 'zimbra', 'nextcloud-mail'],
    listed: 'IMAP/SMTP',
  },
  {
    id: 'exchange',
    name: 'Microsoft Exchange',
    mark: 'Ex',
    color: '#0f5ca8',
    anywhere: true,
    path: '^/owa(?:/|$)',
    readIn: ['outlook'],
    also: ['OWA'],
    listed: 'Exchange',
  },
]);
