import type {
  PresentationPage,
  WireAdmission,
  WireCommand,
} from '@throughline/api/wire/presentation';
import type { Proof, ReturnPage, WireBox, WireContent } from '@throughline/api/wire/return';
import {
  addVersions,
  type Database,
  exemptFigure,
  type NewVersion,
  noteChange,
} from '@throughline/db';
import { type Visitor, visitor } from './people.ts';
import { boxAt, filled, handPaper, type Office, publishPaper, quarter } from './returning.ts';

/** Texts and numbers that stand nowhere else, each given once, with what it was given to. */
export interface Marks {
  text(given: string): string;
  /** A prime, in digits. */
  number(given: string): string;
  /** What each was given to, by the mark. */
  given: ReadonlyMap<string, string>;
}

/** What was done, and by what it can be asked for. */
export interface Marked {
  chair: Visitor;
  /** What the public can see of it as a gap: ids of returns, figures and papers. */
  returns: string[];
  notes: string[];
  documents: string[];
  /** The room's screen, one that was opened in public and one that was let into the private part. */
  screens: { code: string; outside: string; inside: string };
}

/** The meeting that is presented, and its private item. */
const presented = { meeting: '2024-11-28', item: 10 };

/** Marks of their own for each `from`, of another length each. */
export function createMarks(from: 1 | 2): Marks {
  const given = new Map<string, string>();
  const primes = primesFrom(from === 1 ? 7_368_000 : 41_760_000);
  const keep = (mark: string, to: string) => {
    given.set(mark, to);
    return mark;
  };
  return {
    given,
    number: (to) => keep(String(primes.next().value), to),
    text: (to) => keep(`qz${from === 1 ? '' : 'longer'}${given.size + 100}kj`, to),
  };
}

/**
 * Fills the record with what is private and yet leaves a gap that the public is shown: exempt and
 * confidential, hidden by disclosure control, withdrawn; a private paper; a presentation that is in
 * private.
 */
export async function markGaps(office: Office, marks: Marks): Promise<Marked> {
  const { product, clerk, approver, clock } = office;
  const words = (what: string) => ({
    happened: marks.text(`${what}: what happened`),
    why: marks.text(`${what}: why`),
    doing: marks.text(`${what}: what is done`),
    by: marks.text(`${what}: by when`),
  });
  await office.fill();
  await enter(office, office.officer, `/returns/${quarter}`, 16, {
    typed: { text: marks.number('exempt figure') },
    commentary: words('exempt figure'),
    source: marks.text('exempt figure: its source'),
    private: {
      kind: 'exempt',
      paragraph: '3',
      public_interest: marks.text('exempt figure: the public interest'),
    },
  });
  await enter(office, office.officer, `/returns/${quarter}`, 15, {
    typed: { text: marks.number('confidential figure') },
    commentary: words('confidential figure'),
    source: marks.text('confidential figure: its source'),
    private: {
      kind: 'confidential',
      forbidden_by: 'order',
      named: marks.text('confidential figure: the order'),
    },
  });
  await enter(office, office.officer, `/returns/${quarter}`, 19, {
    typed: { text: marks.number('withdrawn figure') },
  });
  const kinship = { metric: 'kinship-placements', period: '2024-12' };
  const vacancies = { metric: 'social-worker-vacancies', period: '2024-12' };
  const number = marks.number('figure made exempt, and printed');
  await enter(office, office.officer, `/returns/${quarter}`, 17, { typed: { text: number } });
  await enter(office, office.officer, `/returns/${quarter}`, 5, {
    typed: { text: '15' },
    source: marks.text('total beside a private part: its source'),
  });
  await office.hand();
  await answered(await office.publish());
  const paper = 'kinship-note-2025-01-16';
  const proof = await handPaper(office, paper, [
    {
      ...kinship,
      text: number,
      printed: marks.text('figure made exempt: how it is printed'),
      locator: marks.text('figure made exempt: where it is printed'),
    },
    {
      ...vacancies,
      text: '15',
      printed: marks.text('total beside a private part: how it is printed'),
      locator: marks.text('total beside a private part: where it is printed'),
    },
  ]);
  await publishPaper(office, paper, proof);
  await ask(office, clerk, 'POST', '/withdrawals', {
    figure: { metric: 'children-reunified', period: '2021-06/2024-12' },
    reason: 'It is counted again.',
  });
  await ask(office, approver, 'POST', '/exemptions', {
    figure: kinship,
    ground: {
      kind: 'exempt',
      paragraph: '2',
      public_interest: marks.text('figure made exempt: the public interest'),
    },
  });
  await ask(office, approver, 'POST', '/exemptions', {
    figure: { ...vacancies, breakdown: 'role', category: 'team-manager' },
    ground: { kind: 'exempt', paragraph: '1', public_interest: 'It would tell of one person.' },
  });
  await addHidden(office, marks);
  const papers = ['a-private-paper'];
  await ask(office, clerk, 'POST', '/papers/documents', {
    id: papers[0],
    title: 'A private paper',
    kind: 'private-report',
    part: 2,
    meeting: presented.meeting,
    published_on: '2024-11-20',
  });
  const chair = await visitor(product.db, clock.now, 'chair');
  const screens = await present(office, chair);
  return {
    ...{ chair, screens, notes: [] },
    returns: [quarter, `paper-${paper}`],
    documents: [...papers, paper],
  };
}

