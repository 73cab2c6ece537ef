// The words of an account's own pages.
export const accountWords = {
  title: { zh: '我的账户', en: 'My account' },
  lead: {
    zh: '平台为你保存的只有登录所需的内容。',
    en: 'The platform keeps what signing in needs about you, and nothing else.',
  },
  enrolFirst: {
    zh: '工作人员账户须先登记第二因素，登记之前不能进行其他操作。',
    en: 'A staff account needs a second factor before anything else is open to it.',
  },
  login: { zh: '登录名', en: 'Sign-in name' },
  name: { zh: '称呼', en: 'Name' },
  contact: { zh: '联系方式', en: 'Contact' },
  number: { zh: '账户编号', en: 'Number of the account' },
  created: { zh: '建立时间', en: 'Created' },
  roles: { zh: '角色', en: 'Roles' },
  noRoles: {
    zh: '还没有角色。工作人员的角色由安全管理员授予；机构经办人绑定机构后取得。',
    en: 'No roles yet. The security administrator grants those of staff; a clerk of an organisation gets his when he is bound to it.',
  },
  sessions: { zh: '登录中的设备', en: 'Devices signed in' },
  toPassword: { zh: '修改密码', en: 'Change the password' },
  toFactors: { zh: '第二因素', en: 'Second factors' },
  toData: { zh: '导出或注销我的资料', en: 'Export or erase my data' },
  toBindings: { zh: '绑定机构', en: 'Organisations I act for' },
  toAdministration: { zh: '账户与客户端管理', en: 'Accounts and API clients' },
  toRecoveries: { zh: '待确认的账户恢复', en: 'Account recoveries to confirm' },
  toWindow: { zh: '窗口绑定', en: 'Bindings at the window' },
  toAudit: { zh: '审计', en: 'Audit' },
  toReadings: { zh: '谁查询过 {uscc}', en: 'Who looked at {uscc}' },
  back: { zh: '回到我的账户', en: 'Back to my account' },

  sessionsTitle: { zh: '登录中的设备', en: 'Devices signed in' },
  sessionsLead: {
    zh: '不认识的登录请立即结束，并修改密码。',
    en: 'End what you do not know at once, and change your password.',
  },
  opened: { zh: '登录时间', en: 'Signed in' },
  lastSeen: { zh: '最近使用', en: 'Last used' },
  action: { zh: '操作', en: 'Action' },
  thisDevice: { zh: '当前设备', en: 'this one' },
  end: { zh: '结束', en: 'End' },
  endOf: { zh: '结束 {device} 上的登录', en: 'End being signed in on {device}' },
  endOthers: { zh: '结束其他全部登录', en: 'End all others' },
  unknownDevice: { zh: '未知设备', en: 'unknown device' },

  passwordTitle: { zh: '修改密码', en: 'Change the password' },
  passwordLead: {
    zh: '修改后，其他设备上的登录全部结束。',
    en: 'Once it is changed, you are signed out on all other devices.',
  },
  passwordSubmit: { zh: '修改', en: 'Change' },
  passwordDone: { zh: '密码已修改。', en: 'The password was changed.' },

  factorsTitle: { zh: '第二因素', en: 'Second factors' },
  factorsLead: {
    zh: '除密码之外再证明是你本人。工作人员必须至少有一个。最好登记两个，丢失一个时还能登录。',
    en: 'They prove beyond the password that it is you. Staff must have one. Two are better: you can still sign in when one is lost.',
  },
  noFactors: { zh: '还没有登记。', en: 'None is enrolled yet.' },
  enrolled: { zh: '登记时间', en: 'Enrolled' },
  totp: { zh: '验证器应用', en: 'Authenticator' },
  passkey: { zh: '通行密钥', en: 'Passkey' },
  remove: { zh: '移除', en: 'Remove' },
  removeOf: { zh: '移除 {label}', en: 'Remove {label}' },
  addTotp: { zh: '登记验证器应用', en: 'Enrol an authenticator' },
  addPasskey: { zh: '登记通行密钥', en: 'Enrol a passkey' },

  oidcHead: { zh: '本市统一身份认证', en: 'The city’s identity provider' },
  oidcNone: {
    zh: '还没有关联。关联后可以从统一身份认证登录。',
    en: 'Not linked yet. Once it is, you can sign in there.',
  },
  oidcLink: { zh: '关联', en: 'Link it' },

  totpTitle: { zh: '登记验证器应用', en: 'Enrol an authenticator' },
  totpLead: {
    zh: '用验证器应用扫描下面的二维码，或手工输入密钥，然后输入应用显示的数字。',
    en: 'Scan the code with your authenticator, or type the key into it; then enter the digits it shows.',
  },
  totpQr: { zh: '验证器的二维码', en: 'Code for the authenticator' },
  totpKey: { zh: '密钥', en: 'Key' },
  totpCode: { zh: '应用显示的 6 位数字', en: 'The six digits it shows' },
  totpSubmit: { zh: '登记', en: 'Enrol' },

  passkeyInstead: { zh: '改为登记通行密钥', en: 'Enrol a passkey instead' },

  passkeyTitle: { zh: '登记通行密钥', en: 'Enrol a passkey' },
  passkeyLead: {
    zh: '给它取个名称，便于以后辨认，然后按设备的提示操作。指纹和面容不会离开你的设备。',
    en: 'Give it a name that you will know it by, and do what the device asks. Fingerprints and faces never leave your device.',
  },
  passkeyLabel: { zh: '名称', en: 'Name' },
  passkeyLabelHint: { zh: '例如“办公电脑”', en: 'Such as “office computer”' },
  passkeySubmit: { zh: '登记', en: 'Enrol' },
  passkeyProblem: {
    zh: '没有得到设备的应答：可能已取消，或设备不支持通行密钥。可以再试一次，或登记验证器应用。',
    en: 'The device did not answer: it was cancelled, or it knows no passkeys. Try again, or enrol an authenticator.',
  },
  scriptNeeded: {
    zh: '登记通行密钥需要浏览器脚本；浏览器禁用脚本时登记验证器应用。',
    en: 'Enrolling a passkey takes a script. Where scripts are off, enrol an authenticator.',
  },

  dataTitle: { zh: '我的资料', en: 'My data' },
  exportHead: { zh: '导出', en: 'Export' },
  exportText: {
    zh: '账户的全部内容，JSON 格式；不含密码和密钥本身。',
    en: 'All that your account holds, as JSON; without passwords and secrets themselves.',
  },
  exportLink: { zh: '下载我的资料', en: 'Download my data' },
  eraseHead: { zh: '注销账户', en: 'Erase the account' },
  eraseText: {
    zh: '删除登录名、称呼、联系方式、登录因素和登录记录，立即退出，不能恢复。审计日志中只有账户编号，保留不变，从它找不到你。',
    en: 'Deletes sign-in name, name, contact, factors and sessions, signs you out, and cannot be undone. The audit trail holds only the number of the account; it stays, and leads to nobody.',
  },
  eraseConfirm: { zh: '输入登录名以确认', en: 'Enter your sign-in name to confirm' },
  eraseSubmit: { zh: '注销账户', en: 'Erase the account' },
  erasedTitle: { zh: '账户已注销', en: 'The account is erased' },
  erasedLead: {
    zh: '登录名、称呼、联系方式、登录因素和登录记录已经删除。',
    en: 'Sign-in name, name, contact, factors and sessions are deleted.',
  },
} as const;
