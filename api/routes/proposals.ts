import { createRoute, z } from '@hono/zod-openapi';
import {
  addProposal,
  decideProposal,
  heldAreas,
  listComparatorGroups,
  listMetrics,
  listProposals,
  listTopics,
  type Proposal,
} from '@throughline/db';
import { type DefinitionChange, groupProblems } from '@throughline/domain/proposal';
import type { Context } from 'hono';
import { allow } from '../access.ts';
import { json, nothing, replies, router } from '../ask.ts';
import type { Deps } from '../deps.ts';
import { refusal, refusalWith } from '../problem.ts';
import { doing } from '../returning.ts';
import { askingPerson } from '../session.ts';
import {
  deciding,
  type Proposing,
  proposal,
  proposalList,
  proposing,
  type WireChange,
} from '../wire/registry.ts';

const list = createRoute({
  method: 'get',
  path: '/',
  middleware: allow('approve definitions'),
  summary: 'Every proposed change to the registry and what was decided of it',
  request: { query: nothing },
  responses: replies(proposalList, 'Proposals, the newest first'),
});

const propose = createRoute({
  method: 'post',
  path: '/',
  middleware: allow('propose definitions'),
  summary: 'Proposes a metric, polarity, target, frequency, owner or comparator group',
  request: { body: json(proposing) },
  responses: { ...replies(proposal, ''), 201: { description: 'Proposed', ...json(proposal) } },
});

const decide = createRoute({
  method: 'post',
  path: '/{id}/decision',
  middleware: allow('approve definitions'),
  summary: 'Approves a proposal of somebody else, or turns it down',
  request: { params: z.object({ id: z.coerce.number().int() }), body: json(deciding) },
  responses: replies(proposal, 'Decided'),
});

/** Changes to the registry: proposed by one person, decided by another. */
export function proposalRoutes(deps: Deps) {
  const { db, today } = deps;
  return router()
    .openapi(list, async (c) => {
      const { person } = await askingPerson(c);
      const proposals = (await listProposals(db)).map((one) => toProposal(one, person));
      return c.json({ proposals }, 200);
    })
    .openapi(propose, async (c) => {
      const asked = c.req.valid('json');
      const about = await foundSubject(asked);
      const id = await addProposal(
        db,
        {
          about,
          change: fromWire(asked.change),
          reason: asked.reason,
          inForceFrom: asked.in_force_from,
        },
        await doing(c, deps),
      );
      return c.json(await found(c, id), 201);
    })
    .openapi(decide, async (c) => {
      const { id } = c.req.valid('param');
      const { approve: approved, note } = c.req.valid('json');
      const decided = await decideProposal(db, id, { approved, note }, await doing(c, deps));
      switch (decided) {
        case 'decided':
          return c.json(await found(c, id), 200);
        case 'no such proposal':
          throw refusal(404, `There is no proposal ${id}`);
        case 'decided already':
          throw refusal(409, 'This was decided already');
        case 'own proposal':
          throw refusal(403, 'You proposed this yourself: somebody else must decide');
        case 'overtaken':
          throw refusal(409, 'Another group of this area begins on that day or later');
      }
    });

  /** What is proposed about, or the refusal that it does not fit what is there. */
  async function foundSubject(asked: Proposing): Promise<Proposal['about']> {
    const { metric, area } = asked;
    if (area !== undefined) {
      await refuseMisfit(asked, area);
      return { area };
    }
    if (metric === undefined) throw refusal(400, 'metric: Give the metric it is about');
    await refuseUnknown(asked, metric);
    return { metric };
  }

  async function refuseMisfit(asked: Proposing, area: string) {
    const change = fromWire(asked.change);
    if (change.kind !== 'comparator-group') return;
    const authorities = (await heldAreas(db)).filter(({ level }) => level === 'authority');
    const errors = groupProblems(change.group, {
      area,
      inForceFrom: asked.in_force_from,
      today: today(),
      authorities: new Set(authorities.map(({ code }) => code)),
      groups: await listComparatorGroups(db, area),
    });
    if (errors.length === 0) return;
    throw refusalWith({ status: 422, detail: 'This group cannot be proposed', errors });
  }

  async function refuseUnknown({ change, in_force_from: from }: Proposing, metric: string) {
    const metrics = await listMetrics(db);
    const isNew = change.kind === 'metric';
    if (isNew === metrics.some(({ id }) => id === metric)) {
      throw refusal(
        409,
        isNew ? `There is a metric “${metric}”` : `There is no metric “${metric}”`,
      );
    }
    if (change.kind !== 'target' && from > today()) {
      throw refusal(400, 'in_force_from: Only a target can begin later than today');
    }
    if (!isNew) return;
    if (!(await listTopics(db)).some(({ id }) => id === change.topic)) {
      throw refusal(400, `change.topic: There is no topic “${change.topic}”`);
    }
    const known = new Set(metrics.flatMap(({ breakdowns }) => breakdowns.map(({ id }) => id)));
    const unknown = change.breakdowns.find((id) => !known.has(id));
    if (unknown !== undefined) {
      throw refusal(400, `change.breakdowns: There is no breakdown “${unknown}”`);
    }
  }

  async function found(c: Context, id: number) {
    const one = (await listProposals(db)).find((each) => each.id === id);
    if (one === undefined) throw refusal(404, `There is no proposal ${id}`);
    return toProposal(one, (await askingPerson(c)).person);
  }
}

