import type { Definitions } from '#lib/messages/definitions.ts';
import type { Jobs } from '#lib/messages/jobs.ts';

const not = async (): Promise<never> => {
  throw new Error('this test gave no answer for it');
};

/** A workspace that has defined nothing: no tags, organisations, attributes, segments, members or jobs. */
export const noDefinitions: Definitions & Jobs = {
  tags: async () => [],
  putTag: not,
  deleteTag: not,
  mergeTags: not,
  organisations: async () => [],
  putOrganisation: not,
  deleteOrganisation: not,
  suggestOrganisation: async () => null,
  attributes: async () => [],
  putAttribute: not,
  deleteAttribute: not,
  attributeOrder: async () => ({ order: [], off: [] }),
  putAttributeOrder: not,
  usedBy: async () => ({ contacts: 0, segments: [] }),
  valueCounts: async () => ({}),
  segments: async () => [],
  putSegment: not,
  deleteSegment: not,
  members: async () => [],
  block: not,
  unblock: not,
  blockedContacts: async ({ offset }) => ({ total: 0, offset, rows: [] }),
  startJob: not,
  jobs: async () => [],
  cancelJob: not,
  dismissJob: not,
  undoJob: not,
};
