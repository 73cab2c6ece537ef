// The public site: which page lies at which address, and what is said where none does.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Refusal, type RefusalKind } from '../kernel/errors.js';
import { showAbout } from './about/about.js';
import { type Assets, addressOf, loadAssets, registerAssets } from './assets.js';
import { showBatch } from './batch/batch.js';
import { showDictionary, showKind } from './dictionary/dictionary.js';
import { showHome } from './home/home.js';
import { addressIn } from './language.js';
import { showLog } from './log/log.js';
import { showOrganisation } from './organisation/organisation.js';
import { frameOf, sendPage } from './page.js';
import type { PageRequest, PortalContext, Show } from './page-request.model.js';
import { showPeople } from './people/people.js';
import { showReceipt, showReceiptEntry } from './receipt/receipt.js';
import { showRecord } from './record/record.js';
import { faultTexts, noPageTexts, RefusalPage, refusalTexts } from './refusal/refusal.render.js';
import { showSearch } from './search/search.js';

const pages: readonly (readonly [address: string, show: Show])[] = [
  ['/', showHome],
  ['/search', showSearch],
  ['/organisations/:uscc', showOrganisation],
  ['/records/:record', showRecord],
  ['/batches/:batch', showBatch],
  ['/receipts', showReceiptEntry],
  ['/receipts/:batch', showReceipt],
  ['/dictionary', showDictionary],
  ['/dictionary/:kind', showKind],
  ['/log', showLog],
  ['/people', showPeople],
  ['/about', showAbout],
];

const statusOf: Readonly<Record<RefusalKind, number>> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  unavailable: 503,
};
// Pages are no part of the interface that OpenAPI describes.
const hidden = { schema: { hide: true } as object };
const robots =
  'User-agent: *\nDisallow: /search\nDisallow: /receipts\nDisallow: /en/search\nDisallow: /en/receipts\n';

/** Adds the public site to the server. Its errors are pages of the site, never more than their text. */
export async function registerPortal(app: FastifyInstance, context: PortalContext): Promise<void> {
  const assets = loadAssets();
  await app.register(async (portal) => {
    registerAssets(portal, assets);
    portal.get('/favicon.ico', hidden, (_request, reply) =>
      reply.redirect(addressOf(assets, 'mark.svg')),
    );
    portal.get('/robots.txt', hidden, (_request, reply) => reply.type('text/plain').send(robots));
    portal.setErrorHandler((error, request, reply) =>
      sendFault(error, { request, reply, context, assets }),
    );
    for (const [address, show] of pages) {
      for (const language of ['zh', 'en'] as const) {
        portal.get(addressIn(language, address), hidden, (request, reply) =>
          answer(show, { request, reply, context, assets }),
        );
      }
    }
    portal.get('/en/', hidden, (_request, reply) => reply.redirect('/en', 308));
    portal.setNotFoundHandler((request, reply) => {
      const frame = frameOf(request, context.site.name, assets);
      const texts = noPageTexts(frame.address.split('?')[0] as string);
      return sendPage(request, reply, {
        page: <RefusalPage frame={frame} {...texts} />,
        status: 404,
      });
    });
  });
}

interface Exchange {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly context: PortalContext;
  readonly assets: Assets;
}

async function answer(show: Show, exchange: Exchange): Promise<FastifyReply> {
  const { request, reply, context, assets } = exchange;
  const page: PageRequest = {
    frame: frameOf(request, context.site.name, assets),
    path: request.params as Record<string, string>,
    query: firstValues(request.query as Record<string, string | string[]>),
  };
  const shown = await show(context, page);
  if ('movedTo' in shown)
    return reply.header('cache-control', 'no-cache').redirect(shown.movedTo, 303);
  return sendPage(request, reply, shown);
}

function sendFault(error: unknown, { request, reply, context, assets }: Exchange): FastifyReply {
  const frame = frameOf(request, context.site.name, assets);
  if (error instanceof Refusal) {
    const page = <RefusalPage frame={frame} {...refusalTexts(error)} />;
    return sendPage(request, reply, { page, status: statusOf[error.kind] });
  }
  const status = (error as { statusCode?: unknown } | null)?.statusCode;
  if (typeof status === 'number' && status >= 400 && status < 500) {
    const texts = noPageTexts(frame.address.split('?')[0] as string);
    return sendPage(request, reply, { page: <RefusalPage frame={frame} {...texts} />, status });
  }
  request.log.error({ err: error }, 'a page could not be made');
  const page = <RefusalPage frame={frame} {...faultTexts} reference={request.id} />;
  return sendPage(request, reply, { page, status: 500 });
}

// A name given twice counts once, as the first.
function firstValues(query: Readonly<Record<string, string | string[]>>): Record<string, string> {
  const values = Object.entries(query).map(([name, value]) => [
    name,
    Array.isArray(value) ? (value[0] ?? '') : value,
  ]);
  return Object.fromEntries(values) as Record<string, string>;
}
