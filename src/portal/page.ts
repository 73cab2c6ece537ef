// From a page's model to what goes out. The server's own hooks add the security headers and the ETag.
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { VNode } from 'preact';
import { render } from 'preact-render-to-string';
import type { Site } from '../http/context.js';
import { visitorOf } from '../http/visitor.js';
import { type Assets, addressOf } from './assets.js';
import { rolesInBrief } from './grant-title.js';
import { type Language, readAddress } from './language.js';
import type { Frame } from './layout.render.js';

/** A page and how it goes out. */
export interface SentPage {
  readonly page: VNode;
  readonly status?: number;
  /** Neither browsers nor proxies keep it: it holds what a check code opened, or what is for one account. */
  readonly secret?: boolean;
}

/** The surroundings of the page that was asked for. */
export function frameOf(request: FastifyRequest, site: Site, assets: Assets): Frame {
  const { language, address } = readAddress(tidyAddress(request.url));
  return {
    language,
    address,
    siteName: site.name,
    publicUrl: site.publicUrl,
    assets: {
      styles: addressOf(assets, 'site.css'),
      icon: addressOf(assets, 'mark.svg'),
      passkeys: addressOf(assets, 'passkeys.js'),
    },
    ...signedInOf(request, language),
  };
}

function signedInOf(request: FastifyRequest, language: Language): Pick<Frame, 'signedIn'> {
  const { session } = visitorOf(request);
  if (!session) return {};
  const { csrf: csrfToken, name, principal, stage } = session;
  const as = rolesInBrief(principal.grants, language);
  return { signedIn: { name: stage === 'open' ? name : undefined, as, csrfToken } };
}

/** Sends a page. Browsers may keep it but ask again each time: what is public may end at any moment. */
export function sendPage(reply: FastifyReply, sent: SentPage): FastifyReply {
  const { page, status = 200, secret = false } = sent;
  return reply
    .code(status)
    .header('cache-control', secret ? 'no-store' : 'no-cache')
    .type('text/html; charset=utf-8')
    .send(`<!doctype html>${render(page)}`);
}

// Two slashes or a backslash in front would make a link to another site out of an address of ours.
function tidyAddress(url: string): string {
  return url
    .replaceAll('\\', '/')
    .replace(/^\/+(en\/+)?/, (_, english) => (english ? '/en/' : '/'));
}
