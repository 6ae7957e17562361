import { expect } from 'vitest';

/**
 * Does some work and expects it to have taken less than a second of the processor. The clock on the
 * wall would count what other tests do meanwhile.
 */
export function within1s<Result>(work: () => Result): Result {
  const before = process.cpuUsage();
  const result = work();
  expect(process.cpuUsage(before).user).toBeLessThan(1_000_000);
  return result;
}
