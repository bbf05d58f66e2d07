/** Where on the contacts page somebody is led to: a contact, a form, or what has to be settled. */
export type ContactsPlace = {
  contact?: string;
  action?: 'edit' | 'delete' | 'block' | 'unblock' | 'add';
  view?: 'conflicts' | 'team' | 'integrations' | 'import' | 'duplicates' | 'blocked' | 'never' | 'sites';
  /** The whole page of the contact, in place of the list beside it (E27). */
  profile?: string;
};

/** The extension's own path of a place on the contacts page: what the page reads again from its fragment. */
export function contactsPagePath(at: ContactsPlace = {}): `/contacts.html${string}` {
  if (at.view !== undefined) return `/contacts.html#/${at.view}`;
  if (at.profile !== undefined) return `/contacts.html#/profile/${encodeURIComponent(at.profile)}`;
  if (at.contact === undefined)
    return at.action === 'add' ? '/contacts.html#/add' : '/contacts.html#/contacts';
  const action = at.action === undefined || at.action === 'add' ? '' : `/${at.action}`;
  return `/contacts.html#/contact/${encodeURIComponent(at.contact)}${action}`;
}
