import { createServer, type AddressInfo, type Socket } from 'node:net';

/** A letter as the mail server took it. `data`: headers and body, as they came over the line. */
export type Taken = { from: string; to: string[]; data: string };

/**
 * A mail server that speaks as much SMTP as a client needs (RFC 5321) and keeps what it takes. `refuse`: answers to
 * recipients in place of "250 ok"; `slow`: milliseconds until it says that it has a letter.
 */
export async function openInbox() {
  const taken: Taken[] = [];
  const rules: { refuse: string | null; slow: number } = { refuse: null, slow: 0 };
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    converse(socket, taken, rules);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    taken,
    rules,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function converse(socket: Socket, taken: Taken[], rules: { refuse: string | null; slow: number }): void {
  const say = (line: string) => socket.write(`${line}\r\n`);
  let letter: Taken = { from: '', to: [], data: '' };
  let inData = false;
  let waiting = '';
  const commands: Record<string, (line: string) => void> = {
    EHLO: () => say('250 inbox.example'),
    HELO: () => say('250 inbox.example'),
    MAIL: (line) => {
      letter = { from: /<(.*?)>/u.exec(line)?.[1] ?? '', to: [], data: '' };
      say('250 ok');
    },
    RCPT: (line) => {
      if (rules.refuse === null) letter.to.push(/<(.*?)>/u.exec(line)?.[1] ?? '');
      say(rules.refuse ?? '250 ok');
    },
    DATA: () => {
      inData = true;
      say('354 go on');
    },
    RSET: () => say('250 ok'),
    NOOP: () => say('250 ok'),
    QUIT: () => void socket.end('221 bye\r\n'),
  };
  const hear = (line: string) => {
    if (!inData) return (commands[line.slice(0, 4).toUpperCase()] ?? (() => say('502 what?')))(line);
    if (line !== '.') return void (letter.data += `${line.replace(/^\.\./u, '.')}\r\n`);
    inData = false;
    const whole = letter;
    return void setTimeout(() => {
      taken.push(whole);
      say('250 taken');
    }, rules.slow);
  };
  say('220 inbox.example');
  socket.on('data', (chunk) => {
    const lines = (waiting + chunk.toString('latin1')).split('\r\n');
    waiting = lines.pop() ?? '';
    lines.forEach(hear);
  });
}
