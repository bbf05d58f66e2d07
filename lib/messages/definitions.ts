import type { CustomType } from '#lib/model/attribute.ts';
import type { AttributeOrder } from '#lib/model/attribute-order.ts';
import type { Filter } from '#lib/model/filter.ts';
import type { Role } from '#lib/model/role.ts';
import type { TagColor } from '#lib/model/tag.ts';
import type { ContactSummary } from '#lib/messages/book.ts';

/**
 * The part of the book that defines what the team sorts its contacts by: tags, organisations, attributes of its own,
 * segments; and who is blocked. All of it is the workspace's, shared by its members.
 */
export type Definitions = {
  /** By name. */
  tags(): Promise<Tag[]>;
  /**
   * Makes a tag, or edits the one with `id`. Making one that is there already gives that one (B44).
   * @throws name_empty, name_too_long; definition_taken where an edit takes another's name, which `value` is
   */
  putTag(tag: TagDraft, id?: string): Promise<Tag>;
  /** Takes a tag away, from every contact too, as a job (B46: from one contact is `setFields`). @returns the job's id. @throws too_many_for_role */
  deleteTag(id: string): Promise<string>;
  /** Makes `from` one with `into`: all its contacts and segments get the other one, as a job. @returns the job's id. @throws too_many_for_role */
  mergeTags(from: string, into: string): Promise<string>;

  /** By name. */
  organisations(): Promise<Organisation[]>;
  /** Makes an organisation, or edits the one with `id`. Making one of a name that is there gives that one (E31). @throws as `putTag`; not_a_domain, not_a_link */
  putOrganisation(organisation: OrganisationDraft, id?: string): Promise<Organisation>;
  /** Takes it away, from its members too, as a job. @returns the job's id */
  deleteOrganisation(id: string): Promise<string>;
  /**
   * What the domain of an e-mail address suggests (E31): an organisation that has it, or one to make. Null for free mail,
   * relays, the team's own domain, and where there is no address.
   */
  suggestOrganisation(address: string): Promise<OrganisationSuggestion | null>;

  /** The team's own attributes in the team's order, those switched off among them. */
  attributes(): Promise<Attribute[]>;
  /**
   * Makes an attribute, or edits the one with `id`: values stay with a new name (E21). Its type stays once contacts have values.
   * @throws not_permitted, name_empty, name_too_long, definition_taken, no_options, attribute_in_use
   */
  putAttribute(attribute: AttributeDraft, id?: string): Promise<Attribute>;
  /** Takes it out of pickers, filters and columns. Values stay on the contacts, unseen (E22). @throws not_permitted */
  deleteAttribute(id: string): Promise<void>;
  /** The team's order of all attributes, standard ones too, by their keys (D8 to D11); `inTeamOrder` applies it. */
  attributeOrder(): Promise<AttributeOrder>;
  /** @throws not_permitted */
  putAttributeOrder(order: AttributeOrder): Promise<void>;

  /** What a tag, an organisation or an attribute of the team's own is used by: what its deletion affects (E22, B46). */
  usedBy(kind: 'tag' | 'organisation' | 'attribute', id: string): Promise<Use>;
  /** How many contacts have each value of an attribute, by value: `tags` and `organisation` by id, `assignee` by user id (B47). */
  valueCounts(attribute: string): Promise<Record<string, number>>;

  /** By name. */
  segments(): Promise<Segment[]>;
  /** Saves a filter with its columns and sort under a name, or edits the one with `id` (E23 to E26). @throws name_empty, name_too_long, definition_taken, too_large */
  putSegment(segment: SegmentDraft, id?: string): Promise<Segment>;
  deleteSegment(id: string): Promise<void>;

  /** Who works here, by name; nobody while working alone. */
  members(): Promise<Member[]>;

  /** Blocks a contact (B48 to B51): its open tickets are closed. One that is blocked already stays as it was. Contacts page only. @throws contact_gone, note_too_long */
  block(contactId: string, reason: string): Promise<void>;
  /** Takes back every block of a contact (B55). Contacts page only. */
  unblock(contactId: string): Promise<void>;
  /** Who is blocked, the latest first (B56). */
  blockedContacts(window: { offset: number; limit: number }): Promise<BlockedPage>;
};

export type Tag = { id: string; name: string; color: TagColor };
export type TagDraft = { name: string; color?: TagColor };

/** `domain`: of its e-mail addresses, '' where it has none. `site`: an http(s) address or ''. */
export type Organisation = { id: string; name: string; domain: string; site: string };
export type OrganisationDraft = { name: string; domain?: string; site?: string };
/** `organisation` null: there is none yet, `name` and `domain` are what it could be. */
export type OrganisationSuggestion = { organisation: Organisation | null; name: string; domain: string };

/** `key`: `custom/<id>`, in fields, filters, columns and the order. `options`: of a list, else empty. */
export type Attribute = {
  id: string;
  key: string;
  name: string;
  type: CustomType;
  options: string[];
  isOn: boolean;
};
export type AttributeDraft = { name: string; type?: CustomType; options?: string[] };

export type Use = { contacts: number; segments: { id: string; name: string }[] };

/** `filter` null: a newer version wrote one that this one cannot read; nothing may be shown or done by it. */
export type Segment = {
  id: string;
  name: string;
  filter: Filter | null;
  /** Keys of attributes. */
  columns: string[];
  sort: SegmentSort | null;
  createdBy: string | null;
};
export type SegmentSort = { by: string; descending: boolean };
export type SegmentDraft = { name: string; filter: Filter; columns: string[]; sort: SegmentSort | null };

/** `isSelf`: whoever works here. */
export type Member = { id: string; name: string; email: string; role: Role; isSelf: boolean };

/** The block that counts: the oldest that lives. `userName` null: whoever works alone, or nobody knows any more. */
export type BlockedView = { at: string; userName: string | null; reason: string; unsent: boolean };
export type BlockedPage = {
  total: number;
  offset: number;
  rows: (ContactSummary & { blocked: BlockedView })[];
};
