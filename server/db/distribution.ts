import { AUTH_TABLES, SHARED_TABLES, WORKSPACE_TABLES } from '#server/db/table-names.ts';

const [FIRST, ...OTHERS] = WORKSPACE_TABLES;
/** Only where Citus does not know the table yet, so that the whole may be run again after an update. */
const unlessDone = (table: string) =>
  `where not exists (select 1 from pg_dist_partition where logicalrelid = '"${table}"'::regclass);`;

/**
 * The statements that lay the tables out on the nodes of Citus (docs/citus.md): the rows of a workspace lie together on
 * one, and what belongs to no workspace is on all. To be run on the coordinator, after `migrate`.
 */
export function distributionSql(): string {
  const reference = [...AUTH_TABLES, ...SHARED_TABLES].map(
    (table) => `select create_reference_table('"${table}"')\n  ${unlessDone(table)}`,
  );
  const distributed = OTHERS.map(
    (table) =>
      `select create_distributed_table('"${table}"', 'workspace_id', colocate_with => '"${FIRST}"')\n  ${unlessDone(table)}`,
  );
  return [
    '-- Carnet on Citus: run on the coordinator after "migrate", at the first time and after each update.',
    '-- People, sessions, invitations and limits: on every node. In this order, since they refer to each other.',
    ...reference,
    '-- A workspace: all its rows on one node.',
    `select create_distributed_table('"${FIRST}"', 'workspace_id')\n  ${unlessDone(FIRST)}`,
    ...distributed,
    '-- "migration" stays on the coordinator, which the servers connect to.',
  ].join('\n');
}
