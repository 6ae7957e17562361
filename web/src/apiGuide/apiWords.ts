/** What each parameter does, by name; by path and name where it does something else there. */
export const parameterWords: Record<string, string> = {
  area: 'ONS area codes. Coventry, E08000026, if not given.',
  'as-at':
    'What was known at the end of that day. A later day means today. Without it, everything published.',
  breakdown: 'A dimension, such as role: all its categories and the total.',
  category: 'One category of a breakdown.',
  cursor: 'Where the page begins: the next of the page before.',
  date: 'The day of a meeting.',
  document: 'Only figures printed in this paper.',
  id: 'The name in the list.',
  limit: 'How many a page.',
  meeting: 'Figures first reported to the meeting of this day.',
  metric: 'Ids of metrics.',
  '/picture meeting':
    'As the Board knew it at this meeting; without it, at the latest that has figures.',
  versions: 'Every version ever published, not only the newest.',
};

/** A request that answers something worth seeing, by path. */
export const examples: Record<string, string> = {
  '/metrics': '/metrics',
  '/metrics/{id}': '/metrics/children-in-residential-homes',
  '/metrics/{id}/series': '/metrics/social-worker-vacancies/series?breakdown=role',
  '/figures': '/figures?metric=haf-attendance,agency-cover&limit=20',
  '/figures.csv': '/figures.csv?as-at=2023-11-23',
  '/picture': '/picture?meeting=2024-11-28',
  '/meetings': '/meetings',
  '/meetings/{date}': '/meetings/2024-11-28',
  '/requests': '/requests?as-at=2024-10-17',
  '/documents': '/documents',
  '/documents/{id}': '/documents/workforce-note-2024-11-28',
  '/discrepancies': '/discrepancies',
};

/** What each field of the file of figures holds. */
export const fieldWords: Record<string, string> = {
  id: 'The figure’s own name: metric, area, category, period and version. It does not change.',
  metric: 'The metric’s id.',
  metric_title: 'The metric’s name.',
  unit: 'count, posts (as printed), fte, percent (58 is 58%), percent_change, per10k, gbp (whole pounds), rating5 or ratio.',
  area: 'ONS code of the area.',
  breakdown: 'The dimension that divides the metric; empty for the whole.',
  category: 'The category in that dimension; Total is the whole.',
  period:
    'The time it is for: 2023-11-23 a day, 2024-09 a month, 2024 a year, FY2024 April 2024 to March 2025, FY2024-Q2 a quarter, AY2024 an academic year, 2024-summer a holiday programme, 2021-05/2024-10 from month to month.',
  period_start: 'Its first day.',
  period_end: 'Its last day: its place on a time axis.',
  value: 'A plain decimal number with the printed decimals. Empty for a range or a symbol.',
  low: 'The lower end of a range.',
  high: 'The upper end of a range.',
  symbol: 'Why there is no number: c, z, x, low, k or u.',
  mark: 'Words with spaces between: about (printed as approximate), worked-out (follows from printed figures), p (provisional), r (revised).',
  printed: 'The words or number in the paper.',
  document: 'The id of the paper.',
  locator: 'The paragraph, minute or cell of a table.',
  meeting: 'The meeting it was first reported to.',
  known_from: 'The day it became known.',
  version: '1, and one more for each later change.',
  note: 'What must be read with care, and any discrepancy in the papers.',
};
