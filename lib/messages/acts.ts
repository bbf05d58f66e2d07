/** What somebody did to a contact. `other`: something that only a newer version has a word for. */
export type Act =
  | 'add'
  | 'add_policy'
  | 'rename'
  | 'edit'
  | 'clear'
  | 'delete'
  | 'merge'
  | 'unmerge'
  | 'sender_add'
  | 'sender_remove'
  | 'note_add'
  | 'note_edit'
  | 'note_delete'
  | 'block'
  | 'unblock'
  | 'ticket_add'
  | 'ticket_edit'
  | 'picture'
  | 'other';

/**
 * A value of a change; the surface says both in words. `label`: a field's key, of a set its name (`tag`), `name`, `note`,
 * a sender's channel, or `into`: the contact that another was to become one with.
 * `value`: '' where it was taken away. `was`: what it replaced, where that is known.
 */
export type ValueView = { label: string; value: string; was?: string };
