// Handing files in and trying them out: the body is the file, the answer a receipt, or events on the way to it.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Static } from 'typebox';
import { authorise } from '../../access/permission.js';
import { type HandedIn, type HandingIn, handIn } from '../../intake/hand-in.js';
import type { CheckReport } from '../../intake/receipt.js';
import type { SubmissionProgress } from '../../intake/submit.js';
import { tryOut } from '../../intake/try-out.js';
import { dayInShanghai, type IsoDay, isIsoDay } from '../../kernel/time.js';
import { writes } from '../answer.js';
import { checkQuery, submitQuery } from '../batch.schemas.js';
import type { Context } from '../context.js';
import { answerEvents, wantsEvents } from '../event-stream.js';
import { refuse } from '../refusals.js';
import { shape } from '../schemas.js';
import { fileOf, fileTypes, takeFiles } from '../upload.js';
import { visitorOf } from '../visitor.js';

const findingsShown = 1000;
// So often a reader of events is told how far it has come.
const tellMilliseconds = 250;

const submitSchema = {
  tags: ['batches'],
  operationId: 'submitBatch',
  summary: 'Hand in a file; with `Accept: text/event-stream` events tell how far it has come',
  description:
    'The body is the file. `Idempotency-Key`, which API clients must send, makes a repeated request harmless: it is ' +
    'answered 200 with what became of the first, and `idempotent-replay: true`. Where the agency has a second person ' +
    'release what it hands in, the answer is 202 and there is no receipt yet.',
  querystring: submitQuery,
  consumes: fileTypes,
  response: writes(
    {
      200: { description: 'What became of the first of these requests', schema: shape('HandedIn') },
      201: { description: 'On file', schema: shape('HandedIn') },
      202: { description: 'Waits for its release', schema: shape('HandedIn') },
    },
    [413, 415, 422],
  ),
};
const checkSchema = {
  tags: ['batches'],
  operationId: 'checkFile',
  summary: 'The answers that a file would get; nothing is written',
  querystring: checkQuery,
  consumes: fileTypes,
  response: writes(
    { 200: { description: 'The answers', schema: shape('CheckReport') } },
    [413, 415],
  ),
};

type Submit = { Querystring: Static<typeof submitQuery> };
type Check = { Querystring: Static<typeof checkQuery> };

/** `POST /batches` and `POST /checks`. */
export async function batchFileRoutes(api: FastifyInstance, context: Context): Promise<void> {
  takeFiles(api);
  const { intake } = context;
  const bodyLimit = intake.limits.uploadMegabytes * 1024 * 1024;
  const options = { bodyLimit, compress: false as const };
  api.post<Submit>(
    '/batches',
    { ...options, schema: submitSchema, config: { act: 'batch.submit', takesFile: true } },
    async (request, reply) => {
      const handing = handingIn(context, request);
      authorise(handing.principal, 'batch.submit', { agencyCode: handing.agencyCode });
      if (!wantsEvents(request)) {
        const done = await handIn(intake, handing);
        return announce(reply, done).send(bodyOf(done));
      }
      return answerEvents(request, reply, async (tell) => {
        const onProgress = sparingly((progress) => tell('progress', progress));
        tell('receipt', bodyOf(await handIn(intake, { ...handing, onProgress })));
      });
    },
  );
  api.post<Check>(
    '/checks',
    { ...options, schema: checkSchema, config: { act: 'batch.check', takesFile: true } },
    async (request, reply) => {
      const file = {
        principal: visitorOf(request).principal,
        kind: context.catalogue.get(request.query.kind, dayInShanghai(context.clock.now())).kind,
        bytes: fileOf(request, intake.limits),
        ...sourceDay(context, request),
      };
      if (!wantsEvents(request)) return checked(await tryOut(intake, file));
      return answerEvents(request, reply, async (tell) => {
        const onProgress = sparingly((progress) => tell('progress', progress));
        tell('report', checked(await tryOut(intake, { ...file, onProgress })));
      });
    },
  );
}

function handingIn(context: Context, request: FastifyRequest<Submit>): HandingIn {
  const { kind, agency, fileName } = request.query;
  const key = request.headers['idempotency-key'];
  return {
    principal: visitorOf(request).principal,
    kind,
    agencyCode: agency,
    fileName: fileName ?? '',
    bytes: fileOf(request, context.intake.limits),
    ...sourceDay(context, request),
    ...(typeof key === 'string' && { key }),
  };
}

/** The day as it is stated. Refuses `http.day_in_future`. */
function sourceDay(
  { clock }: Context,
  { query }: FastifyRequest<Check>,
): { readonly sourceDay?: IsoDay } {
  const { dated } = query;
  if (dated === undefined) return {};
  const today = dayInShanghai(clock.now());
  if (!isIsoDay(dated) || dated > today) throw refuse.day_in_future({ value: dated, limit: today });
  return { sourceDay: dated };
}

function announce(reply: FastifyReply, { standing, receipt, isRepeated }: HandedIn): FastifyReply {
  const { batchId } = standing;
  const address = `/api/v1/batches/${batchId}/${receipt ? 'receipt' : 'standing'}`;
  reply.header('location', address).header('cache-control', 'no-store');
  if (isRepeated) return reply.code(200).header('idempotent-replay', 'true');
  return reply.code(receipt ? 201 : 202);
}

function bodyOf({ standing, receipt, checkCode }: HandedIn) {
  return { standing, checkCode, receipt };
}

function checked(report: CheckReport) {
  const { findings } = report;
  return {
    ...report,
    findingsTotal: findings.length,
    findings: findings.slice(0, findingsShown),
  };
}

/** Passes on what is told, but not more often than people and lines can follow. */
function sparingly(
  tell: (progress: SubmissionProgress) => void,
): (progress: SubmissionProgress) => void {
  let told = 0;
  return (progress) => {
    const now = performance.now();
    if (told !== 0 && now - told < tellMilliseconds) return;
    told = now;
    tell(progress);
  };
}
