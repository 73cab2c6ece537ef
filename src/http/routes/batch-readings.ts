// What agencies see of their batches: the list, one of them, what its release would change, its withdrawal.
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Static } from 'typebox';
import { getOwnStanding, listBatches } from '../../intake/batch-standing.js';
import { previewRelease } from '../../intake/release-preview.js';
import { getWithdrawal } from '../../intake/withdrawal.js';
import { guardedAnswers } from '../answer.js';
import { agencyPath, reviewQuery, standingsQuery } from '../batch.schemas.js';
import type { Context } from '../context.js';
import { batchPath, noQuery } from '../parameters.js';
import { shape } from '../schemas.js';
import { visitorOf } from '../visitor.js';
import { type ByBatch, decisionOf } from './batch-decisions.js';

const tags = ['batches'];

const listSchema = {
  tags,
  operationId: 'listBatches',
  summary: "The agency's own batches, newest first, whatever became of them",
  params: agencyPath,
  querystring: standingsQuery,
  response: guardedAnswers({
    description: 'A page of batches',
    schema: shape('BatchStandingPage'),
  }),
};
const standingSchema = {
  tags,
  operationId: 'getBatchStanding',
  summary: 'Where a batch of your agency stands',
  params: batchPath,
  querystring: noQuery,
  response: guardedAnswers(
    { description: 'Where the batch stands', schema: shape('BatchStanding') },
    [404],
  ),
};
const reviewSchema = {
  tags,
  operationId: 'reviewBatch',
  summary: 'What a batch that waits would change if it were released now',
  params: batchPath,
  querystring: reviewQuery,
  response: guardedAnswers(
    { description: 'What would change', schema: shape('ReleasePreview') },
    [404, 409],
  ),
};
const withdrawalSchema = {
  tags,
  operationId: 'getWithdrawal',
  summary: 'The withdrawal of a batch, asked for or done',
  params: batchPath,
  querystring: noQuery,
  response: guardedAnswers(
    { description: 'The withdrawal', schema: shape('Withdrawal') },
    [404, 409],
  ),
};

type List = { Params: Static<typeof agencyPath>; Querystring: Static<typeof standingsQuery> };
type Review = ByBatch & { Querystring: Static<typeof reviewQuery> };

/** Routes that read; none of their answers may be kept. */
export async function batchReadingRoutes(api: FastifyInstance, context: Context): Promise<void> {
  const { database, intake } = context;
  api.get<List>(
    '/agencies/:agency/batches',
    { schema: listSchema, config: { act: 'batch.list' } },
    async (request, reply) => {
      const { limit = 20, ...asked } = request.query;
      const { agency: agencyCode } = request.params;
      const { principal } = visitorOf(request);
      return unkept(reply, await listBatches(database, { principal, agencyCode, limit, ...asked }));
    },
  );
  api.get<ByBatch>(
    '/batches/:batch/standing',
    { schema: standingSchema, config: { act: 'batch.list' } },
    async (request, reply) => unkept(reply, await getOwnStanding(database, decisionOf(request))),
  );
  api.get<Review>(
    '/batches/:batch/review',
    { schema: reviewSchema, config: { act: 'batch.review' } },
    async (request, reply) => {
      const { limit = 100 } = request.query;
      return unkept(reply, await previewRelease(intake, { ...decisionOf(request), limit }));
    },
  );
  api.get<ByBatch>(
    '/batches/:batch/withdrawal',
    { schema: withdrawalSchema, config: { act: 'batch.list' } },
    async (request, reply) => unkept(reply, await getWithdrawal(intake, decisionOf(request))),
  );
}

function unkept(reply: FastifyReply, answer: unknown): FastifyReply {
  return reply.header('cache-control', 'no-store').send(answer);
}
