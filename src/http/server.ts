// The server: health, metrics, the API and the pages on one port.
import { randomUUID } from 'node:crypto';
import { constants } from 'node:zlib';
import compress from '@fastify/compress';
import formbody from '@fastify/formbody';
import fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import { registerPortal } from '../portal/portal.js';
import { auditShapes } from './audit.schemas.js';
import { batchShapes } from './batch.schemas.js';
import { answerBrokenRequest } from './broken-requests.js';
import { catalogueShapes, proofShapes } from './catalogue.schemas.js';
import type { Context } from './context.js';
import { openCookies } from './cookies.js';
import { answerUnknownRoutes } from './known-routes.js';
import { describeApi, openApiRoute } from './openapi.js';
import { answerProblem } from './problem.js';
import { limitAccounts, limitRates } from './rate-limits.js';
import { addResponseHeaders } from './response-headers.js';
import { askTable, requireActs } from './route-acts.js';
import { accountCopyRoutes } from './routes/account-copies.js';
import { auditRoutes } from './routes/audit.js';
import { batchDecisionRoutes } from './routes/batch-decisions.js';
import { batchFileRoutes } from './routes/batch-files.js';
import { batchReadingRoutes } from './routes/batch-readings.js';
import { batchRoutes } from './routes/batches.js';
import { catalogueRoutes } from './routes/catalogue.js';
import { healthRoutes } from './routes/health.js';
import { logRoutes } from './routes/log.js';
import { nonpublicRoutes } from './routes/nonpublic.js';
import { organisationRoutes } from './routes/organisations.js';
import { recordRoutes } from './routes/records.js';
import { tokenRoute } from './routes/token.js';
import { refuseOtherSites } from './same-origin.js';
import { shapes } from './schemas.js';
import { askForFormToken } from './session-forms.js';
import { keepTraffic } from './traffic.js';
import { limitArrival, longestArrival } from './upload.js';
import { recogniseVisitors } from './visitor.js';

const requestTimeoutMilliseconds = 30_000;
// How parameters are checked; `strictNumbers` would pass over the bounds of a number that is not finite (1e999).
const checking = {
  removeAdditional: false,
  coerceTypes: true,
  strictNumbers: false,
  verbose: true,
} as const;

/** Builds the server, ready to listen or to be asked by `inject`. Whoever built it closes it. */
export async function buildServer(context: Context): Promise<FastifyInstance> {
  const log: FastifyBaseLogger = context.log;
  const app: FastifyInstance = fastify({
    loggerInstance: log,
    // traffic.ts keeps one line a request; fastify's own would carry the query and the reader's address.
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'request' }),
    genReqId: () => randomUUID(),
    requestIdHeader: false,
    bodyLimit: context.limits.formBytes,
    // Without a proxy that is trusted, what a request says of its own address is not believed.
    trustProxy: context.trustedProxies.length > 0 ? [...context.trustedProxies] : false,
    requestTimeout: longestArrival(context.intake.limits),
    http: { headersTimeout: requestTimeoutMilliseconds },
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 200 },
    // `verbose` gives the value that did not fit; nothing is dropped silently or taken twice.
    ajv: { customOptions: checking },
    frameworkErrors: (error, request, reply) => {
      answerProblem(error, request, reply);
    },
    clientErrorHandler: answerBrokenRequest,
  });
  app.setErrorHandler((error, request, reply) => answerProblem(error, request, reply));
  await addResponseHeaders(app, context.site.publicUrl);
  keepTraffic(app, context.metrics);
  await limitRates(app, context.limits);
  limitArrival(app, requestTimeoutMilliseconds);
  refuseOtherSites(app, context.site.publicUrl);
  requireActs(app);
  const cookies = await openCookies(app, context.site.publicUrl);
  recogniseVisitors(app, context.access, cookies);
  limitAccounts(app, context.limits);
  askForFormToken(app);
  askTable(app);
  await app.register(formbody, { bodyLimit: context.limits.formBytes });
  answerUnknownRoutes(app);
  await app.register(compress, {
    threshold: 1024,
    encodings: ['br', 'gzip'],
    brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } },
  });
  for (const shape of [
    ...shapes,
    ...catalogueShapes,
    ...auditShapes,
    ...batchShapes,
    ...proofShapes,
  ]) {
    app.addSchema(shape);
  }
  await describeApi(app, context);
  await app.register(async (scope) => healthRoutes(scope, context));
  await app.register(async (scope) => tokenRoute(scope, context));
  await app.register(async (api) => registerApi(api, context), { prefix: '/api/v1' });
  await registerPortal(app, context, cookies);
  return app;
}

async function registerApi(api: FastifyInstance, context: Context): Promise<void> {
  await accountCopyRoutes(api, context);
  await organisationRoutes(api, context);
  await recordRoutes(api, context);
  await batchRoutes(api, context);
  await batchReadingRoutes(api, context);
  await batchDecisionRoutes(api, context);
  await api.register(async (scope) => batchFileRoutes(scope, context));
  await catalogueRoutes(api, context);
  await logRoutes(api, context);
  await nonpublicRoutes(api, context);
  await api.register(async (scope) => auditRoutes(scope, context));
  await openApiRoute(api);
}
