// The public site: which page lies at which address, and what is said where none does.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Context } from '../http/context.js';
import { answerProblem, refusalOf, statusOf } from '../http/problem.js';
import { type Assets, addressOf, loadAssets, registerAssets } from './assets.js';
import { addressIn } from './language.js';
import { frameOf, sendPage } from './page.js';
import type { PageRequest, Show } from './page-request.model.js';
import { pages } from './pages.js';
import { noPageTexts, RefusalPage, refusalTexts } from './refusal/refusal.render.js';

// Pages are no part of the interface that OpenAPI describes.
const hidden = { schema: { hide: true } as object, config: { act: 'public.read' } };
const robots =
  'User-agent: *\nDisallow: /search\nDisallow: /receipts\nDisallow: /en/search\nDisallow: /en/receipts\n';

/** Adds the public site to the server. Its errors are pages of the site, never more than their text. */
export async function registerPortal(app: FastifyInstance, context: Context): Promise<void> {
  const assets = loadAssets();
  const icon = addressOf(assets, 'mark.svg');
  await app.register(async (portal) => {
    registerAssets(portal, assets);
    portal.get('/favicon.ico', hidden, (_request, reply) => reply.redirect(icon));
    portal.get('/robots.txt', hidden, (_request, reply) => reply.type('text/plain').send(robots));
    portal.get('/en/', hidden, (_request, reply) => reply.redirect('/en', 308));
    for (const { address, act, show } of pages) {
      for (const language of ['zh', 'en'] as const) {
        portal.get(addressIn(language, address), { ...hidden, config: { act } }, (request, reply) =>
          answer(show, { request, reply, context, assets }),
        );
      }
    }
    portal.setErrorHandler((error, request, reply) =>
      sendRefusal(error, { request, reply, context, assets }),
    );
    portal.setNotFoundHandler((request, reply) => {
      const frame = frameOf(request, context.site, assets);
      const texts = noPageTexts(frame.address.split('?')[0] as string);
      return sendPage(reply, { page: <RefusalPage frame={frame} {...texts} />, status: 404 });
    });
  });
}

interface Exchange {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly context: Context;
  readonly assets: Assets;
}

async function answer(show: Show, exchange: Exchange): Promise<FastifyReply> {
  const { request, reply, context, assets } = exchange;
  const page: PageRequest = {
    frame: frameOf(request, context.site, assets),
    path: request.params as Record<string, string>,
    query: firstValues(request.query as Record<string, string | string[]>),
  };
  const shown = await show(context, page);
  return 'movedTo' in shown ? reply.redirect(shown.movedTo, 303) : sendPage(reply, shown);
}

// The same refusals as the API's, with the same status; faults are logged and show only their number.
function sendRefusal(error: unknown, { request, reply, context, assets }: Exchange): FastifyReply {
  // An unknown address of the API ends here too, where a hook turned it away.
  if (request.url.startsWith('/api/')) return answerProblem(error, request, reply);
  const refusal = refusalOf(error, request.id);
  const status = statusOf(refusal);
  if (status >= 500) request.log.error({ err: error }, 'a page could not be made');
  if (status === 503) reply.header('retry-after', '5');
  const frame = frameOf(request, context.site, assets);
  const page = <RefusalPage frame={frame} {...refusalTexts(refusal, status)} />;
  return sendPage(reply, { page, status, secret: true });
}

// A name given twice counts once, as the first.
function firstValues(query: Readonly<Record<string, string | string[]>>): Record<string, string> {
  const values = Object.entries(query).map(([name, value]) => [
    name,
    Array.isArray(value) ? (value[0] ?? '') : value,
  ]);
  return Object.fromEntries(values) as Record<string, string>;
}