function fromWire(change: Proposing['change']): DefinitionChange {
  switch (change.kind) {
    case 'polarity':
      return {
        kind: 'polarity',
        polarity: change.polarity,
        polarityReason: change.polarity_reason,
      };
    case 'frequency':
    case 'owner':
      return change;
    case 'target':
      return { ...change, low: change.low ?? null, high: change.high ?? null };
    case 'metric': {
      const {
        kind: _,
        metric_kind: kind,
        polarity_reason,
        period_kinds,
        began_on,
        ...rest
      } = change;
      const definition = {
        ...rest,
        kind,
        polarityReason: polarity_reason,
        periodKinds: period_kinds,
        beganOn: began_on ?? null,
      };
      return { kind: 'metric', definition };
    }
    case 'comparator-group': {
      const { kind, published_on: publishedOn, ...group } = change;
      return { kind, group: { ...group, publishedOn } };
    }
  }
}

function toWireChange(change: DefinitionChange): WireChange {
  switch (change.kind) {
    case 'polarity':
      return {
        kind: 'polarity',
        polarity: change.polarity,
        polarity_reason: change.polarityReason,
      };
    case 'frequency':
    case 'owner':
      return change;
    case 'target':
      return { ...change, low: change.low ?? undefined, high: change.high ?? undefined };
    case 'metric': {
      const { kind, polarityReason, periodKinds, beganOn, ...rest } = change.definition;
      return {
        ...rest,
        kind: 'metric',
        metric_kind: kind,
        polarity_reason: polarityReason,
        period_kinds: periodKinds,
        began_on: beganOn ?? undefined,
      };
    }
    case 'comparator-group': {
      const { publishedOn, members, ...group } = change.group;
      return {
        ...group,
        kind: 'comparator-group',
        published_on: publishedOn,
        members: members.map((member) => ({ ...member })),
      };
    }
  }
}

function toProposal(proposal: Proposal, asking: number) {
  const { about, change, decided, proposedBy, proposedAt, inForceFrom, ...one } = proposal;
  return {
    ...one,
    ...about,
    change: toWireChange(change),
    in_force_from: inForceFrom,
    proposed_by: proposedBy,
    own: proposedBy.id === asking,
    proposed_at: proposedAt.toISOString(),
    decided: decided && { ...decided, at: decided.at.toISOString() },
  };
}
