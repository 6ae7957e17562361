/**
 * A process that takes a directory when it is told to, for tests of the lock. It answers one line,
 * `holds` or the refusal, and lets go when its input closes:
 * `node test/run.js test/db/holder.ts <directory>`.
 */
import { createInterface } from 'node:readline';
import { takeDirectory } from '../../db/directoryLock.ts';

const [directory = ''] = process.argv.slice(2);
let letGo = async () => {};

console.log('ready');
for await (const line of createInterface(process.stdin)) {
  if (line !== 'take') continue;
  try {
    letGo = await takeDirectory(directory);
    console.log('holds');
  } catch (error) {
    console.log(error instanceof Error ? `${error.name}: ${error.message}` : 'failed');
  }
}
await letGo();
