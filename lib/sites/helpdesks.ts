import type { Site } from './site.ts';

export const helpdesks: readonly Site[] = [
  { id: 'demo', name: 'Demo inbox', mark: 'D', color: '#5b3fd6', kind: 'test', hosts: [], anywhere: true },
];
