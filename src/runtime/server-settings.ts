// The settings of the embedded server.
import { totalmem } from 'node:os';

const mebibyte = 1024 * 1024;

/** Settings by name, as `postgres -c name=value` takes them; `overrides` win (tests switch fsync off). */
export function serverSettings(
  socketDirectory: string,
  overrides: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const memoryMiB = availableMemoryBytes() / mebibyte;
  return {
    listen_addresses: '',
    unix_socket_directories: `"${socketDirectory.replaceAll('"', '""')}"`,
    unix_socket_permissions: '0700',
    port: '5432',
    max_connections: '60',
    shared_buffers: `${Math.round(clamp(memoryMiB / 4, 32, 1024))}MB`,
    effective_cache_size: `${Math.round(clamp(memoryMiB / 2, 64, 65_536))}MB`,
    maintenance_work_mem: `${Math.round(clamp(memoryMiB / 32, 32, 256))}MB`,
    work_mem: `${Math.round(clamp(memoryMiB / 256, 4, 32))}MB`,
    // Never off: a receipt is a promise that survives the next moment's power cut.
    synchronous_commit: 'on',
    max_wal_size: '4GB',
    wal_compression: 'on',
    checkpoint_timeout: '15min',
    jit: 'off',
    // The server's log names no values: neither rows in details nor statements with literals.
    log_error_verbosity: 'terse',
    log_min_error_statement: 'panic',
    log_checkpoints: 'off',
    log_timezone: 'Asia/Shanghai',
    ...overrides,
  };
}

// In a container the machine's memory is not ours. 0 and huge numbers mean "no limit".
function availableMemoryBytes(): number {
  const limit = process.constrainedMemory?.() ?? 0;
  return limit > 0 && limit < totalmem() ? limit : totalmem();
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}
