// What the runtime refuses, with the way on.
import { defineRefusals } from '../kernel/errors.js';

export const refuse = defineRefusals('runtime', {
  platform_without_server: {
    kind: 'unavailable',
    zh: '{platform} 平台没有内置的 PostgreSQL。准备一个 PostgreSQL 15 或更高版本，并设置 DATABASE_URL 和 MIGRATE_DATABASE_URL。',
    en: 'There is no embedded PostgreSQL for {platform}. Use any PostgreSQL 15 or later and set DATABASE_URL and MIGRATE_DATABASE_URL.',
  },
  root_without_way: {
    kind: 'unavailable',
    zh: 'PostgreSQL 不能以 root 身份运行，而本机既不允许用户命名空间，也没有 setpriv 和 nobody 账户。以普通用户运行，或设置 DATABASE_URL。',
    en: 'PostgreSQL does not run as root, and this machine offers neither user namespaces nor setpriv with an account named nobody. Run as an ordinary user, or set DATABASE_URL.',
  },
  server_not_started: {
    kind: 'unavailable',
    zh: '内置的 PostgreSQL 没有启动。日志在 {log}，最后几行：\n{tail}',
    en: 'The embedded PostgreSQL did not start. Its log is {log}; the last lines:\n{tail}',
  },
  cluster_not_made: {
    kind: 'unavailable',
    zh: '无法在 {folder} 建立数据库目录：\n{tail}',
    en: 'The database folder could not be made in {folder}:\n{tail}',
  },
  cluster_of_other_version: {
    kind: 'unavailable',
    zh: '{folder} 中的数据库属于 PostgreSQL {found}，而内置的是 {built}。用 PostgreSQL {found} 导出数据，或将 DATA_DIR 指向另一个目录。',
    en: 'The database in {folder} belongs to PostgreSQL {found}; the embedded one is {built}. Export the data with PostgreSQL {found}, or point DATA_DIR at another folder.',
  },
  data_directory_not_usable: {
    kind: 'unavailable',
    zh: '数据目录 {folder} 无法使用（{reason}）。将 DATA_DIR 指向当前用户可以写入的目录。',
    en: 'The data folder {folder} cannot be used ({reason}). Point DATA_DIR at a folder that this user may write to.',
  },
  folder_not_ours: {
    kind: 'unavailable',
    zh: '{folder} 属于其他用户或对其他用户开放。删除它，或将 TMPDIR 指向另一个目录。',
    en: '{folder} belongs to somebody else or is open to others. Remove it, or point TMPDIR at another folder.',
  },
  migration_changed: {
    kind: 'conflict',
    zh: '第 {version} 号迁移文件在执行之后被改动。恢复原文件；需要的改动写进新的一号。',
    en: 'Migration {version} was changed after it had been applied. Put the file back as it was; what has to change goes into a new one.',
  },
  schema_newer: {
    kind: 'conflict',
    zh: '数据库的结构是第 {found} 版，由更新的程序建立；本程序到第 {version} 版为止。使用更新的程序。',
    en: 'The schema of the database is version {found}, made by a later program; this one knows versions up to {version}. Use the later program.',
  },
  schema_older: {
    kind: 'conflict',
    zh: '数据库的结构是第 {found} 版，本程序需要第 {version} 版。设置 MIGRATE_DATABASE_URL 后运行 xinheng migrate。',
    en: 'The schema of the database is version {found}; this program needs version {version}. Set MIGRATE_DATABASE_URL and run xinheng migrate.',
  },
  configuration_faulty: {
    kind: 'invalid',
    zh: '环境变量中有需要改正的设置：\n{zhFaults}',
    en: 'Settings in the environment have to be put right:\n{enFaults}',
  },
  database_unreachable: {
    kind: 'unavailable',
    zh: '数据库没有应答（{reason}）。核对 DATABASE_URL、MIGRATE_DATABASE_URL 和数据库服务。',
    en: 'The database does not answer ({reason}). Compare DATABASE_URL and MIGRATE_DATABASE_URL, and look after the server.',
  },
  server_too_old: {
    kind: 'unavailable',
    zh: '数据库是 PostgreSQL {found}，需要 15 或更高版本。',
    en: 'The database is PostgreSQL {found}; version 15 or later is needed.',
  },
  two_databases: {
    kind: 'conflict',
    zh: 'DATABASE_URL 指向数据库 {first}，MIGRATE_DATABASE_URL 指向另一处的 {second}。两者应指向同一个数据库。',
    en: 'DATABASE_URL leads to the database {first} and MIGRATE_DATABASE_URL to {second} elsewhere. Both have to lead to the same one.',
  },
  one_role: {
    kind: 'forbidden',
    zh: 'DATABASE_URL 和 MIGRATE_DATABASE_URL 用的是同一个角色 {role}。为应用另建一个角色：create role xinheng_app login，并在 DATABASE_URL 中使用它。',
    en: 'DATABASE_URL and MIGRATE_DATABASE_URL use the same role {role}. Make another one for the application (create role xinheng_app login) and use it in DATABASE_URL.',
  },
  role_too_strong: {
    kind: 'forbidden',
    zh: 'DATABASE_URL 的角色 {role} 能够改动账本，因此不启动：\n{zhFaults}\n为应用使用一个不拥有任何表的普通角色；权限由迁移授予。',
    en: 'The role {role} of DATABASE_URL could change the ledger, so nothing is started:\n{enFaults}\nUse an ordinary role that owns no table for the application; the migrations grant it what it needs.',
  },
  port_taken: {
    kind: 'unavailable',
    zh: '端口 {port} 已被其他程序占用。停止那个程序，或将 PORT 设为另一个端口。',
    en: 'Port {port} is taken by another program. Stop that one, or set PORT to another port.',
  },
  port_closed: {
    kind: 'unavailable',
    zh: '当前用户不能使用端口 {port}。将 PORT 设为 1024 以上的端口。',
    en: 'This user may not listen on port {port}. Set PORT to a port above 1024.',
  },
});
