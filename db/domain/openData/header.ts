import { geographicLevel } from './level.ts';

/** The columns that every open data file has, whatever else is in it. */
const always = [
  'time_period',
  'time_identifier',
  'geographic_level',
  'country_code',
  'country_name',
] as const;

/** Columns that place a row, at any level of the standard: neither filters nor indicators. */
const placing = new Set<string>([
  ...always,
  ...['region_code', 'region_name'],
  ...['old_la_code', 'new_la_code', 'la_name'],
  ...['lad_code', 'lad_name', 'pcon_code', 'pcon_name', 'ward_code', 'ward_name'],
  ...['local_enterprise_partnership_code', 'local_enterprise_partnership_name'],
  ...['english_devolved_area_code', 'english_devolved_area_name'],
  ...['mayoral_combined_authority_code', 'mayoral_combined_authority_name'],
  ...['opportunity_area_code', 'opportunity_area_name', 'lsip_code', 'lsip_name'],
  ...['planning_area_code', 'planning_area_name', 'rsc_region_lead_name'],
  ...['police_force_area_code', 'police_force_area_name'],
  ...['trust_id', 'trust_name', 'sponsor_id', 'sponsor_name'],
  ...['school_urn', 'school_name', 'school_laestab', 'provider_ukprn', 'provider_name'],
  ...['institution_id', 'institution_name'],
]);

/** Whether a column says where or when, so that it is neither a filter nor an indicator. */
export function isPlacing(heading: string): boolean {
  return placing.has(heading);
}

/**
 * The columns of the open data standard that a file should have and has not: five in every file,
 * two more where it has regions, three more where it has authorities.
 */
export function missingColumns(headings: readonly string[], levels: Iterable<string>): string[] {
  const wanted: string[] = [...always];
  const kinds = new Set([...levels].map(geographicLevel));
  if (kinds.has('region')) wanted.push('region_code', 'region_name');
  if (kinds.has('authority')) wanted.push('old_la_code', 'new_la_code', 'la_name');
  return wanted.filter((column) => !headings.includes(column));
}

/** What is wrong with the headings themselves: a blank one, or one that stands twice. */
export function headingProblems(headings: readonly string[]): string[] {
  const problems: string[] = [];
  if (headings.some((heading) => heading === '')) problems.push('a column has no heading');
  const twice = headings.filter((heading, at) => heading !== '' && headings.indexOf(heading) < at);
  for (const heading of new Set(twice)) problems.push(`the column ${heading} stands twice`);
  return problems;
}
