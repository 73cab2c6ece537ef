// `xinheng client`: API clients and their secrets.
import type { Command } from 'commander';
import { createClient, listClients, revokeClient, rotateSecret } from '../access/clients.js';
import { consolePrincipal } from '../access/principal.model.js';
import { timeInShanghai } from '../kernel/time.js';
import { withApplication } from './application.js';
import { acting, addExamples } from './command-parts.js';
import { addPlaceOptions, grantOf, grantWords, type PlaceOptions } from './grant-options.js';
import type { ExitCode, Terminal } from './terminal.js';

interface CreateOptions extends PlaceOptions {
  readonly role?: string;
  readonly scope?: string[];
}

/** Adds the commands of the group. */
export function define(command: Command, terminal: Terminal): void {
  const words = (zh: string, en: string) => terminal.words({ zh, en });
  const client = ['<CLIENT>', words('客户端编号', 'id of the client')] as const;
  command
    .command('list')
    .description(words('全部客户端', 'all clients'))
    .action(acting(() => list(terminal)));
  const creating = command
    .command('create')
    .description(words('建立客户端；密钥只显示一次', 'create a client; its secret shows once'))
    .argument('<TITLE>', words('系统或机构的名称', 'name of the system or institution'))
    .option('--role <ROLE>', words('授予的角色', 'the role it holds'))
    .option('--scope <SCOPE...>', words('可用的范围', 'the scopes it may ask for'));
  addPlaceOptions(creating, terminal).action(
    acting((title: string, options: CreateOptions) => create(terminal, title, options)),
  );
  addExamples(creating, terminal, [
    'xinheng client create 市场监管局业务系统 --role data-steward --agency CODE --scope batches:write batches:read',
  ]);
  command
    .command('rotate')
    .description(
      words('换新密钥，旧密钥还能用一段时间', 'a new secret; the former holds for a while'),
    )
    .argument(...client)
    .action(acting((clientId: string) => rotate(terminal, clientId)));
  command
    .command('revoke')
    .description(words('立即停用客户端', 'take a client out of use at once'))
    .argument(...client)
    .action(acting((clientId: string) => revoke(terminal, clientId)));
}

function list(terminal: Terminal): Promise<ExitCode> {
  return withApplication(async ({ access }) => {
    const clients = await listClients(access, consolePrincipal);
    terminal.answer(clients);
    terminal.table(
      clients.map(({ clientId, title, scopes, grants, endedAt }) => [
        clientId,
        title,
        scopes.join(' '),
        grants.map(grantWords).join(', '),
        endedAt === null ? '' : terminal.words({ zh: '已停用', en: 'revoked' }),
      ]),
    );
    if (clients.length === 0) {
      terminal.say({ zh: '还没有接口客户端。', en: 'There is no API client yet.' });
    }
    return 0;
  });
}

function create(terminal: Terminal, title: string, options: CreateOptions): Promise<ExitCode> {
  return withApplication(async ({ access }) => {
    const made = await createClient(access, consolePrincipal, {
      title,
      scopes: options.scope ?? [],
      grants: options.role === undefined ? [] : [grantOf(options.role, options)],
    });
    terminal.answer(made);
    terminal.say({
      zh: `客户端编号 ${made.clientId}\n密钥 ${made.secret}\n密钥只显示这一次。凭两者在 /oauth/token 换取令牌。`,
      en: `Client id ${made.clientId}\nSecret ${made.secret}\nThe secret shows only this once. Both together obtain tokens from /oauth/token.`,
    });
    return 0;
  });
}

function rotate(terminal: Terminal, clientId: string): Promise<ExitCode> {
  return withApplication(async ({ access }) => {
    const rotated = await rotateSecret(access, consolePrincipal, clientId);
    const until = timeInShanghai(rotated.formerEndsAt);
    terminal.answer(rotated);
    terminal.say({
      zh: `新密钥 ${rotated.secret}\n只显示这一次。旧密钥在 ${until} 前仍可使用。`,
      en: `New secret ${rotated.secret}\nIt shows only this once. The former one holds until ${until}.`,
    });
    return 0;
  });
}

function revoke(terminal: Terminal, clientId: string): Promise<ExitCode> {
  return withApplication(async ({ access }) => {
    await revokeClient(access, consolePrincipal, clientId);
    terminal.answer({ clientId });
    terminal.say({ zh: `客户端 ${clientId} 已停用。`, en: `The client ${clientId} is revoked.` });
    return 0;
  });
}
