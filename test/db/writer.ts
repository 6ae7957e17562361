/**
 * A process that opens the embedded database in a directory and writes topics as it is told to, for
 * tests of crashes: `node test/run.js test/db/writer.ts <directory>`. It answers `open` or the
 * refusal, and for every line, once it is committed, the line itself.
 */
import { createInterface } from 'node:readline';
import { connect } from '@throughline/db';
import { topics } from '../../db/schema/metrics.ts';

const [dataDir = '', migrations = '', prepared] = process.argv.slice(2);

try {
  const connection = await connect({ dataDir, prepared });
  await connection.migrate(migrations);
  console.log('open');
  for await (const id of createInterface(process.stdin)) {
    await connection.db.insert(topics).values({ id, title: id, position: 1 });
    console.log(id);
  }
  await connection.close();
} catch (error) {
  console.log(error instanceof Error ? `${error.name}: ${error.message}` : 'failed');
}
