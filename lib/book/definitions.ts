import type { Definitions } from '#lib/messages/definitions.ts';
import type { Jobs } from '#lib/messages/jobs.ts';
import { recordById } from '#lib/store/read-contacts.ts';
import { attributeOrder, putAttributeOrder } from './attribute-order.ts';
import { attributes, deleteAttribute, putAttribute } from './attributes.ts';
import { block, unblock } from './block.ts';
import { blockedContacts } from './blocked-contacts.ts';
import type { Context } from './context.ts';
import { addOwnWork, addWork, cancelJob, dismissJob, undoJob, viewJobs } from './jobs.ts';
import { members } from './members.ts';
import { organisations, putOrganisation, suggestOrganisation } from './organisations.ts';
import { refuse } from './problems.ts';
import { nameOf } from './read-definitions.ts';
import type { Replica } from './replica.ts';
import type { Runner } from './run-jobs.ts';
import { deleteSegment, putSegment, segments } from './segments.ts';
import type { Session } from './session.ts';
import { putTag, tags } from './tags.ts';
import { usedBy } from './used-by.ts';
import { valueCounts } from './value-counts.ts';

export type DefinitionParts = {
  read: <T>(work: (replica: Replica) => Promise<T>) => Promise<T>;
  write: <T>(work: (replica: Replica, context: Context, session: Session) => Promise<T>) => Promise<T>;
  runner: Runner;
};

/** The part of the book that `definitions.ts` and `jobs.ts` of the messages declare. */
export function definitionVerbs({ read, write, runner }: DefinitionParts): Definitions & Jobs {
  /** Begins a job, and goes on with it without letting anybody wait. */
  const begin = <T>(work: (session: Session, context: Context) => Promise<T>) =>
    write(async (_, context, session) => {
      const begun = await work(session, context);
      void runner.goOn(session);
      return begun;
    });
  let making: Promise<unknown> = Promise.resolve();
  /** One after the other: each looks for the name before it is written, and two surfaces at once would make it twice. */
  const make: typeof write = (work) => {
    const made = making.then(() => write(work));
    making = made.catch(() => undefined);
    return made;
  };
  return {
    tags: () => read(tags),
    putTag: (tag, id) => make((replica, context) => putTag(replica, context, tag, id)),
    deleteTag: (tag) =>
      begin(async (session, context) =>
        addOwnWork(session, context, { do: 'delete-tag', tag, name: await named(session, 'tag', tag) }),
      ),
    mergeTags: (from, into) =>
      begin(async (session, context) => {
        if (from === into) refuse('bad_message');
        const name = await named(session, 'tag', from);
        await named(session, 'tag', into);
        return addOwnWork(session, context, { do: 'merge-tags', from, into, name });
      }),
    organisations: () => read(organisations),
    putOrganisation: (organisation, id) =>
      make((replica, context) => putOrganisation(replica, context, organisation, id)),
    deleteOrganisation: (organisation) =>
      begin(async (session, context) => {
        const name = await named(session, 'organisation', organisation);
        return addOwnWork(session, context, { do: 'delete-organisation', organisation, name });
      }),
    suggestOrganisation: (address) => read((replica) => suggestOrganisation(replica, address)),
    attributes: () => read(attributes),
    putAttribute: (attribute, id) =>
      make((_, context, session) => putAttribute(session, context, attribute, id)),
    deleteAttribute: (id) => write((_, context, session) => deleteAttribute(session, context, id)),
    attributeOrder: () => read(attributeOrder),
    putAttributeOrder: (order) => write((_, context, session) => putAttributeOrder(session, context, order)),
    usedBy: (kind, id) => read((replica) => usedBy(replica, kind, id)),
    valueCounts: (attribute) => read((replica) => valueCounts(replica, attribute)),
    segments: () => read(segments),
    putSegment: (segment, id) => make((replica, context) => putSegment(replica, context, segment, id)),
    deleteSegment: (id) => write((replica, context) => deleteSegment(replica, context, id)),
    members: () => read(members),
    block: (contactId, reason) => write((replica, context) => block(replica, context, contactId, reason)),
    unblock: (contactId) => write((replica, context) => unblock(replica, context, contactId)),
    blockedContacts: (window) => read((replica) => blockedContacts(replica, window)),
    startJob: (work, over) => begin((session, context) => addWork(session, context, work, over)),
    jobs: () => read(viewJobs),
    cancelJob: (id) => write((replica, context) => cancelJob(replica, context, id)),
    dismissJob: (id) => write((replica) => dismissJob(replica, id)),
    undoJob: (id) => begin(({ replica }, context) => undoJob(replica, context, id)),
  };
}

/** What is about to go, by name: its job tells it once it is gone. @throws definition_gone */
async function named({ replica }: Session, kind: 'tag' | 'organisation', id: string): Promise<string> {
  return nameOf((await recordById(replica.db, kind, id)) ?? refuse('definition_gone'));
}
