/**
 * A process that brings a database up to date, to be killed while it does:
 * `node test/run.js test/fault/migrator.ts <place as JSON> <migrations>`. It says `open`, then
 * `migrated`.
 */
import { connect } from '@throughline/db';

const [place = '', migrations = ''] = process.argv.slice(2);
const connection = await connect(JSON.parse(place));
console.log('open');
await connection.migrate(migrations);
console.log('migrated');
await connection.close();
