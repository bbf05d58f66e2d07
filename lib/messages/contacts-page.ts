/** Where on the contacts page somebody is led to: a contact, a form, or what has to be settled. */
export type ContactsPlace = {
  contact?: string;
  action?: 'edit' | 'delete' | 'add';
  view?: 'conflicts' | 'team';
};

/** The extension's own path of a place on the contacts page: what the page reads again from its fragment. */
export function contactsPagePath(at: ContactsPlace = {}): `/contacts.html${string}` {
  if (at.view !== undefined) return `/contacts.html#/${at.view}`;
  if (at.contact === undefined)
    return at.action === 'add' ? '/contacts.html#/add' : '/contacts.html#/contacts';
  const action = at.action === 'edit' || at.action === 'delete' ? `/${at.action}` : '';
  return `/contacts.html#/contact/${encodeURIComponent(at.contact)}${action}`;
}
