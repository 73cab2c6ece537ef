// The two cookies of the site: the session, and what a sign-in at the city's identity provider has to find again.
import cookie from '@fastify/cookie';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

const names = { session: 'xinheng', journey: 'xinheng-journey' } as const;

/** Which cookie. */
export type CookieName = keyof typeof names;

/** Reads and writes the cookies. On a site with TLS they carry the prefix that binds them to this very host. */
export interface Cookies {
  read(request: FastifyRequest, name: CookieName): string | undefined;
  /** `seconds`: how long it is kept; without it until the browser ends. */
  write(reply: FastifyReply, name: CookieName, value: string, seconds?: number): void;
  clear(reply: FastifyReply, name: CookieName): void;
}

/** Opens the cookies of the site. Scripts cannot read them, and no other site can have them sent with a form. */
export async function openCookies(
  app: FastifyInstance,
  publicUrl: string | undefined,
): Promise<Cookies> {
  await app.register(cookie);
  const secure = publicUrl?.startsWith('https:') ?? false;
  const nameOf = (name: CookieName) => (secure ? `__Host-${names[name]}` : names[name]);
  const options = { path: '/', httpOnly: true, sameSite: 'lax', secure } as const;
  return {
    read: (request, name) => request.cookies[nameOf(name)],
    write: (reply, name, value, seconds) => {
      reply.setCookie(nameOf(name), value, {
        ...options,
        ...(seconds !== undefined && { maxAge: seconds }),
      });
    },
    clear: (reply, name) => {
      reply.clearCookie(nameOf(name), options);
    },
  };
}
