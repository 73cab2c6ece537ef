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
  sign_in_failed: {
    kind: 'unauthenticated',
    zh: '登录名、密码或验证码不对，或者账户没有启用。核对后再试；忘记密码，联系安全管理员恢复账户。',
    en: 'Name, password or code do not fit, or the account is not in use. Check them and try again; if the password is forgotten, the security administrator can recover the account.',
  },
  wait: {
    kind: 'unavailable',
    zh: '失败的尝试过多，{seconds} 秒后才能再试。',
    en: 'Too many attempts have failed. It can be tried again in {seconds} seconds.',
  },
  session_unknown: {
    kind: 'unauthenticated',
    zh: '会话已经结束。重新登录。',
    en: 'The session has ended. Sign in again.',
  },
  code_wrong: {
    kind: 'unauthenticated',
    zh: '验证码不对或已经用过。等应用显示下一个验证码后再输入；手机时间应自动校准。',
    en: 'The code does not fit or was used already. Wait for the next one in the app; the clock of the phone should set itself.',
  },
  one_time_code_wrong: {
    kind: 'unauthenticated',
    zh: '登录名和一次性代码不相符，或者代码已经用过、已经过期。核对后再试，或由发出代码的人重新发出。',
    en: 'Name and one-time code do not fit, or the code was used or has run out. Check them and try again, or have a new one issued by whoever gave it out.',
  },
  factor_unknown: {
    kind: 'not_found',
    zh: '账户没有这个登录因素。在账户页面查看已登记的因素。',
    en: 'The account has no such factor. The account page lists those that are enrolled.',
  },
  factor_needed: {
    kind: 'conflict',
    zh: '这是最后一个第二因素，工作人员的账户不能没有。先登记另一个，再移除这一个。',
    en: 'This is the last second factor, and an account of staff needs one. Enrol another first, then remove this one.',
  },
  login_taken: {
    kind: 'conflict',
    zh: '登录名“{login}”已有人使用。换一个。',
    en: 'The name "{login}" is taken. Choose another.',
  },
  login_unfit: {
    kind: 'invalid',
    zh: '登录名“{login}”不能使用：3 到 40 个字母、汉字、数字、点、横线，不得含有 9 位以上连续数字（证件号码、手机号码不作登录名）。',
    en: 'The name "{login}" cannot be used: 3 to 40 letters, digits, dots and hyphens, without 9 or more digits in a row (no identity or telephone numbers).',
  },
  password_length: {
    kind: 'invalid',
    zh: '密码应为 {least} 到 {most} 个字符，现在是 {found} 个。可以用一句话。',
    en: 'A password has {least} to {most} characters; this one has {found}. A sentence will do.',
  },
  password_common: {
    kind: 'invalid',
    zh: '这个密码在最常用的一万个密码之中，一猜就中。换一个，例如几个不相干的词。',
    en: 'This password is one of the ten thousand commonest and soon guessed. Choose another, such as some unrelated words.',
  },
  password_is_login: {
    kind: 'invalid',
    zh: '密码含有登录名。换一个与登录名无关的密码。',
    en: 'The password contains the sign-in name. Choose one that has nothing to do with it.',
  },
  account_unknown: {
    kind: 'not_found',
    zh: '没有账户 {account}。xinheng account list 列出全部账户。',
    en: 'There is no account {account}. xinheng account list shows all of them.',
  },
  account_state: {
    kind: 'conflict',
    zh: '账户现在的状态是“{state}”，不能这样做。先查看账户的状态。',
    en: 'The account is "{state}" now, and this cannot be done to it. Look at its state first.',
  },
  text_missing: {
    kind: 'invalid',
    zh: '{field} 没有填写，或者超过 {most} 个字符。',
    en: '{field} is missing, or longer than {most} characters.',
  },
  role_unknown: {
    kind: 'invalid',
    zh: '没有角色“{role}”。可以是：{known}。',
    en: 'There is no role "{role}". It can be one of: {known}.',
  },
  role_not_for_holder: {
    kind: 'invalid',
    zh: '角色 {role} 只授予 {heldBy}，不能授予 {holder}。',
    en: 'The role {role} is held by {heldBy}, not by {holder}.',
  },
  role_place: {
    kind: 'invalid',
    zh: '角色 {role} 的授予须写明且只写明：{needs}。',
    en: 'A grant of the role {role} names these and nothing else: {needs}.',
  },
  role_separated: {
    kind: 'conflict',
    zh: '账户已有角色 {held}，不能再授予 {role}：审计、安全、系统三员不得由一人兼任。先收回 {held}，或授予另一账户。',
    en: 'The account holds {held} and cannot hold {role} too: auditor, security and system administrator are never in one hand. Take {held} back first, or grant it to another account.',
    basis: 'GB/T 22239-2019 8.1.5',
  },
  role_held: {
    kind: 'conflict',
    zh: '账户已经有这一角色。不用再授予。',
    en: 'The account holds this role already. Nothing is left to do.',
  },
  grant_unknown: {
    kind: 'not_found',
    zh: '没有生效的授予 {grant}。查看账户现有的角色。',
    en: 'No grant {grant} is in force. Look at the roles the account holds.',
  },
  passkey_failed: {
    kind: 'unauthenticated',
    zh: '通行密钥没有通过验证：它不属于启用中的账户，或者质询已经过期。重新开始，或换一种登录方式。',
    en: 'The passkey was not accepted: it belongs to no account in use, or the challenge has run out. Begin again, or sign in another way.',
  },
  passkey_known: {
    kind: 'conflict',
    zh: '这个通行密钥已经登记过。不用再登记。',
    en: 'This passkey is enrolled already. Nothing is left to do.',
  },
  oidc_linked: {
    kind: 'conflict',
    zh: '统一认证平台的这个用户已经连到一个账户。先在那个账户中解除。',
    en: 'This user of the identity provider is linked to an account already. Take the link away there first.',
  },
  recovery_unknown: {
    kind: 'not_found',
    zh: '没有等待确认的恢复 {recovery}，它可能已经确认、取消或过期。重新发起。',
    en: 'No recovery {recovery} waits to be confirmed; it may have been confirmed, cancelled or have run out. Start it again.',
  },
  second_person_dependent: {
    kind: 'forbidden',
    zh: '你的账户由发起恢复的人建立，不能作为第二人确认。让另一名管理员确认，或由控制台重新发起。',
    en: 'Your account was made by whoever started this recovery and cannot be its second person. Have another administrator confirm it, or have the console start it anew.',
    basis: 'GB/T 22239-2019 8.1.5',
  },
  second_person_there: {
    kind: 'forbidden',
    zh: '另有 {count} 名安全或系统管理员可以确认恢复，控制台不能单独完成。让其中一人在账户页面确认。',
    en: 'There are {count} other security or system administrators who can confirm the recovery, so the console cannot finish it alone. Have one of them confirm it on the accounts page.',
    basis: 'GB/T 22239-2019 8.1.5',
  },
  organisation_unknown: {
    kind: 'not_found',
    zh: '平台没有统一社会信用代码为 {uscc} 的机构。核对代码。',
    en: 'The platform knows no organisation with the code {uscc}. Compare the code.',
  },
  letter_wrong: {
    kind: 'forbidden',
    zh: '机构代码和函件代码不相符，或者函件代码已经用过、已经过期。对照函件再输入；需要新函件时向窗口申请。',
    en: 'Organisation and code of the letter do not fit, or the code was used or has run out. Compare with the letter; the window issues a new one.',
  },
  binding_for_organisations: {
    kind: 'forbidden',
    zh: '工作人员的账户不能绑定机构。用机构人员自己注册的账户。',
    en: 'An account of staff cannot be bound to an organisation. Use an account that was registered for it.',
  },
  binding_unknown: {
    kind: 'not_found',
    zh: '没有这个绑定，或者它已经确认、解除或过期。查看绑定列表。',
    en: 'There is no such binding, or it was confirmed, ended or has run out. Look at the list of bindings.',
  },
  client_unknown: {
    kind: 'not_found',
    zh: '没有启用中的接口客户端 {client}。xinheng client list 列出全部客户端。',
    en: 'There is no API client {client} in use. xinheng client list shows all of them.',
  },
  client_failed: {
    kind: 'unauthenticated',
    zh: '客户端编号和密钥不相符，或者客户端已经停用。核对后再试；密钥可由安全管理员更换。',
    en: 'Client id and secret do not fit, or the client was revoked. Check them and try again; the security administrator can rotate the secret.',
  },
  scope_unknown: {
    kind: 'invalid',
    zh: '没有范围“{scope}”，或者客户端没有它。可以是：{known}。',
    en: 'There is no scope "{scope}", or the client does not have it. It can be: {known}.',
  },
  demo_unchanged: {
    kind: 'forbidden',
    zh: '演示账户由大家共用，密码、登录因素和账户本身不能更改。要试用这些功能，由演示安全管理员另建一个账户。',
    en: "A demo account is everybody's: its password, factors and the account itself stay as they are. To try these out have the demo security administrator make another account.",
  },
  not_demo: {
    kind: 'forbidden',
    zh: '这不是启用中的演示账户，它的验证码只有本人的应用知道。',
    en: 'This is no demo account in use; its code is known to the app of its holder alone.',
  },
});
