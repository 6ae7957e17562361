import { writeFileSync } from 'node:fs';
import { appendAudit } from '@throughline/db';
import { auditCsv } from '../answer/audit.ts';
import { runCommand } from '../command.ts';

// pnpm audit:export FILE: the whole record as CSV, for the monitoring officer.
await runCommand(async ({ db, words: [file, ...more] }) => {
  if (file === undefined || more.length > 0) {
    console.log('Name a file to write: pnpm audit:export FILE');
    return 2;
  }
  const about = 'the audit record';
  await appendAudit(db, { at: new Date(), actor: 'command line', kind: 'export made', about });
  writeFileSync(file, await auditCsv(db), { mode: 0o600 });
  return 0;
}, 'While it runs on the embedded database, an administrator finds the record at /api/v1/audit.csv.');
