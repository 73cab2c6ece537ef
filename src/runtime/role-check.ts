// Before anything is served: is the database new enough, and is the application's role weak enough?
import type { Queryable } from '../kernel/database.js';
import type { Bilingual } from '../kernel/errors.js';
import { appendOnlyTables } from './grants.js';
import { refuse } from './refusals.js';

const oldestServer = 150_000;
const every = ['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'TRIGGER'] as const;

/** Refuses `runtime.server_too_old` below PostgreSQL 15. */
export async function checkServerVersion(db: Queryable): Promise<void> {
  const [row] = await db.query<{ number: number; version: string }>(
    `select current_setting('server_version_num')::integer as number,
            current_setting('server_version') as version`,
  );
  if (!row || row.number < oldestServer) {
    throw refuse.server_too_old({ found: row?.version ?? '?' });
  }
}

/**
 * Refuses `runtime.role_too_strong` where the role, by itself or through another role, could change what is
 * append only: as superuser, as owner of tables, schema or database, or by a right that was granted.
 * All faults are told together.
 */
export async function checkRole(db: Queryable): Promise<void> {
  const faults = [
    ...(await findAttributeFaults(db)),
    ...(await findOwnershipFaults(db)),
    ...(await findRightFaults(db)),
  ];
  if (faults.length === 0) return;
  const [row] = await db.query<{ role: string }>('select current_user as role');
  const list = (language: keyof Bilingual) =>
    faults.map((fault) => `  - ${fault[language]}`).join('\n');
  throw refuse.role_too_strong({
    role: row?.role ?? '',
    zhFaults: list('zh'),
    enFaults: list('en'),
  });
}

async function findAttributeFaults(db: Queryable): Promise<Bilingual[]> {
  const [role] = await db.query<{ super: boolean; makes_roles: boolean; files: string[] }>(
    `select r.rolsuper as super, r.rolcreaterole as makes_roles,
            array(select p.rolname::text from pg_roles p
                  where p.rolname in ('pg_write_server_files', 'pg_execute_server_program')
                    and pg_has_role(current_user, p.oid, 'MEMBER')) as files
     from pg_roles r where r.rolname = current_user`,
  );
  const faults: Bilingual[] = [];
  if (role?.super) {
    // A superuser has every right; the rest of the list would only repeat that.
    return [{ zh: '它是超级用户', en: 'it is a superuser' }];
  }
  if (role?.makes_roles) {
    faults.push({
      zh: '它可以建立角色（CREATEROLE），从而把表的所有者授予自己',
      en: 'it may make roles (CREATEROLE) and so grant itself the owner of the tables',
    });
  }
  for (const name of role?.files ?? []) {
    faults.push({
      zh: `它属于 ${name}，可以改动服务器的文件`,
      en: `it is in ${name} and may change the server's files`,
    });
  }
  return faults;
}

async function findOwnershipFaults(db: Queryable): Promise<Bilingual[]> {
  const owned = await db.query<{
    kind: 'table' | 'schema' | 'database';
    name: string;
    owner: string;
  }>(
    `with owned as (
       select 'table' as kind, c.relname::text as name, c.relowner as owner from pg_class c
         where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'S')
       union all
       select 'schema', n.nspname, n.nspowner from pg_namespace n where n.nspname = 'public'
       union all
       select 'database', d.datname, d.datdba from pg_database d where d.datname = current_database())
     select o.kind, min(o.name) as name, r.rolname::text as owner
     from owned o join pg_roles r on r.oid = o.owner
     where pg_has_role(current_user, o.owner, 'MEMBER')
     group by o.kind, r.rolname order by o.kind, r.rolname`,
  );
  const kinds = { table: '表', schema: '模式', database: '数据库' };
  return owned.map(({ kind, name, owner }) => ({
    zh: `它拥有${kinds[kind]} ${name}，或属于其所有者 ${owner}`,
    en: `it owns the ${kind} ${name}, or is a member of its owner ${owner}`,
  }));
}

async function findRightFaults(db: Queryable): Promise<Bilingual[]> {
  const forbidden = [...appendOnlyTables].flatMap(([table, rights]) =>
    every
      .filter((right) => !rights.some((granted) => granted === right))
      .map((right) => ({ table, right })),
  );
  const held = await db.query<{ name: string; rights: string }>(
    `select f.name, string_agg(f.right, ', ' order by f.right) as rights
     from unnest($1::text[], $2::text[]) as f(name, "right")
     join pg_class c on c.relname = f.name and c.relnamespace = 'public'::regnamespace
     where has_table_privilege(c.oid, f.right)
        or (f.right = 'UPDATE' and has_any_column_privilege(c.oid, 'UPDATE'))
     group by f.name order by f.name`,
    [forbidden.map(({ table }) => table), forbidden.map(({ right }) => right)],
  );
  return held.map(({ name, rights }) => ({
    zh: `它对只追加的表 ${name} 有 ${rights} 权限`,
    en: `it has ${rights} on the append-only table ${name}`,
  }));
}
