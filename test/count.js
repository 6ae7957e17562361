/**
 * Prints "N passed, N failed, N skipped" from the report that vitest wrote, alone on a line:
 * `node test/count.js test/results/report.json`. Without a report nothing was tested, which is a
 * failure; a test file that could not be loaded is one too.
 */
import { readFileSync } from 'node:fs';

const [, , file = ''] = process.argv;
const { passed, failed, skipped } = count();
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;

function count() {
  const report = read();
  if (report === undefined) return { passed: 0, failed: 1, skipped: 0 };

  /** @type {{ status: string, assertionResults: { status: string }[] }[]} */
  const files = report.testResults;
  const unloaded = files.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && assertionResults.every((test) => test.status !== 'failed'),
  );
  const failures = report.numFailedTests + unloaded.length;
  return {
    passed: report.numPassedTests,
    // An error outside every test fails the run without failing a test.
    failed: failures === 0 && !report.success ? 1 : failures,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

function read() {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    console.log(
      `There is no report of the tests: ${error instanceof Error ? error.message : error}`,
    );
    return undefined;
  }
}
