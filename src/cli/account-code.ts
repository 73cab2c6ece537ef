// A one-time code of an account, said once.
import { timeInShanghai } from '../kernel/time.js';
import type { Terminal } from './terminal.js';

/** Says the code, until when it is good, and where its holder uses it. */
export function sayCode(
  terminal: Terminal,
  { code: text, endsAt }: { readonly code: string; readonly endsAt: number },
  siteUrl: string,
): void {
  const until = timeInShanghai(endsAt);
  terminal.say({
    zh: `一次性代码 ${text}，${until} 前有效，只显示这一次。本人凭它在 ${siteUrl}/recover 设置密码。`,
    en: `One-time code ${text}, good until ${until}, shown only this once. Its holder sets a password with it at ${siteUrl}/en/recover.`,
  });
}
