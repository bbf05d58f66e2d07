import type { FactBlock } from '#lib/search/twins.ts';
import { packColumns } from '#lib/search/columns.ts';
import { factsOf } from '#lib/search/facts.ts';
import { contactsByIds, recordsOfKind, sendersOfContacts } from '#lib/store/read-contacts.ts';
import { searchBlocks } from '#lib/store/read-list.ts';
import type { Replica } from './replica.ts';

/** The facts of all contacts, read from their rows. */
export async function factBlocks({ db }: Replica): Promise<FactBlock[]> {
  const [blocks, records] = await Promise.all([searchBlocks(db), recordsOfKind(db, 'block')]);
  const blocked = new Set(records.map(({ contactId }) => contactId));
  return Promise.all(
    blocks
      .filter(({ ids }) => ids !== '')
      .map(async (block) => {
        const contacts = await contactsByIds(db, block.ids.split('\n'));
        const senders = await sendersOfContacts(
          db,
          contacts.map(({ id }) => id),
        );
        const facts = contacts.map((contact) =>
          factsOf({
            ...contact,
            senders: senders.get(contact.id) ?? [],
            tickets: [],
            notes: 0,
            isBlocked: blocked.has(contact.id),
            isUnsent: false,
          }),
        );
        return { ids: contacts.map(({ id }) => id), columns: packColumns(facts) };
      }),
  );
}