/**
 * Adds what the public must not see at all, not even as a gap: drafts, what waits, what was sent
 * back, set for later, called off or turned down, corrections of what is private, private papers'
 * figures, notes, people and their names.
 */
export async function markUnseen(office: Office, marks: Marks, marked: Marked): Promise<void> {
  const { clerk, approver, clock, product } = office;
  const homes = { metric: 'children-in-residential-homes', period: '2024-12' };
  const private_: Partial<WireContent> = {
    private: { kind: 'exempt', paragraph: '3', public_interest: 'It would weaken buying.' },
  };
  const begin = async (figure: object, what: string, others: Partial<WireContent> = {}) => {
    const { id } = await ask<ReturnPage>(office, clerk, 'POST', '/corrections', { figure });
    marked.returns.push(id);
    await enter(office, clerk, `/corrections/${id}`, 1, {
      typed: { text: marks.number(what) },
      source: marks.text(`${what}: its source`),
      change: { kind: 'correction', reason: marks.text(`${what}: the reason`) },
      commentary: { happened: marks.text(`${what}: what happened`), why: '', doing: '', by: '' },
      ...others,
    });
    return id;
  };
  const send = async (id: string) => {
    const { changes } = await ask<ReturnPage>(office, clerk, 'GET', `/returns/${id}`);
    return ask<ReturnPage>(office, clerk, 'POST', `/corrections/${id}/submit`, { seen: changes });
  };
  const approve = async (id: string, at?: string) => {
    const { changes } = await send(id);
    await ask(office, approver, 'POST', `/returns/${id}/check`, { seen: changes });
    const { seen, to_acknowledge } = await ask<Proof>(
      office,
      approver,
      'GET',
      `/returns/${id}/proof`,
    );
    const acknowledged = to_acknowledge.map((one) => one.id);
    const body = { seen, acknowledged, ...(at && { at }) };
    await ask(office, approver, 'POST', `/returns/${id}/publish`, body);
  };

  await approve(await begin(homes, 'correction of an exempt figure', private_));
  await approve(
    await begin(homes, 'correction of it, set for later', private_),
    '2025-01-09T10:00',
  );
  const vacancies = { metric: 'social-worker-vacancies', period: '2024-12' };
  await approve(await begin(vacancies, 'correction set for later'), '2025-01-08T10:00');
  await begin({ metric: 'agency-cover', period: '2024-12' }, 'draft of a correction');
  await send(await begin({ metric: 'children-in-care', period: '2024-09' }, 'what waits'));
  const back = await begin(
    { metric: 'social-worker-vacancies', period: '2024-10' },
    'what was sent back',
  );
  await ask(office, approver, 'POST', `/returns/${back}/send-back`, {
    seen: (await send(back)).changes,
    note: marks.text('what was sent back: why'),
  });
  const off = await begin({ metric: 'children-in-care', period: '2024-04' }, 'what was called off');
  await approve(off, '2025-01-10T10:00');
  const { changes } = await ask<ReturnPage>(office, approver, 'GET', `/returns/${off}`);
  await ask(office, approver, 'POST', `/returns/${off}/withdraw`, {
    seen: changes,
    reason: marks.text('what was called off: why'),
  });

  await addPrivatePaper(office, marks, marked);
  await addNotes(office, marks, marked);
  await addProposals(office, marks);
  const administrator = await visitor(product.db, clock.now, 'administrator');
  await ask(office, administrator, 'POST', '/people', {
    name: marks.text('name of a person'),
    roles: ['member'],
  });
}

