import { group } from './site.ts';

/** Helpdesks, comments, chat. */
export const helpdesks = group('helpdesk', [
  {
    id: 'request-tracker',
    name: 'Request Tracker',
    mark: 'RT',
    color: '#2f5f8a',
    anywhere: true,
    path: String.raw`/(?:Ticket/(?:Display|Update|History)|Search/Results|User/Summary)\.html`,
    also: ['RT', 'Best Practical'],
  },
  {
    id: 'wordpress',
    name: 'WordPress',
    mark: 'WP',
    color: '#21759b',
    anywhere: true,
    path: String.raw`/wp-admin/(?:edit-comments|comment)\.php`,
  },
  { id: 'zendesk', name: 'Zendesk', mark: 'ze', color: '#03554a', hosts: '*.zendesk.com' },
  { id: 'freshdesk', name: 'Freshdesk', mark: 'fd', color: '#1f7a5a', hosts: '*.freshdesk.com' },
  { id: 'front', name: 'Front', mark: 'Fr', color: '#a8184a', hosts: 'app.frontapp.com' },
  { id: 'crisp', name: 'Crisp', mark: 'Cr', color: '#1565d8', hosts: 'app.crisp.chat' },
]);

/** Not a site of anybody's: the inbox that a first look at Carnet is taken in, and that tests stand on. */
export const demonstrations = group('test', [
  { id: 'demo', name: null, mark: 'D', color: '#5b3fd6', anywhere: true, path: '^/demo/inbox(?:/|$)' },
]);
