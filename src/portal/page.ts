// From a page's model to the bytes and headers that go out.
import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { VNode } from 'preact';
import { render } from 'preact-render-to-string';
import type { Bilingual } from '../kernel/errors.js';
import { type Assets, addressOf } from './assets.js';
import { readAddress } from './language.js';
import type { Frame } from './layout.render.js';

// Nothing but our own style sheet and pictures; no script at all, from anywhere.
const contentSecurityPolicy = [
  "default-src 'none'",
  "style-src 'self'",
  "img-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** How a page goes out. */
export interface Sending {
  readonly status?: number;
  /** Neither browsers nor proxies keep it: it holds what a check code opened. */
  readonly secret?: boolean;
}

/** The surroundings of the page that was asked for. */
export function frameOf(request: FastifyRequest, siteName: Bilingual, assets: Assets): Frame {
  const { language, address } = readAddress(tidyAddress(request.url));
  return {
    language,
    address,
    siteName,
    assets: { styles: addressOf(assets, 'site.css'), icon: addressOf(assets, 'mark.svg') },
  };
}

/** Sends a page. Browsers ask again each time: what is public may end at any moment. */
export function sendPage(
  request: FastifyRequest,
  reply: FastifyReply,
  { page, status = 200, secret = false }: Sending & { readonly page: VNode },
): FastifyReply {
  const html = `<!doctype html>${render(page)}`;
  const tag = `W/"${createHash('sha256').update(html).digest('base64url').slice(0, 22)}"`;
  reply
    .header('content-security-policy', contentSecurityPolicy)
    .header('x-content-type-options', 'nosniff')
    .header('referrer-policy', 'no-referrer')
    .header('cache-control', secret ? 'no-store' : 'no-cache');
  if (status !== 200 || secret) return sendHtml(reply.code(status), html);
  reply.header('etag', tag);
  if (request.headers['if-none-match'] === tag) return reply.code(304).send();
  return sendHtml(reply, html);
}

function sendHtml(reply: FastifyReply, html: string): FastifyReply {
  return reply.type('text/html; charset=utf-8').send(html);
}

// Two slashes or a backslash in front would make a link to another site out of an address of ours.
function tidyAddress(url: string): string {
  return url
    .replaceAll('\\', '/')
    .replace(/^\/+(en\/+)?/, (_, english) => (english ? '/en/' : '/'));
}