/** Adds an exempt figure that the meeting was told, with a number and a note, to a record without. */
export async function markFigure(
  db: Database,
  { person }: Visitor,
  marks: Marks,
  at: Date,
): Promise<void> {
  const said = version(
    'children-in-residential-homes',
    '2024-10',
    marks.number('exempt figure'),
    marks.text('exempt figure: its note'),
  );
  await addVersions(db, [
    {
      ...said,
      knownFrom: '2024-11-28',
      meeting: '2024-11-28',
      document: 'homes-for-children-in-care-2024-11-28',
      locator: 'paragraph 9',
    },
  ]);
  const { metric, area, breakdown, category, period } = said;
  const figure = { metric, area, breakdown, category, period };
  const ground = { kind: 'exempt', paragraph: '3', publicInterest: 'It would weaken.' } as const;
  await exemptFigure(db, figure, ground, { person: person.id, at });
}

/** A count of children and its parts of which one is small: all are hidden, the large ones too. */
async function addHidden({ product: { db } }: Office, marks: Marks): Promise<void> {
  const said = (value: string, what: string, category?: string) => ({
    ...version('haf-children', '2024-christmas', value, marks.text(`${what}: its note`)),
    breakdown: category === undefined ? null : 'support-need',
    category: category ?? 'Total',
    document: `return-${quarter}`,
    locator: `box ${category ?? 'Total'}`,
  });
  await addVersions(db, [
    said(marks.number('total of small parts'), 'total of small parts'),
    said('3', 'small part', 'send'),
  ]);
  await noteChange(db, 'told apart');
}

/** The presentation in its private part, at an exempt figure, with a screen of each kind. */
export async function present(
  office: Pick<Office, 'clerk' | 'send'>,
  chair: Visitor,
): Promise<Marked['screens']> {
  const path = `/presentations/${presented.meeting}`;
  const { clerk } = office;
  await ask(office, clerk, 'POST', `/meetings/${presented.meeting}/exclusions`, {
    items: [presented.item],
    ground: { kind: 'exempt', paragraphs: ['3'], public_interest: 'It would weaken buying.' },
  });
  await ask(office, chair, 'POST', path);
  const remote = async () => (await ask<PresentationPage>(office, chair, 'GET', path)).open;
  const step = async (command: WireCommand) =>
    ask(office, chair, 'POST', `${path}/steps`, { seen: (await remote())?.version, command });
  const enterScreen = async (code: string): Promise<{ token: string }> =>
    answered(await office.send(undefined, 'POST', `/screens/${code}`));
  const { code = '', queue = [] } = (await remote()) ?? {};
  const outside = await enterScreen(code);
  const slide = queue.find(({ item }) => item === presented.item)?.id ?? '';
  await step({ do: 'go', slide });
  const metric = 'children-in-residential-homes';
  await step({ do: 'add', id: 'homes', metric, item: presented.item });
  await step({ do: 'next' });
  await step({ do: 'confirm private' });
  const admission = await ask<WireAdmission>(office, chair, 'POST', `${path}/admissions`);
  const inside = await enterScreen(admission.code);
  return { code, outside: outside.token, inside: inside.token };
}

