import { existsSync } from 'node:fs';
import { appendAudit, BackupRefused, holdsAudit, writeBackup } from '@throughline/db';
import { runAsItIs } from '../command.ts';

// pnpm backup FILE: everything but who is signed in, readable by its owner alone.
await runAsItIs(async ({ db, words: [file, ...more] }) => {
  if (file === undefined || file.startsWith('-') || more.length > 0) {
    console.log('Name a file to write: pnpm backup FILE');
    return 2;
  }
  if (existsSync(file)) throw new BackupRefused(`There is a file ${file} already`);
  const at = new Date();
  // An older record is kept as it is, before it is brought up to date.
  if (await holdsAudit(db)) {
    await appendAudit(db, { at, actor: 'command line', kind: 'backup made', about: 'everything' });
  }
  const { tables, rows } = await writeBackup(db, file, at);
  console.log(`Kept in ${file}: ${rows} rows of ${tables} tables.`);
  return 0;
}, 'Stop the product for as long as it takes to back up the embedded database.');
