// The OpenAPI document: made from the routes' own schemas, served beside them.
import swagger from '@fastify/swagger';
import type { FastifyContextConfig, FastifyInstance, FastifySchema } from 'fastify';
import { permissionTable } from '../access/permission.js';
import type { Context } from './context.js';

const hidden = { schema: { hide: true } as object, config: { act: 'public.read' } };

const description = [
  'Public credit information of organisations. What is public is open to everybody; every other act asks the',
  'permission table. Lists are paged by key: give `next` back as `after`.',
  'Every no is a problem document (RFC 9457) with a stable code and its text in Chinese and English.',
  'What is published may end at any moment: keep answers only together with their ETag.',
].join(' ');

/** Collects the routes that follow into the document at `/api/v1/openapi.json`. */
export async function describeApi(app: FastifyInstance, context: Context): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: `${context.site.name.zh} · ${context.site.name.en}`,
        description,
        version: '1',
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } as { name: string },
      },
      servers: [{ url: context.site.publicUrl ?? '/' }],
      components: {
        securitySchemes: {
          token: {
            type: 'oauth2',
            flows: { clientCredentials: { tokenUrl: '/oauth/token', scopes: scopesOfClients() } },
          },
          session: {
            type: 'apiKey',
            in: 'cookie',
            name: 'xinheng',
            description:
              'Of an account that has signed in on the site; `__Host-xinheng` over https.',
          },
        },
      },
      tags: [
        { name: 'organisations', description: 'Find organisations and read their public records' },
        { name: 'records', description: 'Single records with their proof' },
        { name: 'batches', description: 'What agencies handed over' },
        { name: 'catalogue', description: 'The data dictionary' },
        { name: 'log', description: 'The public log' },
        { name: 'audit', description: 'The audit trail, alerts, security audits' },
        { name: 'figures', description: 'Numbers' },
      ],
    },
    transform: ({ schema, url, route }) => ({ schema: withDoor(schema, route.config), url }),
    // Only routes with a tag belong to the API; pages have none.
    hideUntagged: true,
    refResolver: {
      buildLocalReference: (json, _base, _fragment, index) =>
        typeof json['$id'] === 'string' ? json['$id'] : `shape-${index}`,
    },
  });
}

function scopesOfClients(): Record<string, string> {
  return Object.fromEntries([...permissionTable().scopes].map(([scope, { en }]) => [scope, en]));
}

/** What the permission table asks of the reader, and the body where that is a file: neither is checked by schema. */
function withDoor(
  schema: FastifySchema,
  { act, takesFile }: FastifyContextConfig = {},
): FastifySchema & { security?: unknown } {
  const body = takesFile ? { body: { type: 'string', format: 'binary' } } : {};
  const rule = act === undefined ? undefined : permissionTable().acts.get(act);
  if (!rule || rule.allow.some(({ who }) => who === 'anyone')) return { ...schema, ...body };
  const token = rule.scope === undefined ? [] : [{ token: [rule.scope] }];
  return { ...schema, ...body, security: [{ session: [] }, ...token] };
}

/** The route of the document itself. */
export async function openApiRoute(api: FastifyInstance): Promise<void> {
  let document: string | undefined;
  api.get('/openapi.json', hidden, async (_request, reply) => {
    document ??= JSON.stringify(api.swagger());
    return reply.type('application/json; charset=utf-8').send(document);
  });
}
