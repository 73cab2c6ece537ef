// The words of signing in, of the second factor, of codes that set an account up, and of proving again who one is.
export const signInWords = {
  title: { zh: '登录', en: 'Sign in' },
  lead: {
    zh: '账户供数源部门、信用工作机构和机构经办人使用。查询公开信息不需要登录。',
    en: 'Accounts are for agencies, credit offices and clerks of organisations. Nobody has to sign in to read what is public.',
  },
  login: { zh: '登录名', en: 'Sign-in name' },
  password: { zh: '密码', en: 'Password' },
  submit: { zh: '登录', en: 'Sign in' },
  otherWays: { zh: '其他登录方式', en: 'Other ways' },
  byPasskey: { zh: '用通行密钥登录', en: 'Sign in with a passkey' },
  byOidc: { zh: '用本市统一身份认证登录', en: 'Sign in with the city’s identity provider' },
  haveCode: { zh: '有开户码或恢复码', en: 'I have a code for a new account or for recovery' },
  register: { zh: '为机构注册账户', en: 'Register an account for an organisation' },

  factorTitle: { zh: '第二步：验证码', en: 'Second step: a code' },
  factorLead: {
    zh: '密码正确。再输入验证器应用显示的 6 位数字，或用通行密钥确认。',
    en: 'The password is right. Now enter the six digits that your authenticator shows, or confirm with a passkey.',
  },
  code: { zh: '验证码', en: 'Code' },
  codeHint: { zh: '6 位数字，每 30 秒更换', en: 'Six digits that change every 30 seconds' },
  confirm: { zh: '确认', en: 'Confirm' },
  factorByPasskey: { zh: '改用通行密钥确认', en: 'Confirm with a passkey instead' },
  factorByCode: { zh: '改用验证码', en: 'Use a code instead' },

  passkeyTitle: { zh: '用通行密钥登录', en: 'Sign in with a passkey' },
  passkeyLead: {
    zh: '通行密钥存放在手机、电脑或安全密钥中，用指纹、面容或设备密码解锁。按下按钮后按设备的提示操作。',
    en: 'A passkey lives in a telephone, a computer or a security key and opens with a finger, a face or the device’s own code. Press the button and do what the device asks.',
  },
  usePasskey: { zh: '使用通行密钥', en: 'Use the passkey' },
  passkeyProblem: {
    zh: '没有得到通行密钥的应答：可能已取消，或这台设备上没有本站的通行密钥。可以再试一次，或用其他方式。',
    en: 'No passkey answered: it was cancelled, or this device has none for this site. Try again, or use another way.',
  },
  scriptNeeded: {
    zh: '通行密钥需要浏览器脚本；浏览器禁用脚本时用密码登录。',
    en: 'A passkey takes a script. Where scripts are off, sign in with a password.',
  },
  byPassword: { zh: '用密码登录', en: 'Sign in with a password' },

  againTitle: { zh: '再次验证身份', en: 'Prove again who you are' },
  againLead: {
    zh: '接下来的操作影响重大。验证后的几分钟内可以进行。',
    en: 'What comes next is grave. Once you have proved who you are, it is open to you for a few minutes.',
  },
  againByPasskey: { zh: '改用通行密钥验证', en: 'Use a passkey instead' },
  byOidcAgain: {
    zh: '改到本市统一身份认证重新登录',
    en: 'Sign in anew at the city’s identity provider instead',
  },
  oidcUnlinkedTitle: { zh: '尚未关联账户', en: 'Not linked to an account' },
  oidcUnlinked: {
    zh: '统一身份认证已确认你的身份，但还没有账户与它关联。先用密码或通行密钥登录，再在“第二因素”页面关联。',
    en: 'The identity provider knows you, but no account is linked to it. Sign in with a password or a passkey first, then link it on the page of second factors.',
  },
  codeWhereUsed: {
    zh: '验证器应用显示的 6 位数字；没有登记验证器的账户留空',
    en: 'Six digits from your authenticator; leave blank where none is enrolled',
  },

  recoverTitle: { zh: '凭一次性代码设置登录', en: 'Set up sign-in with a one-time code' },
  recoverLead: {
    zh: '新账户的开户码和账户恢复码都在这里使用，只能用一次。恢复账户须由安全管理员发起，由第二人确认。',
    en: 'Codes for new accounts and for recovery are used here, once. A recovery is started by the security administrator and confirmed by a second person.',
  },
  oneTimeCode: { zh: '一次性代码', en: 'One-time code' },
  newPassword: { zh: '新密码', en: 'New password' },
  newPasswordHint: {
    zh: '至少 {least} 个字符，不能是常见密码。不要求大小写或符号，一句话最好记。',
    en: 'At least {least} characters and none of the common ones. No rule on letters or signs: a sentence is easiest to keep.',
  },
  recoverSubmit: { zh: '设置并继续', en: 'Set and go on' },

  registerTitle: { zh: '为机构注册账户', en: 'Register an account for an organisation' },
  registerLead: {
    zh: '账户属于办事的人，绑定机构后才能查看机构的完整档案。绑定凭寄到登记地址的函件代码，或到窗口办理。平台只保存登录所需的内容。',
    en: 'The account is that of the person who acts. It opens the organisation’s whole file once it is bound to it: by the code of a letter sent to the registered address, or at the window. The platform keeps what signing in needs and nothing else.',
  },
  loginHint: {
    zh: '自己取一个名字，3 至 40 个字母、汉字、数字、点或横线。不要用身份证号码或手机号码。',
    en: 'Choose one: 3 to 40 letters, digits, dots and hyphens. Not your identity number and not your telephone number.',
  },
  name: { zh: '称呼', en: 'Name' },
  nameHint: {
    zh: '页面上显示的称呼，可以不是全名',
    en: 'What the pages call you; it need not be your full name',
  },
  registerSubmit: { zh: '注册', en: 'Register' },

  signedOut: { zh: '已退出', en: 'Signed out' },
  signOutTitle: { zh: '退出', en: 'Sign out' },
  signOutLead: { zh: '在这台设备上结束登录。', en: 'Ends being signed in on this device.' },
  signedOutLead: {
    zh: '这台设备上的登录已经结束。',
    en: 'You are no longer signed in on this device.',
  },
} as const;
