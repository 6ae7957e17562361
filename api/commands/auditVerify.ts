import { runAuditVerify } from '../auditCommand.ts';
import { runCommand } from '../command.ts';

// pnpm audit:verify [--anchor FILE]
await runCommand(
  ({ db, words }) => runAuditVerify(db, words, console.log),
  'Stop the product to verify its record on the embedded database.',
);
