// The room table: who may import whom (ARCHITECTURE.md). Checked by test/code/room-table.test.ts.

const below = {
  kernel: [],
  audit: ['kernel', 'codes'],
  codes: ['kernel'],
  parties: ['kernel', 'audit', 'codes'],
  access: ['kernel', 'audit', 'codes', 'parties'],
  rules: ['kernel'],
  catalogue: ['kernel', 'codes', 'rules'],
  ledger: ['kernel', 'audit', 'parties', 'codes'],
  identity: ['kernel', 'audit', 'codes', 'parties', 'ledger', 'catalogue'],
  intake: [
    'kernel',
    'audit',
    'codes',
    'parties',
    'access',
    'rules',
    'catalogue',
    'ledger',
    'identity',
  ],
  disclosure: ['kernel', 'audit', 'codes', 'parties', 'access', 'rules', 'catalogue', 'ledger'],
  runtime: ['kernel'],
};
const rooms = Object.keys(below);

/** Every room with those it may import. The command line and the files beside the rooms may import everything. */
export const roomTable = {
  ...below,
  demo: rooms,
  http: [...rooms, 'demo', 'portal'],
  portal: [...rooms, 'demo', 'http'],
};

// Pure decisions that other rooms may look at.
const openPolicies = '^src/(catalogue|codes|rules)/';
const tests = '[.]test[.]tsx?$';

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...Object.entries(roomTable).map(([room, allowed]) => ({
      name: `room-${room}`,
      comment: `${room} may import ${allowed.join(', ') || 'no other room'}`,
      severity: 'error',
      from: { path: `^src/${room}/`, pathNot: tests },
      to: { path: '^src/', pathNot: `^src/(${[room, ...allowed].join('|')})/` },
    })),
    {
      name: 'room-unknown',
      comment: 'every folder of src is a room of the table, or the command line',
      severity: 'error',
      from: {
        path: '^src/[^/]+/',
        pathNot: `^src/(${[...Object.keys(roomTable), 'cli'].join('|')})/`,
      },
      to: {},
    },
    {
      name: 'store-or-policy-of-another-room',
      comment: 'SQL and decisions of a room are its own; other rooms call its use cases',
      severity: 'error',
      from: { path: '^src/([^/]+)/', pathNot: tests },
      to: {
        path: '^src/[^/]+/.*[.](store|policy)[.]tsx?$',
        pathNot: ['^src/$1/', `${openPolicies}.*[.]policy[.]ts$`],
      },
    },
    {
      name: 'store-beside-the-rooms',
      comment: 'what stands beside the rooms puts use cases together',
      severity: 'error',
      from: { path: '^src/[^/]+[.]ts$' },
      to: { path: '^src/[^/]+/.*[.]store[.]ts$' },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-tests-in-the-product',
      severity: 'error',
      from: { path: '^src/', pathNot: tests },
      to: { path: ['^test/', tests] },
    },
    {
      name: 'no-development-packages-in-the-product',
      severity: 'error',
      from: { path: '^src/', pathNot: tests },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'found',
      comment: 'every import leads somewhere',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.json'],
    },
  },
};
