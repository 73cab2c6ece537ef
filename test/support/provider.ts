// A real OpenID provider for tests: oidc-provider on a port of its own, with one client and its own sign-in form.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { after } from 'node:test';
import Provider from 'oidc-provider';

/** The provider and how the platform is known there. */
export interface TestProvider {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

const closing: (() => Promise<void>)[] = [];
after(async () => {
  for (const close of closing) await close();
});

/**
 * Starts it; readers come back to `returnTo`. Whoever types a name into its form is signed in under that name; `amr` is
 * what the provider then says it asked him for.
 */
export async function startProvider(
  returnTo: string,
  { amr }: { readonly amr: readonly string[] },
): Promise<TestProvider> {
  const server = createServer();
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const issuer = `http://localhost:${(server.address() as AddressInfo).port}`;
  const [clientId, clientSecret] = ['xinheng', 'a secret of the test only, long enough for it'];
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        redirect_uris: [returnTo],
        response_types: ['code'],
        grant_types: ['authorization_code'],
      },
    ],
    pkce: { required: () => true },
    claims: { openid: ['sub', 'amr', 'auth_time'] },
    cookies: { keys: ['test'] },
    findAccount: (_context, sub) => ({ accountId: sub, claims: () => ({ sub }) }),
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    // Nobody is asked whether the platform may know who he is.
    loadExistingGrant: async ({ oidc }) => {
      const grant = new provider.Grant({
        accountId: oidc.session?.accountId ?? '',
        clientId: oidc.client?.clientId ?? '',
      });
      grant.addOIDCScope('openid');
      await grant.save();
      return grant;
    },
  });
  const answer = provider.callback();
  server.on('request', (request, reply) => {
    const isForm = request.url?.startsWith('/interaction/');
    void (isForm ? signIn(provider, { request, reply, amr }) : answer(request, reply));
  });
  closing.push(
    () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  );
  return { issuer, clientId, clientSecret };
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly reply: ServerResponse;
  readonly amr: readonly string[];
}

async function signIn(provider: Provider, { request, reply, amr }: Exchange): Promise<void> {
  if (request.method === 'GET') {
    reply.setHeader('content-type', 'text/html');
    reply.end('<form method="post"><input name="login"><button type="submit">in</button></form>');
    return;
  }
  const accountId = new URLSearchParams(await text(request)).get('login') ?? '';
  await provider.interactionFinished(request, reply, { login: { accountId, amr: [...amr] } });
}
