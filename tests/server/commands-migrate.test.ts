import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { end, order, startWith } from './administrator.ts';
import { Cluster } from './engines/cluster.ts';
import { findPrograms } from './engines/debian.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'carnet-migrate-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('migrate', () => {
  const tables = (dir: string) => {
    const database = new DatabaseSync(join(dir, 'carnet.sqlite'));
    const rows = database.prepare("select name from sqlite_master where type = 'table'").all();
    database.close();
    return rows.map(({ name }) => String(name));
  };

  test('makes the tables, twice does nothing; a server that may not refuses to start without', async () => {
    const dir = join(folder, 'migrated');
    const early = await order(['--no-migrate', '--data', dir, '--port', '0']);
    expect([early.code, early.text]).toEqual([
      2,
      expect.stringContaining('npm run server -- migrate') as string,
    ]);
    const first = await order(['migrate', '--data', dir]);
    expect([first.code, first.text]).toEqual([
      0,
      expect.stringMatching(/^done 2026-01-sync[^]*up to date\.$/u) as string,
    ]);
    expect(tables(dir)).toEqual(expect.arrayContaining(['contact', 'session', 'webhook']));
    expect(await order(['migrate', '--data', dir])).toEqual({ code: 0, text: 'The tables were up to date.' });
    await end(await startWith(['--no-migrate', '--data', dir]));
  });

  test('refuses data of a newer Carnet, and so do the other commands', async () => {
    const dir = join(folder, 'newer');
    await order(['migrate', '--data', dir]);
    const database = new DatabaseSync(join(dir, 'carnet.sqlite'));
    database.exec("insert into migration values ('2031-01-future', '2031')");
    database.close();
    for (const args of [['migrate'], ['backup', join(folder, 'newer.backup')], ['create-owner-link']]) {
      const said = await order([...args, '--data', dir]);
      expect([said.code, said.text]).toEqual([1, expect.stringContaining('newer Carnet') as string]);
    }
  });
});

/**
 * Citus is not to be had from Debian. These stand in for its two functions, and demand what it demands: that each key
 * and each unique index has the column by which rows are distributed, and that a table refers to what is laid out.
 */
const STAND_IN = `
  create table pg_dist_partition (logicalrelid regclass primary key, kind text, colocated text);
  create function create_reference_table(named regclass) returns void language plpgsql as $$ begin
    if exists (select 1 from pg_constraint where conrelid = named and contype = 'f'
        and confrelid not in (select logicalrelid from pg_dist_partition) and confrelid <> named) then
      raise 'refers to a table that is not laid out'; end if;
    insert into pg_dist_partition values (named, 'reference', null);
  end $$;
  create function create_distributed_table(named regclass, by text, colocate_with text default 'default')
    returns void language plpgsql as $$ begin
    if exists (select 1 from pg_index i where i.indrelid = named and i.indisunique and not exists (
        select 1 from pg_attribute a where a.attrelid = named and a.attname = by and a.attnum = any(i.indkey))) then
      raise 'a unique index without %', by; end if;
    if exists (select 1 from pg_constraint where conrelid = named and contype = 'f') then raise 'refers'; end if;
    insert into pg_dist_partition values (named, 'distributed', colocate_with);
  end $$`;

describe('migrate --print-distribution', () => {
  test('prints SQL that lays every table out, once, and can be run again', { timeout: 60_000 }, async () => {
    // oxlint-disable-next-line no-console -- what is installed is said to whoever waits for it
    const programs = findPrograms((line) => console.log(line));
    const cluster = await Cluster.start(programs);
    const client = new Client(cluster.url('postgres'));
    try {
      expect((await order(['migrate'], { DATABASE_URL: cluster.url('postgres') })).code).toBe(0);
      const { code, text } = await order(['migrate', '--print-distribution']);
      expect(code).toBe(0);
      await client.connect();
      await client.query(STAND_IN);
      for (let time = 0; time < 2; time += 1) await client.query(text);
      const { rows } = await client.query<{ name: string; kind: string | null; colocated: string | null }>(
        `select relname as name, kind, colocated from pg_class left join pg_dist_partition on logicalrelid = pg_class.oid
         where relnamespace = 'public'::regnamespace and relkind = 'r' and relname <> 'pg_dist_partition'`,
      );
      expect(rows.filter(({ kind }) => kind === null).map(({ name }) => name)).toEqual(['migration']);
      const columns = await client.query<{ name: string }>(
        "select table_name as name from information_schema.columns where column_name = 'workspace_id'",
      );
      const distributed = rows.filter(({ kind }) => kind === 'distributed');
      expect(distributed.map(({ name }) => name).toSorted()).toEqual(
        columns.rows.map(({ name }) => name).toSorted(),
      );
      expect(new Set(distributed.map(({ colocated }) => colocated))).toEqual(
        new Set(['default', '"workspace_sync"']),
      );
    } finally {
      await client.end();
      await cluster.stop();
    }
  });
});
