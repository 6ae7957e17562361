import { createRoute, z } from '@hono/zod-openapi';
import {
  addProposal,
  decideProposal,
  listMetrics,
  listProposals,
  listTopics,
  type Proposal,
} from '@throughline/db';
import type { DefinitionChange } from '@throughline/domain/proposal';
import { allow } from '../access.ts';
import { json, nothing, replies, router } from '../ask.ts';
import type { Deps } from '../deps.ts';
import { refusal } from '../problem.ts';
import { doing } from '../returning.ts';
import { deciding, type Proposing, proposal, proposalList, proposing } from '../wire/registry.ts';

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
  summary: 'Proposes a metric, polarity, target, frequency or owner',
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
    .openapi(list, async (c) =>
      c.json({ proposals: (await listProposals(db)).map(toProposal) }, 200),
    )
    .openapi(propose, async (c) => {
      const asked = c.req.valid('json');
      await refuseUnknown(asked);
      const id = await addProposal(
        db,
        {
          metric: asked.metric,
          change: fromWire(asked.change),
          reason: asked.reason,
          inForceFrom: asked.in_force_from,
        },
        await doing(c, deps),
      );
      return c.json(await found(id), 201);
    })
    .openapi(decide, async (c) => {
      const { id } = c.req.valid('param');
      const { approve } = c.req.valid('json');
      const decided = await decideProposal(db, id, approve, await doing(c, deps));
      switch (decided) {
        case 'decided':
          return c.json(await found(id), 200);
        case 'no such proposal':
          throw refusal(404, `There is no proposal ${id}`);
        case 'decided already':
          throw refusal(409, 'This was decided already');
        case 'own proposal':
          throw refusal(403, 'You proposed this yourself: somebody else must decide');
      }
    });

  async function refuseUnknown({ metric, change, in_force_from: from }: Proposing) {
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

  async function found(id: number) {
    const one = (await listProposals(db)).find((each) => each.id === id);
    if (one === undefined) throw refusal(404, `There is no proposal ${id}`);
    return toProposal(one);
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
      const { kind: _, metric_kind: kind, polarity_reason, period_kinds, ...rest } = change;
      const definition = {
        ...rest,
        kind,
        polarityReason: polarity_reason,
        periodKinds: period_kinds,
      };
      return { kind: 'metric', definition };
    }
  }
}

function toProposal({ decided, proposedBy, proposedAt, inForceFrom, change, ...one }: Proposal) {
  return {
    ...one,
    change: { ...change },
    in_force_from: inForceFrom,
    proposed_by: proposedBy,
    proposed_at: proposedAt.toISOString(),
    decided: decided && { ...decided, at: decided.at.toISOString() },
  };
}
