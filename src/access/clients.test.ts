// API clients: tokens with scopes, secrets that are rotated with an overlap, and what a revoked one still has: nothing.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { accessTest, signedInStaff } from '../../test/support/access.js';
import type { AccessContext } from './access.model.js';
import { createClient, listClients, revokeClient, rotateSecret } from './clients.js';
import { isAllowed } from './permission.js';
import { consolePrincipal } from './principal.model.js';
import { findClient, issueToken } from './tokens.js';

const address = '192.0.2.20';

async function stewardClient(access: AccessContext, agencyCode: string) {
  return createClient(access, consolePrincipal, {
    title: '市场监管局业务系统',
    scopes: ['batches:write', 'batches:read'],
    grants: [{ role: 'data-steward', agencyCode }],
  });
}

describe('an API client', () => {
  it('does what its token’s scopes and its role allow together', async () => {
    const { access, agencies } = await accessTest();
    const [own, other] = agencies;
    const client = await stewardClient(access, own);
    const full = await issueToken(access, { ...client, address });
    const narrow = await issueToken(access, { ...client, scope: 'batches:read', address });
    const may = async (token: string, act: string, agencyCode: string) => {
      const principal = await findClient(access, token);
      assert.equal(principal?.actor, client.clientId);
      return isAllowed(principal ?? consolePrincipal, act, { agencyCode });
    };
    assert.equal(await may(full.token, 'batch.submit', own), true);
    assert.equal(await may(full.token, 'batch.submit', other), false);
    assert.equal(await may(narrow.token, 'batch.submit', own), false);
    assert.equal(await may(narrow.token, 'batch.list', own), true);
    assert.equal(await may(full.token, 'batch.withdraw', own), false);
    assert.equal(await may(full.token, 'batch.release', own), false);
    await assert.rejects(
      issueToken(access, { ...client, scope: 'batches:read trail:all', address }),
      /access\.scope_unknown/,
    );
  });

  it('has a token for its time only', async () => {
    const { access, clock, agencies } = await accessTest();
    const client = await stewardClient(access, agencies[0]);
    const { token, expiresInSeconds } = await issueToken(access, { ...client, address });
    const begun = clock.now();
    clock.set(new Date(begun + expiresInSeconds * 1000 - 1).toISOString());
    assert.ok(await findClient(access, token));
    clock.set(new Date(begun + expiresInSeconds * 1000).toISOString());
    assert.equal(await findClient(access, token), undefined);
    assert.equal(await findClient(access, client.secret), undefined);
  });

  it('changes its secret while both hold, then the new one alone', async () => {
    const { access, clock, agencies } = await accessTest();
    const { clientId, secret } = await stewardClient(access, agencies[0]);
    const rotated = await rotateSecret(access, consolePrincipal, clientId);
    for (const each of [secret, rotated.secret]) {
      await issueToken(access, { clientId, secret: each, address });
    }
    clock.set(new Date(rotated.formerEndsAt).toISOString());
    await assert.rejects(issueToken(access, { clientId, secret, address }), /client_failed/);
    await issueToken(access, { clientId, secret: rotated.secret, address });
    const rows = await access.database.query<{ text: string }>(
      'select s::text as text from access_client_secret s',
    );
    assert.ok(rows.every(({ text }) => !text.includes(secret) && !text.includes(rotated.secret)));
  });

  it('is worth nothing once it is revoked', async () => {
    const { access, agencies } = await accessTest();
    const client = await stewardClient(access, agencies[0]);
    const { token } = await issueToken(access, { ...client, address });
    await revokeClient(access, consolePrincipal, client.clientId);
    assert.equal(await findClient(access, token), undefined);
    await assert.rejects(issueToken(access, { ...client, address }), /client_failed/);
    await assert.rejects(rotateSecret(access, consolePrincipal, client.clientId), /client_unknown/);
    const [line] = await listClients(access, consolePrincipal);
    assert.deepEqual([line?.secrets, line?.grants.length, line?.endedAt !== null], [0, 0, true]);
  });

  it('is not found by guessing: wrong secrets close the way in', async () => {
    const { access, agencies } = await accessTest();
    const { clientId, secret } = await stewardClient(access, agencies[0]);
    const outcomes: string[] = [];
    for (let at = 0; at < 8; at += 1) {
      const asked = { clientId, secret: `guess ${at}`, address };
      await issueToken(access, asked).catch((error: Error) => outcomes.push(error.message));
    }
    assert.match(outcomes[0] ?? '', /client_failed/);
    assert.match(outcomes.at(-1) ?? '', /access\.wait/);
    await assert.rejects(issueToken(access, { clientId, secret, address }), /access\.wait/);
    const strange = { clientId: "x' or 1=1", secret, address: '192.0.2.21' };
    await assert.rejects(issueToken(access, strange), /client_failed/);
  });

  it('is made by the security administrator, for roles that clients hold', async () => {
    const { access, agencies } = await accessTest();
    const client = { title: '系统', scopes: [], grants: [] };
    const { principal } = await signedInStaff(access, [{ role: 'system-administrator' }]);
    await assert.rejects(createClient(access, principal, client), /not_allowed/);
    const admin = await signedInStaff(access, [{ role: 'security-administrator' }]);
    await createClient(access, admin.principal, client);
    const reviewer = {
      ...client,
      grants: [{ role: 'data-reviewer', agencyCode: agencies[0] } as const],
    };
    await assert.rejects(createClient(access, admin.principal, reviewer), /role_not_for_holder/);
    await assert.rejects(
      createClient(access, admin.principal, { ...client, scopes: ['everything'] }),
      /scope_unknown/,
    );
    await assert.rejects(
      createClient(access, admin.principal, { ...client, title: ' ' }),
      /text_missing/,
    );
  });
});
