import { appendAudit, restoreBackup } from '@throughline/db';
import { runAsItIs } from '../command.ts';

// pnpm restore FILE [--replace]: into an empty database, or in the place of all that is there.
await runAsItIs(async ({ db, words, migrations, migrate }) => {
  const [file, ...more] = words.filter((word) => word !== '--replace');
  if (file === undefined || file.startsWith('-') || more.length > 0) {
    console.log('Name the backup: pnpm restore FILE [--replace]');
    return 2;
  }
  const replace = words.includes('--replace');
  const { tables, rows } = await restoreBackup(db, file, { migrations, replace });
  await migrate();
  const at = new Date();
  const about = 'everything';
  await appendAudit(db, { at, actor: 'command line', kind: 'backup restored', about });
  console.log(`Restored from ${file}: ${rows} rows of ${tables} tables. Everybody signs in anew.`);
  return 0;
}, 'Stop the product to restore over its embedded database.');
