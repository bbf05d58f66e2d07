import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { judgePassword } from '#server/auth/password.ts';
import { languages, pickLanguage } from '#server/pages/words.ts';
import { addMember, makeInvitation, startTeam, type Team } from './team.ts';

const server = resolve(import.meta.dirname, '../../server');
const words = (language: string) =>
  JSON.parse(readFileSync(join(server, 'words', `${language}.json`), 'utf8')) as Record<string, string>;

let team: Team;
beforeAll(async () => {
  team = await startTeam();
});
afterAll(() => team.running.stop());

const page = (path: string, language: string, cookie = team.owner.cookie) =>
  fetch(`${team.url}${path}`, { headers: { 'accept-language': language, cookie } }).then((answer) =>
    answer.text(),
  );

describe('the pages', () => {
  test('speak English, French and Polish, each with every sentence and every value', () => {
    const english = words('en');
    const valuesOf = (text: string) => (text.match(/\{\w+\}/gu) ?? []).toSorted();
    for (const language of languages) {
      const other = words(language);
      expect(Object.keys(other)).toEqual(Object.keys(english));
      for (const [key, text] of Object.entries(english)) {
        expect([key, valuesOf(other[key] ?? '')]).toEqual([key, valuesOf(text)]);
        expect(other[key]?.trim()).not.toBe('');
      }
    }
  });

  test('use no sentence that is not there, and carry none that nobody uses', () => {
    const code = readdirSync(server, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !name.startsWith('demo'))
      .map((name) => readFileSync(join(server, name), 'utf8'))
      .join('\n');
    const asked = [...code.matchAll(/say\(\s*'([^']+)'/gu)].flatMap(([, key]) => key ?? []);
    const known = Object.keys(words('en'));
    expect(asked.filter((key) => !known.includes(key))).toEqual([]);
    const made =
      /^(?:role_|hook_state_|hook_off_|key_life_|key_scope_|error_password_|device_(?:approved|denied)_)/u;
    expect(known.filter((key) => !made.test(key) && !code.includes(`'${key}'`))).toEqual([]);
  });

  test('follow the browser’s languages in its order', async () => {
    expect(pickLanguage('pl-PL,pl;q=0.9,en;q=0.5')).toBe('pl');
    expect(pickLanguage('de, fr;q=0.8, en;q=0.9')).toBe('en');
    expect(pickLanguage('de')).toBe('en');
    expect(pickLanguage('fr;q=0')).toBe('en');
    expect(pickLanguage(undefined)).toBe('en');
    expect(await page('/sign-in', 'fr', '')).toContain('<html lang="fr">');
    expect(await page('/sign-in', 'fr', '')).toContain('Se connecter');
    expect(await page(`/members/${team.workspace}`, 'pl')).toContain('Członkowie: Lampka');
  });

  test('show names as text, whatever is in them', async () => {
    const name = '<img src=x onerror=alert(1)> "Anna" & Co';
    await addMember(team, name);
    const members = await page(`/members/${team.workspace}`, 'en');
    expect(members).not.toContain('<img src=x');
    expect(members).toContain('&lt;img src=x onerror=alert(1)&gt; &quot;Anna&quot; &amp; Co');
  });

  test('say in words that something is not there, whoever asks and however', async () => {
    for (const method of ['GET', 'POST']) {
      const headers = { origin: team.url, 'accept-language': 'pl' };
      const answer = await fetch(`${team.url}/members`, { method, headers });
      const text = await answer.text();
      expect([answer.status, text.includes('<html lang="pl">')]).toEqual([404, true]);
    }
  });

  test('need no script and load nothing from elsewhere', async () => {
    await makeInvitation(team, 'link@team.example', 'agent');
    for (const path of ['/', `/members/${team.workspace}`, '/device', '/sign-in']) {
      const text = await page(path, 'en');
      expect(text).not.toMatch(/<script>|<style|style="|onclick|javascript:/u);
      const loaded = [...text.matchAll(/(?:src|href|action)="([^"]+)"/gu)].flatMap(([, to]) => to ?? []);
      expect(loaded.filter((to) => !to.startsWith('/'))).toEqual([]);
    }
    for (const [path, type] of [
      ['/carnet.css', 'text/css'],
      ['/carnet.js', 'text/javascript'],
      ['/carnet.svg', 'image/svg+xml'],
    ] as const) {
      const file = await fetch(`${team.url}${path}`);
      expect([file.status, file.headers.get('content-type')?.split(';')[0]]).toEqual([200, type]);
    }
  });
});

describe('passwords', () => {
  test('short, common, repeated and own ones are refused, and a few words are fine', () => {
    const about = ['olga.owner@team.example', 'Olga Owner'];
    expect(judgePassword('tiny', about)).toBe('password_short');
    expect(judgePassword('x'.repeat(129), about)).toBe('password_long');
    expect(judgePassword('aaaaaaaaaaaa', about)).toBe('password_plain');
    expect(judgePassword('Password1234', about)).toBe('password_plain');
    expect(judgePassword('123456789012', about)).toBe('password_plain');
    expect(judgePassword('motdepasse2026!', about)).toBe('password_plain');
    expect(judgePassword('olga.owner.2026', about)).toBe('password_yours');
    expect(judgePassword('seven lamps on a shelf', about)).toBeNull();
    expect(judgePassword('zażółć gęślą jaźń', about)).toBeNull();
  });
});
