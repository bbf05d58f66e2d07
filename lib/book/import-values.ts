import type { Field, Fields, FieldSet } from '#lib/model/field.ts';
import { nameKey } from '#lib/model/text.ts';
import type { NewChange } from '#lib/protocol/change.ts';
import { fieldOf, refOf, type Row } from './import-plan.ts';
import type { Known } from './import-world.ts';
import { noteChange } from './notes.ts';

/** What a row changes of a contact that is there: values, and the name where that was chosen. The world's contact is changed with it. */
export function patch(row: Row, contact: Known, values: Record<string, Field['value']>): NewChange[] {
  const set: FieldSet = {};
  const base: FieldSet = {};
  for (const [key, value] of Object.entries(values)) {
    const now = contact.fields[key];
    if (now && JSON.stringify(now.value) === JSON.stringify(value)) continue;
    // A member of a set is there already, whatever is known of it: an order with its address.
    if (now && key.includes('/') && !key.startsWith('custom/')) continue;
    if (now?.origin === 'typed' && !row.options.overwrite) {
      row.issues.push({ code: 'typed_kept', value: String(value).slice(0, 200) });
      continue;
    }
    set[key] = fieldOf(row, value);
    base[key] = now ?? null;
  }
  const renamed = rename(row, contact);
  if (Object.keys(set).length === 0 && renamed === null) return [];
  const baseName = contact.name;
  contact.fields = { ...contact.fields, ...(set as Fields) };
  contact.name = renamed ?? contact.name;
  const name = renamed === null ? {} : { name: renamed, baseName };
  return [{ name: 'contact.patch', args: { id: contact.id, ...name, set, base } }];
}

/** The name is the team's (law 1): only where that was chosen a file gives another. */
function rename({ person, options, world, issues }: Row, contact: Known): string | null {
  const isSame = nameKey(contact.name) === nameKey(person.name);
  if (isSame || person.emails.includes(person.name) || person.phones.includes(person.name)) return null;
  const holder = world.contacts.get(world.names.get(nameKey(person.name)) ?? '');
  if (!options.overwrite) issues.push({ code: 'name_kept', value: person.name.slice(0, 200) });
  else if (holder && holder.id !== contact.id) issues.push({ code: 'name_taken', contact: refOf(holder) });
  else {
    world.names.delete(nameKey(contact.name));
    world.names.set(nameKey(person.name), contact.id);
    return person.name;
  }
  return null;
}

/** The notes that the contact does not have yet. */
export function addNotes({ person, newId }: Row, contact: Known): NewChange[] {
  const texts = person.notes.filter((text) => text !== '' && !contact.notes.has(text));
  for (const text of texts) contact.notes.add(text);
  return texts.map((text) => noteChange(newId(), contact.id, text, null));
}
