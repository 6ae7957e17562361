import { queryOptions } from '@tanstack/react-query';
import { get } from '../api.ts';

/** An address of the API as its own description gives it. */
export interface Endpoint {
  path: string;
  summary: string;
  parameters: readonly { name: string; isRequired: boolean; inPath: boolean; takes: string }[];
  /** `text/csv` where it is a file, else JSON. */
  type: string;
}

/** The parts of the API's description that the page shows. */
export interface ApiDescription {
  endpoints: readonly Endpoint[];
  /** The fields of a flat figure, in the order of the file. */
  fields: readonly string[];
}

/** The API as it describes itself, cut to what the page shows: the whole is a link away. */
export function apiQuery() {
  return queryOptions({
    queryKey: ['api'],
    queryFn: async (context) => described(await get<OpenApi>('/openapi.json', context)),
  });
}

interface OpenApi {
  paths: Record<string, { get?: Operation }>;
  components: { schemas: Record<string, { properties?: Record<string, unknown> } | undefined> };
}

interface Operation {
  summary?: string;
  parameters?: { name: string; in: string; required?: boolean; schema: Schema }[];
  responses: Record<string, { content?: Record<string, unknown> } | undefined>;
}

interface Schema {
  type?: string;
  format?: string;
  enum?: string[];
  minimum?: number;
  maximum?: number;
  default?: unknown;
  pattern?: string;
}

function described({ paths, components }: OpenApi): ApiDescription {
  const endpoints = Object.entries(paths).flatMap(([path, { get: operation }]) =>
    operation ? [toEndpoint(path, operation)] : [],
  );
  return { endpoints, fields: Object.keys(components.schemas['FlatFigure']?.properties ?? {}) };
}

function toEndpoint(
  path: string,
  { summary = '', parameters = [], responses }: Operation,
): Endpoint {
  return {
    path,
    summary,
    type: Object.keys(responses['200']?.content ?? {})[0] ?? 'application/json',
    parameters: parameters.map((parameter) => ({
      name: parameter.name,
      isRequired: parameter.required ?? false,
      inPath: parameter.in === 'path',
      takes: takes(parameter.schema),
    })),
  };
}

function takes(schema: Schema): string {
  if (schema.enum) return schema.enum.join(' or ');
  if (schema.format === 'date') return 'a day, 2023-11-23';
  if (schema.type === 'integer') {
    const range = `a number from ${schema.minimum ?? 0} to ${schema.maximum ?? 'any'}`;
    return schema.default === undefined ? range : `${range}; ${schema.default} if not given`;
  }
  if (schema.pattern?.includes(',')) return 'one or more, with commas between';
  return 'text';
}
