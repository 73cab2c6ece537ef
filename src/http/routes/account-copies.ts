// Copies of accounts for those they are about: one's own, or as the security administrator at somebody's request.
import type { FastifyInstance, FastifyReply } from 'fastify';
import { exportAccount } from '../../access/account-copy.js';
import type { Context } from '../context.js';
import { visitorOf } from '../visitor.js';

const hidden = { hide: true } as object;

/** Routes `/account/export` and `/accounts/{account}/export`; for the pages, and so no part of the document. */
export async function accountCopyRoutes(api: FastifyInstance, { access }: Context): Promise<void> {
  const own = { schema: hidden, config: { act: 'account.export-own' } };
  api.get('/account/export', own, async (request, reply) => {
    const { principal } = visitorOf(request);
    return sendCopy(reply, await exportAccount(access, principal, principal.actor));
  });
  const others = { schema: hidden, config: { act: 'account.export' } };
  api.get<{ Params: { account: string } }>(
    '/accounts/:account/export',
    others,
    async (request, reply) => {
      const { principal } = visitorOf(request);
      return sendCopy(reply, await exportAccount(access, principal, request.params.account));
    },
  );
}

function sendCopy(reply: FastifyReply, copy: object): FastifyReply {
  return reply
    .header('cache-control', 'no-store')
    .header('content-disposition', 'attachment; filename="xinheng-account.json"')
    .type('application/json; charset=utf-8')
    .send(JSON.stringify(copy, null, 2));
}
