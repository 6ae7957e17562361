import { runCommand } from '../command.ts';
import { runPeople } from '../peopleCommand.ts';

// pnpm people invite --name NAME --role ROLE, and more: it says what when it is not understood.
await runCommand(
  ({ db, settings, words }) =>
    runPeople(db, words, {
      say: console.log,
      publicUrl: settings.publicUrl ?? new URL(`http://${settings.host}:${settings.port}`),
      at: new Date(),
    }),
  'While it runs on the embedded database, an administrator manages people on its page /people.',
);
