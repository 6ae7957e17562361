import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // The report is what `.ci/run` counts from.
    reporters: ['default', ['json', { outputFile: 'test/results/report.json' }]],
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: 'inside',
          dir: 'test',
          include: ['**/*.test.{ts,tsx}'],
          exclude: ['browser/**', '**/node_modules/**'],
          globalSetup: ['test/postgres.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'browser',
          dir: 'test/browser',
          include: ['**/*.test.ts'],
          globalSetup: ['test/server.ts'],
          // On a busy machine a key now and then reaches a page before it is ready to take it.
          retry: 1,
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
