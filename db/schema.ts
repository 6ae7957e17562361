export * from './schema/areas.ts';
export * from './schema/decisions.ts';
export * from './schema/documents.ts';
export * from './schema/figures.ts';
export * from './schema/meetings.ts';
export * from './schema/metrics.ts';
export * from './schema/state.ts';
export * from './schema/targets.ts';
