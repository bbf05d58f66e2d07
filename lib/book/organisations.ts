import { readCustom } from '#lib/model/custom-value.ts';
import { textOf } from '#lib/model/field.ts';
import { nameFromDomain, readDomain, registeredDomain, workDomain } from '#lib/model/mail-domain.ts';
import type { Organisation, OrganisationDraft, OrganisationSuggestion } from '#lib/messages/definitions.ts';
import type { RecordRow } from '#lib/protocol/rows.ts';
import { applyChanges } from '#lib/store/apply-changes.ts';
import { recordsOfKind } from '#lib/store/read-contacts.ts';
import type { Context } from './context.ts';
import { ownAddresses } from './own.ts';
import { refuse } from './problems.ts';
import { putChange } from './put-record.ts';
import { byName, definitionName, placeFor } from './read-definitions.ts';
import type { Replica } from './replica.ts';

/** The workspace's organisations, by name. */
export async function organisations({ db }: Replica): Promise<Organisation[]> {
  return byName((await recordsOfKind(db, 'organisation')).map(viewOrganisation));
}

/** Makes an organisation, or edits the one with `id`; making one of a name that is there gives that one (E31). */
export async function putOrganisation(
  replica: Replica,
  context: Context,
  draft: OrganisationDraft,
  id?: string,
): Promise<Organisation> {
  const name = definitionName(draft.name, 200);
  const given = {
    ...(draft.domain === undefined ? {} : { domain: domainOrRefuse(draft.domain) }),
    ...(draft.site === undefined ? {} : { site: siteOrRefuse(draft.site) }),
  };
  const { before, taken } = await placeFor(replica, 'organisation', name, id);
  if (taken && !before) return viewOrganisation(taken);
  const was = before ? viewOrganisation(before) : { domain: '', site: '' };
  const organisation = { ...was, ...given, id: before?.id ?? context.newId(), name };
  const { domain, site } = organisation;
  const values = { name, domain: domain || null, site: site || null };
  const change = putChange('organisation', organisation.id, values, before?.fields);
  await applyChanges(replica.db, change ? [change] : [], context.now());
  return organisation;
}

/**
 * What the domain of an address suggests (E31): the organisation whose domain it is, or is of, else one to make. The team's
 * own domain suggests nothing, nor does one that gives anybody a mailbox.
 */
export async function suggestOrganisation(
  replica: Replica,
  address: string,
): Promise<OrganisationSuggestion | null> {
  const domain = workDomain(address);
  if (domain === null) return null;
  const [all, own] = await Promise.all([organisations(replica), ownAddresses(replica)]);
  const registered = registeredDomain(domain);
  if (own.map(workDomain).some((mine) => mine !== null && registeredDomain(mine) === registered)) return null;
  const isOf = (one: Organisation) => one.domain === domain || domain.endsWith(`.${one.domain}`);
  // The longest domain is the nearest: `de.firma.example` before `firma.example`.
  const [organisation = null] = all
    .filter((one) => one.domain !== '' && isOf(one))
    .toSorted((a, b) => b.domain.length - a.domain.length);
  return { organisation, name: organisation?.name ?? nameFromDomain(domain), domain: registered };
}

function viewOrganisation({ id, fields }: RecordRow): Organisation {
  return {
    id,
    name: textOf(fields, 'name'),
    domain: textOf(fields, 'domain'),
    site: textOf(fields, 'site'),
  };
}

function domainOrRefuse(text: string): string {
  if (text.trim() === '') return '';
  return readDomain(text) ?? refuse('not_a_domain', { value: text.slice(0, 200) });
}

function siteOrRefuse(text: string): string {
  const read = readCustom({ type: 'link', options: [] }, text);
  if ('problem' in read) return refuse(read.problem, { value: text.slice(0, 200) });
  return typeof read.value === 'string' ? read.value : '';
}
