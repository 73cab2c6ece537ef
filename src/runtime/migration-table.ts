// The name of the table in which the applied migrations are noted.

/** Written by postgrator as the owner; the application reads it. */
export const migrationTable = 'runtime_migration';
