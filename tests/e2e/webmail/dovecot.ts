import { writeFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

export const PASSWORD = 'knot-i-wosk';

/** Writes the configuration of a Dovecot 2.3 that serves the Maildirs of `folder`/mail on a loopback port. */
export function writeDovecotConfig(folder: string, port: number): string {
  const file = join(folder, 'dovecot.conf');
  const run = join(folder, 'run');
  mkdirSync(run, { recursive: true });
  writeFileSync(
    file,
    `base_dir = ${run}
state_dir = ${run}
log_path = ${join(folder, 'dovecot.log')}
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
mail_location = maildir:${join(folder, 'mail')}/%u/Maildir
mail_uid = nobody
mail_gid = nogroup
first_valid_uid = 1
passdb {
  driver = static
  args = password=${PASSWORD}
}
userdb {
  driver = static
  args = uid=nobody gid=nogroup home=${join(folder, 'mail')}/%u
}
namespace inbox {
  inbox = yes
  separator = /
${['Drafts', 'Sent', 'Trash', 'Junk'].map(specialFolder).join('')}}
service imap-login {
  inet_listener imap {
    address = 127.0.0.1
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
`,
  );
  return file;
}

function specialFolder(name: string): string {
  return `  mailbox ${name} {\n    special_use = \\${name}\n    auto = subscribe\n  }\n`;
}
