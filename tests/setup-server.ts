import { DatabaseSync } from 'node:sqlite';
import { Client } from 'pg';
import { afterAll } from 'vitest';
import { heard } from './server/heard-sql.ts';

// Once for all files that share this process.
const mark = Symbol.for('carnet.tests.sql');
const shared = globalThis as { [mark]?: boolean };
if (shared[mark] !== true) {
  shared[mark] = true;
  listenTo(DatabaseSync.prototype, 'prepare');
  listenTo(DatabaseSync.prototype, 'exec');
  listenTo(Client.prototype, 'query');
}

afterAll(() => {
  const refused = heard.refused();
  if (refused.length > 0) throw new Error(`Statements that not every engine takes:\n${refused.join('\n')}`);
});

function listenTo<T extends object>(prototype: T, name: keyof T): void {
  const original = prototype[name] as (...args: unknown[]) => unknown;
  Object.assign(prototype, {
    [name](this: T, ...args: unknown[]) {
      const [first] = args;
      const text = typeof first === 'object' && first !== null && 'text' in first ? first.text : first;
      if (typeof text === 'string') heard.add(text);
      return original.apply(this, args);
    },
  });
}
