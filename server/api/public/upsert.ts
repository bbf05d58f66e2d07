import { isDeepStrictEqual } from 'node:util';
import { readName } from '#lib/model/contact.ts';
import { sameValue, type Fields, type FieldSet } from '#lib/model/field.ts';
import { proposedName } from '#lib/model/requester.ts';
import { nameKey } from '#lib/model/text.ts';
import type { NewChange } from '#lib/protocol/change.ts';
import type { ContactInput, UpsertResult } from '#lib/protocol/public-contact.ts';
import type { ItemProblem } from '#lib/protocol/public-problem.ts';
import type { Sender } from '#lib/model/sender.ts';
import { readInputs } from '#server/api/public/senders.ts';
import type { Desk, Held } from '#server/api/public/desk.ts';

/** What becomes of one item: the changes that make it so, and what is answered; or why it is refused. */
export type Outcome = { changes: NewChange[]; result: UpsertResult } | { problem: ItemProblem };

/**
 * Works out what makes a contact as the request wants it (D5). Manual edits win (G27): a value or a name that a person
 * gave stays; a sender that another contact has is never moved (X2).
 */
export function planUpsert(desk: Desk, input: ContactInput): Outcome {
  const senders = readInputs(input.senders);
  if ('problem' in senders) return senders;
  const holder = senders.read.map((sender) => desk.holderOf(sender)).find((found) => found !== null);
  if (holder) return fill(desk, holder, input, senders.read);
  if (input.create === false)
    return { problem: { code: 'unknown_contact', detail: 'No contact has any of these senders.' } };
  return make(desk, input, senders.read);
}

function make(desk: Desk, input: ContactInput, senders: readonly Sender[]): Outcome {
  const [first] = senders;
  const { channel = '', value: address = '', details = {} } = first ?? {};
  const name = input.name ?? proposedName({ name: details.name ?? '', address, channel });
  const read = readName(name.slice(0, 200));
  if ('problem' in read) return badName();
  const args = {
    id: desk.newId(),
    name: desk.freeName(read.name, address),
    fields: valuesOf(input),
    senders: [...senders],
  };
  desk.add(args.id, args.name, args.fields, args.senders);
  const result = { status: 'created' as const, id: args.id, kept: [], taken: [] };
  return { changes: [{ name: 'contact.create', args }], result };
}

function badName(): Outcome {
  const errors = [{ pointer: '/name', detail: 'Nothing to read in it.' }];
  return { problem: { code: 'invalid', detail: 'The name is empty.', errors } };
}

function valuesOf({ fields = {} }: ContactInput): Fields {
  const given = Object.entries(fields).flatMap(([key, value]) =>
    value === null ? [] : [[key, { value, origin: 'api' as const }] as const],
  );
  return Object.fromEntries(given);
}

function fill(desk: Desk, holder: Held, input: ContactInput, senders: readonly Sender[]): Outcome {
  const edit = editOf(holder, input);
  const name = renameOf(desk, holder, input);
  if (name === 'invalid') return badName();
  if (name === 'kept') edit.kept.unshift('name');
  const { changes, taken } = attachTo(desk, holder, senders);
  const to = name === null || name === 'kept' ? null : name.to;
  if (to !== null || Object.keys(edit.set).length > 0) {
    const { set, base } = edit;
    const renamed = to === null ? {} : { name: to, baseName: holder.name };
    changes.unshift({ name: 'contact.patch', args: { id: holder.id, ...renamed, set, base } });
    desk.edit(holder, set, to);
  }
  const status = changes.length > 0 ? 'updated' : 'unchanged';
  return { changes, result: { status, id: holder.id, kept: edit.kept, taken } };
}

/** The values that differ; those a person typed are left, and named where something else was asked for. */
function editOf({ fields }: Held, input: ContactInput): { set: FieldSet; base: FieldSet; kept: string[] } {
  const [set, base, kept]: [FieldSet, FieldSet, string[]] = [{}, {}, []];
  for (const [key, value] of Object.entries(input.fields ?? {})) {
    const now = fields[key] ?? null;
    const wanted = value === null ? null : { value, origin: 'api' as const };
    if (sameValue(now, wanted)) continue;
    if (now?.origin === 'typed') kept.push(key);
    else [set[key], base[key]] = [wanted, now];
  }
  return { set, base, kept };
}

type Rename = { to: string } | 'kept' | 'invalid' | null;

/** A contact is renamed only where no person ever named it, and nobody else has the name. */
function renameOf(desk: Desk, holder: Held, { name }: ContactInput): Rename {
  if (name === undefined) return null;
  const read = readName(name);
  if ('problem' in read) return 'invalid';
  if (read.name === holder.name) return null;
  const taken = nameKey(read.name) !== nameKey(holder.name) && desk.isTaken(read.name);
  return holder.named || taken ? 'kept' : { to: read.name };
}

function attachTo(
  desk: Desk,
  holder: Held,
  senders: readonly Sender[],
): { changes: NewChange[]; taken: UpsertResult['taken'] } {
  const [changes, taken]: [NewChange[], UpsertResult['taken']] = [[], []];
  for (const [at, sender] of senders.entries()) {
    const other = desk.holderOf(sender);
    if (other && other.id !== holder.id) {
      taken.push({ sender: at, contactId: other.id });
      continue;
    }
    const known = desk.detailsOf(sender);
    if (known && isDeepStrictEqual({ ...known, ...sender.details }, known)) continue;
    changes.push({ name: 'sender.attach', args: { contactId: holder.id, sender } });
    desk.attach(holder.id, sender);
  }
  return { changes, taken };
}
