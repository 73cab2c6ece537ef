// The token endpoint of API clients: OAuth 2.0 client credentials (RFC 6749, 4.4), in the words of that standard.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { issueToken } from '../../access/tokens.js';
import { Refusal } from '../../kernel/errors.js';
import type { Context } from '../context.js';
import { statusOf } from '../problem.js';
import { visitorOf } from '../visitor.js';

const route = {
  schema: { hide: true } as object,
  config: { act: 'token.issue', attempts: 'token' } as const,
};

// Refusals of the room access in the codes of RFC 6749, 5.2.
const codes: Readonly<Record<string, string>> = {
  'access.client_failed': 'invalid_client',
  'access.scope_unknown': 'invalid_scope',
  'access.wait': 'temporarily_unavailable',
};

interface Asked {
  readonly clientId: string;
  readonly secret: string;
  readonly scope?: string;
}

/** Route `POST /oauth/token`: id and secret by Basic authentication, or as `client_id` and `client_secret` in the form. */
export async function tokenRoute(app: FastifyInstance, { access }: Context): Promise<void> {
  app.post('/oauth/token', route, async (request, reply) => {
    reply.header('cache-control', 'no-store').header('pragma', 'no-cache');
    const form = (request.body ?? {}) as Readonly<Record<string, unknown>>;
    if (form['grant_type'] !== 'client_credentials') {
      return reply.code(400).send({ error: 'unsupported_grant_type' });
    }
    const asked = readCredentials(request, form);
    if (!asked) return refuseClient(reply, 'invalid_client', 'client_id and secret are missing');
    const { address } = visitorOf(request).from;
    try {
      const issued = await issueToken(access, { ...asked, address });
      return await reply.send({
        access_token: issued.token,
        token_type: 'Bearer',
        expires_in: issued.expiresInSeconds,
        scope: issued.scopes.join(' '),
      });
    } catch (error) {
      const code = error instanceof Refusal ? codes[error.code] : undefined;
      if (!(error instanceof Refusal) || code === undefined) throw error;
      if (code === 'invalid_client') return refuseClient(reply, code, error.text.en);
      if (error.values['seconds'] !== undefined) {
        reply.header('retry-after', String(error.values['seconds']));
      }
      return reply.code(statusOf(error)).send({ error: code, error_description: error.text.en });
    }
  });
}

function refuseClient(reply: FastifyReply, error: string, text: string): FastifyReply {
  return reply
    .code(401)
    .header('www-authenticate', 'Basic realm="xinheng"')
    .send({ error, error_description: text });
}

function readCredentials(
  { headers }: FastifyRequest,
  form: Readonly<Record<string, unknown>>,
): Asked | undefined {
  const scope = typeof form['scope'] === 'string' ? { scope: form['scope'] } : {};
  const basic = /^Basic +([\w+/=]{1,400})$/i.exec(headers.authorization ?? '')?.[1];
  if (basic !== undefined) {
    const [clientId = '', secret = ''] = Buffer.from(basic, 'base64').toString('utf8').split(':');
    return { clientId, secret, ...scope };
  }
  const { client_id: clientId, client_secret: secret } = form;
  if (typeof clientId !== 'string' || typeof secret !== 'string') return undefined;
  return { clientId, secret, ...scope };
}
