/**
 * The tables, in types every engine has: text, bigint, integer. Each key begins with `workspace_id`, so that Citus can
 * lay a workspace's rows on one machine (sync.md, section 4). Booleans are 0 and 1, JSON is text, times are ISO 8601.
 * A bigint is a number here: no version comes near 2^53, and a driver that hands out text is told so where it is opened.
 */
export type Tables = {
  /** `floor`: up to this version tombstones of senders, records and conflicts have been thrown away. */
  workspace_sync: { workspace_id: string; version: number; epoch: string; floor: number };
  /** Which version a workspace had reached on which day, to know how old a tombstone is. */
  version_mark: { workspace_id: string; day: string; version: number };
  sync_client: {
    workspace_id: string;
    client_id: string;
    user_id: string;
    last_change_id: number;
    version: number;
  };
  contact: {
    workspace_id: string;
    id: string;
    name: string;
    /** Null in a tombstone and in a merged contact, which so free the name. */
    name_key: string | null;
    fields: string;
    /** The contact it was merged into. */
    merged_into: string | null;
    /** The version it had before a backup was restored, as a replica has told; null once it is edited again. */
    was: number | null;
    created_at: string;
    created_by: string;
    updated_at: string;
    updated_by: string;
    version: number;
    deleted: number;
  };
  sender: {
    workspace_id: string;
    channel: string;
    sender_key: string;
    contact_id: string;
    value: string;
    details: string;
    created_at: string;
    /** The version of the tombstone under another contact that it took the place of; 0: none. */
    lost: number;
    version: number;
    deleted: number;
  };
  record: {
    workspace_id: string;
    kind: string;
    id: string;
    contact_id: string | null;
    /** The other contact that a `merge` or a `different` is about: to find what a deletion must purge. */
    other_id: string | null;
    fields: string;
    /** As a contact's. */
    was: number | null;
    created_at: string;
    created_by: string;
    updated_at: string;
    updated_by: string;
    version: number;
    deleted: number;
  };
  conflict: {
    workspace_id: string;
    id: string;
    user_id: string;
    client_id: string;
    change_id: number;
    code: string;
    change: string;
    other: string;
    /**
     * The contact the change was about, with a merge the one merged, and the one that stands in its way: to find what
     * a deletion must purge.
     */
    subject_id: string | null;
    second_id: string | null;
    other_id: string | null;
    created_at: string;
    resolved: number;
    version: number;
    deleted: number;
  };
  history: {
    workspace_id: string;
    contact_id: string;
    version: number;
    seq: number;
    user_id: string;
    client_id: string;
    /** What the change was made on, like "Chrome · Linux". */
    device: string;
    at: string;
    op: string;
  };
  /** That a contact was deleted, by whom, and a hint that tells nobody else which one it was (X12). */
  deletion: {
    workspace_id: string;
    version: number;
    seq: number;
    contact_id: string;
    user_id: string;
    at: string;
    hint: string;
  };
  /** Who is adding which unknown requester at this moment (R12); `until` in milliseconds of the server's clock. */
  presence: {
    workspace_id: string;
    channel: string;
    sender_key: string;
    user_id: string;
    until: number;
  };
  member_row: {
    workspace_id: string;
    user_id: string;
    name: string;
    email: string;
    role: string;
    version: number;
    deleted: number;
  };
  /** A key by which other software comes in; `secret_hash`: SHA-256 of its secret half, which nobody keeps. */
  api_key: {
    workspace_id: string;
    id: string;
    name: string;
    scopes: string;
    secret_hash: string;
    created_at: string;
    created_by: string;
    expires_at: string | null;
    last_used_at: string | null;
    revoked_at: string | null;
  };
  /** What a key was answered, for a day, so that a request sent again is answered again and does nothing. */
  api_answer: {
    workspace_id: string;
    key_id: string;
    idempotency_key: string;
    request_hash: string;
    status: number;
    body: string;
    at: string;
  };
  /** That a ticket was sent by e-mail, or is being sent, so that it goes out once. `state`: sending, sent or failed. */
  letter: { workspace_id: string; ticket_id: string; user_id: string; state: string; at: string };
  /**
   * `read_to`: the version up to which deliveries have been made of its workspace's history. Its secret is worked out
   * from `salt` and the server's own; `secret_hash` tells whether that is still the same. Times in milliseconds.
   */
  webhook: {
    workspace_id: string;
    id: string;
    url: string;
    events: string;
    description: string;
    salt: string;
    old_salt: string | null;
    old_salt_until: number | null;
    secret_hash: string;
    enabled: number;
    off_reason: string | null;
    created_at: string;
    created_by: string;
    read_to: number;
    /** Failed attempts since the last that went well, since when, and until when it is left alone for that. */
    failures: number;
    failing_since: number | null;
    rest_until: number;
    /** The process that delivers for it at the moment; no other does before `lease_until`. */
    lease_until: number;
    lease_by: string;
  };
  /** Something to tell a webhook: ids and names of attributes only, nothing of the person. */
  delivery: {
    workspace_id: string;
    webhook_id: string;
    id: string;
    contact_id: string;
    version: number;
    seq: number;
    type: string;
    at: string;
    data: string;
    state: string;
    attempts: number;
    next_at: number;
    last_at: number | null;
    last_status: number | null;
    last_error: string | null;
  };
  set_up_link: { token_hash: string; created_at: string };
  limit_bucket: { bucket: string; count: number; ends_at: number };
  migration: { id: string; at: string };
  /** better-auth's own, as far as it is read here. */
  user: { id: string; name: string; email: string };
  member: { id: string; organizationId: string; userId: string; role: string };
  organization: { id: string; name: string };
  invitation: {
    id: string;
    organizationId: string;
    email: string;
    role: string;
    status: string;
    inviterId: string;
    expiresAt: string;
  };
};
