/** A word of the trade in plain words. `id` is its place on the glossary page and never changes. */
export interface Explained {
  id: string;
  term: string;
  /** Other names for it, by which it can be found too. */
  also?: string;
  text: string;
}

/** The terms of one subject. */
export interface TermGroup {
  id: string;
  title: string;
  terms: readonly Explained[];
}

/** Every term the screens use, by subject. The words are ours; they explain and do not rule. */
export const termGroups: readonly TermGroup[] = [
  {
    id: 'children',
    title: 'Children, families and homes',
    terms: [
      {
        id: 'children-in-care',
        term: 'Children in care',
        also: 'looked after children, LAC',
        text: 'Children whom the council looks after, by agreement with their parents or because a court has ordered it. Older papers say looked after children. The Board’s papers do not say whether their counts include unaccompanied asylum-seeking children.',
      },
      {
        id: 'residential-childrens-home',
        term: 'Residential children’s home',
        also: 'children’s home, residential care',
        text: 'A home where trained staff, not a family, look after a small number of children. It may be run by the council or by another organisation that the council pays.',
      },
      {
        id: 'placement',
        term: 'Placement',
        text: 'Where a child in care lives: with foster carers, with relatives, in a children’s home or elsewhere.',
      },
      {
        id: 'fostering',
        term: 'Fostering',
        also: 'foster carer, independent fostering agency',
        text: 'A child in care lives in the home of an approved carer, who may work for the council or for an independent fostering agency.',
      },
      {
        id: 'kinship',
        term: 'Kinship care',
        also: 'kinship arrangement, connected carer, connected fostering',
        text: 'A child who cannot live with their parents lives with a relative or a friend of the family. When that person is approved as a foster carer, papers also say connected carer.',
      },
      {
        id: 'special-guardianship-order',
        term: 'Special guardianship order',
        also: 'SGO',
        text: 'A court order that gives someone other than the parents, often a relative, lasting responsibility for a child until the age of 18. The child then need not be in care.',
      },
      {
        id: 'permanence',
        term: 'Permanence',
        text: 'A lasting home for a child: back with parents, with relatives, under a special guardianship order, through adoption or in long-term foster care.',
      },
      {
        id: 'reunification',
        term: 'Reunification',
        also: 'Reunification Project, reunified',
        text: 'A child returns from care to live with their family, where that is safe, with support. Coventry’s Reunification Project does this work; its papers give two different starting months.',
      },
      {
        id: 'family-valued',
        term: 'Family Valued',
        also: 'Strengthening Families, Protecting Children',
        text: 'Coventry’s way of working with the whole family so that children can stay safely at home. It began on 1 April 2021 with a grant from a national programme called Strengthening Families, Protecting Children.',
      },
      {
        id: 'family-group-conference',
        term: 'Family group conference',
        also: 'FGC, family network meeting',
        text: 'A meeting led by the family, with relatives and friends, to make their own plan for a child. Someone independent helps to arrange it.',
      },
      {
        id: 'next-steps',
        term: 'Next Steps',
        also: 'Next Steps foster carers',
        text: 'A Coventry fostering scheme in which specially supported carers look after young people in a family, often after a children’s home.',
      },
      {
        id: 'house-project',
        term: 'House Project',
        also: 'cohort',
        text: 'Young people leaving care are helped, together as a group called a cohort, to move into and keep a home of their own.',
      },
      {
        id: 'staying-put',
        term: 'Staying Put and Staying Close',
        text: 'Staying Put: a young person goes on living with former foster carers after turning 18. Staying Close: a young person who has left a children’s home keeps in touch with, and gets help from, those who cared for them there.',
      },
      {
        id: 'care-leaver',
        term: 'Care leaver',
        text: 'A young person who was in care and is now old enough to live without it. The council still owes them advice and support.',
      },
      {
        id: 'sufficiency',
        term: 'Sufficiency',
        text: 'Having enough suitable places. For children in care: enough homes of the right kind, near enough. For education: enough school and nursery places.',
      },
      {
        id: 'dols',
        term: 'Deprivation of liberty',
        also: 'DoLS, DoL, DoLs',
        text: 'A court allows a child or adult to be kept from coming and going freely because nothing less would keep them safe. The Board’s papers shorten it to DoLs, from Deprivation of Liberty Orders; elsewhere DoLS stands for Deprivation of Liberty Safeguards, which are for adults.',
      },
      {
        id: 'early-help',
        term: 'Early help',
        also: 'step down, step up, diversion',
        text: 'Support for a family before its difficulties call for a social worker. A case is stepped down when it moves from a social worker to early help, and stepped up when it moves the other way. A contact is diverted when early help takes it on at once.',
      },
      {
        id: 'open-case',
        term: 'Open case',
        also: 'caseload',
        text: 'A child or family with whom children’s services are working. A social worker’s caseload is how many open cases that worker holds.',
      },
      {
        id: 'child-friendly-cov',
        term: 'Child Friendly Cov',
        also: 'One Big Voice, Pupil Parliament, Safe Spaces',
        text: 'Work by the council and its partners to make Coventry good for children. It includes the One Big Voice survey of what children want, Pupil Parliament, and Safe Spaces where a young person can ask for help.',
      },
      {
        id: 'ofsted',
        term: 'Ofsted',
        text: 'The national inspectorate of schools and of children’s services.',
      },
      {
        id: 'peer-challenge',
        term: 'Peer challenge',
        also: 'LGA, Local Government Association',
        text: 'People from other councils visit, look at a service and say what they see. It is arranged by the Local Government Association, the councils’ own body.',
      },
    ],
  },
  {
    id: 'learning',
    title: 'Holidays, schools and special needs',
    terms: [
      {
        id: 'haf',
        term: 'Holiday Activities and Food programme',
        also: 'HAF',
        text: 'Free activities and healthy food in the school holidays, mainly for children who get free school meals. The Department for Education pays for it.',
      },
      {
        id: 'funded-place',
        term: 'Funded place',
        text: 'A place at a holiday activity that the programme has paid for. Attendance is the share of those places that were taken up on the day.',
      },
      {
        id: 'send',
        term: 'Special educational needs and disabilities',
        also: 'SEND',
        text: 'A child has special educational needs when learning is harder for them than for most of their age, or a disability makes ordinary facilities hard to use, so that they need help that is different from or more than usual.',
      },
      {
        id: 'special-school',
        term: 'Special school',
        text: 'A school for children whose special educational needs call for more than other schools can give.',
      },
      {
        id: 'dfe',
        term: 'Department for Education',
        also: 'DfE',
        text: 'The government department for schools and children’s services in England. It also publishes the national figures.',
      },
    ],
  },
  {
    id: 'workforce',
    title: 'Social workers',
    terms: [
      {
        id: 'vacancy',
        term: 'Vacancy',
        also: 'vacancies',
        text: 'A post with nobody permanently in it. The Board’s papers do not say whether they count people or full-time equivalents; half posts suggest the second.',
      },
      {
        id: 'agency-social-worker',
        term: 'Agency social worker',
        also: 'agency cover',
        text: 'A social worker employed through an agency and not by the council, usually for a limited time. Agency cover is how many of them fill vacant posts.',
      },
      {
        id: 'retention',
        term: 'Retention',
        also: 'retention rate, % retained',
        text: 'Keeping staff. The Board’s column “% retained” is starters minus leavers with a per cent sign, so it is not a share of the staff in post and no rate of retention. It is shown as printed.',
      },
      {
        id: 'turnover',
        term: 'Turnover',
        text: 'Leavers in a year as a share of the staff in post. It is published nationally. 100 minus turnover is not retention.',
      },
      {
        id: 'retention-payment',
        term: 'Retention payment',
        text: 'A payment to a social worker who stays in post for twelve months.',
      },
      {
        id: 'grades',
        term: 'Grades and roles',
        also: 'G6, G7, G8, Senior Practitioner, Team Manager',
        text: 'G6 and G7 are pay grades for social workers; G8 is the grade of Advanced Social Workers and Senior Practitioners. A Team Manager leads a team of social workers.',
      },
      {
        id: 'advanced-social-worker',
        term: 'Advanced Social Worker',
        text: 'An experienced social worker who takes harder cases and helps others to do their work. Social workers progress to it by way of a panel.',
      },
      {
        id: 'nqsw',
        term: 'Newly qualified social worker',
        also: 'NQSW',
        text: 'A social worker in the first years after qualifying.',
      },
      {
        id: 'asye',
        term: 'Assessed and supported year in employment',
        also: 'ASYE',
        text: 'The first year of work as a social worker, with fewer cases, more supervision and an assessment at the end.',
      },
      {
        id: 'academy',
        term: 'Social Work Academy',
        text: 'Coventry’s own support for newly qualified social workers as they begin.',
      },
      {
        id: 'step-up',
        term: 'Step Up and Frontline',
        also: 'fast-track programme',
        text: 'Two national programmes that train people with a degree in another subject to be social workers, faster than usual.',
      },
      {
        id: 'clinical-supervision',
        term: 'Clinical supervision',
        text: 'Confidential sessions with a trained person outside the line of management, in which a social worker can think about the work and its strain.',
      },
      {
        id: 'nine-day-fortnight',
        term: 'Nine-day fortnight',
        text: 'A full fortnight’s hours worked in nine days instead of ten.',
      },
    ],
  },
  {
    id: 'meetings',
    title: 'The Board and its meetings',
    terms: [
      {
        id: 'scrutiny-board',
        term: 'Scrutiny board',
        also: 'scrutiny',
        text: 'Councillors who do not sit in the Cabinet and who examine what the council does and decides. This one looks at education and children’s services. It can ask, advise and recommend; it does not decide.',
      },
      {
        id: 'cabinet-member',
        term: 'Cabinet Member',
        text: 'One of the councillors who lead the council. Each is responsible for some of its services and answers to the scrutiny boards for them.',
      },
      {
        id: 'co-opted-member',
        term: 'Co-opted member',
        text: 'A member of the Board who is not a councillor, such as a parent governor or someone who speaks for a faith. Some may vote on education.',
      },
      {
        id: 'municipal-year',
        term: 'Municipal year',
        text: 'The council’s year of meetings, from its annual meeting in May to the next.',
      },
      {
        id: 'work-programme',
        term: 'Work programme',
        text: 'The Board’s own plan of what it will look at, meeting by meeting.',
      },
      {
        id: 'briefing-note',
        term: 'Briefing note',
        text: 'A report by officers to the Board on one item. An agenda pack holds all the papers of one meeting.',
      },
      {
        id: 'minute',
        term: 'Minute',
        text: 'The record of one item of a meeting, with a number. Where the printed number is wrong both are given: minute 17 (printed 16).',
      },
      {
        id: 'resolution',
        term: 'Resolution',
        text: 'What the Board decided at a meeting, for itself.',
      },
      {
        id: 'recommendation',
        term: 'Recommendation',
        text: 'What the Board asks someone else, often a Cabinet Member, to do. They should reply.',
      },
      {
        id: 'request',
        term: 'Request',
        also: 'open, overdue, answered, withdrawn',
        text: 'Information the Board asked for. It is open until a paper answers it, overdue when the meeting it was due at has passed, answered when a paper shows it, and withdrawn when the Board no longer wants it.',
      },
      {
        id: 'part-1',
        term: 'Part 1 and part 2',
        also: 'public, private, exclusion of press and public',
        text: 'Part 1 of an agenda is public. Part 2 is private: the Board resolves to exclude the press and public while it considers exempt information.',
      },
      {
        id: 'exempt',
        term: 'Exempt information',
        also: 'Schedule 12A',
        text: 'Information the law lets a council keep private when that serves the public better than publishing it. Schedule 12A to the Local Government Act 1972 lists seven grounds in numbered paragraphs, such as information about one person, or about someone’s business.',
      },
      {
        id: 'confidential',
        term: 'Confidential information',
        text: 'Information that a court, a law or a government department forbids the council to publish. Unlike exempt information, the council has no choice.',
      },
    ],
  },
  {
    id: 'reading',
    title: 'How the figures are read',
    terms: [
      {
        id: 'metric',
        term: 'Metric',
        text: 'Something that is counted or measured again and again in the same way, such as social worker vacancies. A figure is one result of it.',
      },
      {
        id: 'as-at',
        term: 'As at',
        also: 'as the Board knew it',
        text: 'What was known on a chosen day. As at 23 November 2023 shows what the Board had been told by the end of that day and nothing later.',
      },
      {
        id: 'known-from',
        term: 'Known from',
        text: 'The day a figure became known: for a Board paper, the day of the meeting it was first reported to.',
      },
      {
        id: 'printed',
        term: 'Printed',
        text: 'The figure exactly as the paper has it. Every figure here leads to its paper and the place in it.',
      },
      {
        id: 'worked-out',
        term: 'Worked out',
        text: 'Not printed, but follows from printed figures by plain arithmetic, which is shown. On a chart it is a hollow point.',
      },
      {
        id: 'about',
        term: 'About',
        text: 'The paper itself gives the figure as approximate, with c., around or over.',
      },
      {
        id: 'provisional',
        term: 'Provisional',
        also: 'p',
        text: 'Published early and expected to change. Marked p in files and drawn with a dashed line.',
      },
      {
        id: 'revised',
        term: 'Revised',
        also: 'r, version, correction, revision',
        text: 'Changed after it was first published. The earlier version stays readable, with the reason for the change. Marked r in files.',
      },
      {
        id: 'discrepancy',
        term: 'Discrepancy',
        text: 'Two statements in the papers that cannot both be right, or a total that is not the sum of its parts. It is shown, never corrected in silence.',
      },
      {
        id: 'total',
        term: 'Breakdown and total',
        text: 'A breakdown divides a figure into parts, such as vacancies by role. Total is the whole. Where a paper prints no total, none is made up.',
      },
      {
        id: 'snapshot',
        term: 'Snapshot, flow and running count',
        also: 'cumulative',
        text: 'A snapshot is how many there are at a moment. A flow is how many there were over a period. A running count is how many since a start, and cannot fall.',
      },
      {
        id: 'financial-year',
        term: 'Financial and academic year',
        also: 'quarter, Q1',
        text: '2024/25 is the financial year from April 2024 to March 2025; its quarters begin in April, July, October and January. An academic year runs from September to August.',
      },
      {
        id: 'direction',
        term: 'Direction of travel',
        also: 'improved, stayed the same, got worse, can’t say, not available',
        text: 'Whether a change is for the better. There are five answers: improved, stayed the same, got worse, can’t say and not available. Can’t say means that more is neither better nor worse, that there are too few figures, or that something changed in how they are counted.',
      },
      {
        id: 'percentage-points',
        term: 'Percentage points',
        also: 'points, per cent',
        text: 'The difference between two percentages. From 78% to 87% is 9 points.',
      },
      {
        id: 'per-10000',
        term: 'Per 10,000',
        text: 'How many for every 10,000 children who live in the area, so that large and small areas can be compared.',
      },
      {
        id: 'fte',
        term: 'Full-time equivalent',
        also: 'FTE, whole-time equivalent',
        text: 'Working time counted in full-time posts: two people who each work half the week are 1.',
      },
      {
        id: 'median',
        term: 'Median',
        text: 'The middle one when figures are put in order: half are higher, half are lower.',
      },
      {
        id: 'statistical-neighbours',
        term: 'Statistical neighbours',
        text: 'Ten councils whose children and families are most like Coventry’s, chosen by a national model. Comparing with them says more than comparing with the whole country.',
      },
    ],
  },
  {
    id: 'symbols',
    title: 'Symbols that stand for a figure',
    terms: [
      {
        id: 'symbol-c',
        term: '[c] hidden',
        also: 'suppressed, suppression, confidentiality',
        text: 'So small a number that showing it could tell something about a person. It is not on the page, in the file or in the API.',
      },
      {
        id: 'symbol-z',
        term: '[z] not applicable',
        text: 'There can be no figure here, because the question does not arise.',
      },
      {
        id: 'symbol-x',
        term: '[x] not available',
        text: 'There should be a figure, and it was not given.',
      },
      {
        id: 'symbol-low',
        term: '[low] rounds to 0',
        also: 'k',
        text: 'More than nothing, but it rounds to 0. Written [k] where the word low would hurt.',
      },
      {
        id: 'symbol-u',
        term: '[u] low reliability',
        text: 'There is a figure, but it rests on too little to be relied on.',
      },
      {
        id: 'gap',
        term: 'Gap in a line',
        text: 'No figure was reported for that time. It is not zero, and the line is not drawn across it.',
      },
    ],
  },
];

/** The term that stands at a place of the glossary, or nothing. */
export function explain(id: string): Explained | undefined {
  for (const { terms } of termGroups) {
    const found = terms.find((term) => term.id === id);
    if (found) return found;
  }
  return undefined;
}
