// The public log: its latest checkpoint, its key, and the figures of what is published.
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { getPublicFigures } from '../../disclosure/figures.js';
import { findCheckpoint } from '../../ledger/log.js';
import { answers } from '../answer.js';
import type { Context } from '../context.js';
import { writtenMoment } from '../moments.js';
import { noQuery } from '../parameters.js';
import { refuse } from '../refusals.js';
import { shape } from '../schemas.js';

const checkpointSchema = {
  tags: ['log'],
  operationId: 'getCheckpoint',
  summary: 'The latest checkpoint of the log, a signed note (C2SP tlog-checkpoint, Ed25519)',
  querystring: noQuery,
  response: answers({ description: 'The note', type: 'text/plain', schema: Type.String() }, [404]),
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

/** Routes `/checkpoint`, `/log/key` and `/figures`. */
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
  api.get('/figures', { schema: figuresSchema, config: { act: 'public.read' } }, async () => {
    const { checkpoint, ...figures } = await getPublicFigures(context);
    return {
      ...figures,
      checkpoint: checkpoint && { ...checkpoint, signedAt: writtenMoment(checkpoint.signedAt) },
    };
  });
}
