import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isPublic, post, readTarget, TargetRefused } from '#server/hooks/target.ts';
import { makeSoftware, startReceiver, type Software } from './api-client.ts';
import { startTeam, type Team } from './team.ts';

describe('where webhooks may go', () => {
  let team: Team;
  let software: Software;
  beforeAll(async () => {
    team = await startTeam();
    software = await makeSoftware(team, 'Robot');
  });
  afterAll(() => team.running.stop());

  test('never into a network: loopback, private, link-local and special addresses, however they are written', async () => {
    const urls = [
      'https://127.0.0.1/',
      'https://localhost/',
      'https://[::1]/',
      'https://2130706433/',
      'https://0x7f.1/',
      'https://0/',
      'https://10.1.2.3/',
      'https://172.16.0.1/',
      'https://192.168.1.1/',
      'https://169.254.169.254/latest/meta-data/',
      'https://100.64.0.1/',
      'https://[fd00::1]/',
      'https://[fe80::1]/',
      'https://[::ffff:127.0.0.1]/',
      'https://[64:ff9b::7f00:1]/',
      'https://[2002:7f00:1::]/',
      'http://93.184.216.34/',
      'https://user:secret@93.184.216.34/',
      'https://no-such-name.invalid/',
    ];
    for (const url of urls) {
      const { status, body } = await software.ask('POST', '/webhooks', { url });
      expect([url, status, body.code]).toEqual([url, 422, 'target_refused']);
      expect(body.errors[0].pointer).toBe('/url');
    }
    for (const url of ['ftp://files.example/', 'javascript:alert(1)', 'hook', ''])
      expect((await software.ask('POST', '/webhooks', { url })).body.code).toBe('invalid');
    expect((await software.ask('GET', '/webhooks')).body.webhooks).toEqual([]);
  });

  test('public addresses are let through', () => {
    expect(['93.184.216.34', '2606:2800:220:1::1', '172.32.0.1', '11.0.0.1'].map(isPublic)).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect(['nonsense', '', '127.0.0.1.nip.example'].map(isPublic)).toEqual([false, false, false]);
    expect(readTarget('https://93.184.216.34/hook', false).pathname).toBe('/hook');
  });

  test('a name is looked up by the connection itself: one that turns private later is not dialled', async () => {
    const receiver = await startReceiver();
    const { port } = new URL(receiver.url);
    const given = { headers: {}, body: '{}', privateToo: false, signal: new AbortController().signal };
    await expect(post(`https://localhost:${port}/`, given)).rejects.toBeInstanceOf(TargetRefused);
    expect(receiver.received).toEqual([]);
    expect((await post(receiver.url, { ...given, privateToo: true })).status).toBe(204);
    await receiver.stop();
  });
});
