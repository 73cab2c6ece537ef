// What the pages of accounts themselves refuse, before a use case is asked.
import { defineRefusals } from '../../kernel/errors.js';

export const refuse = defineRefusals('account_page', {
  login_differs: {
    kind: 'invalid',
    zh: '输入的登录名与这个账户的不同，没有注销。核对后再输入一次。',
    en: 'The name that was typed is not that of this account, and nothing was erased. Check it and type it again.',
  },
});
