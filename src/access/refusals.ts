// What the platform says to whoever may not do what he asked for.
import { defineRefusals } from '../kernel/errors.js';

export const refuse = defineRefusals('access', {
  sign_in: {
    kind: 'unauthenticated',
    zh: '“{titleZh}”须先登录。登录后再试；接口客户端用 /oauth/token 取得的令牌。',
    en: 'To {titleEn} one has to be signed in. Sign in and try again; an API client brings a token from /oauth/token.',
  },
  not_allowed: {
    kind: 'forbidden',
    zh: '你的角色不能对它“{titleZh}”（{act}）。谁可以，见 docs/permissions.md；角色由安全管理员授予。',
    en: 'Your roles do not allow you to {titleEn} here ({act}). docs/permissions.md says who may; roles are granted by the security administrator.',
  },
  out_of_scope: {
    kind: 'forbidden',
    zh: '令牌没有“{titleZh}”所需的范围 {scope}。用含有这一范围的令牌；客户端的范围由安全管理员设定。',
    en: 'The token lacks the scope {scope} that it takes to {titleEn}. Ask for a token with it; the scopes of a client are set by the security administrator.',
  },
  reauthenticate: {
    kind: 'unauthenticated',
    zh: '“{titleZh}”影响重大，须先再次验证身份。验证后在几分钟内再做一次。',
    en: 'To {titleEn} is grave: prove again who you are, and do it within the next minutes.',
  },
});
