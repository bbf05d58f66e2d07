import { customId } from '#lib/model/attribute.ts';
import { textOf, type Field, type FieldSet } from '#lib/model/field.ts';
import type { Act, ValueView } from '#lib/messages/acts.ts';
import { CLEARED } from '#lib/model/retention.ts';
import { changeArgs, type ChangeName, type NewChange } from '#lib/protocol/change.ts';

/** A change as it was kept, read again; null where it is of a newer version, or of a purged contact. */
export function readChange({ name, args }: { name: string; args: unknown }): NewChange | null {
  if (!Object.hasOwn(changeArgs, name)) return null;
  const parsed = changeArgs[name as ChangeName].safeParse(args);
  return parsed.success ? ({ name, args: parsed.data } as NewChange) : null;
}

const ACTS: Partial<Record<string, Act>> = {
  'contact.create': 'add',
  'contact.patch': 'edit',
  'contact.delete': 'delete',
  'contact.merge': 'merge',
  'contact.unmerge': 'unmerge',
  'sender.attach': 'sender_add',
  'sender.detach': 'sender_remove',
  'record.put': 'other',
  'record.delete': 'other',
};

/** What somebody did, as one word that the surfaces say. */
export function actOf(name: string, change: NewChange | null): Act {
  if (change?.name === 'contact.patch' && change.args.set[CLEARED]) return 'clear';
  if (change?.name === 'contact.patch') return isRename(change.args) ? 'rename' : 'edit';
  if (change?.name === 'record.delete') return TAKEN_AWAY[change.args.kind] ?? 'other';
  if (change?.name === 'record.put') return actOnRecord(change.args);
  if (change?.name === 'contact.create' && change.args.senders.some(({ details }) => details.byPolicy))
    return 'add_policy';
  return ACTS[name] ?? 'other';
}

const TAKEN_AWAY: Partial<Record<string, Act>> = { note: 'note_delete', block: 'unblock' };

function actOnRecord({ kind, base }: { kind: string; base: FieldSet }): Act {
  const isNew = Object.values(base).every((field) => field === null);
  if (kind === 'note') return isNew ? 'note_add' : 'note_edit';
  if (kind === 'ticket') return isNew ? 'ticket_add' : 'ticket_edit';
  return kind === 'block' || kind === 'picture' ? kind : 'other';
}

const isRename = ({ name, set }: { name?: string | undefined; set: FieldSet }) =>
  name !== undefined && Object.keys(set).length === 0;

/**
 * The values of a change. `label`: a field's key, `name`, `note`, or the channel of a sender; the surface says it in
 * words. `was`: the value that its author replaced, where that is known and was another.
 */
export function valuesOf(change: NewChange): ValueView[] {
  switch (change.name) {
    case 'contact.create':
      return [
        { label: 'name', value: change.args.name },
        ...change.args.senders.map(({ channel, value }) => ({ label: channel, value })),
        ...fieldValues(change.args.fields),
      ];
    case 'contact.patch':
    case 'contact.merge':
      return [...nameValues(change.args), ...fieldValues(change.args.set, change.args.base)];
    case 'sender.attach':
      return [{ label: change.args.sender.channel, value: change.args.sender.value }];
    case 'sender.detach':
      return [{ label: change.args.channel, value: change.args.key }];
    case 'record.put':
      return recordValues(change.args.kind, change.args.set, change.args.base);
    default:
      return [];
  }
}

function nameValues({
  name,
  baseName,
}: {
  name?: string | undefined;
  baseName?: string | undefined;
}): ValueView[] {
  if (name === undefined) return [];
  return [
    { label: 'name', value: name, ...(baseName === undefined || baseName === name ? {} : { was: baseName }) },
  ];
}

function recordValues(kind: string, set: FieldSet, base: FieldSet): ValueView[] {
  if (kind !== 'note') return fieldValues(set, base);
  const was = textIn(base);
  return [{ label: 'note', value: textIn(set), ...(was === '' ? {} : { was }) }];
}

const textIn = ({ text }: FieldSet): string => (text ? textOf({ text }, 'text') : '');

function fieldValues(set: FieldSet, base: FieldSet = {}): ValueView[] {
  const told = Object.entries(set).filter(([key]) => key !== CLEARED);
  return told.map(([key, field]) => {
    const [was, value] = [shownIn(key, base[key] ?? null), shownIn(key, field)];
    return { label: labelOf(key), value, ...(was === '' || was === value ? {} : { was }) };
  });
}

/** What a field is called: of a set that is spread over keys, like `integration/<id>`, the set; an attribute of the team's own by its key. */
export const labelOf = (key: string): string => (customId(key) === null ? (key.split('/')[0] ?? key) : key);

/** A member of a set is its own value, also an order, of which the page is kept; what is no text is shown as it is kept. */
function shownIn(key: string, field: Field | null): string {
  if (field === null) return '';
  const member = key.slice(labelOf(key).length + 1);
  const isOwnValue = field.value === true || key.startsWith('order/');
  return isOwnValue && member !== '' ? member : shown(field.value);
}

export function shown(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
