/** The levels whose rows become figures. */
export type AreaLevel = 'country' | 'region' | 'authority';

/** The levels of the standard that no metric here is given for. */
const otherLevels = new Set([
  'English devolved area',
  'Institution',
  'Local authority district',
  'Local enterprise partnership',
  'Local skills improvement plan area',
  'LSOA',
  'MSOA',
  'Mayoral combined authority',
  'Multi academy trust',
  'MAT',
  'Opportunity area',
  'PFA',
  'Parliamentary constituency',
  'Planning area',
  'Police force area',
  'Provider',
  'RSC region',
  'Region group',
  'School',
  'Sponsor',
  'Ward',
]);

/** The names of levels as the standard writes them. */
export const levelNames = ['National', 'Regional', 'Local authority', ...otherLevels];

/** What a `geographic_level` is to us: a level we take, another of the standard, or unknown. */
export function geographicLevel(name: string): AreaLevel | 'other' | undefined {
  switch (name) {
    case 'National':
      return 'country';
    case 'Regional':
      return 'region';
    case 'Local authority':
      return 'authority';
    default:
      return otherLevels.has(name) ? 'other' : undefined;
  }
}
