import { queryOptions } from '@tanstack/react-query';
import { get } from '../api.ts';

interface Area {
  code: string;
  name: string;
  level: 'authority' | 'region' | 'country';
}

/** Every area that figures can be about, by name. */
export function areasQuery() {
  return queryOptions({
    queryKey: ['areas'],
    queryFn: async (context) => (await get<{ areas: Area[] }>('/areas', context)).areas,
  });
}
