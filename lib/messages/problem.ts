/** A contact named in an answer: enough to show and to open it. */
export type ContactRef = { id: string; name: string };

/**
 * Every reason the book can give for not doing something: a closed set, turned into words once, at the edge
 * (`problem_<reason>` of the locales).
 */
export type ProblemReason =
  | 'name_empty'
  | 'name_too_long'
  | 'name_taken'
  | 'sender_empty'
  | 'sender_too_long'
  | 'sender_taken'
  | 'sender_already_here'
  | 'not_an_email'
  | 'not_a_phone'
  | 'phone_needs_country'
  | 'shared_address'
  | 'own_address'
  | 'never_capture'
  | 'never_empty'
  | 'public_domain'
  | 'note_too_long'
  | 'address_missing'
  | 'subject_empty'
  | 'subject_too_long'
  | 'text_empty'
  | 'files_too_large'
  | 'file_missing'
  | 'no_mail_server'
  | 'mail_refused'
  | 'mail_failed'
  | 'nothing_to_capture'
  | 'too_many_senders'
  | 'contact_gone'
  | 'merged'
  | 'conflict_gone'
  | 'definition_gone'
  | 'definition_taken'
  | 'no_options'
  | 'attribute_in_use'
  | 'not_a_domain'
  | 'not_a_link'
  | 'not_a_number'
  | 'not_a_date'
  | 'not_an_option'
  | 'value_too_long'
  | 'nothing_chosen'
  | 'recipe_newer'
  | 'recipe_large'
  | 'recipe_bad'
  | 'import_gone'
  | 'too_many_for_role'
  | 'not_permitted'
  | 'no_requester'
  | 'offline'
  | 'server_unreachable'
  | 'server_nonsense'
  | 'server_refused'
  | 'server_too_old'
  | 'extension_too_old'
  | 'unsent_changes'
  | 'sign_in_expired'
  | 'sign_in_denied'
  | 'not_a_member'
  | 'no_host_permission'
  | 'storage_full'
  | 'storage_blocked'
  | 'too_large'
  | 'too_many'
  | 'bad_message'
  | 'reloaded'
  | 'unknown';

/** `contact`: whoever stands in the way. `value`: what was wrong, as it was given; for showing beside the words. */
export type Problem = {
  reason: ProblemReason;
  contact?: ContactRef | undefined;
  value?: string | undefined;
};