/** Figures that only a private paper prints, of an observation that is public and of one that is not. */
async function addPrivatePaper({ product: { db } }: Office, marks: Marks, { documents }: Marked) {
  const said = (metric: string, period: NewVersion['period'], what: string) => ({
    ...version(metric, period, marks.number(what), marks.text(`${what}: its note`)),
    document: documents[0] ?? '',
    locator: marks.text(`${what}: its place`),
    meeting: '2024-11-28' as const,
  });
  await addVersions(db, [
    said('special-guardianship-orders', 'FY2024', 'figure of a private paper'),
    {
      ...said('kinship-placements', '2024-11-28', 'change that a private paper prints'),
      changeKind: 'revision',
      changeReason: marks.text('change that a private paper prints: the reason'),
    },
  ]);
  await noteChange(db, 'told apart');
}

async function addNotes(office: Office, marks: Marks, { notes }: Marked): Promise<void> {
  for (const [kind, period] of [
    ['note', '2024-12'],
    ['question', undefined],
  ] as const) {
    const id = `00000000-0000-4000-8000-00000000000${notes.length}`;
    notes.push(id);
    await ask(office, office.clerk, 'PUT', `/notes/${id}`, {
      kind,
      words: marks.text(`a member’s own ${kind}`),
      metric: 'children-in-residential-homes',
      area: 'E08000026',
      category: 'Total',
      ...(period && { period }),
    });
  }
}

async function addProposals(office: Office, marks: Marks): Promise<void> {
  const { product, clock, approver } = office;
  const administrator = await visitor(product.db, clock.now, 'administrator');
  for (const what of ['proposal', 'proposal turned down']) {
    const { id } = await ask<{ id: number }>(office, administrator, 'POST', '/proposals', {
      metric: 'agency-cover',
      change: { kind: 'owner', owner: marks.text(`${what}: the office`) },
      reason: marks.text(`${what}: the reason`),
      in_force_from: '2025-01-06',
    });
    if (what === 'proposal') continue;
    await ask(office, approver, 'POST', `/proposals/${id}/decision`, {
      approve: false,
      note: marks.text(`${what}: why`),
    });
  }
}

/** Saves a box, with a reason for every question that is asked of it. */
async function enter(
  office: Office,
  who: Visitor,
  path: string,
  position: number,
  content: Partial<WireContent>,
): Promise<void> {
  const { boxes } = await ask<ReturnPage>(office, who, 'GET', `/returns/${path.split('/')[2]}`);
  const put = async (revision: number, whole: Partial<WireContent>) =>
    answered<{ boxes: WireBox[] }>(
      await office.send(who, 'PUT', `${path}/boxes/${position}`, filled(whole), {
        'If-Match': `"${revision}"`,
      }),
    );
  const { revision } = boxAt(boxes, position);
  const saved = await put(revision, content);
  const answers = boxAt(saved.boxes, position).findings.flatMap(({ question }) =>
    question ? [{ question, reason: 'It was counted again.' }] : [],
  );
  if (answers.length > 0) await put(revision + 1, { ...content, answers });
}

function version(
  metric: string,
  period: NewVersion['period'],
  value: string,
  note: string,
): NewVersion {
  return {
    metric,
    area: 'E08000026',
    breakdown: null,
    category: 'Total',
    period,
    knownFrom: '2025-01-06',
    value,
    low: null,
    high: null,
    symbol: null,
    marks: [],
    formula: null,
    printed: value,
    document: '',
    locator: '',
    meeting: null,
    note,
    changeKind: null,
    changeReason: null,
  };
}

async function ask<Answer>(
  office: Pick<Office, 'send'>,
  who: Visitor,
  method: string,
  path: string,
  body?: object,
): Promise<Answer> {
  return answered(await office.send(who, method, path, body), `${method} ${path}`);
}

async function answered<Answer>(response: Response, what = ''): Promise<Answer> {
  if (!response.ok) throw new Error(`${what}: ${response.status} ${await response.text()}`);
  return (response.status === 204 ? undefined : await response.json()) as Answer;
}

function* primesFrom(first: number): Generator<number, never> {
  for (let number = first % 2 === 0 ? first + 1 : first; ; number += 2) {
    let isPrime = true;
    for (let by = 3; by * by <= number && isPrime; by += 2) isPrime = number % by !== 0;
    if (isPrime) yield number;
  }
}
