import type { Site } from './site.ts';

export const webmails: readonly Site[] = [
  {
    id: 'gmail',
    name: 'Gmail',
    mark: 'G',
    color: '#c5221f',
    kind: 'webmail',
    hosts: ['https://mail.google.com/*'],
  },
  {
    id: 'roundcube',
    name: 'Roundcube',
    mark: 'R',
    color: '#1d6f8a',
    kind: 'webmail',
    hosts: [],
    anywhere: true,
  },
];
