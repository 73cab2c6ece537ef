// What agencies decide about their batches: release, rejection, taking back before and after.
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Static } from 'typebox';
import {
  type BatchDecision,
  rejectBatch,
  releaseBatch,
  takeBackWaiting,
} from '../../intake/release.js';
import { confirmWithdrawal, dropWithdrawal, withdrawBatch } from '../../intake/withdrawal.js';
import { writes } from '../answer.js';
import { reasonBody } from '../batch.schemas.js';
import type { Context } from '../context.js';
import { batchPath, noQuery } from '../parameters.js';
import { shape } from '../schemas.js';
import { visitorOf } from '../visitor.js';

/** A route about one batch. */
export type ByBatch = { Params: Static<typeof batchPath> };
type WithReason = ByBatch & { Body: Static<typeof reasonBody> };

const ofBatch = { tags: ['batches'], params: batchPath, querystring: noQuery };
const standing = { description: 'Where the batch stands', schema: shape('BatchStanding') };
const withdrawal = { description: 'The withdrawal', schema: shape('Withdrawal') };

const releaseSchema = {
  ...ofBatch,
  operationId: 'releaseBatch',
  summary: 'Put a batch that waits on file; never by whoever handed it in',
  response: writes({ 200: { description: 'The receipt', schema: shape('Receipt') } }),
};
const rejectionSchema = {
  ...ofBatch,
  operationId: 'rejectBatch',
  summary: 'Send a batch that waits back; its content is deleted',
  body: reasonBody,
  response: writes({ 200: standing }),
};
const takeBackSchema = {
  ...ofBatch,
  operationId: 'takeBackBatch',
  summary: 'Take back a batch that you handed in and that still waits',
  response: writes({ 200: standing }),
};
const withdrawalSchema = {
  ...ofBatch,
  operationId: 'withdrawBatch',
  summary: 'Take back a batch that is on file, or ask for it where a second person confirms',
  body: reasonBody,
  response: writes({
    200: withdrawal,
    202: { ...withdrawal, description: 'Waits for confirmation' },
  }),
};
const confirmationSchema = {
  ...ofBatch,
  operationId: 'confirmWithdrawal',
  summary: 'Confirm a withdrawal that somebody else of the agency asked for',
  response: writes({ 200: withdrawal }),
};
const dropSchema = {
  ...ofBatch,
  operationId: 'dropWithdrawal',
  summary: 'Drop a withdrawal that was asked for and is not confirmed',
  response: writes({ 200: standing }),
};

/** Routes that decide. */
export async function batchDecisionRoutes(
  api: FastifyInstance,
  { intake }: Context,
): Promise<void> {
  api.post<ByBatch>(
    '/batches/:batch/release',
    { schema: releaseSchema, config: { act: 'batch.release' } },
    (request) => releaseBatch(intake, decisionOf(request)),
  );
  api.post<WithReason>(
    '/batches/:batch/rejection',
    { schema: rejectionSchema, config: { act: 'batch.reject' } },
    (request) => rejectBatch(intake, { ...decisionOf(request), ...request.body }),
  );
  api.delete<ByBatch>(
    '/batches/:batch',
    { schema: takeBackSchema, config: { act: 'batch.take-back' } },
    (request) => takeBackWaiting(intake, decisionOf(request)),
  );
  api.post<WithReason>(
    '/batches/:batch/withdrawal',
    { schema: withdrawalSchema, config: { act: 'batch.withdraw' } },
    async (request, reply) => {
      const report = await withdrawBatch(intake, { ...decisionOf(request), ...request.body });
      return reply.code(report.isAsked ? 202 : 200).send(report);
    },
  );
  api.post<ByBatch>(
    '/batches/:batch/withdrawal/confirmation',
    { schema: confirmationSchema, config: { act: 'batch.confirm-withdrawal' } },
    (request) => confirmWithdrawal(intake, decisionOf(request)),
  );
  // Whoever asked, and the reviewer who does not confirm: the use case tells them apart.
  api.delete<ByBatch>(
    '/batches/:batch/withdrawal',
    { schema: dropSchema, config: { act: 'batch.list' } },
    (request) => dropWithdrawal(intake, decisionOf(request)),
  );
}

/** Who asks, and about which batch. */
export function decisionOf(request: FastifyRequest<ByBatch>): BatchDecision {
  const { principal } = visitorOf(request);
  return { principal, batchId: request.params.batch.toLowerCase() };
}
