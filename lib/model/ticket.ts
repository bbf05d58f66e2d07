/** The five, and no other (E41). */
export const PRIORITIES = ['lowest', 'low', 'medium', 'high', 'highest'] as const;
export type Priority = (typeof PRIORITIES)[number];

export function priorityOf(text: string): Priority {
  return PRIORITIES.find((one) => one === text) ?? 'medium';
}

/**
 * How a ticket left the house: `draft`: not at all · `handed`: opened in a mail program, which never tells whether it was
 * sent · `sent`: by the team's server, or by whoever said so · `failed`: the server, or the way to it, did not take it.
 */
export const DELIVERIES = ['draft', 'handed', 'sent', 'failed'] as const;
export type Delivery = (typeof DELIVERIES)[number];

/** A file that is to go out with a ticket. `id`: a UUID. `size`: bytes. */
export type TicketFile = { id: string; name: string; type: string; size: number };

/** Letters of a subject and of a message; bytes of all files of one ticket together, and how many there may be (E39). */
export const SUBJECT_LIMIT = 500;
export const TEXT_LIMIT = 20_000;
export const FILES_BYTES = 10 * 1024 * 1024;
export const FILES_COUNT = 20;
/** Characters of base64 in which a file is handed from a surface to the background, part by part; a multiple of four. */
export const FILE_PART = 600_000;

/** The files as a ticket's record keeps them: text, since a field is no list of objects. */
export function writeFiles(files: readonly TicketFile[]): string {
  return JSON.stringify(files.map(({ id, name, type, size }) => ({ id, name, type, size })));
}

/** Reads them again; what nobody can read is none. */
export function readFiles(text: string): TicketFile[] {
  if (text === '') return [];
  try {
    const read: unknown = JSON.parse(text);
    return Array.isArray(read) ? read.filter(isFile) : [];
  } catch {
    return [];
  }
}

function isFile(one: unknown): one is TicketFile {
  const { id, name, type, size } = (one ?? {}) as Partial<TicketFile>;
  return (
    typeof id === 'string' && typeof name === 'string' && typeof type === 'string' && typeof size === 'number'
  );
}
