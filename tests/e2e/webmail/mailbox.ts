import { spawnSync } from 'node:child_process';
import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { messages, OWN, type Message, type Person } from './messages.ts';
import { mimeOf } from './mime.ts';

/** A member of the shop as the webmail knows them; every one has a copy of the same mail. */
export type Mailbox = { user: string; language: string; skin: string; htmleditor?: string };

/** Who can sign in, by the word the tests use. */
export const mailboxes = {
  polish: { user: OWN.address, language: 'pl_PL', skin: 'elastic' },
  french: { user: 'bureau@knotek.example', language: 'fr_FR', skin: 'elastic' },
  larry: { user: 'office@knotek.example', language: 'en_US', skin: 'larry' },
  // Answers are written with bold and lists, in an editor that stands in a frame of its own.
  editor: { user: 'edytor@knotek.example', language: 'pl_PL', skin: 'elastic', htmleditor: '1' },
  // Whoever tries on all skins and languages: what they choose stays theirs.
  fitting: { user: 'przymiarka@knotek.example', language: 'pl_PL', skin: 'elastic' },
} as const satisfies Record<string, Mailbox>;

/** Lays everybody's mail into Maildirs under `folder`, readable for the user the mail server works as. */
export function fillMailboxes(folder: string): void {
  for (const { user } of Object.values(mailboxes)) {
    const own = { name: OWN.name, address: user };
    for (const message of messages) deliver(join(folder, user, 'Maildir'), ofOwner(message, own), own);
  }
  spawnSync('chown', ['-R', 'nobody:nogroup', folder]);
}

function ofOwner(message: Message, own: Person): Message {
  const swap = (person: Person) => (person === OWN ? own : person);
  return {
    ...message,
    from: swap(message.from),
    ...(message.cc ? { cc: message.cc.map(swap) } : {}),
  };
}

function deliver(maildir: string, message: Message, own: Person): void {
  const box = message.folder ? join(maildir, `.${message.folder}`) : maildir;
  for (const part of ['cur', 'new', 'tmp']) mkdirSync(join(box, part), { recursive: true });
  const at = new Date(message.date);
  const file = join(box, 'cur', `${at.getTime() / 1000}.${message.key}.tests:2,${message.seen ? 'S' : ''}`);
  writeFileSync(file, mimeOf(message, own));
  utimesSync(file, at, at); // the server takes this as the day of arrival
}
