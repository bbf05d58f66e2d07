import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LIVE_CLOSE } from '#lib/protocol/live.ts';
import { createResetLink } from '#server/auth/reset-password.ts';
import { Browser } from './browser.ts';
import { closing } from './listen.ts';
import { addMember, startTeam, type Person, type Team } from './team.ts';

const NEXT = 'nine green lamps in a row';

let team: Team;
beforeAll(async () => {
  team = await startTeam({ trustProxy: true });
});
afterAll(() => team.running.stop());

const linkFor = async (who: Person) => {
  const link = await createResetLink(team.running.server.auth, team.url, who.email);
  return new URL(link ?? '').pathname;
};

describe('a link to a new password', () => {
  test('sets it, ends every session and socket, and works once', async () => {
    const who = await addMember(team, 'Rena Reset');
    const browser = new Browser(team.url);
    await browser.signIn(who);
    const closed = closing(team.url, who.token, team.workspace);
    await closed.ready;
    const [link, other] = [await linkFor(who), await linkFor(who)];
    expect((await new Browser(team.url).see(link)).text).toContain(who.email);
    expect((await new Browser(team.url).send(link, { password: 'short' })).status).toBe(422);
    expect((await new Browser(team.url).send(link, { password: NEXT })).status).toBe(200);
    expect(await closed.code).toBe(LIVE_CLOSE.unauthorized);
    expect((await browser.see('/account')).to).toContain('/sign-in');
    for (const used of [link, other]) {
      expect((await new Browser(team.url).see(used)).status).toBe(404);
      expect((await new Browser(team.url).send(used, { password: 'yet another one 77' })).status).toBe(404);
    }
    expect((await new Browser(team.url).signIn(who)).status).toBe(422);
    expect((await new Browser(team.url).signIn({ ...who, password: NEXT })).status).toBe(303);
  });

  test('of two who use it at once, one sets it', async () => {
    const who = await addMember(team, 'Rosa Race');
    const link = await linkFor(who);
    const chosen = ['first to come is served', 'second comes too late'];
    const answers = await Promise.all(
      chosen.map((password) => new Browser(team.url).send(link, { password })),
    );
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 404]);
    const password = chosen[answers.findIndex(({ status }) => status === 200)] ?? '';
    expect((await new Browser(team.url).signIn({ ...who, password })).status).toBe(303);
  });

  test('ends after an hour, and lies in the database as a hash', async () => {
    const who = await addMember(team, 'Lara Late');
    const link = await linkFor(who);
    const { db } = team.running.server.database;
    const rows = JSON.stringify(
      await db
        .selectFrom('verification' as 'user')
        .selectAll()
        .execute(),
    );
    expect(rows).toContain(who.userId);
    expect(rows).not.toContain(link.split('/').at(-1));
    await db
      .updateTable('verification' as 'user')
      .set({ expiresAt: new Date(Date.now() - 1000).toISOString() } as never)
      .execute();
    expect((await new Browser(team.url).see(link)).status).toBe(404);
    expect((await new Browser(team.url).send(link, { password: NEXT })).status).toBe(404);
  });

  test('is not guessed: wrong ones are counted', async () => {
    const statuses: number[] = [];
    const browser = new Browser(team.url, { 'x-forwarded-for': '203.0.113.70' });
    for (let round = 0; round < 31; round += 1)
      statuses.push((await browser.see(`/reset/guess-${round}`)).status);
    expect([statuses[0], statuses.at(-1)]).toEqual([404, 429]);
  });
});

