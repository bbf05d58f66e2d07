import { group } from './site.ts';

/** Messengers and social inboxes. */
export const messengers = group('messenger', [
  {
    id: 'whatsapp',
    name: 'WhatsApp',
    mark: 'w',
    color: '#1f8a4c',
    hosts: 'web.whatsapp.com',
    also: ['WhatsApp Web'],
    listed: 'WhatsApp Business',
  },
  {
    id: 'messenger',
    name: 'Messenger',
    mark: 'm',
    color: '#0a7cff',
    hosts: 'www.facebook.com www.messenger.com',
    path: '^/(?:messages|e2ee|requests|t)(?:/|$)',
    listed: 'Facebook Messenger',
  },
  {
    id: 'business-suite',
    name: 'Meta Business Suite',
    mark: 'bs',
    color: '#0064e0',
    hosts: 'business.facebook.com',
    also: ['Facebook Page', 'Instagram'],
  },
  {
    id: 'instagram',
    name: 'Instagram',
    mark: 'ig',
    color: '#c13584',
    hosts: 'www.instagram.com',
    listed: 'Instagram',
  },
  { id: 'linkedin', name: 'LinkedIn', mark: 'in', color: '#0a66c2', hosts: 'www.linkedin.com' },
  { id: 'telegram', name: 'Telegram', mark: 't', color: '#2481cc', hosts: 'web.telegram.org' },
  { id: 'x', name: 'X', mark: 'X', color: '#1c1b22', hosts: 'x.com twitter.com', also: ['Twitter'] },
  {
    id: 'serwersms',
    name: 'SerwerSMS',
    mark: 'sm',
    color: '#1d5fa8',
    hosts: 'panel.serwersms.pl',
    listed: 'Serwer SMS',
  },
]);
