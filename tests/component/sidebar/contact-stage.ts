import { screen, within } from '@testing-library/react';
import { beforeEach } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { ContactView } from '#lib/messages/book.ts';
import type { FieldSet } from '#lib/model/field.ts';
import { contactOf, hereOf, ID, showSidebar } from './stage.tsx';

const KNOWN = { state: 'known', contact: { id: ID, name: 'Żaneta Gżegżółka' } } as const;
export const typed = (value: string | number | boolean) => ({ value, origin: 'typed' as const });

beforeEach(() => fakeBrowser.storage.local.clear());

/** A known requester over a book that keeps the values that are set. */
export function showContact(more: Partial<ContactView> = {}, given: Parameters<typeof showSidebar>[1] = {}) {
  const contacts = [contactOf(more)];
  const setFields = async (_: string, set: FieldSet) => {
    const fields = Object.fromEntries(
      Object.entries({ ...stage.scene.contacts[0]?.fields, ...set }).filter(([, value]) => value !== null),
    ) as ContactView['fields'];
    stage.scene.contacts = stage.scene.contacts.map((one) => ({ ...one, fields }));
  };
  const stage = showSidebar({ here: hereOf(KNOWN), contacts }, { setFields, ...given });
  return stage;
}

export const details = () => screen.findByRole('region', { name: 'Details' });
export const button = (name: string) => screen.findByRole('button', { name });
export const names = (region: HTMLElement) =>
  within(region)
    .getAllByRole('term')
    .map(({ textContent }) => textContent);
