// The public log: its latest checkpoint, its key, and the figures of what is published.
import type { FastifyInstance } from 'fastify';
import { type Static, Type } from 'typebox';
import { getPublicFigures } from '../../disclosure/figures.js';
import { proveConsistency } from '../../ledger/consistency.js';
import { findCheckpoint } from '../../ledger/log.js';
import { answers } from '../answer.js';
import type { Context } from '../context.js';
import { writtenMoment } from '../moments.js';
import { consistencyQuery, noQuery } from '../parameters.js';
import { refuse } from '../refusals.js';
import { shape } from '../schemas.js';

const checkpointSchema = {
  tags: ['log'],
  operationId: 'getCheckpoint',
  summary: 'The latest checkpoint of the log, a signed note (C2SP tlog-checkpoint, Ed25519)',
  querystring: noQuery,
  response: answers({ description: 'The note', type: 'text/plain', schema: Type.String() }, [404]),
};
const consistencySchema = {
  tags: ['log'],
  operationId: 'getConsistency',
  summary: 'Proof that the log of one checkpoint goes on unchanged in that of a later one',
  querystring: consistencyQuery,
  response: answers({ description: 'The proof file', schema: shape('ConsistencyProof') }, [404]),
};
const keySchema = {
  tags: ['log'],
  operationId: 'getLogKey',
  summary: 'The public key with which checkpoints are checked (C2SP signed-note verifier key)',
  querystring: noQuery,
  response: answers({ description: 'The key', type: 'text/plain', schema: Type.String() }),
};
const figuresSchema = {
  tags: ['figures'],
  operationId: 'getFigures',
  summary: 'How many organisations, records and agencies there are',
  querystring: noQuery,
  response: answers({ description: 'The figures', schema: shape('Figures') }),
};

/** Routes `/checkpoint`, `/log/key`, `/log/consistency` and `/figures`. */
export async function logRoutes(api: FastifyInstance, context: Context): Promise<void> {
  api.get(
    '/checkpoint',
    { schema: checkpointSchema, config: { act: 'public.read' } },
    async (_request, reply) => {
      const checkpoint = await findCheckpoint(context.database);
      if (!checkpoint) throw refuse.log_empty();
      return reply.type('text/plain; charset=utf-8').send(checkpoint.note);
    },
  );
  api.get(
    '/log/key',
    { schema: keySchema, config: { act: 'public.read' } },
    async (_request, reply) =>
      reply.type('text/plain; charset=utf-8').send(`${context.logKey.text}\n`),
  );
  api.get<{ Querystring: Static<typeof consistencyQuery> }>(
    '/log/consistency',
    { schema: consistencySchema, config: { act: 'public.read' } },
    async ({ query: { from, to } }) =>
      proveConsistency(
        context.database,
        to === undefined ? { from } : { from, to },
        context.logKey,
      ),
  );
  api.get('/figures', { schema: figuresSchema, config: { act: 'public.read' } }, async () => {
    const { checkpoint, ...figures } = await getPublicFigures(context);
    return {
      ...figures,
      checkpoint: checkpoint && { ...checkpoint, signedAt: writtenMoment(checkpoint.signedAt) },
    };
  });
}
