import { WORKSPACE_TABLES } from '#server/db/table-names.ts';

/**
 * What Citus, CockroachDB or YugabyteDB would not take, would take and mean something else by, or what pgbouncer in
 * transaction mode does not carry from one transaction to the next (sync.md, section 4).
 */
const NOWHERE: readonly (readonly [RegExp, string])[] = [
  [
    /\b(?:un)?listen\b|\b(?:pg_)?notify\b/iu,
    'LISTEN and NOTIFY: not on CockroachDB, not from node to node on Citus',
  ],
  [/\bpg_(?:try_)?advisory\w*/iu, 'advisory locks: of one node on Citus, of none on CockroachDB'],
  [/\bskip locked\b/iu, 'SKIP LOCKED: passes over rows that nobody holds where reads are retried'],
  [/\b(?:small|big)?serial\b|\bnextval\b|\bsequence\b|\bautoincrement\b|\bidentity\b/iu, 'sequences: gaps'],
  [/\bxid8?\b|\bxmin\b|\btxid_\w+|\bpg_(?:current_|snapshot)\w*/iu, 'transaction ids: of one node'],
  [/\bdeferrable\b|\binitially deferred\b/iu, 'deferred constraints: not on YugabyteDB nor CockroachDB'],
  [/\b(?:create|drop) (?:or replace )?(?:constraint )?trigger\b/iu, 'triggers: not on distributed tables'],
  [
    /\bcreate (?:or replace )?(?:function|procedure|rule|type|domain|extension)\b/iu,
    'code and types of its own',
  ],
  [/\bcreate (?:materialized )?view\b/iu, 'views: of one node'],
  [/\b(?:temp|temporary|unlogged) table\b/iu, 'tables of a session: lost behind pgbouncer'],
  [
    /^\s*(?:set|reset|discard|prepare|execute|deallocate|declare|fetch|lock|copy|truncate|vacuum|merge)\b/iu,
    'state of a session, or locks of whole tables',
  ],
  [
    /\bwith\b[^]*\bas \((?:insert|update|delete)\b/iu,
    'a change inside a WITH: several nodes in one statement',
  ],
  [/\binsert into [^;]* select\b/iu, 'INSERT of a SELECT: moves rows between nodes'],
  [/\bwith recursive\b|\bfull (?:outer )?join\b|\bcross join\b|\bdistinct on\b/iu, 'not over several shards'],
  [/\bwithout rowid\b|\browid\b|\bctid\b|\boid\b/iu, 'where a row lies on one machine'],
  [/\bon (?:delete|update) set (?:null|default)\b/iu, 'a reference that changes the key'],
  [/;\s*\S/u, 'several statements in one'],
];

/** Of our own tables: what differs from one engine to the next, which JavaScript does instead. */
const OURS_NEVER: readonly (readonly [RegExp, string])[] = [
  [/\b(?:lower|upper|collate|ilike|similar to|regexp\w*|glob)\b/iu, 'the engine’s own idea of letters'],
  [
    /\b(?:now|random|gen_random_uuid|uuid_generate\w*|clock_timestamp|strftime|datetime|date_trunc)\s*\(|\bcurrent_(?:time|date)\w*/iu,
    'a clock or dice of one node',
  ],
  [/\bjsonb?_\w+|->>?|\bjson_each\b|\b::\w+/iu, 'JSON and casts of one engine'],
  [/\breplace into\b|\binsert or\b/iu, 'SQLite’s own'],
  [/\breferences\b|\bforeign key\b|\bcheck \(/iu, 'foreign keys and checks: not between all tables of Citus'],
  [
    /\b(?:boolean|timestamp\w*|uuid|jsonb?|bytea|numeric|real|double)\b(?! )/iu,
    'a type that is not text, bigint or integer',
  ],
];

const OURS = new Set<string>(WORKSPACE_TABLES);
const NAMED = /\b(from|into|update|join|table(?: if (?:not )?exists)?|on(?= "\w+" \()) "?(\w+)"?/giu;

/** The tables of workspaces in a statement, each time it names one, with the word before it. */
const uses = (sql: string) =>
  [...sql.matchAll(NAMED)].flatMap(([, word = '', name = '']) =>
    OURS.has(name) ? [{ word: word.toLowerCase(), name }] : [],
  );

/** Why one of these engines, or the way there, would not do what a statement says; null where all do. */
export function refusalOf(statement: string): string | null {
  const sql = statement
    .replaceAll(/'(?:[^']|'')*'/gu, "''")
    .replaceAll(/\s+/gu, ' ')
    .trim();
  const used = uses(sql);
  const banned = [...NOWHERE, ...(used.length > 0 ? OURS_NEVER : [])].find(([pattern]) => pattern.test(sql));
  if (banned) return banned[1];
  if (/^(?:update [^;]* from|delete from \S+ using) /iu.test(outermost(sql)))
    return 'a change that reads another table';
  if (used.length === 0) return null;
  if (/^(?:create|alter|drop)/iu.test(sql)) return keyRefusal(sql);
  return workspaceRefusal(sql, used);
}

/** Without what stands in brackets. */
function outermost(sql: string): string {
  const less = sql.replaceAll(/\([^()]*\)/gu, '');
  return less === sql ? sql : outermost(less);
}

/** Citus: every key has the column by which rows are distributed. */
function keyRefusal(sql: string): string | null {
  const keys = [...sql.matchAll(/(?:primary key|unique|on "\w+") \("?(\w+)"?/giu)];
  if (keys.some(([, first]) => first !== 'workspace_id'))
    return 'a key that does not begin with the workspace';
  if (/^create table/iu.test(sql) && keys.length === 0) return 'a table without a key';
  const types = [...sql.matchAll(/(?:[(,] ?|add column )"\w+" (\w+)/gu)].map(([, type]) => type ?? '');
  const odd = types.find((type) => !['text', 'bigint', 'integer', 'asc', 'desc'].includes(type));
  return odd === undefined ? null : `the type ${odd}`;
}

const CONDITION = /"?workspace_id"? (?:= (?:\?|\$\d+|'')|in \()/giu;
const TOGETHER = /"workspace_id" = "\w+"\."workspace_id"/giu;
const count = (sql: string, pattern: RegExp) => [...sql.matchAll(pattern)].length;

/** Rows of one workspace only, so that one node answers, and no row moves to another. */
function workspaceRefusal(sql: string, used: readonly { word: string }[]): string | null {
  if (/^insert/iu.test(sql)) {
    if (!/^insert into "\w+" \("workspace_id"/u.test(sql))
      return 'an INSERT that does not name the workspace';
    const target = /on conflict \("(\w+)"/iu.exec(sql)?.[1];
    return target === undefined || target === 'workspace_id'
      ? null
      : 'a conflict on another key than its own';
  }
  const [whole] = sql.split(' where ');
  if (/\bset [^]*"?workspace_id"? = /iu.test(whole ?? '')) return 'a row that moves to another workspace';
  const reads = used.filter(({ word }) => word !== 'join').length;
  if (count(sql, CONDITION) < reads) return 'a statement that does not name the workspace';
  const joined = used.filter(({ word }) => word === 'join').length;
  return count(sql, TOGETHER) < joined ? 'a join of two workspaces' : null;
}
