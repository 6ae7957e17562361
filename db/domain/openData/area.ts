import type { AreaLevel } from './level.ts';

/** A place that a file has figures of. */
export interface AreaFound {
  level: AreaLevel;
  /** The ONS code it stands under; of several, the one of the latest period. */
  code: string;
  name: string;
  /** The three-digit code of an authority, which outlives a change of ONS code. */
  oldCode: string | undefined;
  /** How many figures of it were taken. */
  rows: number;
}

type AreaRead = { area: AreaFound } | { skipped: string } | { refused: string };

const onsCode = /^[EWSNK]\d{8}$/;

/**
 * Tells the places of a file apart. An authority is the same under two ONS codes when its old code
 * is: North Yorkshire, Somerset, Buckinghamshire, Barnsley and Sheffield all changed theirs.
 */
export function areaFinder(headings: readonly string[]) {
  const column = {
    country: [headings.indexOf('country_code'), headings.indexOf('country_name')],
    region: [headings.indexOf('region_code'), headings.indexOf('region_name')],
    authority: [headings.indexOf('new_la_code'), headings.indexOf('la_name')],
  } as const;
  const oldCodeAt = headings.indexOf('old_la_code');
  const levelAt = headings.indexOf('geographic_level');
  const byCode = new Map<string, AreaFound>();
  const byOldCode = new Map<string, AreaFound>();
  const latest = new Map<AreaFound, string>();

  function find(level: AreaLevel, cells: readonly string[], timePeriod: string): AreaRead {
    const code = cells[column[level][0]]?.trim() ?? '';
    const name = cells[column[level][1]]?.trim() ?? '';
    const oldCode = level === 'authority' ? (cells[oldCodeAt]?.trim() ?? '') : '';
    if (code.includes('/') || oldCode.includes('/')) {
      return { skipped: `two authorities reported as one (${name}) are neither of them` };
    }
    if (level === 'region' && code.startsWith('E13')) {
      return { skipped: `${name} is a part of London, which is among the regions already` };
    }
    if (!onsCode.test(code)) {
      return { refused: `“${code}” is no code of a ${level} (${name || 'without a name'})` };
    }
    if (name === '') return { refused: `the ${level} ${code} has no name` };
    if (oldCode !== '' && !/^\d{3}$/.test(oldCode) && !/^[xz]$/.test(oldCode)) {
      return { refused: `“${oldCode}” is no old code of an authority: three digits (${name})` };
    }
    return same(level, code, name, /^\d{3}$/.test(oldCode) ? oldCode : undefined, timePeriod);
  }

  function same(
    level: AreaLevel,
    code: string,
    name: string,
    oldCode: string | undefined,
    timePeriod: string,
  ): AreaRead {
    const known = oldCode === undefined ? undefined : byOldCode.get(oldCode);
    const underCode = byCode.get(code);
    if (known !== undefined && underCode !== undefined && known !== underCode) {
      return {
        refused: `${name} stands under ${code} as two authorities, ${underCode.oldCode} and ${oldCode}`,
      };
    }
    if (
      underCode?.oldCode !== undefined &&
      oldCode !== undefined &&
      underCode.oldCode !== oldCode
    ) {
      return {
        refused: `${code} stands beside two old codes, ${underCode.oldCode} and ${oldCode}`,
      };
    }
    const area = known ?? underCode ?? { level, code, name, oldCode, rows: 0 };
    area.oldCode ??= oldCode;
    if (timePeriod >= (latest.get(area) ?? '')) {
      Object.assign(area, { code, name });
      latest.set(area, timePeriod);
    }
    byCode.set(code, area);
    if (oldCode !== undefined) byOldCode.set(oldCode, area);
    return { area };
  }

  function nameIn(cells: readonly string[]): string {
    const level = cells[levelAt]?.trim();
    if (level === 'National') return cells[column.country[1]]?.trim() ?? '';
    return cells[column[level === 'Regional' ? 'region' : 'authority'][1]]?.trim() ?? '';
  }

  return {
    find,
    nameIn,
    found: () => [...new Set(byCode.values())].filter(({ rows }) => rows > 0),
  };
}
