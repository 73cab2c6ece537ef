// `xinheng ledger`: the commands upon the ledger itself.
import type { Command } from 'commander';
import { defineActs } from './ledger-acts.js';
import { defineCheck } from './ledger-check.js';
import { defineProofs } from './ledger-proofs.js';
import { defineVerify } from './ledger-verify.js';
import type { Terminal } from './terminal.js';

/** Adds the commands of the group. */
export function define(command: Command, terminal: Terminal): void {
  defineVerify(command, terminal);
  defineProofs(command, terminal);
  defineCheck(command, terminal);
  defineActs(command, terminal);
}