describe('“Forgot your password?”', () => {
  const letters: { to: string; subject: string; text: string }[] = [];
  const withMail = () =>
    Object.assign(team.running.server, {
      mailer: {
        send: (letter: (typeof letters)[number]) => {
          letters.push(letter);
          return Promise.resolve();
        },
      },
    });
  const without = () => Object.assign(team.running.server, { mailer: null });
  const from = (address: string) => new Browser(team.url, { 'x-forwarded-for': address });

  test('without a mailer says whom to ask, and how they make the link', async () => {
    without();
    const page = await from('203.0.113.80').see('/forgot');
    expect(page.text).toContain('npm run server -- reset-password');
    expect(page.text).not.toContain('<form');
    const sent = await from('203.0.113.80').send('/forgot', { email: team.owner.email });
    expect(sent.text).toContain('npm run server -- reset-password');
  });

  test('sends a link that works, in the reader’s language', async () => {
    withMail();
    const who = await addMember(team, 'Marta Mailed');
    const browser = new Browser(team.url, { 'x-forwarded-for': '203.0.113.81', 'accept-language': 'pl' });
    expect((await browser.send('/forgot', { email: who.email.toUpperCase() })).status).toBe(200);
    const lastLetter = () => letters.findLast(({ to }) => to === who.email);
    await expect.poll(() => lastLetter()?.subject).toBe('Ustaw nowe hasło');
    const letter = lastLetter();
    const link = new URL(/http\S+/u.exec(letter?.text ?? '')?.[0] ?? '');
    expect((await browser.send(link.pathname, { password: NEXT })).status).toBe(200);
    expect((await new Browser(team.url).signIn({ ...who, password: NEXT })).status).toBe(303);
  });

  test('answers the same for an address that nobody has: in words, status, headers and time', async () => {
    withMail();
    const who = await addMember(team, 'Enid Enumerated');
    const ask = async (email: string, address: string) => {
      const began = performance.now();
      const answer = await fetch(`${team.url}/forgot`, {
        method: 'POST',
        headers: { origin: team.url, 'x-forwarded-for': address },
        body: new URLSearchParams({ email }),
      });
      const text = (await answer.text()).replaceAll(email, '');
      const headers = [...answer.headers.keys()].toSorted();
      return { seen: { text, headers, status: answer.status }, time: performance.now() - began };
    };
    const times: Record<'known' | 'unknown', number[]> = { known: [], unknown: [] };
    for (let round = 0; round < 12; round += 1) {
      const known = await ask(who.email, `203.0.113.${100 + round}`);
      const unknown = await ask(`nobody${round % 3}@team.example`, `203.0.113.${120 + round}`);
      expect(unknown.seen).toEqual(known.seen);
      times.known.push(known.time);
      times.unknown.push(unknown.time);
    }
    // The least of each: what a busy machine adds is not of the answer. A password's hash alone would be 50 ms and more.
    expect(Math.abs(Math.min(...times.known) - Math.min(...times.unknown))).toBeLessThan(40);
  });

  test('fills nobody’s inbox: three letters an hour, whoever asks', async () => {
    withMail();
    const who = await addMember(team, 'Flora Flooded');
    letters.length = 0;
    for (let round = 0; round < 6; round += 1)
      expect((await from(`203.0.113.${140 + round}`).send('/forgot', { email: who.email })).status).toBe(200);
    const sent = () => letters.filter(({ to }) => to === who.email);
    await expect.poll(sent).toHaveLength(3);
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(sent()).toHaveLength(3);
  });

  test('a mail server that fails changes nothing of the answer, and names nobody in the log', async () => {
    Object.assign(team.running.server, {
      mailer: { send: () => Promise.reject(new Error(`550 no such user: ${team.owner.email}`)) },
    });
    const lines: string[] = [];
    const { log } = team.running.server;
    team.running.server.log = (...line) => lines.push(JSON.stringify(line));
    const sent = await from('203.0.113.160').send('/forgot', { email: team.owner.email });
    const ofMail = () => lines.filter((line) => line.startsWith('["error","mail"'));
    await expect.poll(ofMail).toHaveLength(1);
    team.running.server.log = log;
    expect(sent.text).toContain('Look in your inbox');
    expect(lines.join('\n')).not.toContain('@');
  });
});
