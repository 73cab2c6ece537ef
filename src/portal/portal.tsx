// The public site: what is answered at its addresses, and what is said where nothing lies.
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteShorthandOptions } from 'fastify';
import type { Context } from '../http/context.js';
import type { Cookies } from '../http/cookies.js';
import { answerProblem, refusalOf, statusOf } from '../http/problem.js';
import { scriptedPage } from '../http/response-headers.js';
import { visitorOf } from '../http/visitor.js';
import { Refusal } from '../kernel/errors.js';
import { type Assets, addressOf, loadAssets, registerAssets } from './assets.js';
import { addressIn } from './language.js';
import { frameOf, sendPage } from './page.js';
import type { Page, PageAnswer, PageRequest } from './page-request.model.js';
import { pages } from './pages.js';
import { noPageTexts, RefusalPage, refusalTexts } from './refusal/refusal.render.js';
import { wayIn } from './sign-in/way-in.js';

// Pages are no part of the interface that OpenAPI describes.
const hidden = { schema: { hide: true } as object, config: { act: 'public.read' } };
const unlisted = [
  '/search',
  '/receipts',
  '/sign-in',
  '/account',
  '/administration',
  '/bindings',
  '/audit',
];
const robots = `User-agent: *\n${unlisted
  .flatMap((address) => [`Disallow: ${address}\n`, `Disallow: /en${address}\n`])
  .join('')}`;
// Never written back into a form that was refused.
const secrets = /password|code|secret|csrf|answer/i;

/** Adds the public site to the server. Its errors are pages of the site, never more than their text. */
export async function registerPortal(
  app: FastifyInstance,
  context: Context,
  cookies: Cookies,
): Promise<void> {
  const assets = loadAssets();
  const site = { context, assets, cookies };
  const icon = addressOf(assets, 'mark.svg');
  await app.register(async (portal) => {
    registerAssets(portal, assets);
    portal.get('/favicon.ico', hidden, (_request, reply) => reply.redirect(icon));
    portal.get('/robots.txt', hidden, (_request, reply) => reply.type('text/plain').send(robots));
    portal.get('/en/', hidden, (_request, reply) => reply.redirect('/en', 308));
    for (const page of pages) {
      for (const language of ['zh', 'en'] as const) {
        registerPage(portal, addressIn(language, page.address), { ...site, page });
      }
    }
    portal.setErrorHandler((error, request, reply) =>
      sendRefusal(error, { request, reply, ...site }),
    );
    portal.setNotFoundHandler((request, reply) => {
      const frame = frameOf(request, context.site, assets);
      const texts = noPageTexts(frame.address.split('?')[0] as string);
      return sendPage(reply, { page: <RefusalPage frame={frame} {...texts} />, status: 404 });
    });
  });
}

interface SiteParts {
  readonly context: Context;
  readonly assets: Assets;
  readonly cookies: Cookies;
}

interface Exchange extends SiteParts {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

function registerPage(
  portal: FastifyInstance,
  address: string,
  { page, ...site }: SiteParts & { readonly page: Page },
): void {
  const { act, takes = act, attempts, passkeys = false } = page;
  const options = (of: string): RouteShorthandOptions => ({
    ...hidden,
    ...(passkeys && { helmet: scriptedPage }),
    config: { act: of, ...(attempts && { attempts }) },
  });
  portal.get(address, options(act), async (request, reply) => {
    const asked = pageRequest({ request, reply, ...site });
    return send(await page.show(site.context, asked), { request, reply, ...site });
  });
  if (!page.take) return;
  portal.post(address, options(takes), (request, reply) => take(page, { request, reply, ...site }));
}

/** A form: done, or its page again with the reason why not. */
async function take(page: Page, exchange: Exchange): Promise<FastifyReply> {
  const { context, request } = exchange;
  const asked = pageRequest(exchange);
  const fields = firstValues(request.body);
  let answer: PageAnswer;
  try {
    answer = await (page.take as NonNullable<Page['take']>)(context, { ...asked, fields });
  } catch (error) {
    if (!(error instanceof Refusal) || wayIn(error, asked.frame)) throw error;
    const given = Object.fromEntries(
      Object.entries(fields).filter(([name]) => !secrets.test(name)),
    );
    const shown = await page.show(context, { ...asked, fault: error, given });
    answer = 'page' in shown ? { ...shown, status: statusOf(error), secret: true } : shown;
  }
  return send(answer, exchange);
}

function pageRequest({ request, context, assets }: Exchange): PageRequest {
  return {
    frame: frameOf(request, context.site, assets),
    path: request.params as Record<string, string>,
    query: firstValues(request.query),
    visitor: visitorOf(request),
    given: {},
  };
}

function send(answer: PageAnswer, { request, reply, context, cookies }: Exchange): FastifyReply {
  const journeySeconds = context.access.limits.halfOpenMinutes * 60;
  for (const name of ['session', 'journey'] as const) {
    const value = answer.cookies?.[name];
    if (value === null) cookies.clear(reply, name);
    else if (value !== undefined) {
      // The session's own end is kept in the database; the cookie goes when the browser does.
      cookies.write(reply, name, value, name === 'journey' ? journeySeconds : undefined);
    }
  }
  if ('movedTo' in answer) return reply.redirect(answer.movedTo, 303);
  // What one reader sees signed in is for his eyes and his browser only.
  const secret = answer.secret ?? visitorOf(request).session !== undefined;
  return sendPage(reply, { ...answer, secret });
}

// The same refusals as the API's, with the same status; faults are logged and show only their number.
function sendRefusal(error: unknown, exchange: Exchange): FastifyReply {
  const { request, reply, context, assets, cookies } = exchange;
  // An unknown address of the API ends here too, where a hook turned it away.
  if (request.url.startsWith('/api/')) return answerProblem(error, request, reply);
  const refusal = refusalOf(error, request.id);
  const status = statusOf(refusal);
  if (status >= 500) request.log.error({ err: error }, 'a page could not be made');
  if (status === 503) reply.header('retry-after', '5');
  // A sign-in at the provider that came to nothing is over.
  if (refusal.code === 'http.provider_refused') cookies.clear(reply, 'journey');
  const frame = frameOf(request, context.site, assets);
  const door = wayIn(refusal, frame);
  if (door) return reply.header('cache-control', 'no-store').redirect(door, 303);
  const page = <RefusalPage frame={frame} {...refusalTexts(refusal, status)} />;
  return sendPage(reply, { page, status, secret: true });
}

// A name given twice counts once, as the first; what is no text (a body of JSON can be anything) counts as left out.
function firstValues(given: unknown): Record<string, string> {
  const values = new Map<string, string>();
  for (const [name, value] of Object.entries((given ?? {}) as Record<string, unknown>)) {
    const first: unknown = Array.isArray(value) ? value[0] : value;
    if (typeof first === 'string') values.set(name, first);
  }
  return Object.fromEntries(values);
}
